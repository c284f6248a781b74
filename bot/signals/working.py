"""Who a signal lies with, and what they do with it: taken on, planned, reported, waiting, handed over, not ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from bot.signals.drawing import REGION, State, Step
from bot.signals.record import NotNow, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Working(Record):
    """A signal with the steps of those it lies with."""

    def claim(self, *, by: str, at: datetime) -> Self:
        """A fixer takes it on. Claiming is not progress."""
        return self._take(Step.CLAIM, by, at, state=State.CLAIMED, fixer=by, joined=(), claimed_at=at, progress_at=None)

    def assign(self, fixer: str, *, by: str, at: datetime) -> Self:
        """The regiocommissaris names the fixer."""
        return self._take(
            Step.ASSIGN,
            by,
            at,
            {"fixer": fixer},
            state=State.CLAIMED,
            **{**_UNCLAIMED, "fixer": fixer, "claimed_at": at},
        )

    def join(self, *, by: str, at: datetime) -> Self:
        """A second fixer comes alongside."""
        return self._take(Step.JOIN, by, at, joined=tuple(dict.fromkeys((*self.joined, by))))

    def hand_back(self, *, by: str, at: datetime, reason: str = "") -> Self:
        """The fixer lets go; the directorate looks for another."""
        return self._take(
            Step.HAND_BACK, by, at, {"reason": reason} if reason else {}, state=State.ROUTED, **_UNCLAIMED
        )

    def hand_over(self, fixer: str, *, by: str, at: datetime) -> Self:
        """Another fixer goes on with it, with a plan of their own."""
        joined = tuple(person for person in self.joined if person != fixer)
        return self._take(
            Step.HAND_OVER, by, at, {"fixer": fixer}, fixer=fixer, joined=joined, next_step="", next_step_on=None
        )

    def succeed(self, whom: str, to: str, *, by: str, at: datetime, back: bool = False) -> Self:
        """Somebody leaves: whatever they were to it, somebody else is from now on. `back`: as they were before."""

        def now(people: tuple[str, ...], but: str) -> tuple[str, ...]:
            return tuple(key for key in dict.fromkeys(to if key == whom else key for key in people) if key != but)

        filer, fixer = (to if key == whom else key for key in (self.filer, self.fixer))
        return self._take(
            Step.SUCCEED,
            by,
            at,
            {"whom": whom, "to": to} | ({"back": "yes"} if back else {}),
            filer=filer,
            fixer=fixer,
            co_filers=now(self.co_filers, filer),
            joined=now(self.joined, fixer),
        )

    def plan(self, *, by: str, at: datetime, step: str, on: date | None, put_off: bool = False) -> Self:
        """What the fixer does next and by when: an intention, not progress. `put_off`: later than was promised."""
        facts = {"next_step": step} | ({"on": on.isoformat()} if on else {})
        return self._take(Step.PLAN, by, at, facts, next_step=step, next_step_on=on, put_off=put_off or self.put_off)

    def note(self, *, by: str, at: datetime, text: str, is_progress: bool = False) -> Self:
        """A remark for everybody who follows it; progress, if it is from whoever works on it."""
        if is_progress:
            return self._take(Step.NOTE, by, at, {"text": text}, progress_at=at)
        return self._take(Step.NOTE, by, at, {"text": text})

    def report(self, *, by: str, at: datetime, note: str) -> Self:
        """Progress, said with a button."""
        return self._take(Step.PROGRESS, by, at, {"note": note}, progress_at=at)

    def wait(self, *, by: str, at: datetime, party: str, until: date, question: str = "") -> Self:
        """For a third party, or for the region with a question; always with an end, and the clock pauses."""
        return self._take(
            Step.WAIT,
            by,
            at,
            {"for": party, "until": until.isoformat()} | ({"question": question} if question else {}),
            state=State.WAITING,
            waits_for=party,
            waits_until=until,
            question=question,
            progress_at=at,
        )

    def answer(self, *, by: str, at: datetime, text: str) -> Self:
        """The region's answer to what it was asked; counting starts again."""
        if self.waits_for != REGION:
            raise NotNow(self, Step.ANSWER)
        return self._take(Step.ANSWER, by, at, {"text": text}, state=State.CLAIMED, progress_at=at)

    def resume(self, *, by: str, at: datetime) -> Self:
        """The wait is over; counting starts again."""
        return self._take(Step.RESUME, by, at, state=State.CLAIMED, progress_at=at)

    def reroute(
        self, to: str, *, by: str, at: datetime, reason: str, triage: str, beside: Mapping[str, str] | None = None
    ) -> Self:
        """Not ours, with a reason and a proposal; the second refusal goes to triage, whose own word then stands.

        `beside` is what else is to be known of it.
        """
        target = triage if self.is_for_triage_next(triage) else to
        return self._take(
            Step.REROUTE,
            by,
            at,
            {**(beside or {}), "from": self.lead, "to": target, "proposed": to, "reason": reason},
            state=State.ROUTED,
            lead=target,
            co=tuple(directorate for directorate in self.co if directorate != target),
            refused_by=(*self.refused_by, self.lead),
            **_UNCLAIMED,
        )

    def is_for_triage_next(self, triage: str) -> bool:
        """Whether it was refused before, so that the next refusal is the second; triage's own word stands."""
        return bool(self.refused_by) and self.lead != triage


_UNCLAIMED: dict[str, object] = {
    "fixer": "",
    "joined": (),
    "claimed_at": None,
    "progress_at": None,
    "next_step": "",
    "next_step_on": None,
}
