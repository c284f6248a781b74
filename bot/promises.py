"""What a signal promises to do by itself: which timers stand while it is where it is, and when they are due.

The kinds in which a timer is planned are these. The promise to the region counts working days of the organisation; whose
absence or working days move a message to *that person* is for whoever sends it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.organisation import Organisation
from bot.signals import Event, Signal, State, Step
from bot.worktime import (
    add_working_days,
    local_day,
    moment,
    on_working_day,
    planned_moments,
    working_day_from,
)

UNCLAIMED = ("unclaimed", "unclaimed_head", "unclaimed_commissioner")
SILENT = ("silent", "silent_commissioner")
WAITING = "waiting"
UNTOLD = ("untold", "untold_late")

KINDS = (*UNCLAIMED, *SILENT, WAITING, *UNTOLD)
"""Every promise there is; in each group the later one is the higher rung."""

_LADDERS = (UNCLAIMED, SILENT, (WAITING,), UNTOLD)

LONGEST_DELAY = 10
"""Working days by which the fixer may put off a reminder, once."""

UNCLAIMED_SINCE = frozenset({Step.FILE, Step.HAND_BACK, Step.REROUTE, Step.REOPEN})

Moments = Mapping[str, datetime]


def above(kind: str) -> tuple[str, ...]:
    """The higher rungs of the same ladder, the next one first; none for what is no promise."""
    return next((ladder[ladder.index(kind) + 1 :] for ladder in _LADDERS if kind in ladder), ())


def below(kind: str) -> tuple[str, ...]:
    """The lower rungs of the same ladder."""
    return next((ladder[: ladder.index(kind)] for ladder in _LADDERS if kind in ladder), ())


def counted_from(signal: Signal, timeline: Sequence[Event]) -> datetime:
    """The moment after which working days count for what the signal promises now."""
    match signal.state:
        case State.SOLVED if signal.solved_at:
            return signal.solved_at
        case State.ROUTED:
            return max(event.at for event in timeline if event.step in UNCLAIMED_SINCE)
        case _:
            return signal.progress_at or signal.claimed_at or signal.filed_at


def promised(signal: Signal, since: datetime, organisation: Organisation) -> Moments:
    """What stands from now on, in UTC by kind; `since` is the moment from which working days count."""
    clock, rungs = organisation.clock, organisation.rungs(signal.urgency, signal.lead)
    match signal.state:
        case State.ROUTED:
            return dict(zip(UNCLAIMED, planned_moments(since, rungs, clock), strict=True))
        case State.CLAIMED:
            planned = planned_moments(since, rungs, clock)
            return dict(zip(SILENT, (planned.reminder, planned.commissioner), strict=True))
        case State.WAITING if signal.waits_until:
            return {WAITING: moment(working_day_from(signal.waits_until, clock), clock.rungs_at, clock.zone)}
        case State.SOLVED:
            planned = planned_moments(since, rungs, clock)
            return dict(zip(UNTOLD, (planned.reminder, planned.commissioner), strict=True))
        case _:
            return {}


def named(signal: Signal, day: date, organisation: Organisation, now: datetime) -> Moments | None:
    """What stands once the fixer has named a day for the next step: earlier, or later once and not by too much.

    None when nothing moves: the signal is not theirs now, or they have put it off before.
    """
    since = signal.progress_at or signal.claimed_at
    if signal.state is not State.CLAIMED or since is None:
        return None
    clock, rungs = organisation.clock, organisation.rungs(signal.urgency, signal.lead)
    usual = planned_moments(since, rungs, clock)
    usual_day = local_day(usual.reminder, clock)
    if is_put_off(signal, day, organisation):
        if signal.put_off:
            return None
        day = min(day, add_working_days(usual_day, LONGEST_DELAY, clock))
    reminder = moment(working_day_from(day, clock), clock.rungs_at, clock.zone)
    if reminder <= now:  # today: they have the day
        reminder = on_working_day(now, 1, clock)
    distance = max(rungs.commissioner - max(rungs.reminder, 1), 1)
    return dict(zip(SILENT, (reminder, on_working_day(reminder, distance, clock)), strict=True))


def is_put_off(signal: Signal, day: date, organisation: Organisation) -> bool:
    """Whether this day is later than the one on which the fixer would be reminded anyway."""
    since = signal.progress_at or signal.claimed_at
    if since is None:
        return False
    usual = planned_moments(since, organisation.rungs(signal.urgency, signal.lead), organisation.clock)
    return day > local_day(usual.reminder, organisation.clock)
