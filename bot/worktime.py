"""Working days: which they are, how they are counted, and when something is therefore due. No clock is read here."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple, get_args
from zoneinfo import ZoneInfo

from holidays import OPTIONAL, PUBLIC, country_holidays

from bot.organisation import Clock, Organisation, Person, Rungs
from bot.organisation.values import Weekday

FREE_DAYS = frozenset(
    {
        "Nieuwjaarsdag",
        "Tweede paasdag",
        "Koningsdag",
        "Bevrijdingsdag",
        "Hemelvaartsdag",
        "Tweede pinksterdag",
        "Eerste kerstdag",
        "Tweede kerstdag",
    }
)
"""The free days of central government, by the names of the `holidays` package (which counts others as public)."""

GOOD_FRIDAY = "Goede vrijdag"
AHEAD = timedelta(days=2 * 366)
"""How far a day of somebody's own is looked for."""

_SATURDAY = 5
WEEKDAYS = get_args(Weekday)
"""Monday to Friday, as the organisation file names them."""


class Planned(NamedTuple):
    """When a signal that nobody claims speaks up, in UTC; the place in the tuple is the rung minus one."""

    reminder: datetime
    head: datetime
    commissioner: datetime


def is_working_day(day: date, clock: Clock) -> bool:
    """Monday to Friday, without the free days; Good Friday by setting."""
    return _is_working_day(day, clock.good_friday_off)


def working_day_from(day: date, clock: Clock) -> date:
    """The day itself when it is a working day, else the first one after it."""
    while not is_working_day(day, clock):
        day += timedelta(days=1)
    return day


def next_working_day(day: date, clock: Clock) -> date:
    """The first working day after this day."""
    return working_day_from(day + timedelta(days=1), clock)


def add_working_days(day: date, count: int, clock: Clock) -> date:
    """Day 1 is the first working day after `day`, which itself never counts; 0 is the day itself."""
    if count < 0:
        raise ValueError("working days are counted forward")
    return _added(day, count, clock.good_friday_off)


def moment(day: date, at: time, zone: str) -> datetime:
    """A local day and time in UTC. An hour that the clock skips counts as the hour after it."""
    return datetime.combine(day, at.replace(fold=0), ZoneInfo(zone)).astimezone(UTC)


def local_day(at: datetime, clock: Clock) -> date:
    """The day that it is where the organisation works."""
    return at.astimezone(ZoneInfo(clock.zone)).date()


def speaking_from(at: datetime, clock: Clock) -> datetime:
    """`at` when the clock may speak then, else the first working day's moment of speaking after it."""
    local = at.astimezone(ZoneInfo(clock.zone))
    day = local.date()
    if is_working_day(day, clock) and clock.speaking_hours.start <= local.time() < clock.speaking_hours.end:
        return at
    if local.time() >= clock.speaking_hours.start:
        day += timedelta(days=1)
    return moment(working_day_from(day, clock), clock.rungs_at, clock.zone)


def planned_moments(since: datetime, rungs: Rungs, clock: Clock) -> Planned:
    """The three rungs for a signal unclaimed since `since` (UTC); none comes after a higher one.

    Hours may outlast the day of the head, and by the minute the second day may end before rungs speak.
    """
    commissioner = on_working_day(since, rungs.commissioner, clock)
    head = min(on_working_day(since, rungs.head, clock), commissioner)
    reminder = (
        on_working_day(since, rungs.reminder, clock)
        if rungs.reminder
        else _after_hours(since, rungs.reminder_hours, clock)
    )
    return Planned(min(reminder, head), head, commissioner)


def on_working_day(since: datetime, count: int, clock: Clock) -> datetime:
    """The moment of rungs on working day `count` after `since` (UTC): when the days before it have passed whole.

    Counted to the minute those days end at the same local time as they began, so one day earlier; never at night.
    """
    if clock.counting == "day" or count <= 1:
        return moment(add_working_days(local_day(since, clock), count, clock), clock.rungs_at, clock.zone)
    local = since.astimezone(ZoneInfo(clock.zone))
    day = add_working_days(local.date(), count - 1, clock)
    return speaking_from(moment(day, local.timetz().replace(tzinfo=None), clock.zone), clock)


def working_days_between(since: datetime, at: datetime, clock: Clock) -> int:
    """On which working day after `since` this moment falls: 1 on the first one after it, 0 until then."""
    return _between(local_day(since, clock), local_day(at, clock), clock.good_friday_off)


def whole_days_between(since: datetime, at: datetime, clock: Clock) -> int:
    """How many working days have passed whole; counted to the minute one is whole at the time at which it began."""
    days = working_days_between(since, at, clock)
    begun, now = (each.astimezone(ZoneInfo(clock.zone)).time() for each in (since, at))
    is_whole = clock.counting == "minute" and now >= begun
    return days if is_whole else max(days - 1, 0)


def own_working_day_after(person: Person, day: date, organisation: Organisation) -> date | None:
    """The first day after this one on which this person works and is not away; None where none comes within years."""
    away, last = organisation.away.get(person.key), day + AHEAD
    if away is not None:
        day = max(day, away.until or last)
    while day < last:
        day = next_working_day(day, organisation.clock)
        if works_on(person, day):
            return day
    return None


def works_on(person: Person, day: date) -> bool:
    """Whether it is one of this person's own weekdays."""
    return day.weekday() < _SATURDAY and WEEKDAYS[day.weekday()] in person.working_days


def _after_hours(since: datetime, hours: int, clock: Clock) -> datetime:
    """Working hours are the speaking hours of working days, as they pass on the wall and by the sun."""
    left = timedelta(hours=hours)
    day = local_day(since, clock)
    while True:
        if is_working_day(day, clock):
            start = max(since, moment(day, clock.speaking_hours.start, clock.zone))
            end = moment(day, clock.speaking_hours.end, clock.zone)
            if start + left < end:
                return start + left
            left -= max(end - start, timedelta())
        day += timedelta(days=1)


def _is_working_day(day: date, good_friday_off: bool) -> bool:
    return day.weekday() < _SATURDAY and day not in _free_days(day.year, good_friday_off)


# What stands open begins on few days and is asked about on one: the same counts come back for every signal of a digest.


@lru_cache(maxsize=4096)
def _added(day: date, count: int, good_friday_off: bool) -> date:
    while count:
        day += timedelta(days=1)
        count -= _is_working_day(day, good_friday_off)
    return day


@lru_cache(maxsize=4096)
def _between(day: date, last: date, good_friday_off: bool) -> int:
    days = (day + timedelta(days=ahead) for ahead in range(1, (last - day).days + 1))
    return sum(_is_working_day(each, good_friday_off) for each in days)


@lru_cache(maxsize=64)
def _free_days(year: int, good_friday_off: bool) -> frozenset[date]:
    named = FREE_DAYS | {GOOD_FRIDAY} if good_friday_off else FREE_DAYS
    calendar = country_holidays("NL", years=year, expand=False, language="nl", categories=(PUBLIC, OPTIONAL))
    return frozenset(day for day in calendar if named.intersection(calendar.get_list(day)))
