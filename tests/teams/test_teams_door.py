"""Over HTTP: what Teams did not sign has no effect, whatever comes in gets no 5xx, and nobody waits for a stranger."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from adapters import web
from adapters.teams import connect
from adapters.teams.admit import LARGEST
from adapters.teams.keys import PAUSE
from bot.conversation import Done, Reply, Request
from bot.settings import Settings
from tests.fake_teams import FakeTeams, direct_chat, fake_teams
from tests.teams.memory import Shelf
from tests.teams_keys import NOW, SECOND, KeyServer, bearer, key_server, message

NOOR = "5f7b1d9e-0000-4000-8000-00000000c001"


@dataclass
class House:
    """The room of Teams behind its door. `asked` is what came through to the core, `at` the time in POSIX seconds."""

    url: str
    teams: FakeTeams
    microsoft: KeyServer
    session: aiohttp.ClientSession
    asked: list[Request] = field(default_factory=list)
    at: float = NOW

    async def answer(self, request: Request) -> Reply:
        self.asked.append(request)
        return Done()

    def said(self, **changes: Any) -> bytes:
        """What Teams posts when Noor says something in her chat with the app."""
        somebody = {"id": f"29:1{NOOR}", "name": "Noor Habets", "aadObjectId": NOOR}
        where = {"id": direct_chat(NOOR), "conversationType": "personal", "tenantId": self.teams.tenant}
        parts = {"serviceUrl": self.teams.service_url, "from": somebody, "conversation": where, **changes}
        return json.dumps(message(**parts)).encode()

    def signed(self, **changes: Any) -> dict[str, str]:
        return bearer(serviceurl=self.teams.service_url, **changes)

    async def post(self, body: Any, headers: dict[str, str] | None = None) -> int:
        given = self.signed() if headers is None else headers
        async with self.session.post(self.url, data=body, headers=given) as answer:
            assert "Traceback" not in await answer.text()
            return answer.status


@asynccontextmanager
async def standing() -> AsyncIterator[House]:
    """The house with everything it needs around it, on this machine."""
    async with fake_teams() as teams, key_server() as microsoft, aiohttp.ClientSession() as session:
        teams.add_user(NOOR, "Noor Habets")
        house = House("", teams, microsoft, session)
        values = {
            "teams_app_id": teams.app_id,
            "teams_app_password": SecretStr(teams.secret),
            "teams_tenant_id": teams.tenant,
            "teams_login_url": teams.login_url,
            "teams_openid_url": microsoft.url,
            "teams_stand_in": teams.service_url,
        }
        given = Settings.model_construct(**{**Settings.model_construct().__dict__, **values})
        room = connect(given, house.answer, Shelf(), now=lambda: house.at)

        async def well() -> dict[str, object]:
            return {"ok": True}

        async def ready() -> bool:
            return True

        app = web.application([room], health=well, ready=ready)
        async with web.open_door(app, [room], "127.0.0.1", 0) as port:
            house.url = f"http://127.0.0.1:{port}/api/messages"
            yield house


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with standing() as built:
        yield built


@pytest.fixture(scope="module")
def loop_of_house() -> Iterator[tuple[asyncio.AbstractEventLoop, House]]:
    """The same house for a test that brings many examples and so runs its own loop."""
    loop, stack = asyncio.new_event_loop(), AsyncExitStack()
    yield loop, loop.run_until_complete(stack.enter_async_context(standing()))
    loop.run_until_complete(stack.aclose())
    loop.close()


async def test_what_teams_signed_reaches_the_core(house) -> None:
    assert await house.post(house.said()) == 200
    (command,) = house.asked
    assert (command.by.user, command.words) == (NOOR, "help")


async def test_what_nobody_signed_has_no_effect(house) -> None:
    calls_before = len(house.teams.calls)
    for headers in ({}, {"Authorization": "Bearer a.b.c"}, house.signed(signed_by=SECOND), house.signed(aud="another")):
        assert await house.post(house.said(), headers) == 401
    assert await house.post(house.said(channelData={"tenant": {"id": "another"}})) == 403
    assert (house.asked, len(house.teams.calls)) == ([], calls_before)


async def test_a_loopback_address_alone_opens_nothing_where_an_app_id_is_set(house) -> None:
    assert await house.post(house.said(), {"Content-Type": "application/json", "Host": "localhost"}) == 401


async def test_two_authorization_headers_are_none(house) -> None:
    port = urlsplit(house.url).port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body, once = house.said(), f"Authorization: {house.signed()['Authorization']}\r\n".encode()
    head = b"POST /api/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + once + once
    writer.write(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    status = (await reader.read()).split(b" ")[1]
    writer.close()
    assert (status in (b"400", b"401"), house.asked) == (True, [])


async def test_while_a_strangers_key_is_looked_for_somebody_else_is_answered(house) -> None:
    """Where the framework looks for a key, nothing else happens in the process until it has one."""
    assert await house.post(house.said()) == 200
    house.at += PAUSE
    house.microsoft.hang()
    stranger = asyncio.create_task(house.post(house.said(), house.signed(kid=SECOND)))
    await house.microsoft.asking.wait()
    assert await house.post(house.said(id="another message")) == 200
    assert not stranger.done()
    house.microsoft.answer_again()
    assert await stranger == 401


async def test_a_large_body_is_not_read_to_its_end(house) -> None:
    assert await house.post(b"a" * (LARGEST + 1)) == 413

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(LARGEST // 65536 + 2):
            yield b"a" * 65536

    assert await house.post(pieces()) == 413, "also when its length is not announced"
    assert house.asked == []


async def test_a_packed_body_is_refused(house) -> None:
    assert await house.post(b"not packed at all", {**house.signed(), "Content-Encoding": "gzip"}) == 400


async def test_a_request_that_stops_halfway_harms_nobody(house) -> None:
    for start in (
        b"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{",
        b"POST /api/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"\x00\xff\r\n\r\n",
        b"POST",
    ):
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(house.url).port)
        writer.write(start)
        writer.write_eof()
        answer = await reader.read()
        writer.close()
        assert b" 5" not in answer.split(b"\r\n")[0]
    assert await house.post(house.said()) == 200


async def test_only_post_is_taken(house) -> None:
    async with house.session.get(house.url) as answer:
        assert answer.status == 405


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PARTS = ("type", "name", "value", "text", "entities", "recipient", "attachments", "replyToId", "timestamp", "locale",
         "conversation", "from", "channelData", "membersAdded", "action", "relatesTo", "deliveryMode", "callerId")  # fmt: skip
KINDS = ("message", "invoke", "installationUpdate", "conversationUpdate", "messageReaction", "typing", "event", "trace")
NAMES = ("adaptiveCard/action", "task/fetch", "task/submit", "composeExtension/fetchTask",
         "composeExtension/submitAction", "composeExtension/query", "signin/verifyState")  # fmt: skip


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_signed_shape_gets_a_5xx(data: st.DataObject, loop_of_house) -> None:
    """Shapes near the real ones, with any part of any type."""
    loop, house = loop_of_house
    likely = {"type": data.draw(st.sampled_from(KINDS)), "name": data.draw(st.sampled_from(NAMES)),
              "value": {"data": {"action": "x"}, "action": {"verb": "x"}, "commandId": "knelpunt"}}  # fmt: skip
    twisted = data.draw(st.dictionaries(st.sampled_from(PARTS), values, max_size=3))
    body = json.dumps({**json.loads(house.said()), **likely, **twisted}).encode()
    assert loop.run_until_complete(house.post(body)) in (200, 400, 403)
