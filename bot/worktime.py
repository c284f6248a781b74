"""Working days: which they are, how they are counted, and when something is therefore due. No clock is read here."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from holidays import OPTIONAL, PUBLIC, country_holidays

from bot.organisation import Clock, Rungs

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
_SATURDAY = 5


class Planned(NamedTuple):
    """When a signal that nobody claims speaks up, in UTC; the place in the tuple is the rung minus one."""

    reminder: datetime
    head: datetime
    commissioner: datetime


def is_working_day(day: date, clock: Clock) -> bool:
    """Monday to Friday, without the free days; Good Friday by setting."""
    return day.weekday() < _SATURDAY and day not in _free_days(day.year, clock.good_friday_off)


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
    for _ in range(count):
        day = next_working_day(day, clock)
    return day


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
    """The three rungs for a signal unclaimed since `since` (UTC); a reminder in hours never comes after the head."""
    head = on_working_day(since, rungs.head, clock)
    reminder = (
        on_working_day(since, rungs.reminder, clock)
        if rungs.reminder
        else _after_hours(since, rungs.reminder_hours, clock)
    )
    return Planned(min(reminder, head), head, on_working_day(since, rungs.commissioner, clock))


def on_working_day(since: datetime, count: int, clock: Clock) -> datetime:
    """The moment of rungs on working day `count` after `since` (UTC): when the days before it have passed whole.

    Counted to the minute those days end at the same local time as they began, so one day earlier; never at night.
    """
    if clock.counting == "day" or count <= 1:
        return moment(add_working_days(local_day(since, clock), count, clock), clock.rungs_at, clock.zone)
    local = since.astimezone(ZoneInfo(clock.zone))
    day = add_working_days(local.date(), count - 1, clock)
    return speaking_from(moment(day, local.timetz().replace(tzinfo=None), clock.zone), clock)


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


@lru_cache(maxsize=64)
def _free_days(year: int, good_friday_off: bool) -> frozenset[date]:
    named = FREE_DAYS | {GOOD_FRIDAY} if good_friday_off else FREE_DAYS
    calendar = country_holidays("NL", years=year, expand=False, language="nl", categories=(PUBLIC, OPTIONAL))
    return frozenset(day for day in calendar if named.intersection(calendar.get_list(day)))
