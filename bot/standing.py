"""How things stand, counted, and which signals need a decision most. Who may see that is for `rights`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from bot.delivery import Receipt
from bot.signals import HIGHEST_RUNG, OPEN, Event, Signal, State, Step
from bot.standing_words import By
from bot.weekly import SEVERAL, Late

PERIOD = timedelta(weeks=4)
"""How far back it is counted what was told."""

MOST = 5
"""Signals that are named."""

AGES = (timedelta(weeks=1), timedelta(weeks=4), timedelta(weeks=12))
"""Where one age ends and the next begins."""

PRESSING = ("acuut", "hoog")
"""Urgencies that need somebody before anything is late, the highest first."""

ANSWERED = frozenset({Step.DECIDE, Step.ASSIGN})
"""What a regiocommissaris does with what they were called in for."""

CALLS = ANSWERED | {Step.ESCALATE}
"""The steps that tell whether a decision is awaited."""


class Numbers(NamedTuple):
    """How many signals are open, and of those called in; late; solved and not told; told in the period."""

    open: int = 0
    called_in: int = 0
    late: int = 0
    untold: int = 0
    told: int = 0

    def plus(self, other: Numbers) -> Numbers:
        """Both together."""
        return Numbers(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class Piece(NamedTuple):
    """Signals of one theme and the same regions, by keys of today; the theme is empty where none is known."""

    theme: str
    regions: tuple[str, ...]
    numbers: Numbers


class Pressing(NamedTuple):
    """A signal that needs a decision, and why: late for so many working days, or whatever it is since some moment.

    `awaited`: the regiocommissaris was called in, and has not decided.
    """

    signal: Signal
    why: Literal["unclaimed", "silent", "called_in", "urgent", "wide"]
    since: datetime
    days: int = 0
    awaited: bool = False


Ages = Mapping[State, tuple[int, ...]]
"""How many open signals of a state there are of each age, the youngest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How everything stands that somebody oversees, or the part of it called `name`, counted `by` something or not.

    `regions` (none where it is one region's) and `groups` are by key, empty for what has none; what is of several counts
    in each: so many that are not over are `doubled` in `groups`.
    """

    whole: Numbers
    by: By | None = None
    name: str = ""
    groups: Mapping[str, Numbers] = field(default_factory=dict)
    doubled: int = 0
    regions: Mapping[str, Numbers] = field(default_factory=dict)
    ages: Ages = field(default_factory=dict)
    pressing: tuple[Pressing, ...] = ()
    posted: Mapping[str, Receipt] = field(default_factory=dict)


def numbers_of(signal: Signal, *, late: bool) -> Numbers:
    """Of one signal that is not over."""
    is_open = signal.state in OPEN
    return Numbers(
        open=int(is_open),
        called_in=int(is_open and signal.rung >= HIGHEST_RUNG),
        late=int(late),
        untold=int(signal.state is State.SOLVED),
    )


def total(pieces: Iterable[Piece]) -> Numbers:
    """All of it, every signal once."""
    whole = Numbers()
    for piece in pieces:
        whole = whole.plus(piece.numbers)
    return whole


def grouped(pieces: Iterable[Piece], groups: Callable[[Piece], Sequence[str]]) -> dict[str, Numbers]:
    """By group; what is of several counts in each, what is of none under the empty key."""
    found: dict[str, Numbers] = {}
    for piece in pieces:
        for key in groups(piece) or ("",):
            found[key] = found.get(key, Numbers()).plus(piece.numbers)
    return found


def doubled(pieces: Iterable[Piece], groups: Callable[[Piece], Sequence[str]]) -> int:
    """How many signals that are not over are of more than one group."""
    several = (piece.numbers for piece in pieces if len(groups(piece)) > 1)
    return sum(numbers.open + numbers.untold for numbers in several)


def ages(signals: Iterable[Signal], now: datetime) -> Ages:
    """Of the open ones among these."""
    found = {state: [0] * (len(AGES) + 1) for state in State if state in OPEN}
    for signal in signals:
        if signal.state in found:
            found[signal.state][sum(now - signal.filed_at >= age for age in AGES)] += 1
    return {state: tuple(counts) for state, counts in found.items()}


def awaited_since(events: Iterable[Event]) -> datetime | None:
    """Since when a decision is awaited, from the steps in CALLS, oldest first; None when nobody waits for one."""
    since = None
    for event in events:
        if event.step in ANSWERED:
            since = None
        elif since is None and event.facts.get("rung") == str(HIGHEST_RUNG):
            since = event.at
    return since


def pressing(
    signals: Iterable[Signal],
    late: Mapping[str, Late],
    awaited: Mapping[str, datetime],
    now: datetime,
) -> tuple[Pressing, ...]:
    """The five open signals that most need a decision, by the ids of what is late and of what waits for one.

    First what waits longest for a decision, then what is late longest, then by urgency and by number of regions.
    """

    def weight(signal: Signal) -> tuple[object, ...]:
        since, behind = awaited.get(signal.id), late.get(signal.id)
        urgency = PRESSING.index(signal.urgency) if signal.urgency in PRESSING else len(PRESSING)
        return (
            since is None,
            since or now,
            -behind.days if behind else 1,
            urgency,
            -len(signal.regions),
            signal.number,
        )

    def told(signal: Signal) -> Pressing:
        since, behind = awaited.get(signal.id), late.get(signal.id)
        if behind and behind.why != "untold":
            return Pressing(signal, behind.why, signal.filed_at, behind.days, since is not None)
        if since:
            return Pressing(signal, "called_in", since, awaited=True)
        return Pressing(signal, "urgent" if signal.urgency in PRESSING else "wide", signal.filed_at)

    def needs(signal: Signal) -> bool:
        is_behind = signal.id in awaited or signal.id in late
        return is_behind or signal.urgency in PRESSING or len(signal.regions) >= SEVERAL

    wanting = [signal for signal in signals if signal.state in OPEN and needs(signal)]
    return tuple(told(signal) for signal in sorted(wanting, key=weight)[:MOST])
