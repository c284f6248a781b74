"""Who is there today, who stands in for whom, and what that lets a deputy do."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.absences import present
from bot.organisation import Organisation
from bot.rights import may, may_read
from bot.signals import Signal, Step
from bot.store.absences import Absence

AT = datetime(2026, 11, 2, 9, 14, tzinfo=UTC)
MONDAY, THURSDAY, SATURDAY = date(2026, 11, 2), date(2026, 11, 5), date(2026, 11, 7)
SASKIA, NADIA, MARIJKE, GIJS = "saskia-brandt", "nadia-oulad", "marijke-oldenhof", "gijs-elderink"


def away(person: str, until: date = THURSDAY, deputy: str = "") -> Absence:
    return Absence(person, until, deputy, person, AT)


@pytest.fixture
def claimed() -> Signal:
    """By Saskia, who works on Monday, Tuesday, Wednesday and Friday."""
    filed = Signal.file(
        id="s1",
        number="K-2026-0001",
        text="Negen maanden",
        region="groningen",
        lead="DMO",
        filer="tjeerd-wiersema",
        at=AT,
        confidential=True,
    )
    return filed.claim(by=SASKIA, at=AT)


def test_when_everybody_is_there_it_is_the_organisation_of_the_file(organisation: Organisation) -> None:
    assert present(organisation, (), MONDAY) is organisation
    assert present(organisation, (), SATURDAY) is organisation
    assert present(organisation, [away(MARIJKE, until=MONDAY)], date(2026, 11, 3)) is organisation


def test_a_deputy_may_what_they_may_for_as_long_as_they_are_away(organisation: Organisation, claimed: Signal) -> None:
    nadia = organisation.people[NADIA]
    assert not may(nadia, Step.PROGRESS, claimed, organisation)
    today = present(organisation, [away(SASKIA)], MONDAY)
    assert may(nadia, Step.PROGRESS, claimed, today)
    assert not may(nadia, Step.TELL, claimed, today)
    friday = present(organisation, [away(SASKIA)], date(2026, 11, 6))
    assert not may(nadia, Step.PROGRESS, claimed, friday)


def test_a_day_off_is_the_deputys_too(organisation: Organisation, claimed: Signal) -> None:
    thursday = present(organisation, (), THURSDAY)
    assert thursday.stand_in(SASKIA) == NADIA
    assert may(organisation.people[NADIA], Step.PROGRESS, claimed, thursday)


def test_a_deputy_reads_what_is_confidential(organisation: Organisation, claimed: Signal) -> None:
    noor = organisation.people["noor-habets"]
    assert not may_read(noor, claimed, organisation)
    assert may_read(noor, claimed, present(organisation, [away("tjeerd-wiersema", deputy=noor.key)], MONDAY))


def test_a_deputy_who_is_away_hands_on_to_their_own_and_a_circle_leads_nowhere(organisation: Organisation) -> None:
    line = present(organisation, [away(SASKIA, deputy=NADIA), away(NADIA, deputy="ruben-alting")], MONDAY)
    assert line.stand_in(SASKIA) == "ruben-alting"
    assert {person.key for person in line.stood_in_for("ruben-alting")} == {SASKIA, NADIA}
    circle = present(organisation, [away(MARIJKE, deputy=GIJS), away(GIJS, deputy=MARIJKE)], MONDAY)
    assert circle.stand_in(MARIJKE) == ""
    assert circle.stood_in_for(GIJS) == ()


def test_who_left_the_file_is_nobody(organisation: Organisation) -> None:
    assert organisation.stand_in("somebody-else") == ""
    assert present(organisation, [away("somebody-else")], MONDAY) is organisation
