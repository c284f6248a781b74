"""What a digest tells: what moved in a week, what waits, what is late, and what is the same in several regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, NamedTuple

from bot.decisions import Decision
from bot.delivery import Receipt
from bot.organisation import Organisation
from bot.promises import SILENT, UNCLAIMED, UNTOLD, named, promised
from bot.signals import Signal, State, Step
from bot.weeks import Week
from bot.worktime import whole_days_between

SEVERAL = 3
"""Regions with the same theme from which on it is a pattern."""

Lateness = Literal["unclaimed", "silent", "untold"]


class Late(NamedTuple):
    """A signal whose last promise has passed: so many working days unclaimed, without progress, or solved and untold."""

    signal: Signal
    why: Lateness
    days: int


class Pattern(NamedTuple):
    """A theme that is open in several regions; all keys, the regions in the order of their names."""

    theme: str
    regions: tuple[str, ...]


class Counts(NamedTuple):
    """How many signals took each step in a week."""

    filed: int = 0
    claimed: int = 0
    solved: int = 0
    told: int = 0
    declined: int = 0
    escalated: int = 0

    @classmethod
    def of(cls, steps: Mapping[Step, int]) -> Counts:
        """From the number of signals by step."""
        return cls(
            filed=steps.get(Step.FILE, 0),
            claimed=steps.get(Step.CLAIM, 0),
            solved=steps.get(Step.SOLVE, 0),
            told=steps.get(Step.TELL, 0),
            declined=steps.get(Step.DECLINE, 0),
            escalated=steps.get(Step.ESCALATE, 0),
        )


Course = tuple[tuple[Week, Counts], ...]
"""Week after week, the oldest first and the week of the digest last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One week of a directorate or a region; `so_far` while the week still runs.

    The lists hold what may be shown, the newest first, `late` the longest first; the counts hold everything, also the
    `hidden` confidential signals that were left out of the lists, in each as `hidden_in` says. `posted` says where cards stand that can be led to.
    """

    week: Week
    name: str
    so_far: bool = False
    told: tuple[Signal, ...] = ()
    filed: tuple[Signal, ...] = ()
    claimed: tuple[Signal, ...] = ()
    waiting: tuple[Signal, ...] = ()
    late: tuple[Late, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    course: Course = ()
    open: int = 0  # not over when it was drawn
    overdue: int = 0
    hidden: int = 0
    hidden_in: Mapping[str, int] = field(default_factory=dict)
    escalated: Mapping[str, int] = field(default_factory=dict)  # of what was told: how often, in its whole life
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of what was told: with which regions
    posted: Mapping[str, Receipt] = field(default_factory=dict)

    @property
    def signals(self) -> Iterator[Signal]:
        """Every signal of its lists, one that is in several as often."""
        yield from (*self.told, *self.filed, *self.claimed, *self.waiting, *(each.signal for each in self.late))

    @property
    def counts(self) -> Counts:
        """Of the week itself."""
        return self.course[-1][1] if self.course else Counts()

    @property
    def before(self) -> Counts:
        """Of the week before it."""
        return self.course[-2][1] if len(self.course) > 1 else Counts()

    @property
    def moved(self) -> bool:
        """Whether anything happened at all."""
        return any(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionNow:
    """How many signals stand in a region now, and how many it was told of in the period."""

    open: int = 0
    stalled: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDigest:
    """One week for one person, by what they are: liaison, fixer, commissioner."""

    week: Week
    so_far: bool = False
    to_tell: tuple[Late, ...] = ()  # solved, and the region waits to hear it
    to_answer: tuple[Signal, ...] = ()
    behind: tuple[Late, ...] = ()  # theirs to do, and nothing was said for as long as is asked after
    answered: tuple[Signal, ...] = ()  # they worked on it, and this week there was an answer or the region heard it
    moved: tuple[Signal, ...] = ()  # filed by them, and a step further this week
    due: tuple[Signal, ...] = ()  # theirs to do, promised for the coming week
    claims: tuple[Signal, ...] = ()  # whatever else they work on
    stalled: tuple[Late, ...] = ()
    ending: tuple[Decision, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    regions: Mapping[str, RegionNow] = field(default_factory=dict)  # of a commissioner; empty for everybody else
    posted: Mapping[str, Receipt] = field(default_factory=dict)

    @property
    def signals(self) -> Iterator[Signal]:
        """Every signal of its lists, one that is in several as often."""
        yield from (each.signal for each in (*self.to_tell, *self.behind, *self.stalled))
        yield from (*self.to_answer, *self.due, *self.claims, *self.answered, *self.moved)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that needs them and nothing that moved."""
        theirs = (self.to_tell, self.to_answer, self.behind, self.due, self.claims, self.answered, self.moved)
        return not any((*theirs, self.stalled, self.ending, self.patterns))


def late(signal: Signal, since: datetime, now: datetime, organisation: Organisation) -> Late | None:
    """Whether its last promise has passed, counted from `since`; None while there is time, or while it waits."""
    return _passed(
        {UNCLAIMED[-1]: "unclaimed", SILENT[-1]: "silent", UNTOLD[-1]: "untold"}, signal, since, now, organisation
    )


def asked_after(signal: Signal, since: datetime, now: datetime, organisation: Organisation) -> Late | None:
    """Whether its fixer is asked by now how it goes, which is before it is late."""
    return _passed({SILENT[0]: "silent"}, signal, since, now, organisation)


def _passed(
    why: Mapping[str, Lateness], signal: Signal, since: datetime, now: datetime, organisation: Organisation
) -> Late | None:
    moments = promised(signal, since, organisation)
    if signal.state is State.CLAIMED and signal.next_step_on:  # a day named once more is as good as the first
        moments = named(replace(signal, put_off=False), signal.next_step_on, organisation, since) or moments
    for kind, at in moments.items():
        if kind in why and at <= now:
            return Late(signal, why[kind], whole_days_between(since, now, organisation.clock))
    return None


def patterns(found: Iterable[tuple[str, str]]) -> tuple[Pattern, ...]:
    """Themes in three regions or more, out of pairs of a theme and a region; the widest first."""
    regions: dict[str, set[str]] = defaultdict(set)
    for theme, region in found:
        if theme:
            regions[theme].add(region)
    several = [Pattern(theme, tuple(sorted(each))) for theme, each in regions.items() if len(each) >= SEVERAL]
    return tuple(sorted(several, key=lambda pattern: (-len(pattern.regions), pattern.theme)))
