"""A platform that cannot be opened keeps no other from opening; it is said aloud, and tried again."""

from __future__ import annotations

import asyncio
import json

import pytest
from aiohttp import web as http
from aiohttp.test_utils import TestClient, TestServer

from adapters import Room, together, web
from bot.cards import Card
from bot.conversation import Place
from bot.delivery import Delivery, Receipt, TryLater

REFUSED = "Slack refuses REGIOLIJN_SLACK_BOT_TOKEN (invalid_auth): install the app again and copy its token."
MESSAGE = Delivery("k", Place("slack", "C1"), Card("x"))


class Vendor:
    """The far end of one platform: it lets us in or says why not."""

    def __init__(self, name: str, refuses: str = "") -> None:
        self.name, self.refuses = name, refuses
        self.attempts = 0
        self.is_open = False
        self.opened = asyncio.Event()
        self.answers = asyncio.Event()
        self.answers.set()

    def room(self) -> Room:
        route = http.get(f"/{self.name}", self.asked)
        return Room(self.name, self, (route,), self.start, self.stop)

    async def start(self) -> None:
        self.attempts += 1
        await self.answers.wait()
        if self.refuses == "a fault":
            raise RuntimeError
        if self.refuses:
            raise SystemExit(self.refuses)
        self.is_open = True
        self.opened.set()

    async def stop(self) -> None:
        assert self.is_open
        self.is_open = False

    async def deliver(self, delivery: Delivery) -> Receipt:
        assert self.is_open
        return Receipt(delivery.to, "m1")

    async def asked(self, request: http.Request) -> http.Response:
        assert self.is_open
        return http.Response(text="welcome")


class Time:
    """What is waited for passes when the test says so."""

    def __init__(self) -> None:
        self.waited: list[float] = []
        self._passed: asyncio.Queue[None] = asyncio.Queue()
        self._waits = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self._waits.set()
        await self._passed.get()

    async def passes(self) -> None:
        await self.is_waited_for()
        self._waits.clear()
        self._passed.put_nowait(None)

    async def is_waited_for(self) -> None:
        await self._waits.wait()


@pytest.fixture
def time() -> Time:
    return Time()


async def said(rooms: list[Room], path: str) -> tuple[int, str]:
    """What the front door answers."""
    app = web.application(rooms, health=_well, ready=_ready)
    async with TestClient(TestServer(app)) as client:
        answer = await client.get(path)
        return answer.status, await answer.text()


async def _well() -> dict[str, object]:
    return {"ok": True}


async def _ready() -> bool:
    return True


async def test_where_both_are_let_in_both_are_open(time: Time) -> None:
    vendors = [Vendor("slack"), Vendor("teams")]
    rooms = together.together([each.room() for each in vendors], time.wait)
    async with web.rooms_open(rooms):
        assert await said(rooms, "/healthz") == (200, json.dumps({"ok": True, "deaf": [], "refused": {}}))
        assert await said(rooms, "/slack") == await said(rooms, "/teams") == (200, "welcome")
        assert await rooms[0].platform.deliver(MESSAGE) == Receipt(MESSAGE.to, "m1")
    assert [each.is_open for each in vendors] == [False, False]


@pytest.mark.parametrize("first", [True, False])
async def test_one_that_is_refused_is_named_and_the_other_serves(time: Time, first: bool) -> None:
    slack, teams = Vendor("slack", REFUSED), Vendor("teams")
    rooms = together.together([each.room() for each in ((slack, teams) if first else (teams, slack))], time.wait)
    async with web.rooms_open(rooms):
        status, standing = await said(rooms, "/healthz")
        assert (status, json.loads(standing)) == (200, {"ok": True, "deaf": ["slack"], "refused": {"slack": REFUSED}})
        assert await said(rooms, "/readyz") == (200, '{"ready": true}')
        told = (await said(rooms, "/metrics"))[1].splitlines()
        assert {'regiolijn_hears{platform="slack"} 0.0', 'regiolijn_hears{platform="teams"} 1.0'} <= set(told)
        assert await said(rooms, "/teams") == (200, "welcome")
        assert await said(rooms, "/slack") == (503, "Service Unavailable")


async def test_messages_to_one_that_is_closed_are_for_later(time: Time) -> None:
    rooms = together.together([Vendor("slack", REFUSED).room(), Vendor("teams").room()], time.wait)
    async with web.rooms_open(rooms):
        with pytest.raises(TryLater):
            await rooms[0].platform.deliver(MESSAGE)


@pytest.mark.parametrize("refusal", [REFUSED, "a fault"])
async def test_one_that_is_refused_is_tried_again_until_it_opens(time: Time, refusal: str) -> None:
    slack = Vendor("slack", refusal)
    rooms = together.together([slack.room(), Vendor("teams").room()], time.wait)
    async with web.rooms_open(rooms):
        for _ in range(5):
            await time.passes()
        await time.is_waited_for()
        slack.refuses = ""
        await time.passes()
        await slack.opened.wait()
        assert time.waited == [10, 30, 60, 300, 300, 300]
        assert await said(rooms, "/slack") == (200, "welcome")
        assert json.loads((await said(rooms, "/healthz"))[1])["refused"] == {}
    assert not slack.is_open


async def test_one_that_says_nothing_does_not_keep_the_other_closed(
    time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "FIRST_WORD", 0.01)
    slack = Vendor("slack")
    slack.answers.clear()
    rooms = together.together([slack.room(), Vendor("teams").room()], time.wait)
    async with web.rooms_open(rooms):
        assert await said(rooms, "/teams") == (200, "welcome")
        assert (await said(rooms, "/slack"))[0] == 503
        slack.answers.set()
        await slack.opened.wait()
        assert await said(rooms, "/slack") == (200, "welcome")


async def test_where_every_one_is_refused_the_start_is_with_every_reason(time: Time) -> None:
    rooms = together.together([Vendor("slack", REFUSED).room(), Vendor("teams", "Teams says no.").room()], time.wait)
    with pytest.raises(SystemExit, match=r"(?s)invalid_auth.*Teams says no\."):
        async with web.rooms_open(rooms):
            pass


async def test_a_single_platform_that_is_refused_refuses_the_start(time: Time) -> None:
    rooms = together.together([Vendor("slack", REFUSED).room()], time.wait)
    with pytest.raises(SystemExit, match="invalid_auth"):
        async with web.rooms_open(rooms):
            pass
