"""What a card and a receipt say of how it stands: the line that is read aloud goes along with what stands below it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.cards import Card, Fact, Facts, plain
from bot.decisions import Decision, Kind
from bot.examples import VWS
from bot.organisation import read_organisation
from bot.signals import HIGHEST_RUNG, Landed, Outcome, OutcomeKind, Signal
from bot.texts import words
from bot.views.decided import ends
from bot.views.listing import listed_line
from bot.views.sight import Role, Sight
from bot.views.signal_card import signal_card
from bot.views.signal_receipt import receipt

ORGANISATION = read_organisation(VWS / "organisation.yaml")
AT = datetime(2026, 11, 2, 9, 14, tzinfo=UTC)
ROLES: tuple[Role, ...] = ("lead", "co", "region", "triage", "reader")
RUBEN = "Ruben Alting (MEVA)"

FILED = Signal.file(
    id="s1",
    number="K-2026-0147",
    text="De stage telt niet mee.",
    region="zuid-limburg",
    lead="MEVA",
    filer="noor-habets",
    at=AT,
    co=("IZ", "DLZ"),
    because={"because": "reason.lead.chosen"},
)
CLAIMED = FILED.claim(by="ruben-alting", at=AT)
WAITS = CLAIMED.wait(by="ruben-alting", at=AT, party="NZa", until=(AT + timedelta(days=9)).date())
SOLVED = CLAIMED.solve(
    by="ruben-alting",
    at=AT,
    outcome=Outcome(OutcomeKind.EXPLANATION, "Het mag al.", Landed.EXPLANATION, structural=True),
)
DECLINED = CLAIMED.decline(by="ruben-alting", at=AT, reason="De wet laat dit niet toe.", decider="Annelies Brouwer")


def sight(signal: Signal, role: Role, language: str = "nl") -> Sight:
    return Sight(
        signal=signal, role=role, organisation=ORGANISATION, words=words(language), filed=FILED.fresh[0], reader="x"
    )


def facts_of(card: Card) -> dict[str, str]:
    listed: list[Fact] = [fact for block in card.blocks if isinstance(block, Facts) for fact in block.facts]
    return {fact.label: plain(fact.value) for fact in listed}


@pytest.mark.parametrize(
    ("signal", "stands"),
    [
        (CLAIMED, f"opgepakt door {RUBEN}"),
        (WAITS, f"wacht, bij {RUBEN}"),
        (SOLVED, f"opgelost, bij {RUBEN}"),
        (DECLINED, "afgewezen"),
        (replace(CLAIMED, rung=HIGHEST_RUNG), "ook bij de regiocommissaris"),
    ],
    ids=["claimed", "waits", "solved", "declined", "called in"],
)
def test_whoever_hears_only_the_first_line_hears_how_it_stands(signal: Signal, stands: str) -> None:
    lines = {role: signal_card(sight(signal, role)).summary for role in ROLES}
    lines["filer"] = receipt(sight(signal, "filer")).summary
    for role, line in lines.items():
        assert "K-2026-0147" in line, role
        assert stands in line, role
        assert "uitgezet" not in line, role


def test_a_region_whose_commissaris_was_called_in_hears_that_first() -> None:
    called = replace(FILED, rung=HIGHEST_RUNG)
    assert signal_card(sight(called, "region")).summary == "K-2026-0147: uitgezet; ook bij de regiocommissaris."


def test_an_honest_no_has_a_name_on_the_card_and_on_the_receipt() -> None:
    declined = replace(sight(DECLINED, "lead"), decider="Annelies Brouwer")
    for card in (signal_card(declined), receipt(declined)):
        assert facts_of(card)["Waarom niet"] == "De wet laat dit niet toe."
        assert facts_of(card)["Besloten door"] == "Annelies Brouwer"


def test_a_line_of_a_list_names_the_region_once() -> None:
    typed = replace(FILED, text="Zuid-Limburg: de stage telt niet mee.")
    line = plain(listed_line(typed, ORGANISATION, words("nl")))
    assert line == "K-2026-0147 · Zuid-Limburg · MEVA · uitgezet: de stage telt niet mee."


def test_whom_the_commissaris_asked_is_not_said_to_answer() -> None:
    asked = Decision(
        number="B-2026-0021",
        signal_id="s1",
        kind=Kind.ADDRESS,
        region="zuid-limburg",
        by="marijke-oldenhof",
        at=AT,
        until=date(2026, 11, 18),
        fields={"party": "nza", "what": "Mag dit?"},
    )
    decided = CLAIMED.decide(by="marijke-oldenhof", at=AT, number=asked.number, kind=asked.kind.value)
    reminded = replace(sight(decided, "filer"), event=decided.fresh[-1], decisions=(asked,))
    assert ends(reminded).summary == (
        "NZa is gevraagd om voor 18 november 2026 te antwoorden over K-2026-0147 (Zuid-Limburg)."
    )


def test_one_reads_along_and_two_read_along() -> None:
    assert facts_of(signal_card(sight(FILED, "lead")))["Lezen mee"] == "IZ en DLZ"
    assert facts_of(signal_card(sight(replace(FILED, co=("IZ",)), "lead")))["Leest mee"] == "IZ"
    refused = replace(FILED, refused_by=("MEVA", "FEZ"), lead="IZA")
    assert facts_of(receipt(sight(refused, "filer")))["Waarom"] == "het hoort niet bij MEVA en FEZ"
