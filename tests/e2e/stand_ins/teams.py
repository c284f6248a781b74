"""Teams as the npm package `@microsoft/m365agentsplayground` plays it: a client like Teams' own, written by nobody here.

What it cannot do, and what stands in for that:
- One person sits at it. What others do goes in as a whole activity (`does_likewise`), by its own door for those, and the
  answer is seen by nobody; nor is what stands in their 1:1 chats.
- It opens no windows from a card, targets no messages and signs nothing: Regiolijn runs without windows, tokens and app id.
- It reads no manifest: a menu entry is chosen by typing its id.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
from aiohttp import web

from tests.e2e.stand_ins.starting import PLAYGROUND, stand_in

Json = dict[str, Any]

TENANT = "5f7b1d9e-0000-4000-8000-00000000a001"
BOT = "28:5f7b1d9e-0000-4000-8000-00000000b001"
CHAT, GROUP = "a:1noor", "19:overleg@thread.v2"
RECORDED = Path(__file__).parents[2] / "contract" / "payloads" / "teams" / "recorded"
SEATS = 6
"""People of a tenant: it takes neither more nor fewer."""


def conversation(channel: str) -> str:
    """The id of a channel's conversation, by its name."""
    return f"19:{channel}@thread.tacv2"


@dataclass(frozen=True)
class Person:
    """Somebody of the tenant."""

    name: str
    email: str
    seat: int

    @property
    def id(self) -> str:
        return f"29:1{self.seat}"

    @property
    def entra(self) -> str:
        return f"5f7b1d9e-0000-4000-8000-{self.seat:012}"


@dataclass
class Client:
    """Where the client stands, who is in its tenant, and what it has sent."""

    url: str = ""
    people: Sequence[Person] = ()
    app: str = ""  # where Regiolijn listens, once it does
    sent: list[Json] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)  # the status of each

    @property
    def service_url(self) -> str:
        """What its activities name as the place to answer at."""
        return f"{self.url.replace('127.0.0.1', 'localhost')}/_connector"

    def sends_as_recorded(self, *scenarios: str) -> None:
        """What was recorded is what the client of today has sent: the same parts, whatever stands in them."""
        shapes = [_shape(activity) for activity in self.sent]
        for scenario in scenarios:
            recorded = json.loads((RECORDED / f"{scenario}.json").read_text(encoding="utf-8"))
            assert _shape(recorded) in shapes, f"{scenario} is sent otherwise: record it again"

    async def does_likewise(self, person: Person) -> None:
        """Somebody else does what was done last at the client, at a client of their own."""
        sender = {"id": person.id, "name": person.name, "aadObjectId": person.entra}
        activity = {**self.sent[-1], "id": str(uuid4()), "from": sender}
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.url}/_internal/v1/customActivities", json=activity) as response,
        ):
            assert response.status == 200


@asynccontextmanager
async def teams_client(folder: Path, people: Mapping[str, str], channel: str) -> AsyncIterator[Client]:
    """A client at which the first of these people sits (e-mail addresses by name), with a channel of this name."""
    seated = [Person(name, email, seat) for seat, (name, email) in enumerate(people.items())]
    (folder / ".m365agentsplayground.yml").write_text(json.dumps(_tenant(seated, channel)))
    async with _ear() as (door, client):
        arguments = ("start", "-e", f"{door}/api/messages", "-c", "msteams", "--disable-telemetry")
        async with stand_in(PLAYGROUND, *arguments, folder=folder, TEAMSAPPTESTER_BROWSER="none") as url:
            client.url, client.people = url, seated
            yield client
    assert {status for status in client.answered if status >= 400} == set()


@asynccontextmanager
async def _ear() -> AsyncIterator[tuple[str, Client]]:
    """A door for the client that stands before Regiolijn does: it hands everything on, and remembers it."""
    client = Client()

    async def pass_on(request: web.Request) -> web.Response:
        if request.method != "POST" or not client.app:
            return web.Response()
        body = await request.read()
        client.sent.append(json.loads(body))
        headers = {"Content-Type": request.headers["Content-Type"]}
        async with session.post(f"{client.app}{request.path}", data=body, headers=headers) as response:
            client.answered.append(response.status)
            kind = response.headers.get("Content-Type", "text/plain").partition(";")[0]
            return web.Response(body=await response.read(), status=response.status, content_type=kind)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", pass_on)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        async with aiohttp.ClientSession() as session:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}", client
    finally:
        await runner.cleanup()


def _shape(part: object) -> object:
    """The names in it, and what kind of thing each of them holds."""
    match part:
        case dict():
            return {name: _shape(value) for name, value in part.items()}
        case list():
            return [_shape(value) for value in part]
        case _:
            return type(part).__name__


def _tenant(people: Sequence[Person], channel: str) -> Json:
    """Its file of settings: JSON is YAML as well."""
    fillers = [Person(f"Collega {seat}", f"collega-{seat}@example.nl", seat) for seat in range(len(people), SEATS)]
    me, *others = map(_user, [*people, *fillers])
    return {
        "version": "0.1.1",
        "tenantId": TENANT,
        "bot": {"id": BOT, "name": "Regiolijn"},
        "currentUser": me,
        "users": others,
        "personalChat": {"id": CHAT},
        "groupChat": {"id": GROUP, "name": "Overleg"},
        "team": {
            "id": conversation("general"), "name": "VWS", "aadGroupId": "5f7b1d9e-0000-4000-8000-00000000c001",
            "channels": [{"id": conversation(channel), "name": channel}],
        },
    }  # fmt: skip


def _user(person: Person) -> Json:
    given, _, family = person.name.partition(" ")
    return {
        "id": person.id, "name": person.name, "userPrincipleName": person.email, "aadObjectId": person.entra,
        "givenName": given, "surname": family, "email": person.email,
    }  # fmt: skip
