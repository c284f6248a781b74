"""Teams' room behind its door, people in front of it, and a core that answers what the test says."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from pydantic import SecretStr

from adapters import Room, web
from adapters.teams import connect
from bot.cards import Button, Buttons, Card, ChoiceField, Form, Heading, Option, Paragraph, TextField
from bot.conversation import Correct, Done, Place, Reply, Request
from bot.delivery import Delivery
from bot.settings import Settings
from tests.fake_teams import FakeTeams, fake_teams
from tests.teams.memory import Shelf
from tests.teams_keys import bearer, key_server
from tests.teams_people import Seen, TeamsPeople

NOOR, RUBEN = "5f7b1d9e-0000-4000-8000-00000000c001", "5f7b1d9e-0000-4000-8000-00000000c002"
MEVA, TABLE = "19:meva@thread.tacv2", "19:table@thread.v2"

CARD, MESSAGE = "application/vnd.microsoft.card.adaptive", "application/vnd.microsoft.activity.message"
"""How an answer to a button says what it is."""

SAID = Card("Dit is voor MEVA.", (Paragraph(("Dit is voor MEVA.",)),))
LIST = Card("Twee knelpunten", (Heading("Twee knelpunten"), Buttons((Button("Verder", "more"),))), "rest")
POSTED = Card(
    "Nieuw knelpunt", (Heading("K-2026-0001"), Buttons((Button("Ik pak dit op", "claim", opens=True),))), "h1"
)
NOTE = Card("Nieuw knelpunt", (Heading("K-2026-0001"), Buttons((Button("Teruggeven", "back"),))), "h1")
FORM = Form(
    "Knelpunt melden", "Meld", "Annuleer", "file_signal", "h2",
    (TextField("text", "Wat speelt er?", "Stage"), ChoiceField("region", "Regio", (Option("zl", "Zuid-Limburg"),), "zl")),
)  # fmt: skip
WRONG = Correct(FORM, {"text": "Vul hier iets in."})


@dataclass
class Script:
    """What the core is asked, and what it answers, one reply a request; Done when there is none left."""

    asked: list[Request] = field(default_factory=list)
    replies: list[Reply | Exception] = field(default_factory=list)

    async def answer(self, request: Request) -> Reply:
        self.asked.append(request)
        reply = self.replies.pop(0) if self.replies else Done("Gelukt.")
        if isinstance(reply, Exception):
            raise reply
        return reply


@dataclass
class House:
    """Everything around one room."""

    teams: FakeTeams
    people: TeamsPeople
    core: Script
    room: Room
    memory: Shelf


@asynccontextmanager
async def house(**changes: Any) -> AsyncIterator[House]:
    """A running room with Noor and Ruben, a channel and a chat of both; `changes` are settings."""
    core, memory = Script(), Shelf()
    async with fake_teams() as teams, key_server() as microsoft, aiohttp.ClientSession() as session:
        teams.paced = False
        teams.add_user(NOOR, "Noor Habets", "noor@vws.example")
        teams.add_user(RUBEN, "Ruben Alting", "ruben@vws.example")
        teams.add_channel(MEVA)
        teams.add_group_chat(TABLE, NOOR, RUBEN)
        values = {
            "teams_app_id": teams.app_id,
            "teams_app_password": SecretStr(teams.secret),
            "teams_tenant_id": teams.tenant,
            "teams_login_url": teams.login_url,
            "teams_openid_url": microsoft.url,
            "teams_stand_in": teams.service_url,
        }
        room = connect(Settings(**{**values, **changes}), core.answer, memory)
        app = web.application([room], health=_well, ready=_ready)
        async with web.open_door(app, [room], "127.0.0.1", 0) as port:

            def signed() -> dict[str, str]:
                return bearer(at=time.time(), serviceurl=teams.service_url)

            people = TeamsPeople(teams, f"http://127.0.0.1:{port}", session, signed)
            yield House(teams, people, core, room, memory)


async def posted(at: House, card: Card = POSTED, where: str = MEVA) -> Seen:
    """A card that stands there for everybody."""
    await at.room.platform.deliver(Delivery("k", Place("teams", where), card))
    return Seen.of(at.teams.posted[-1])


async def _well() -> dict[str, object]:
    return {"ok": True}


async def _ready() -> bool:
    return True
