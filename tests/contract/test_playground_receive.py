"""What the page sends becomes what every platform asks: the same scenario, the same request."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.playground.receive import Malformed, read, receive
from adapters.playground.stage import direct, person_of
from bot.conversation import Account, Command, MessageAction, Place, Press, Submission

PAYLOADS = Path(__file__).parent / "payloads" / "playground"
NOOR = Account("playground", "demo", "noor")
DIRECT = Place("playground", "dm:noor")
KEY = "playground:noor:3f0c2a9e-8d41-4a57-9b0e-5f2f1c7d6e01"

SCENARIOS = {
    "command": Command(KEY, NOOR, "knelpunt", "", DIRECT, direct=True),
    "command_with_text": Command(
        KEY, NOOR, "knelpunt", "Zuid-Limburg: loon < € 15 & erkenning duurt 9 maanden", DIRECT, direct=True
    ),
    "words_to_the_bot": Command(KEY, NOOR, "knelpunt", "hallo, hoe werkt dit?", DIRECT, direct=True),
    "press": Press(NOOR, "claim", "h-1", Place("playground", "dir-meva")),
    "submission": Submission(
        NOOR,
        "file_signal",
        "h-2",
        {"text": "Loon < € 15 & 9 maanden", "region": "zuid-limburg", "urgency": "", "on": "2026-11-10", "party": ""},
        DIRECT,
    ),
    "message_action": MessageAction(KEY, NOOR, "knelpunt", "Wie kent dit?", place=Place("playground", "dir-meva")),
}


def sent(scenario: str) -> dict[str, object]:
    payload: dict[str, object] = json.loads((PAYLOADS / f"{scenario}.json").read_text(encoding="utf-8"))
    return payload


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_on_disk_becomes_its_request(scenario: str) -> None:
    assert receive(read(sent(scenario)), text="Wie kent dit?") == SCENARIOS[scenario]


def test_every_scenario_on_disk_is_told_here() -> None:
    assert {path.stem for path in PAYLOADS.glob("*.json")} == {*SCENARIOS, "words_to_each_other"}


def test_words_to_each_other_are_no_request() -> None:
    assert receive(read(sent("words_to_each_other"))) is None


def test_the_author_and_the_text_of_a_message_are_never_taken_from_the_page() -> None:
    for slipped_in in ({"text": "iets anders"}, {"author": "ruben"}):
        with pytest.raises(Malformed):
            read(sent("message_action") | slipped_in)


@pytest.mark.parametrize("key", ["id", "as", "place", "kind", "text"])
def test_nothing_may_be_missing(key: str) -> None:
    payload = sent("command")
    del payload[key]
    with pytest.raises(Malformed):
        read(payload)


@given(st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text())))
def test_any_other_object_is_refused_calmly(payload: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        read(payload)


@given(st.text())
def test_the_address_of_direct_messages_leads_back_to_the_person(person: str) -> None:
    assert person_of(direct(person)) == person


def test_a_channel_is_nobodys_direct_messages() -> None:
    assert person_of("dir-meva") is None
