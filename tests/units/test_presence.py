"""Who is there today, who stands in for whom, and what that lets a deputy do."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.absences import present
from bot.organisation import Organisation, Same
from bot.rights import may, may_read, other_fixers
from bot.signals import Signal, Step
from bot.store.absences import Absence
from bot.texts import words
from bot.views.working import fixer_options
from bot.worktime import own_working_day_after

AT = datetime(2026, 11, 2, 9, 14, tzinfo=UTC)
MONDAY, THURSDAY, SATURDAY = date(2026, 11, 2), date(2026, 11, 5), date(2026, 11, 7)
SASKIA, NADIA, MARIJKE, GIJS = "saskia-brandt", "nadia-oulad", "marijke-oldenhof", "gijs-elderink"


def away(person: str, until: date | None = THURSDAY, deputy: str = "") -> Absence:
    return Absence(person, MONDAY, until, deputy, person, AT)


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


def test_what_is_made_of_the_file_once_serves_every_day(organisation: Organisation) -> None:
    made = {Same(organisation): "once"}
    assert made.get(Same(present(organisation, [away(SASKIA)], MONDAY))) == "once"
    for section in ("people", "themes"):
        other = organisation.model_copy(update={section: dict(getattr(organisation, section))})
        assert made.get(Same(present(other, [away(SASKIA)], MONDAY))) is None


def test_a_deputy_may_what_they_may_for_as_long_as_they_are_away(organisation: Organisation, claimed: Signal) -> None:
    nadia = organisation.people[NADIA]
    assert not may(nadia, Step.PROGRESS, claimed, organisation)
    today = present(organisation, [away(SASKIA)], MONDAY)
    assert may(nadia, Step.PROGRESS, claimed, today)
    assert not may(nadia, Step.TELL, claimed, today)
    friday = present(organisation, [away(SASKIA)], date(2026, 11, 6))
    assert not may(nadia, Step.PROGRESS, claimed, friday)


def test_an_absence_begins_on_its_first_day_and_of_two_the_last_word_counts(organisation: Organisation) -> None:
    later = Absence(MARIJKE, date(2026, 11, 4), THURSDAY, "", MARIJKE, AT)
    assert MARIJKE not in present(organisation, [later], MONDAY).away
    assert present(organisation, [later], date(2026, 11, 4)).stand_in(MARIJKE) == GIJS
    alone = Absence(MARIJKE, MONDAY, THURSDAY, "", MARIJKE, AT, alone=True)
    assert present(organisation, [later, alone], THURSDAY).stand_in(MARIJKE) == ""
    assert present(organisation, [alone, later], THURSDAY).stand_in(MARIJKE) == GIJS


def test_two_absences_meet_on_a_day_and_one_may_be_a_part_of_the_other() -> None:
    whole, part = away(MARIJKE, until=SATURDAY), Absence(MARIJKE, date(2026, 11, 4), THURSDAY, "", MARIJKE, AT)
    after = Absence(MARIJKE, date(2026, 11, 8), date(2026, 11, 9), "", MARIJKE, AT)
    assert (whole.meets(part), part.meets(whole), whole.meets(after), after.meets(whole)) == (True, True, False, False)
    assert (part.is_within(whole), whole.is_within(part)) == (True, False)
    handed_on = away(MARIJKE, until=None)
    assert (after.is_within(handed_on), handed_on.is_within(after)) == (True, False)


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


def test_an_office_that_was_handed_on_is_the_successors_until_it_is_handed_on_again(organisation: Organisation) -> None:
    line = present(organisation, [away(SASKIA, None, NADIA), away(NADIA, None, "ruben-alting")], MONDAY)
    assert (line.holder(SASKIA), line.holder("ruben-alting")) == ("ruben-alting", "ruben-alting")
    assert line.offices_of("ruben-alting") == {SASKIA, NADIA, "ruben-alting"}
    assert line.offices_of(NADIA) == set()
    assert present(organisation, [away(SASKIA, None, NADIA)], date(2099, 1, 5)).stand_in(SASKIA) == NADIA


def test_while_the_successor_is_away_it_waits_for_the_successor(organisation: Organisation) -> None:
    today = present(organisation, [away(SASKIA, None, NADIA), away(NADIA)], MONDAY)
    assert today.stand_in(SASKIA) == ""
    assert today.listener(SASKIA) == NADIA


def test_a_circle_that_was_made_once_ends(organisation: Organisation) -> None:
    circle = present(organisation, [away(SASKIA, None, NADIA), away(NADIA, None, SASKIA)], MONDAY)
    assert circle.holder(SASKIA) == NADIA
    assert own_working_day_after(organisation.people[NADIA], MONDAY, circle) is None


def test_a_day_of_their_own_that_never_comes_is_no_day(organisation: Organisation) -> None:
    nobody = organisation.people[SASKIA].model_copy(update={"working_days": ()})
    assert own_working_day_after(nobody, MONDAY, organisation) is None
    for_ever = present(organisation, [away(SASKIA, date.max)], MONDAY)
    assert own_working_day_after(organisation.people[SASKIA], MONDAY, for_ever) is None
    assert own_working_day_after(organisation.people[SASKIA], date(2026, 11, 4), organisation) == date(2026, 11, 6)


def test_whoever_is_chosen_for_work_is_known_by_until_when_they_are_away(
    organisation: Organisation, claimed: Signal
) -> None:
    today = present(organisation, [away(NADIA), away(SASKIA, None, NADIA)], MONDAY)
    labels = [option.label for option in fixer_options(other_fixers(claimed, today), today, words("nl"))]
    assert "Nadia Oulad (DMO), afwezig t/m 5 november 2026" in labels
    assert not [label for label in labels if "Saskia" in label]
