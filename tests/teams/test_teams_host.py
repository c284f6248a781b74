"""The framework's turn: what is no activity is refused, it builds nothing of its own, and nothing of it comes out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest
from botbuilder.core import Middleware, TurnContext

from adapters.teams.host import Body, Host, Malformed
from tests.teams_keys import message

CONNECTOR = object()


class Turns:
    """What happens in a turn here: it is noted, and answered."""

    def __init__(self, answer: Body | Exception | None) -> None:
        self.answer = answer
        self.taken: list[Mapping[str, Any]] = []

    async def take(self, payload: Mapping[str, Any]) -> Body | None:
        self.taken.append(payload)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def invoke(**changes: Any) -> dict[str, Any]:
    return message(type="invoke", name="task/fetch", value={"data": {"action": "claim"}}, **changes)


async def test_an_invoke_is_answered_with_what_the_turn_says_as_it_is() -> None:
    body = {"task": {"type": "message", "value": "Gelukt."}}
    turns = Turns(body)
    payload = invoke()
    assert await Host(CONNECTOR, turns.take).take(payload, {"aud": "us"}) is body
    assert turns.taken == [payload]
    assert turns.taken[0] is payload  # not what the framework made of it: that drops what it does not know


async def test_a_message_has_no_answer_whatever_the_turn_says() -> None:
    assert await Host(CONNECTOR, Turns({"a": 1}).take).take(message(), {}) is None
    assert await Host(CONNECTOR, Turns(None).take).take(invoke(), {}) is None


async def test_nobody_can_have_what_is_said_gathered_in_the_answer() -> None:
    assert await Host(CONNECTOR, Turns({"a": 1}).take).take(invoke(deliveryMode="expectReplies"), {}) == {"a": 1}


@pytest.mark.parametrize(
    "changes",
    [
        {"from": "somebody"},
        {"from": [1]},
        {"conversation": 3},
        {"membersAdded": "everybody"},
        {"entities": "none"},
        {"entities": [1]},
        {"attachments": {"a": 1}},
        {"recipient": ""},
    ],
    ids=str,
)
async def test_what_has_the_shape_of_no_activity_never_becomes_a_turn(changes: dict[str, Any]) -> None:
    turns = Turns(None)
    with pytest.raises(Malformed) as refused:
        await Host(CONNECTOR, turns.take).take({**message(), **changes}, {})
    assert turns.taken == []
    assert "somebody" not in str(refused.value)


async def test_what_goes_wrong_in_a_turn_is_not_swallowed() -> None:
    with pytest.raises(LookupError):
        await Host(CONNECTOR, Turns(LookupError()).take).take(message(), {})


async def test_every_turn_has_the_one_connector_and_none_is_built() -> None:
    host = Host(CONNECTOR, Turns(None).take)
    seen: list[object] = []

    class Looking(Middleware):
        async def on_turn(self, context: TurnContext, logic: Callable[[], Awaitable[None]]) -> None:
            seen.append(context.turn_state[host.BOT_CONNECTOR_CLIENT_KEY])
            await logic()

    host.use(Looking())
    for _ in range(3):
        await host.take(message(), {"aud": "us"})
    assert seen == [CONNECTOR] * 3


async def test_without_our_gate_the_framework_lets_nobody_in() -> None:
    authentication = Host(CONNECTOR, Turns(None).take).bot_framework_authentication
    with pytest.raises(PermissionError):
        await authentication.authenticate_request(None, "Bearer x")
    with pytest.raises(PermissionError):
        await authentication.authenticate_streaming_request("Bearer x", "msteams")


def test_where_teams_is_off_its_library_is_not_loaded() -> None:
    """It takes a second and a half."""
    program = (
        "import bot.__main__, bot.serving, adapters.web, adapters.slack, adapters.playground, sys;"
        "sys.exit(any(name.partition('.')[0] in {'botbuilder', 'botframework', 'msrest'} for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
