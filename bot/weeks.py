"""Weeks as ISO 8601 numbers them, where they begin and end, and when the digest about one comes. No clock is read here."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.organisation import Clock
from bot.worktime import WEEKDAYS, moment, working_day_from

_WRITTEN = re.compile(r"([0-9]{4})-?[Ww]([0-9]{1,2})")


class Week(NamedTuple):
    """A week by its ISO year and number: 2026-W53 ends on 3 January 2027."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    def later(self, weeks: int = 1) -> Week:
        """So many weeks further on; back, below zero."""
        return week_of_day(self.monday + timedelta(weeks=weeks))


def week_of_day(day: date) -> Week:
    """The week that this day is in."""
    year, number, _ = day.isocalendar()
    return Week(year, number)


def week_of(at: datetime, zone: str) -> Week:
    """The week in whose bounds this moment is."""
    week = week_of_day(at.astimezone(ZoneInfo(zone)).date())
    if at < begins(week, zone):  # a clock put back over midnight shows Sunday's last hour twice
        return week.later(-1)
    return week.later() if at >= begins(week.later(), zone) else week


def begins(week: Week, zone: str) -> datetime:
    """Its first moment, in UTC; the week lasts until the first moment of the next one."""
    return moment(week.monday, time(), zone)


def read_week(written: str) -> Week | None:
    """`2026-W47` or `2026w47`; None for what is no week."""
    said = _WRITTEN.fullmatch(written.strip())
    if said is None:
        return None
    try:
        return week_of_day(date.fromisocalendar(int(said[1]), int(said[2]), 1))
    except ValueError:
        return None


def digest_at(week: Week, clock: Clock) -> datetime:
    """When the digest about this week comes, in UTC: on the day that is set of the week after, or the next working day."""
    day = week.later().monday + timedelta(days=WEEKDAYS.index(clock.digest.weekday))
    return moment(working_day_from(day, clock), clock.digest.at, clock.zone)


def digests_ahead(now: datetime, clock: Clock) -> Week:
    """The week whose digest comes next: this one, or an earlier one as long as its own has not come."""
    week = week_of(now, clock.zone)
    while digest_at(week.later(-1), clock) > now:
        week = week.later(-1)
    return week
