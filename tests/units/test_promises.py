"""What a signal promises by itself, in the stories of Zuid-Limburg, of Christmas to King's Day, and of the changing clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.organisation import Organisation
from bot.promises import KINDS, is_put_off, named, promised
from bot.signals import Landed, Outcome, OutcomeKind, Signal, State
from bot.worktime import is_working_day
from tests.example import example

ZONE = ZoneInfo("Europe/Amsterdam")
BY_DAY = example()
BY_MINUTE = BY_DAY.model_copy(update={"clock": BY_DAY.clock.model_copy(update={"counting": "minute"})})
RUBEN = "ruben-alting"
ADVANCE = Outcome(OutcomeKind.MONEY, "Voorschot op de uitkering", Landed.SCHEME, structural=False)


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZONE).astimezone(UTC)


def filed(words: str, urgency: str = "midden", lead: str = "MEVA") -> Signal:
    return Signal.file(
        id="s1",
        number="K-2026-0147",
        text="Negen maanden",
        region="zuid-limburg",
        lead=lead,
        filer="noor-habets",
        urgency=urgency,
        at=at(words),
    )


def claimed(words: str) -> Signal:
    return filed(words).claim(by=RUBEN, at=at(words))


def standing(signal: Signal, since: str, organisation: Organisation = BY_DAY) -> dict[str, str]:
    moments = promised(signal, at(since), organisation)
    return {kind: f"{each.astimezone(ZONE):%Y-%m-%d %H:%M}" for kind, each in moments.items()}


def test_who_files_before_christmas_is_answered_after_new_year() -> None:
    assert standing(filed("2026-12-24 11:05"), "2026-12-24 11:05") == {
        "unclaimed": "2026-12-30 09:00",
        "unclaimed_head": "2027-01-04 09:00",
        "unclaimed_commissioner": "2027-01-05 09:00",
    }


def test_a_claim_without_progress_speaks_up_twice() -> None:
    assert standing(claimed("2026-11-02 15:20"), "2026-11-02 15:20") == {
        "silent": "2026-11-05 09:00",
        "silent_commissioner": "2026-11-10 09:00",
    }


def test_what_waits_speaks_on_its_day_and_what_is_solved_until_it_is_told() -> None:
    waiting = claimed("2027-01-06 13:30").wait(
        by=RUBEN, at=at("2027-01-08 10:00"), party="dusi", until=date(2027, 4, 16)
    )
    assert standing(waiting, "2027-01-08 10:00") == {"waiting": "2027-04-16 09:00"}
    solved = waiting.resume(by="clock", at=at("2027-04-16 09:00")).solve(
        by=RUBEN, at=at("2027-04-20 16:45"), outcome=ADVANCE
    )
    assert standing(solved, "2027-04-20 16:45") == {"untold": "2027-04-23 09:00", "untold_late": "2027-04-29 09:00"}


def test_the_end_of_a_wait_on_a_free_day_is_the_next_working_day() -> None:
    waiting = claimed("2027-04-01 10:00").wait(
        by=RUBEN, at=at("2027-04-01 10:00"), party="NZa", until=date(2027, 4, 27)
    )
    assert standing(waiting, "2027-04-01 10:00") == {"waiting": "2027-04-28 09:00"}


@pytest.mark.parametrize(
    ("signal", "since", "kind", "when"),
    [
        (claimed("2026-11-02 15:20"), "2026-11-02 15:20", "silent_commissioner", "2026-11-09 15:20"),
        (filed("2026-12-24 11:05"), "2026-12-24 11:05", "unclaimed_commissioner", "2027-01-04 11:05"),
        (filed("2027-03-24 14:00"), "2027-03-24 14:00", "unclaimed_commissioner", "2027-04-01 14:00"),
        (filed("2026-11-02 21:00"), "2026-11-02 21:00", "unclaimed_commissioner", "2026-11-10 09:00"),
        (filed("2026-11-07 12:00"), "2026-11-07 12:00", "unclaimed", "2026-11-10 12:00"),
        (filed("2026-11-02 15:20", "acuut"), "2026-11-02 15:20", "unclaimed_head", "2026-11-03 09:00"),
        (filed("2026-11-02 08:35", "acuut"), "2026-11-02 08:35", "unclaimed_head", "2026-11-03 08:35"),
    ],
)
def test_an_organisation_may_count_to_the_minute(signal: Signal, since: str, kind: str, when: str) -> None:
    assert standing(signal, since, BY_MINUTE)[kind] == when


def test_a_directorate_may_have_a_ladder_of_its_own() -> None:
    meva = BY_DAY.directorates["MEVA"].model_copy(update={"ladder": {"midden": BY_DAY.rungs("laag")}})
    slower = BY_DAY.model_copy(update={"directorates": {**BY_DAY.directorates, "MEVA": meva}})
    assert standing(filed("2026-11-02 10:00"), "2026-11-02 10:00", slower)["unclaimed"] == "2026-11-09 09:00"
    other = filed("2026-11-02 10:00", lead="FEZ")
    assert standing(other, "2026-11-02 10:00", slower)["unclaimed"] == "2026-11-05 09:00"


# A day the fixer names


def moved_to(signal: Signal, day: str, now: str = "2026-11-02 16:00") -> list[str] | None:
    moments = named(signal, date.fromisoformat(day), BY_DAY, at(now))
    return None if moments is None else [f"{each.astimezone(ZONE):%m-%d %H:%M}" for each in moments.values()]


def test_an_earlier_day_brings_the_reminder_forward() -> None:
    assert moved_to(claimed("2026-11-02 15:20"), "2026-11-04") == ["11-04 09:00", "11-09 09:00"]


def test_today_is_still_theirs() -> None:
    assert moved_to(claimed("2026-11-02 15:20"), "2026-11-02") == ["11-03 09:00", "11-06 09:00"]


def test_a_later_day_puts_it_off_once_and_not_by_more_than_ten_working_days() -> None:
    ruben = claimed("2026-11-02 15:20")
    assert moved_to(ruben, "2026-11-12") == ["11-12 09:00", "11-17 09:00"]
    assert moved_to(ruben, "2027-02-01") == ["11-19 09:00", "11-24 09:00"]
    later = date(2026, 11, 12)
    put_off = ruben.plan(
        by=RUBEN, at=at("2026-11-02 16:00"), step="bellen", on=later, put_off=is_put_off(ruben, later, BY_DAY)
    )
    assert moved_to(put_off, "2026-11-18") is None
    assert moved_to(put_off, "2026-11-04") == ["11-04 09:00", "11-09 09:00"]
    going_on = put_off.report(by=RUBEN, at=at("2026-11-12 10:00"), note="gebeld")
    assert moved_to(going_on, "2026-11-20") == ["11-20 09:00", "11-25 09:00"]


def test_only_what_somebody_has_in_hand_can_be_put_off() -> None:
    assert moved_to(filed("2026-11-02 10:00"), "2026-11-12") is None


# Whatever happens


@given(
    since=st.datetimes(datetime(2026, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    urgency=st.sampled_from(["acuut", "hoog", "midden", "laag"]),
    state=st.sampled_from(State),
    by_minute=st.booleans(),
)
def test_nothing_is_due_at_night_on_a_free_day_or_before_its_lower_rung(
    since: datetime, urgency: str, state: State, by_minute: bool
) -> None:
    organisation = BY_MINUTE if by_minute else BY_DAY
    signal = replace(claimed("2026-11-02 10:00"), state=state, urgency=urgency)
    moments = promised(signal, since, organisation)
    assert set(moments) <= set(KINDS)
    assert list(moments.values()) == sorted(moments.values())
    for moment in moments.values():
        local = moment.astimezone(ZONE)
        assert moment >= since
        assert is_working_day(local.date(), organisation.clock)
        assert 8 <= local.hour < 18
