"""How a signal ends, and how it goes on after all: solved, told, declined, withdrawn, merged, reopened."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from bot.signals.drawing import HIGHEST_RUNG, State, Step
from bot.signals.record import Record
from bot.signals.told import Outcome, Told, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending(Record):
    """A signal with the steps that end it, or undo its end."""

    def solve(self, *, by: str, at: datetime, outcome: Outcome) -> Self:
        """There is an answer; it counts once the region has heard it."""
        return self._take(
            Step.SOLVE,
            by,
            at,
            {"outcome": outcome.kind.value},
            state=State.SOLVED,
            outcome=outcome,
            solved_at=at,
            heard=(),
        )

    def tell(self, *, by: str, at: datetime, told: Told, regions: Collection[str] = ()) -> Self:
        """These regions have been told, all of them by default; it is closed once every one has.

        "Not helped" opens it again for all, one rung higher; counting starts anew.
        """
        heard = tuple(key for key in self.regions if key in self.heard or key in (regions or self.regions))
        facts = {"whom": told.whom, "on": told.on.isoformat(), "verdict": told.verdict.value}
        facts |= {"regions": ",".join(key for key in heard if key not in self.heard)}
        if told.verdict is Verdict.NOT:
            higher = min(self.rung + 1, HIGHEST_RUNG)
            return self._take(
                Step.TELL,
                by,
                at,
                facts,
                state=State.CLAIMED,
                told=told,
                heard=(),
                rung=higher,
                solved_at=None,
                progress_at=at,
            )
        if self.told and self.heard and self.told.verdict is Verdict.HALF:
            told = replace(told, verdict=Verdict.HALF)
        if len(heard) < len(self.regions):
            return self._take(Step.TELL, by, at, facts, told=told, heard=heard)
        return self._take(Step.TELL, by, at, facts, state=State.CLOSED, told=told, heard=heard, ended_at=at)

    def decline(self, *, by: str, at: datetime, reason: str, decider: str) -> Self:
        """An honest no, with who decided and why."""
        return self._take(
            Step.DECLINE,
            by,
            at,
            {"reason": reason, "decider": decider},
            state=State.DECLINED,
            ended_at=at,
            end_reason=reason,
        )

    def withdraw(self, *, by: str, at: datetime, reason: str = "") -> Self:
        """The liaison takes it back."""
        return self._take(
            Step.WITHDRAW,
            by,
            at,
            {"reason": reason} if reason else {},
            state=State.WITHDRAWN,
            ended_at=at,
            end_reason=reason,
        )

    def merge(self, into: str, *, by: str, at: datetime, number: str = "") -> Self:
        """The same bottleneck as another signal, which goes on for both under its own number."""
        if into == self.id:
            raise ValueError("a signal cannot be merged into itself")
        return self._take(
            Step.MERGE, by, at, {"into": into, "other": number}, state=State.MERGED, merged_into=into, ended_at=at
        )

    def reopen(self, *, by: str, at: datetime, reason: str) -> Self:
        """Not over after all; its fixer goes on and counting starts anew, or the directorate looks for one."""
        return self._take(
            Step.REOPEN,
            by,
            at,
            {"reason": reason},
            state=State.CLAIMED if self.fixer else State.ROUTED,
            ended_at=None,
            end_reason="",
            outcome=None,
            solved_at=None,
            told=None,
            heard=(),
            progress_at=at if self.fixer else None,
        )
