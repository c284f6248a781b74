"""What a decision must say, for which region it holds, and when somebody is reminded of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decisions import (
    ENDS,
    EVALUATED,
    REQUIRED,
    Decision,
    Kind,
    lacking,
    later,
    reading_of,
    reminders,
    whose_reading,
    working_days_before,
)
from bot.worktime import add_working_days, is_working_day
from tests.example import example

VWS = example()
CLOCK = VWS.clock
NOW = datetime(2026, 11, 11, 10, 30, tzinfo=UTC)
ROOM = {
    "limit": "Werken onder supervisie",
    "until": "2027-12-31",
    "condition": "De inspectie is akkoord",
    "legal": "yes",
    "evaluation": "2027-09-01",
}


def decision(kind: Kind = Kind.SANDBOX, until: date | None = date(2027, 12, 31), **fields: str) -> Decision:
    given = fields or {key: value for key, value in ROOM.items() if key != "until"}
    return Decision(
        number="B-2026-0021",
        signal_id="s1",
        kind=kind,
        region="zuid-limburg",
        by="marijke-oldenhof",
        at=NOW,
        until=until,
        fields=given,
    )


def local(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo(CLOCK.zone)):%Y-%m-%d %H:%M}"


def test_room_that_says_everything_lacks_nothing() -> None:
    assert lacking(Kind.SANDBOX, ROOM) == ()


@pytest.mark.parametrize("key", REQUIRED[Kind.SANDBOX])
def test_room_needs_each_of_its_answers(key: str) -> None:
    assert lacking(Kind.SANDBOX, {**ROOM, key: " "}) == (key,)


def test_a_legal_check_that_was_not_done_is_none() -> None:
    assert lacking(Kind.SANDBOX, {**ROOM, "legal": "no"}) == ("legal",)


@pytest.mark.parametrize("kind", Kind)
def test_no_decision_exists_that_says_too_little(kind: Kind) -> None:
    with pytest.raises(ValueError, match="lacks"):
        decision(kind, None, region="groningen")


def test_two_weeks_before_the_evaluation_and_the_end_somebody_is_reminded() -> None:
    planned = {kind: local(at) for kind, at in reminders(decision(), NOW, CLOCK).items()}
    assert planned == {EVALUATED: "2027-08-18 09:00", ENDS: "2027-12-17 09:00"}


def test_what_ends_soon_is_told_of_on_the_working_day_before() -> None:
    soon = decision(Kind.MANDATE, date(2026, 11, 16), what="Zelf beslissen")
    assert {kind: local(at) for kind, at in reminders(soon, NOW, CLOCK).items()} == {ENDS: "2026-11-13 09:00"}


def test_what_ends_tomorrow_needs_no_reminder() -> None:
    assert reminders(decision(Kind.MANDATE, date(2026, 11, 12), what="Zelf beslissen"), NOW, CLOCK) == {}


def test_advice_never_ends() -> None:
    assert reminders(decision(Kind.ADVICE, None, text="Bel de inspectie"), NOW, CLOCK) == {}


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 30))
def test_counting_back_is_the_mirror_of_counting_on(day: date, count: int) -> None:
    before = working_days_before(day, count, CLOCK)
    assert is_working_day(before, CLOCK)
    if is_working_day(day, CLOCK):
        assert add_working_days(before, count, CLOCK) == day


@given(st.integers(0, 3 * 365 * 24))
def test_what_is_put_off_comes_back_and_never_twice_at_one_moment(hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    moments = later(now, CLOCK)
    assert next(iter(moments)) == "hour"
    assert all(now < at <= now + timedelta(days=11) for at in moments.values())
    assert len(set(moments.values())) == len(moments)


def test_on_a_friday_later_is_in_an_hour_or_after_the_weekend() -> None:
    friday = datetime(2026, 11, 13, 8, 30, tzinfo=UTC)
    assert {name: local(at) for name, at in later(friday, CLOCK).items()} == {
        "hour": "2026-11-13 10:30",
        "monday": "2026-11-16 09:00",
    }


def test_whose_reading_it_is_can_be_read_back() -> None:
    assert whose_reading(reading_of("s1", "marijke-oldenhof")) == ("s1", "marijke-oldenhof")
