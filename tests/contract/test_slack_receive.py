"""What Slack sends becomes what every platform asks: the same scenario, the same request."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import address
from adapters.slack.admit import Letter, Refused, admit
from adapters.slack.receive import home, receive
from bot.conversation import Account, Command, MessageAction, Place, Press, Request, Submission
from tests.slack_people import FORM, proof

PAYLOADS = Path(__file__).parent / "payloads" / "slack"
SECRET, NOW = "a signing secret", 1_762_095_600

NOOR = Account("slack", "T0REGIO", "U0NOOR")
HALL, MEVA, DIRECT = Place("slack", "C0HALL"), Place("slack", "C0MEVA"), Place("slack", "D0NOOR")

SCENARIOS: dict[str, Request | None] = {
    "command": Command("slack:9854.7021.aa11", NOOR, "knelpunt", "", HALL),
    "command_with_text": Command(
        "slack:9855.7021.aa12",
        NOOR,
        "knelpunt",
        "Zuid-Limburg: loon < € 15 & erkenning duurt 9 maanden",
        DIRECT,
        direct=True,
    ),
    "command_in_organisation": Command(
        "slack:9856.7021.aa13", Account("slack", "E0VWS", "U0NOOR"), "knelpunt", "", HALL
    ),
    "press": Press(NOOR, "claim", "h-1", MEVA),
    "press_in_private_answer": Press(NOOR, "reopen_form", "h-3", HALL),
    "press_in_window": Press(NOOR, "explain", "h-2"),
    "submission": Submission(
        NOOR,
        "file_signal",
        "h-2",
        {"text": "Loon < € 15 & 9 maanden", "region": "zuid-limburg", "urgency": "", "on": "2026-11-10", "party": ""},
    ),
    "message_action": MessageAction(
        "slack:9857.7021.aa14",
        NOOR,
        "knelpunt",
        "@… het CIBG (https://www.cibg.example/diploma) doet er > 9 maanden over",
        place=HALL,
    ),
    "shortcut": Command("slack:9857.7021.aa14", NOOR, "knelpunt", ""),
    "stranger": Press(Account("slack", "T0ELDERS", "U0FAR"), "claim", "h-1", MEVA),
    "window_closed": None,
    "choice_in_message": None,
    "event": None,
}


def sent(scenario: str) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads((PAYLOADS / f"{scenario}.json").read_text(encoding="utf-8"))
    return payload


def arrived(payload: dict[str, Any]) -> dict[str, Any]:
    """The payload after its way over the wire, through the gate."""
    if payload.get("type") == "event_callback":
        body, content_type = json.dumps(payload).encode(), "application/json; charset=utf-8"
    else:
        form = payload if "command" in payload else {"payload": json.dumps(payload)}
        body, content_type = urlencode(form).encode(), FORM
    admitted = admit(Letter(body, [content_type], [str(NOW)], [proof(SECRET, str(NOW), body)]), SECRET.encode(), NOW)
    assert not isinstance(admitted, Refused)
    return admitted


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_on_disk_becomes_its_request(scenario: str) -> None:
    assert receive(arrived(sent(scenario))) == SCENARIOS[scenario]


def test_every_scenario_on_disk_is_told_here() -> None:
    assert {path.stem for path in PAYLOADS.glob("*.json")} == set(SCENARIOS)


def test_the_author_of_a_message_stays_out_of_the_request() -> None:
    assert "U0AUTHOR" not in repr(receive(sent("message_action")))


def test_a_retry_carries_the_same_key_and_another_request_another() -> None:
    first, again = receive(sent("command")), receive(sent("command"))
    assert first is not None
    assert again is not None
    assert first.key == again.key
    other = receive(sent("command") | {"trigger_id": "1.2.3"})
    assert other is not None
    assert other.key != first.key


@pytest.mark.parametrize(
    ("scenario", "team"),
    [("command", "T0REGIO"), ("command_in_organisation", "E0VWS"), ("stranger", "T0REGIO"), ("event", "T0REGIO")],
)
def test_every_payload_says_which_workspace_it_is_for(scenario: str, team: str) -> None:
    assert home(sent(scenario)) == team


def test_a_window_sent_from_a_shared_channel_belongs_to_where_the_app_is_installed() -> None:
    payload = sent("submission")
    payload["team"] = {"id": "T0ELDERS", "domain": "elders"}
    assert home(payload) == "T0REGIO"


@pytest.mark.parametrize("user", ["", "u0noor", "U0 NOOR", "<!channel>", "U" * 40, None, 5, ["U0NOOR"]])
def test_an_id_that_cannot_be_slacks_is_nobody(user: object) -> None:
    assert receive(sent("command") | {"user_id": user}) is None
    assert receive(sent("press") | {"user": {"id": user}}) is None


@pytest.mark.parametrize("scenario", [name for name, request in SCENARIOS.items() if request])
@given(data=st.data())
def test_a_part_that_is_missing_or_of_another_type_never_raises(scenario: str, data: st.DataObject) -> None:
    payload = sent(scenario)
    part = data.draw(st.sampled_from(sorted(payload)))
    payload[part] = data.draw(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text()
        | st.lists(st.text())
        | st.dictionaries(st.text(), st.integers())
    )
    receive(payload)
    home(payload)


@pytest.mark.parametrize("words", ["half \ud800", "nul \x00"])
def test_what_no_database_stores_is_left_out(words: str) -> None:
    payload = sent("submission")
    payload["view"]["state"]["values"]["text~h-2"]["text"]["value"] = words
    request = receive(payload)
    assert isinstance(request, Submission)
    request.values["text"].encode()
    assert "\x00" not in request.values["text"]


@pytest.mark.parametrize("channel", ["C0HALL", "G0OLD", "D0NOOR"])
def test_an_address_comes_back_as_the_channel_it_was_made_of(channel: str) -> None:
    where = address.place(channel)
    assert where is not None
    assert address.channel(where) == channel


@pytest.mark.parametrize(
    "where", [Place("teams", "C0HALL"), Place("slack", "#hal"), Place("slack", ""), Place("slack", "C0HALL/x")]
)
def test_what_is_no_address_of_slack_has_no_channel(where: Place) -> None:
    assert address.channel(where) is None
