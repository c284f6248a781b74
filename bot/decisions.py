"""Decisions of the regiocommissaris: which kinds there are, what each must say, and when somebody is reminded of one.

A decision holds for one region, the one it names; nothing here ever makes it hold for another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.organisation import Clock
from bot.worktime import is_working_day, local_day, moment, working_day_from


class Kind(StrEnum):
    """What can be decided."""

    MANDATE = "mandate"  # the fixer may decide something themselves
    SANDBOX = "sandbox"  # experimenteerruimte: to work or to try within the rules
    ADDRESS = "address"  # a party is asked for something
    MINISTER = "minister"  # it goes on the minister's agenda
    ADVICE = "advice"  # back to whoever asked, with advice


YES, NO = "yes", "no"

REQUIRED: Mapping[Kind, tuple[str, ...]] = {
    Kind.MANDATE: ("what", "until"),
    Kind.SANDBOX: ("limit", "until", "condition", "legal", "evaluation"),
    Kind.ADDRESS: ("party", "what", "until"),
    Kind.MINISTER: ("why", "until"),
    Kind.ADVICE: ("text",),
}
"""What a decision must say; `until` is the day it ends, or by which somebody answers or it is on the agenda."""

FRAME = ("limit", "until", "legal")
"""Without these there is no experimenteerruimte at all: one sentence refuses it."""

ENDS, EVALUATED = "decision_ends", "decision_evaluated"
TIMERS = (ENDS, EVALUATED)
"""The kinds in which a timer is planned, under the number of its decision."""

NOTICE = 10
"""Working days before its end or its evaluation that somebody is reminded of a decision."""


def lacking(kind: Kind, values: Mapping[str, str]) -> tuple[str, ...]:
    """The required answers that are missing; a legal check that was not done is one."""
    return tuple(
        key for key in REQUIRED[kind] if not values.get(key, "").strip() or (key == "legal" and values[key] != YES)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision. `fields` are the answers by name, beside `until`; days in them are ISO 8601."""

    number: str  # B-2026-0021
    signal_id: str
    kind: Kind
    region: str  # key: the one region it holds for
    by: str  # key of a person
    at: datetime
    until: date | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        given = dict(self.fields) | ({"until": self.until.isoformat()} if self.until else {})
        if missing := lacking(self.kind, given):
            raise ValueError(f"a decision of kind {self.kind} lacks {', '.join(missing)}")

    @property
    def evaluation(self) -> date | None:
        """The day on which what was tried is looked back at."""
        day = self.fields.get("evaluation")
        return date.fromisoformat(day) if day else None


def reminders(decision: Decision, now: datetime, clock: Clock) -> Mapping[str, datetime]:
    """When somebody is reminded of it, in UTC by kind; only moments still to come.

    One that ends sooner than the usual notice is told of on the working day before its end.
    """
    days = {ENDS: decision.until, EVALUATED: decision.evaluation}
    planned = {kind: _noticed(day, now, clock) for kind, day in days.items() if day}
    return {kind: at for kind, at in planned.items() if at > now}


def _noticed(day: date, now: datetime, clock: Clock) -> datetime:
    usual = moment(working_days_before(day, NOTICE, clock), clock.rungs_at, clock.zone)
    return usual if usual > now else moment(working_days_before(day, 1, clock), clock.rungs_at, clock.zone)


def working_days_before(day: date, count: int, clock: Clock) -> date:
    """The working day from which on `day` is the `count`th working day; the day itself never counts."""
    for _ in range(count):
        day -= timedelta(days=1)
        while not is_working_day(day, clock):
            day -= timedelta(days=1)
    return day


LATER = "later"
"""The kind of timer under which a signal comes back to whoever put it off."""

AN_HOUR, TOMORROW, MONDAY = "hour", "tomorrow", "monday"


def later(now: datetime, clock: Clock) -> Mapping[str, datetime]:
    """When somebody can ask to read it again, in UTC by name: in an hour, tomorrow if that is a working day, and
    after the weekend.
    """
    today = local_day(now, clock)
    days = {TOMORROW: today + timedelta(days=1), MONDAY: today + timedelta(days=7 - today.weekday())}
    moments = {AN_HOUR: now + timedelta(hours=1)}
    for name, day in days.items():
        if name == MONDAY or (is_working_day(day, clock) and day != days[MONDAY]):
            moments[name] = moment(working_day_from(day, clock), clock.rungs_at, clock.zone)
    return moments


def reading_of(signal_id: str, person: str) -> str:
    """Under which subject this person's reading of a signal is planned."""
    return f"{signal_id} {person}"


def whose_reading(subject: str) -> tuple[str, str]:
    """The signal and the person again."""
    signal_id, _, person = subject.partition(" ")
    return signal_id, person
