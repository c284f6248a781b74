"""Slack's room connected to a Slack on this machine, with a core that answers what the test says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from adapters import Room, web
from adapters.slack import connect
from bot.conversation import Done, Reply, Request
from bot.settings import Settings
from tests.fake_slack import FakeSlack, fake_slack
from tests.slack_people import SlackPeople

NOOR, RUBEN = "U0NOOR", "U0RUBEN"
HALL, MEVA = "C0HALL", "C0MEVA"


@dataclass
class Script:
    """What the core is asked, and what it answers, one reply a request; Done when there is none left."""

    asked: list[Request] = field(default_factory=list)
    replies: list[Reply | Exception] = field(default_factory=list)

    async def answer(self, request: Request) -> Reply:
        self.asked.append(request)
        reply = self.replies.pop(0) if self.replies else Done()
        if isinstance(reply, Exception):
            raise reply
        return reply


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with fake_slack() as fake:
        fake.add_user(NOOR, "Noor Habets", "noor@vws.example")
        fake.add_user(RUBEN, "Ruben Alting", "ruben@vws.example")
        fake.add_channel(HALL)
        fake.add_channel(MEVA)
        yield fake


@pytest.fixture
def core() -> Script:
    return Script()


def settings(slack: FakeSlack, **changes: Any) -> Settings:
    given = {"slack_bot_token": SecretStr(slack.token), "slack_signing_secret": SecretStr(slack.secret)}
    return Settings.model_construct(
        **{**Settings.model_construct().__dict__, **given, "slack_api_url": slack.url, **changes}
    )


@pytest.fixture
def room(slack: FakeSlack, core: Script) -> Room:
    return connect(settings(slack), core.answer, now=lambda: slack.clock())


def by_socket(slack: FakeSlack, core: Script, **changes: Any) -> Room:
    """The room without an address, its people coming in by Socket Mode; `changes` are those of `connect`."""
    given = settings(slack, slack_app_token=SecretStr(slack.app_token), slack_signing_secret=None)
    return connect(given, core.answer, **changes)


@pytest.fixture
async def people(slack: FakeSlack, room: Room) -> AsyncIterator[SlackPeople]:
    async with standing(room, slack) as hands:
        yield hands


@asynccontextmanager
async def standing(room: Room, slack: FakeSlack) -> AsyncIterator[SlackPeople]:
    """The room behind its door, and people in front of it."""

    async def well() -> dict[str, object]:
        return {"ok": True}

    async def ready() -> bool:
        return True

    app = web.application([room], health=well, ready=ready)
    async with web.open_door(app, [room], "127.0.0.1", 0) as port, aiohttp.ClientSession() as session:
        yield SlackPeople(slack, f"http://127.0.0.1:{port}", session)


@pytest.fixture
def loop_of_people() -> Iterator[tuple[asyncio.AbstractEventLoop, SlackPeople]]:
    """The same house for a test that brings many examples and so runs its own loop."""
    loop = asyncio.new_event_loop()
    house = AsyncExitStack()

    async def build() -> SlackPeople:
        fake = await house.enter_async_context(fake_slack())
        return await house.enter_async_context(standing(connect(settings(fake), Script().answer), fake))

    yield loop, loop.run_until_complete(build())
    loop.run_until_complete(house.aclose())
    loop.close()
