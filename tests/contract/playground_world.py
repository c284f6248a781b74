"""A stage of two people and two channels, and a server over it, for the contract tests of the playground."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters import Room
from adapters.playground import Channel, Player, Stage, Until, connect
from bot.cards import Card
from bot.conversation import Account, Done, Place, Reply, Request

NOON = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)
NOOR = Account("playground", "demo", "noor")
MEVA = Place("playground", "dir-meva")
LIMBURG = Place("playground", "regio-zuid-limburg")


@dataclass
class World:
    """Scripted: `replies` are given one after the other, then Done; `asked` is what came in."""

    now: datetime = NOON
    asked: list[Request] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    pushed: list[Until] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        """Noor files and sees her region; Ruben sees his directorate, and reads English."""
        return Stage(
            people=(
                Player("noor", "Noor Habets", "regio-liaison", "noor@vws.example", "nl", (LIMBURG.address,)),
                Player("ruben", "Ruben Alting", "opgavefikser", "ruben@vws.example", "en", (MEVA.address,)),
            ),
            places=(Channel(MEVA.address, "MEVA"), Channel(LIMBURG.address, "Zuid-Limburg")),
            samples=("Drie kandidaten wachten negen maanden.",),
            advance=self.advance,
            now=lambda: self.now,
            zone="Europe/Amsterdam",
        )

    async def advance(self, until: Until) -> None:
        """The clock is asked to go forward."""
        self.pushed.append(until)

    async def answer(self, request: Request) -> Reply:
        """The core's part."""
        self.asked.append(request)
        return self.replies.pop(0) if self.replies else Done()


@asynccontextmanager
async def opened(world: World, path: Path) -> AsyncIterator[tuple[Room, TestClient[web.Request, web.Application]]]:
    """The room behind a real port, started and stopped as the front door does it."""
    room = connect(world.stage, path, world.answer)
    app = web.Application()
    app.add_routes(room.routes)
    await room.start()
    try:
        async with TestClient(TestServer(app)) as client:
            yield room, client
            await room.let_go()
    finally:
        await room.stop()


def card(words: str = "K-2026-0001") -> Card:
    """A card of one line."""
    return Card(words)
