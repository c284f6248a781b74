"""What a client that others wrote sends is understood: recorded from it, not made up after the documentation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from adapters.teams.receive import installed, receive
from bot.conversation import Account, Command, MessageAction, Place, Press, Request, Submission

RECORDED = Path(__file__).parent / "payloads" / "teams" / "recorded"

TENANT, BOT = "5f7b1d9e-0000-4000-8000-00000000a001", "5f7b1d9e-0000-4000-8000-00000000b001"
NOOR = Account("teams", TENANT, "5f7b1d9e-0000-4000-8000-000000000000")
CHAT, OVERLEG, MEVA = (
    Place("teams", address) for address in ("a:1noor", "19:overleg@thread.v2", "19:dir-meva@thread.tacv2")
)
STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."
CHOSEN = {"text": STAGE, "region": "zuid-limburg", "theme": "arbeidsmarkt", "urgency": "midden", "lead": "MEVA"}


def sent(scenario: str) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads((RECORDED / f"{scenario}.json").read_text(encoding="utf-8"))
    return payload


def key(scenario: str, place: Place) -> str:
    return f"teams:{TENANT}:{place.address}:{sent(scenario)['id']}"


def handle(scenario: str) -> str:
    value = sent(scenario)["value"]
    found: str = (value.get("action") or value)["data"]["handle"]
    return found


SCENARIOS: dict[str, Request | None] = {
    "installation": None,
    "member_added": None,
    "command_with_text": Command(key("command_with_text", CHAT), NOOR, "knelpunt", STAGE, CHAT, direct=True),
    "mention": Command(key("mention", OVERLEG), NOOR, "knelpunt", "lijst", OVERLEG),
    "press": Press(NOOR, "claim", handle("press"), MEVA),
    "submission": Submission(
        NOOR, "file_signal", handle("submission"), CHOSEN | {"on_behalf_of": "Zorgtafel Parkstad"}, CHAT
    ),
    "message_action": MessageAction(key("message_action", OVERLEG), NOOR, "knelpunt", STAGE, "", OVERLEG),
    "submission_in_extension": Submission(
        NOOR, "file_signal", handle("submission_in_extension"), CHOSEN, OVERLEG
    ),
}  # fmt: skip


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_was_recorded_becomes_its_request(scenario: str) -> None:
    assert receive(sent(scenario), bot=BOT) == SCENARIOS[scenario]


@pytest.mark.parametrize("scenario", ["installation", "member_added"])
def test_both_ways_in_which_a_client_says_that_the_app_is_new_are_heard(scenario: str) -> None:
    assert installed(sent(scenario))


def test_everything_that_was_recorded_is_told_here() -> None:
    assert {path.stem for path in RECORDED.glob("*.json")} == set(SCENARIOS)
