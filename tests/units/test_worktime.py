"""Working days, counted as in the stories of Zuid-Limburg, of Christmas to King's Day, and of the clock that is put forward."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.organisation import Clock, Rungs
from bot.worktime import (
    add_working_days,
    is_working_day,
    local_day,
    moment,
    next_working_day,
    planned_moments,
    speaking_from,
    working_day_from,
)

ZONE = "Europe/Amsterdam"
CLOCK = Clock.model_validate(
    {
        "zone": ZONE,
        "good_friday_off": False,
        "speaking_hours": {"start": "08:00", "end": "18:00"},
        "rungs_at": "09:00",
        "digest": {"weekday": "ma", "at": "09:00"},
    }
)
GOOD_FRIDAY_OFF = CLOCK.model_copy(update={"good_friday_off": True})
LADDER = {
    "acuut": Rungs(reminder_hours=2, head=1, commissioner=2),
    "hoog": Rungs(reminder=2, head=3, commissioner=4),
    "midden": Rungs(reminder=3, head=5, commissioner=6),
    "laag": Rungs(reminder=5, head=8, commissioner=11),
}
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def local(words: str) -> datetime:
    """`2026-11-02 10:14` in Amsterdam, in UTC."""
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def planned(filed: str, urgency: str, clock: Clock = CLOCK) -> list[str]:
    """The rungs in local time."""
    moments = planned_moments(local(filed), LADDER[urgency], clock)
    return [f"{at.astimezone(ZoneInfo(ZONE)):%Y-%m-%d %H:%M}" for at in moments]


# Which days count


@pytest.mark.parametrize(
    "day",
    [
        "2026-12-25",  # Christmas Day
        "2027-01-01",  # New Year's Day
        "2027-03-29",  # Easter Monday
        "2027-04-27",  # King's Day
        "2025-04-26",  # King's Day a day early, for the 27th is a Sunday
        "2027-05-05",  # Liberation Day, every year
        "2027-05-06",  # Ascension Day
        "2027-05-17",  # Whit Monday
        "2016-05-05",  # Liberation Day and Ascension Day at once
        "2026-11-07",  # a Saturday
        "2026-11-08",  # a Sunday
    ],
)
def test_a_free_day_of_central_government_does_not_count(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day), CLOCK)


@pytest.mark.parametrize("day", ["2027-03-26", "2026-12-24", "2026-12-31", "2027-05-07", "2026-12-28", "2026-04-28"])
def test_any_other_weekday_counts(day: str) -> None:
    assert is_working_day(date.fromisoformat(day), CLOCK)


def test_good_friday_is_a_setting() -> None:
    assert is_working_day(date(2027, 3, 26), CLOCK)
    assert not is_working_day(date(2027, 3, 26), GOOD_FRIDAY_OFF)


def easter(year: int) -> date:
    """The Sunday, by the rule of Butcher and Meeus."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(2024, 2045))
def test_the_weekdays_that_do_not_count_are_exactly_those_of_the_ministry(year: int) -> None:
    kings_day = date(year, 4, 26) if date(year, 4, 27).weekday() == 6 else date(year, 4, 27)
    fixed = {date(year, 1, 1), kings_day, date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)}
    moving = {easter(year) + timedelta(days=after) for after in (1, 39, 50)}
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert {day for day in days if day.weekday() < 5 and not is_working_day(day, CLOCK)} == {
        day for day in fixed | moving if day.weekday() < 5
    }


# Counting


def test_the_day_itself_never_counts_and_day_one_is_the_first_after_it() -> None:
    monday = date(2026, 11, 2)
    assert next_working_day(monday, CLOCK) == date(2026, 11, 3)
    assert add_working_days(monday, 0, CLOCK) == monday
    assert add_working_days(monday, 3, CLOCK) == date(2026, 11, 5)
    assert add_working_days(monday, 6, CLOCK) == date(2026, 11, 10)


def test_christmas_and_new_year_are_skipped() -> None:
    filed = date(2026, 12, 24)
    counted = [add_working_days(filed, n, CLOCK).isoformat() for n in range(1, 7)]
    assert counted == ["2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-04", "2027-01-05"]


def test_kings_day_liberation_day_and_ascension_day_are_skipped() -> None:
    solved = date(2027, 4, 20)
    assert add_working_days(solved, 3, CLOCK) == date(2027, 4, 23)
    assert add_working_days(solved, 6, CLOCK) == date(2027, 4, 29)
    assert add_working_days(solved, 10, CLOCK) == date(2027, 5, 7)


def test_after_a_wait_counting_starts_on_the_next_working_day() -> None:
    assert next_working_day(date(2027, 4, 16), CLOCK) == date(2027, 4, 19)


def test_counting_back_is_refused() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 11, 2), -1, CLOCK)


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_counting_on_is_counting_in_one_go(day: date, first: int, then: int) -> None:
    assert add_working_days(add_working_days(day, first, CLOCK), then, CLOCK) == add_working_days(
        day, first + then, CLOCK
    )


@given(DAYS, st.integers(1, 30))
def test_so_many_working_days_lie_between(day: date, count: int) -> None:
    end = add_working_days(day, count, CLOCK)
    passed = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(is_working_day(each, CLOCK) for each in passed) == count
    assert is_working_day(end, CLOCK)


# Local time and UTC


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        ("2027-03-22", "2027-03-22T08:00"),
        ("2027-03-29", "2027-03-29T07:00"),
        ("2027-04-05", "2027-04-05T07:00"),
        ("2027-10-25", "2027-10-25T07:00"),
        ("2027-11-01", "2027-11-01T08:00"),
    ],
)
def test_nine_o_clock_is_nine_o_clock_in_summer_and_in_winter(day: str, utc: str) -> None:
    assert moment(date.fromisoformat(day), time(9), ZONE) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_the_week_of_the_clock_change_has_an_hour_less_or_more() -> None:
    spring = moment(date(2027, 3, 29), time(9), ZONE) - moment(date(2027, 3, 22), time(9), ZONE)
    autumn = moment(date(2027, 11, 1), time(9), ZONE) - moment(date(2027, 10, 25), time(9), ZONE)
    assert (spring, autumn) == (timedelta(hours=167), timedelta(hours=169))


def test_an_hour_that_does_not_exist_is_the_hour_after_it_and_one_that_comes_twice_is_the_first() -> None:
    assert moment(date(2027, 3, 28), time(2, 30), ZONE) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert moment(date(2027, 10, 31), time(2, 30), ZONE) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert moment(date(2027, 10, 31), time(2, 30, fold=1), ZONE) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_the_day_is_the_local_day() -> None:
    assert local_day(datetime(2027, 3, 28, 21, 30, tzinfo=UTC), CLOCK) == date(2027, 3, 28)
    assert local_day(datetime(2027, 3, 28, 22, 30, tzinfo=UTC), CLOCK) == date(2027, 3, 29)


def test_a_digest_on_easter_monday_waits_for_tuesday() -> None:
    assert working_day_from(date(2027, 3, 29), CLOCK) == date(2027, 3, 30)
    assert working_day_from(date(2027, 4, 5), CLOCK) == date(2027, 4, 5)
    assert moment(date(2027, 3, 30), CLOCK.digest.at, CLOCK.zone) == datetime(2027, 3, 30, 7, tzinfo=UTC)


# The ladder of a signal that nobody claims


def test_zuid_limburg_hears_on_day_three_five_and_six() -> None:
    assert planned("2026-11-02 10:15", "midden") == ["2026-11-05 09:00", "2026-11-09 09:00", "2026-11-10 09:00"]


def test_groningen_hears_after_christmas() -> None:
    assert planned("2026-12-24 11:05", "midden") == ["2026-12-30 09:00", "2027-01-04 09:00", "2027-01-05 09:00"]


def test_flevoland_hears_around_easter_with_or_without_good_friday() -> None:
    usual = planned("2027-03-24 14:00", "midden")
    free = planned("2027-03-24 14:00", "midden", GOOD_FRIDAY_OFF)
    assert usual == ["2027-03-30 09:00", "2027-04-01 09:00", "2027-04-02 09:00"]
    assert (free[0], free[2]) == ("2027-03-31 09:00", "2027-04-05 09:00")


def test_the_urgencies_have_rungs_of_their_own() -> None:
    assert planned("2026-11-02 10:15", "hoog") == ["2026-11-04 09:00", "2026-11-05 09:00", "2026-11-06 09:00"]
    assert planned("2026-11-02 10:15", "laag") == ["2026-11-09 09:00", "2026-11-12 09:00", "2026-11-17 09:00"]


@pytest.mark.parametrize(
    ("filed", "reminder"),
    [
        ("2026-11-02 10:15", "2026-11-02 12:15"),
        ("2026-11-02 07:00", "2026-11-02 10:00"),  # the hours begin at eight
        ("2026-11-02 16:30", "2026-11-03 08:30"),  # half an hour is left for tomorrow
        ("2026-11-02 17:45", "2026-11-03 09:00"),  # never after the head has been told
        ("2026-11-07 12:00", "2026-11-09 09:00"),  # a Saturday
        ("2026-12-24 15:30", "2026-12-24 17:30"),
        ("2026-12-24 17:30", "2026-12-28 09:00"),  # Christmas lies between
    ],
)
def test_an_acute_signal_is_brought_up_after_two_working_hours(filed: str, reminder: str) -> None:
    assert planned(filed, "acuut")[0] == reminder


@given(MOMENTS, st.sampled_from(sorted(LADDER)))
def test_rungs_come_after_the_filing_in_order_and_only_when_the_clock_may_speak(filed: datetime, urgency: str) -> None:
    moments = planned_moments(filed, LADDER[urgency], CLOCK)
    assert filed < moments.reminder <= moments.head <= moments.commissioner
    assert all(speaking_from(at, CLOCK) == at for at in moments)


# Quiet hours


@pytest.mark.parametrize(
    ("due", "spoken"),
    [
        ("2026-11-02 08:00", "2026-11-02 08:00"),
        ("2026-11-02 17:59", "2026-11-02 17:59"),
        ("2026-11-02 18:00", "2026-11-03 09:00"),
        ("2026-11-03 03:00", "2026-11-03 09:00"),  # the night belongs to the day that comes
        ("2026-11-06 19:00", "2026-11-09 09:00"),  # a Friday evening
        ("2026-11-07 12:00", "2026-11-09 09:00"),
        ("2026-12-24 18:30", "2026-12-28 09:00"),
        ("2027-04-27 09:00", "2027-04-28 09:00"),  # King's Day
    ],
)
def test_outside_its_hours_the_clock_waits_for_the_next_working_morning(due: str, spoken: str) -> None:
    assert speaking_from(local(due), CLOCK) == local(spoken)


@given(MOMENTS)
def test_a_shifted_message_is_never_early_and_never_shifted_again(due: datetime) -> None:
    spoken = speaking_from(due, CLOCK)
    assert spoken >= due
    assert speaking_from(spoken, CLOCK) == spoken
