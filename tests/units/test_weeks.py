"""Weeks hang together wherever one lives: no event in two of them, none in none, and one digest each."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.organisation import Clock
from bot.weeks import Week, begins, digest_at, digests_ahead, read_week, week_of, week_of_day
from tests.example import example

DUTCH = example().clock
ZONES = sorted(available_timezones())
TEN_YEARS = [week_of_day(date(2024, 1, 1) + timedelta(weeks=count)) for count in range(10 * 53)]


def in_zone(zone: str) -> Clock:
    return DUTCH.model_copy(update={"zone": zone})


def test_the_tz_database_is_there() -> None:
    assert len(ZONES) > 400


@pytest.mark.parametrize("part", range(4))
def test_for_ten_years_every_zone_has_each_week_once_and_each_moment_in_one(part: int) -> None:
    for zone in ZONES[part::4]:
        starts = [begins(week, zone) for week in TEN_YEARS]
        for (week, after), (start, end) in zip(pairwise(TEN_YEARS), pairwise(starts), strict=True):
            assert start < end, (zone, week)
            assert after == week.later()
        for week, start in zip(TEN_YEARS[1::7], starts[1::7], strict=True):
            assert week_of(start, zone) == week, (zone, week)
            assert week_of(start - timedelta(microseconds=1), zone) == week.later(-1), (zone, week)


@pytest.mark.parametrize("part", range(4))
def test_for_ten_years_every_zone_has_one_digest_a_week_on_a_working_day(part: int) -> None:
    for zone in ZONES[part::4]:
        clock, there = in_zone(zone), ZoneInfo(zone)
        moments = [digest_at(week, clock) for week in TEN_YEARS[::3]]
        assert all(earlier < later for earlier, later in pairwise(moments)), zone
        for week, at in zip(TEN_YEARS[::3], moments, strict=True):
            assert at >= begins(week.later(), zone), (zone, week)
            assert at.astimezone(there).time() == time(9), (zone, week)
            assert at.astimezone(there).weekday() < 5, (zone, week)


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Pacific/Apia", "America/St_Johns", "Africa/Cairo"])
def test_whoever_starts_at_any_moment_gets_every_digest_from_then_on_once(zone: str) -> None:
    """By the chain the timers make: the next one is planned when one has come."""
    clock = in_zone(zone)
    now, until = datetime(2027, 3, 25, 12, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC)
    while now < until:
        week = digests_ahead(now, clock)
        assert digest_at(week, clock) > now >= digest_at(week.later(-1), clock)
        now += timedelta(hours=7)


def test_a_friday_that_is_free_makes_two_digests_wait_and_neither_is_passed_over() -> None:
    """Koningsdag 2029 is a Friday: the digest about week 16 comes on the Monday after it, that about 17 on that Friday."""
    fridays = DUTCH.model_copy(update={"digest": DUTCH.digest.model_copy(update={"weekday": "vr"})})
    assert digest_at(Week(2029, 16), fridays) == datetime(2029, 4, 30, 7, tzinfo=UTC)
    assert digests_ahead(datetime(2029, 4, 30, 6, tzinfo=UTC), fridays) == Week(2029, 16)
    assert digests_ahead(datetime(2029, 4, 30, 8, tzinfo=UTC), fridays) == Week(2029, 17)


def test_the_digest_waits_for_the_first_working_day() -> None:
    """Scenario C: the 29th of March is Easter Monday, and the clock went forward the day before."""
    assert digest_at(Week(2027, 11), DUTCH) == datetime(2027, 3, 22, 8, tzinfo=UTC)
    assert digest_at(Week(2027, 12), DUTCH) == datetime(2027, 3, 30, 7, tzinfo=UTC)
    assert digest_at(Week(2027, 42), DUTCH) == datetime(2027, 10, 25, 7, tzinfo=UTC)
    assert digest_at(Week(2027, 43), DUTCH) == datetime(2027, 11, 1, 8, tzinfo=UTC)


def test_a_week_of_a_changed_clock_is_an_hour_shorter_or_longer() -> None:
    hours = [
        (begins(week.later(), "Europe/Amsterdam") - begins(week, "Europe/Amsterdam")) / timedelta(hours=1)
        for week in (Week(2027, 12), Week(2027, 13), Week(2027, 43))
    ]
    assert hours == [167, 168, 169]


def test_sunday_night_belongs_to_the_week_that_ends() -> None:
    assert week_of(datetime(2027, 3, 28, 21, 30, tzinfo=UTC), "Europe/Amsterdam") == Week(2027, 12)
    assert week_of(datetime(2027, 3, 28, 22, tzinfo=UTC), "Europe/Amsterdam") == Week(2027, 13)


def test_week_53_lies_over_the_turn_of_the_year() -> None:
    assert (Week(2026, 53).monday, Week(2026, 53).sunday) == (date(2026, 12, 28), date(2027, 1, 3))
    assert Week(2026, 53).later() == Week(2027, 1)
    assert digest_at(Week(2026, 53), DUTCH) == datetime(2027, 1, 4, 8, tzinfo=UTC)
    assert str(Week(2027, 1)) == "2027-W01"


@pytest.mark.parametrize("written", ["2026-W47", " 2026w47 ", "2026W47"])
def test_a_week_is_read_as_people_write_it(written: str) -> None:
    assert read_week(written) == Week(2026, 47)


@pytest.mark.parametrize(
    "written",
    ["", "47", "2026-W54", "2027-W53", "2026-W00", "0000-W01", "2026-47", "9999-W52x"],
)
def test_what_is_no_week_is_none(written: str) -> None:
    assert read_week(written) is None
