"""What is known of a signal at one moment, and how a step makes the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from bot.signals.drawing import BUNDLE, DRAWING, State, Step
from bot.signals.told import Event, Outcome, Told


class NotNow(Exception):
    """The drawing has no such step from this state."""

    def __init__(self, signal: Record, step: Step) -> None:
        super().__init__(f"{signal.number} is {signal.state}: it cannot {step} now")
        self.signal = signal
        self.step = step


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A bottleneck from the region. Persons, regions, directorates and themes are keys of the organisation file."""

    id: str
    number: str  # K-2026-0147
    text: str
    region: str
    lead: str
    filer: str
    filed_at: datetime
    co_filers: tuple[str, ...] = ()  # liaisons of other regions that have the same
    region_mention: str = ""  # what the liaison typed for the region, to the letter
    also_regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    kind: str = "knelpunt"
    urgency: str = "midden"
    co: tuple[str, ...] = ()
    on_behalf_of: str = ""
    link: str = ""  # to the message it was made from
    confidential: bool = False
    state: State = State.ROUTED
    version: int = 1
    fixer: str = ""
    joined: tuple[str, ...] = ()
    claimed_at: datetime | None = None
    progress_at: datetime | None = None
    next_step: str = ""
    next_step_on: date | None = None
    waits_for: str = ""
    waits_until: date | None = None
    question: str = ""  # asked of the region, while it waits for an answer
    put_off: bool = False  # the fixer has named a later date once since the last progress
    rung: int = 0
    refused_by: tuple[str, ...] = ()  # directorates that said "not ours"
    missed: tuple[str, ...] = ()  # directorates whose channel could not be reached
    outcome: Outcome | None = None
    solved_at: datetime | None = None
    told: Told | None = None  # the last time; of a bundle the least favourable verdict
    heard: tuple[str, ...] = ()  # the regions that were told of this solution
    ended_at: datetime | None = None
    end_reason: str = ""
    merged_into: str = ""
    related: tuple[str, ...] = ()  # signals of other regions whose solution was recognised here, by id
    fresh: tuple[Event, ...] = ()  # events not yet stored

    @property
    def owners(self) -> tuple[str, ...]:
        """Who is told: the fixer, whoever joined, and always the liaisons."""
        return tuple(dict.fromkeys(p for p in (self.fixer, *self.joined, *self.filers) if p))

    @property
    def filers(self) -> tuple[str, ...]:
        """Who filed it, and who has the same in another region."""
        return (self.filer, *self.co_filers)

    @property
    def regions(self) -> tuple[str, ...]:
        """Every region behind it, the one it was filed for first."""
        return tuple(dict.fromkeys((self.region, *self.also_regions)))

    @property
    def unheard(self) -> tuple[str, ...]:
        """The regions that have not been told yet."""
        return tuple(key for key in self.regions if key not in self.heard)

    @property
    def is_bundle(self) -> bool:
        """Whether so many regions are behind it that it is one answer for all of them."""
        return len(self.regions) >= BUNDLE

    def may(self, step: Step) -> bool:
        """Whether the drawing has this step from here; buttons are offered by the same rule."""
        return step in DRAWING and self.state in DRAWING[step][0]

    def _take(
        self, step: Step, by: str, at: datetime, facts: Mapping[str, str] | None = None, **changes: object
    ) -> Self:
        if not self.may(step):
            raise NotNow(self, step)
        if changes.get("state", self.state) is not State.WAITING:  # however the wait ended
            changes |= {"waits_for": "", "waits_until": None, "question": ""}
        if "progress_at" in changes:
            changes = {"put_off": False} | changes
        event = Event(self.version + 1, step, by, at, dict(facts or {}))
        return replace(self, version=event.version, fresh=(*self.fresh, event), **changes)  # type: ignore[arg-type]
