"""Days and names as people type them, in Dutch and in English."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import written_day
from bot.leave import Leave, is_meant, read
from bot.organisation import Organisation
from bot.organisation.naming import person_called

TODAY = date(2026, 11, 2)  # a Monday


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("12-5", "2027-05-12"),
        ("12/11", "2026-11-12"),
        ("12.11", "2026-11-12"),
        ("12-05-2027", "2027-05-12"),
        ("12-5-27", "2027-05-12"),
        ("2027-05-12", "2027-05-12"),
        ("12 mei", "2027-05-12"),
        ("12 mei 2028", "2028-05-12"),
        ("12 dec.", "2026-12-12"),
        ("1 mrt", "2027-03-01"),
        ("May 12", "2027-05-12"),
        ("12th May", "2027-05-12"),
        ("May 12, 2028", "2028-05-12"),
        ("2-11", "2026-11-02"),
        ("1-11", "2026-11-01"),
        ("2-9", "2027-09-02"),
        ("vandaag", "2026-11-02"),
        ("tomorrow", "2026-11-03"),
        ("vrijdag", "2026-11-06"),
        ("Monday", "2026-11-02"),
    ],
)
def test_a_day_as_people_write_it(words: str, day: str) -> None:
    assert written_day(words, TODAY) == date.fromisoformat(day)


def test_in_january_a_day_of_december_has_just_passed() -> None:
    assert written_day("28 december", date(2027, 1, 5)) == date(2026, 12, 28)


def test_a_leap_day_is_one_only_in_a_leap_year() -> None:
    assert written_day("29-2", date(2028, 1, 10)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "words", ["", "31 juni", "12-13", "0-5", "29-2", "mei", "de zomer", "12 mei mei", "9999-99-99"]
)
def test_what_is_no_day(words: str) -> None:
    assert written_day(words, TODAY) is None


@given(st.dates(TODAY, date(2099, 12, 31)), st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"]))
def test_a_day_with_its_year_is_that_day(day: date, written: str) -> None:
    assert written_day(day.strftime(written), TODAY) == day


@given(st.text(max_size=60))
def test_whatever_is_typed_it_is_a_day_or_it_is_not(words: str) -> None:
    assert written_day(words, TODAY) is None or read(words, TODAY) is not None


MAY = date(2027, 5, 12)


@pytest.mark.parametrize(
    ("words", "leave"),
    [
        ("t/m 12-5 vervanger @gijs.elderink", Leave("", MAY, "@gijs.elderink", is_explicit=True)),
        ("12 mei", Leave("", MAY, "")),
        ("tot en met 12 mei met vervanger Gijs Elderink", Leave("", MAY, "Gijs Elderink", is_explicit=True)),
        ("until May 12 deputy <at>Gijs Elderink</at>", Leave("", MAY, "Gijs Elderink", is_explicit=True)),
        ("Marijke Oldenhof t/m 12-5", Leave("Marijke Oldenhof", MAY, "", is_explicit=True)),
        ("t/m 12-5, vervanger: Gijs Elderink", Leave("", MAY, "Gijs Elderink", is_explicit=True)),
        ("van 2-11 t/m 12-5", Leave("", MAY, "", is_explicit=True, since=TODAY)),
        ("Marijke Oldenhof 2-11 t/m 12-5", Leave("Marijke Oldenhof", MAY, "", is_explicit=True, since=TODAY)),
        ("10-5 t/m 12-5 vervanger @Gijs", Leave("", MAY, "@Gijs", is_explicit=True, since=date(2027, 5, 10))),
        ("van 10 mei tot en met 12 mei", Leave("", MAY, "", is_explicit=True, since=date(2027, 5, 10))),
        ("from May 10 to May 12", Leave("", MAY, "", is_explicit=True, since=date(2027, 5, 10))),
        ("op 12 mei", Leave("", MAY, "", is_explicit=True, since=MAY)),
        ("t/m 12-5 zonder vervanger", Leave("", MAY, "", is_explicit=True, alone=True)),
        ("until May 12 without a deputy", Leave("", MAY, "", is_explicit=True, alone=True)),
        ("t/m 12-5, vervanger: geen", Leave("", MAY, "", is_explicit=True, alone=True)),
        ("vanaf 12 mei", None),
        ("nee", Leave("", None, "")),
        ("Marijke Oldenhof terug", Leave("Marijke Oldenhof", None, "")),
    ],
)
def test_leave_is_taken_apart(words: str, leave: Leave | None) -> None:
    assert read(words, TODAY) == leave


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("van donderdag t/m maandag", "2026-11-05", "2026-11-09"),
        ("van morgen t/m overmorgen", "2026-11-03", "2026-11-04"),
        ("van 28-12 t/m 5-1", "2026-12-28", "2027-01-05"),
        ("van 2-9 t/m 20-9", "2027-09-02", "2027-09-20"),
        ("van 12-11 t/m 10-11", "2026-11-12", "2026-11-10"),
        ("van 10 t/m 20 december", "2026-12-10", "2026-12-20"),
        ("Gijs Elderink 10 tot en met 20 december", "2026-12-10", "2026-12-20"),
        ("from 10 to 20 December 2027", "2027-12-10", "2027-12-20"),
        ("10-12 - 20-12", "2026-12-10", "2026-12-20"),
        ("10 – 20 december", "2026-12-10", "2026-12-20"),
        ("morgen", "2026-11-03", "2026-11-03"),
        ("vrijdag vervanger Gijs", "2026-11-06", "2026-11-06"),
    ],
)
def test_the_last_day_is_the_one_after_the_first_if_it_can_be(words: str, since: str, until: str) -> None:
    leave = read(words, TODAY)
    assert leave is not None
    assert (leave.since, leave.until) == (date.fromisoformat(since), date.fromisoformat(until))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("van 10 december tot en met 20 december", True),
        ("op de afdeling staan in mei twaalf mensen te weinig ingeroosterd", False),
        ("personeel werkt op 12 mei zonder rooster en zonder vervanger", False),
        ("t/m 12 mei vervanger Gijs Elderink", True),
        ("Marijke Oldenhof t/m 12 mei vervanger Gijs Elderink", True),
        ("10-11 t/m 20-11 vervanger: Gijs Elderink", True),
        ("personeel in de zorg wordt niet vervangen", False),
        ("personeel meldt zich in onze regio vooral ziek op maandag", False),
        ("zijn en toch meetellen, dat komt niet terug", False),
    ],
)
def test_a_longer_text_is_only_leave_when_it_could_be_nothing_else(words: str, meant: bool) -> None:
    assert is_meant(words) is meant


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("@Gijs Elderink", "gijs-elderink"),
        ("gijs", "gijs-elderink"),
        ("@gijs.elderink", "gijs-elderink"),
        ("GIJS.ELDERINK@example.nl", "gijs-elderink"),
        ("gijs-elderink", "gijs-elderink"),
        ("  Elderink. ", "gijs-elderink"),
        ("Olaf  van Rijn", "olaf-van-rijn"),
    ],
)
def test_a_name_as_people_write_it(words: str, key: str, organisation: Organisation) -> None:
    found = person_called(words, organisation)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("words", ["", "@", "Piet Paulusma", "van"])
def test_a_name_that_nobody_has(words: str, organisation: Organisation) -> None:
    assert person_called(words, organisation) is None


def test_a_first_name_that_two_people_have_is_nobodys(organisation: Organisation) -> None:
    twin = organisation.people["gijs-elderink"].model_copy(
        update={"key": "gijs-anders", "name": "Gijs Anders", "emails": ("ga@example.nl",)}
    )
    both = organisation.model_copy(update={"people": {**organisation.people, "gijs-anders": twin}})
    assert person_called("Gijs", both) is None
