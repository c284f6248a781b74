"""People chatting on Teams: signed activities in, a fake of the Bot Connector out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from uuid import NAMESPACE_URL, uuid5

import aiohttp
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from adapters import Room, teams, web
from bot.conversation import Answer
from bot.delivery import Memory
from bot.organisation import Organisation, Person, Role
from bot.settings import Settings
from bot.texts import words
from tests.fake_teams import FakeTeams, direct_chat
from tests.teams_keys import bearer, key_server
from tests.teams_people import Seen, TeamsPeople, faults, labelled, questions, visible
from tests.wires import Form, Shown
from tests.wires.slack import reseated

WHILE = 2.0
"""Seconds that somebody is busy typing, so that Teams is not asked for more at once than people can cause."""


class TeamsWire:
    """One tenant with everybody of the organisation in it.

    `by_card` is for clients without windows, and private answers that stand in the channel itself.
    """

    name = "teams"

    def __init__(self, seconds: Callable[[], float], memory: Memory, *, by_card: bool = False) -> None:
        self.fake = FakeTeams()
        self.fake.clock = self._ticks
        self._seconds = seconds
        self._memory = memory
        self._by_card = by_card
        self._spent = 0.0  # seconds that people took to type and to press
        self._names: dict[str, str] = {}  # of conversations, as people know them
        self._standing = AsyncExitStack()
        self._done = words("nl").text("done")

    def seated(self, organisation: Organisation) -> Organisation:
        def moved(channels: Mapping[str, str]) -> dict[str, str]:
            self._names |= {_channel(name): f"#{name}" for name in channels.values()}
            return dict(zip(["teams"], map(_channel, channels.values()), strict=False))

        seated = reseated(organisation, moved)
        called = {each.head for each in seated.directorates.values()}
        called |= {
            key for key, each in seated.people.items() if each.may_be(Role.ADMIN) or each.may_be(Role.COMMISSIONER)
        }
        people = {key: _findable(each) if key in called else each for key, each in seated.people.items()}
        return seated.model_copy(update={"people": people})

    async def open(self, organisation: Organisation, answer: Answer) -> Room:
        await self.fake.start()
        for channel in self._names:
            self.fake.add_channel(channel)
        for person in organisation.people.values():
            self._add(person)
        microsoft = await self._standing.enter_async_context(key_server())
        settings = Settings(
            teams_app_id=self.fake.app_id,
            teams_app_password=SecretStr(self.fake.secret),
            teams_tenant_id=self.fake.tenant,
            teams_stand_in=self.fake.service_url,
            teams_login_url=self.fake.login_url,
            teams_openid_url=microsoft.url,
            teams_dialogs=not self._by_card,
            teams_targeted=self._by_card,
        )
        self.room = teams.connect(settings, answer, self._memory, now=self._seconds, ticks=self._ticks)
        await self.room.start()
        self._server = TestServer(web.application([self.room], health=_well, ready=_ready))
        await self._server.start_server()
        self._session = aiohttp.ClientSession()
        url = f"http://127.0.0.1:{self._server.port}"
        self.people = TeamsPeople(self.fake, url, self._session, self._signed)
        return self.room

    async def close(self) -> None:
        await self._session.close()
        await self._server.close()
        await self.room.stop()
        await self._standing.aclose()
        await self.fake.stop()
        assert self.fake.complaints == []

    async def types(self, person: Person, words: str, channel: str = "") -> None:
        self._spent += WHILE
        where = _channel(channel) if channel else ""
        assert (await self.people.types(_entra(person), words, where)).status == 200

    async def sends(self, person: Person, values: Mapping[str, str], times: int = 1) -> None:
        self._spent += WHILE
        assert (await self.people.sends(_entra(person), dict(values), times)).status == 200

    async def presses(self, person: Person, label: str, message: Shown) -> None:
        assert (await self.people.presses(_entra(person), label, self._seen(person, message.id))).status == 200
        self._spent += WHILE

    async def chooses(self, person: Person, action: str, message: Shown) -> None:
        post = next(post for post in self.fake.posted if f"{post.conversation}/{post.id}" == message.id)
        assert (await self.people.chooses(_entra(person), action, post)).status == 200

    def form(self, person: Person) -> Form | None:
        forms = self.people.forms[_entra(person)]
        if not forms:
            return None
        card = forms[-1].card
        values = {key: field.get("value", "") for key, field in questions(card)}
        return Form(values, faults(card), labelled(card))

    async def shown(self) -> list[Shown]:
        return [
            Shown(
                f"{post.conversation}/{post.id}",
                self._names[post.conversation],
                f"{post.activity['summary']}\n{post.words}",
                _labels(post.card),
                len(post.was),
                f"{post.conversation}/{post.thread}" if post.thread else "",
            )
            for post in self.fake.posted
            if post.id not in self.people.private
        ]

    def whispered(self, person: Person) -> list[Shown]:
        return [
            Shown(f"told/{number}", person.name, seen.words, tuple(seen.buttons))
            for number, seen in enumerate(self.people.told[_entra(person)])
            if seen.words != self._done
        ]

    async def welcome(self, person: Person, about: Mapping[str, object]) -> Room:
        self._add(person, **about)
        return self.room

    async def finds(self, channel: str) -> Room:
        self._names[self.fake.add_channel(_channel(channel))] = f"#{channel}"
        return self.room

    async def loses(self, channel: str) -> Room:
        self.fake.chats[_channel(channel)].installed = False
        return self.room

    async def regains(self, channel: str) -> Room:
        self.fake.chats[_channel(channel)].installed = True
        return self.room

    def _add(self, person: Person, **about: object) -> None:
        entra = self.fake.add_user(_entra(person), person.name, person.emails[0], **about)
        self._names[direct_chat(entra)] = person.name

    def _ticks(self) -> float:
        return self._seconds() + self._spent

    def _signed(self) -> dict[str, str]:
        return bearer(at=self._seconds(), serviceurl=self.fake.service_url)

    def _seen(self, person: Person, id: str) -> Seen:
        where, _, number = id.rpartition("/")
        if where == "told":
            return self.people.told[_entra(person)][int(number)]
        return next(Seen.of(post) for post in self.fake.posted if (post.conversation, post.id) == (where, number))


def _findable(person: Person) -> Person:
    """On Teams nobody is found by their address, so the organisation file names who must be reached without ever asking."""
    return person.model_copy(update={"accounts": {"teams": _entra(person)}})


def _labels(card: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(action["title"] for action in visible(card.get("body")))


def _channel(name: str) -> str:
    return f"19:{name}@thread.tacv2"


def _entra(person: Person) -> str:
    return str(uuid5(NAMESPACE_URL, person.key))


async def _well() -> dict[str, object]:
    return {"ok": True}


async def _ready() -> bool:
    return True
