"""People chatting in the playground: what the page would send in, and the HTML it would show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

import aiohttp
from aiohttp.test_utils import TestServer

from adapters import Room, playground, web
from bot.conversation import Answer
from bot.organisation import Organisation, Person
from tests.wires import Form, Shown

ONLOOKER = "onlooker"
"""Reads every channel and all direct messages, so that one look shows everything."""


class PlaygroundWire:
    """The page's own requests, without the page."""

    name = "playground"

    def __init__(self, now: Callable[[], datetime], folder: Path) -> None:
        self._now = now
        self._memory = folder / "chat.db"
        self._ids = count(10_000_000)
        self._languages: dict[str, str] = defaultdict(lambda: "nl")

    def seated(self, organisation: Organisation) -> Organisation:
        return organisation  # the example is at home here

    async def open(self, organisation: Organisation, answer: Answer) -> Room:
        rooms = (*organisation.directorates.values(), *organisation.regions.values())
        channels = [*(room.channels for room in rooms), organisation.decision_channels]
        self._channels = [address for each in channels for address in each.values()]
        self._people = [*organisation.people.values()]
        self._forms: dict[str, str] = {}
        self._private: dict[str, list[str]] = defaultdict(list)
        self._answer = answer
        await self._connect()
        return self.room

    async def _connect(self) -> None:
        places = tuple(self._channels)
        direct = tuple(f"dm:{person.key}" for person in self._people)
        stage = playground.Stage(
            people=(
                *(
                    playground.Player(person.key, person.name, "", person.emails[0], "nl", places)
                    for person in self._people
                ),
                playground.Player(ONLOOKER, "", "", f"{ONLOOKER}@example.nl", "nl", places + direct),
            ),
            places=tuple(playground.Channel(address, address) for address in places + direct),
            samples=(),
            advance=_stay,
            now=self._now,
            zone="Europe/Amsterdam",
        )
        self.room = playground.connect(stage, self._memory, self._answer)
        await self.room.start()
        self._server = TestServer(web.application([self.room], health=_well, ready=_ready))
        await self._server.start_server()
        self._session = aiohttp.ClientSession()

    async def close(self) -> None:
        await self._session.close()
        await self._server.close()
        await self.room.stop()

    async def types(self, person: Person, words: str, channel: str = "") -> None:
        await self._ask(person, {"kind": "text", "text": words}, f"#{channel}" if channel else "")

    async def sends(self, person: Person, values: Mapping[str, str], times: int = 1) -> None:
        page = _read(self._forms.pop(person.key))
        assert set(values) <= set(page.values), f"the form does not ask {set(values) - set(page.values)}"
        sent = {"kind": "submission", "action": page.action, "handle": page.handle, "values": page.values | values}
        for _ in range(times):
            await self._ask(person, sent)

    async def presses(self, person: Person, label: str, message: Shown) -> None:
        page = _read(message.id.partition("|")[2])
        action = page.actions[page.buttons.index(label)]
        await self._ask(person, {"kind": "press", "action": action, "handle": page.handle})

    async def chooses(self, person: Person, action: str, message: Shown) -> None:
        number = int(message.id.partition("|")[0])
        await self._ask(person, {"kind": "message action", "name": action, "message": number}, message.where)

    def speaks(self, person: Person, language: str) -> None:
        self._languages[person.key] = language

    def form(self, person: Person) -> Form | None:
        if person.key not in self._forms:
            return None
        page = _read(self._forms[person.key])
        return Form(page.values, page.errors, page.words)

    async def shown(self) -> list[Shown]:
        async with self._session.get(self._url(f"/playground/state?as={ONLOOKER}")) as response:
            messages = (await response.json())["messages"]
        return [
            Shown(
                f"{message['id']}|{message['html']}",
                self._where(message["place"]),
                f"{message['summary']}\n{_read(message['html']).words}",
                tuple(_read(message["html"]).buttons),
                int(message["change"]) if message["edited"] else 0,
                str(message["under"] or ""),
            )
            for message in sorted(messages, key=lambda message: message["id"])
        ]

    def whispered(self, person: Person) -> list[Shown]:
        return [
            Shown(f"{number}|{html}", person.name, _read(html).words, tuple(_read(html).buttons))
            for number, html in enumerate(self._private[person.key])
        ]

    async def welcome(self, person: Person, about: Mapping[str, object]) -> Room:
        assert not about, "the playground knows nothing about people"
        await self.close()
        self._people.append(person)
        await self._connect()
        return self.room

    async def finds(self, channel: str) -> Room:
        return await self.regains(channel)

    async def loses(self, channel: str) -> Room:
        await self.close()
        self._channels.remove(channel)
        await self._connect()
        return self.room

    async def regains(self, channel: str) -> Room:
        await self.close()
        self._channels.append(channel)
        await self._connect()
        return self.room

    async def _ask(self, person: Person, asked: Mapping[str, object], where: str = "") -> None:
        place = where.removeprefix("#") if where.startswith("#") else f"dm:{person.key}"
        body = {
            "id": str(next(self._ids)),
            "as": person.key,
            "place": place,
            "language": self._languages[person.key],
            **asked,
        }
        origin = {"Origin": f"http://localhost:{self._server.port}"}
        async with self._session.post(self._url("/playground/request"), json=body, headers=origin) as response:
            answer = await response.json()
            assert response.status == 200, answer
        match answer["kind"]:
            case "say":
                self._private[person.key].append(answer["html"])
            case "open" | "correct":
                self._forms[person.key] = answer["html"]

    def _where(self, place: str) -> str:
        return self._names()[place.removeprefix("dm:")] if place.startswith("dm:") else f"#{place}"

    def _names(self) -> dict[str, str]:
        return {person.key: person.name for person in self._people}

    def _url(self, path: str) -> str:
        return f"http://localhost:{self._server.port}{path}"


class _Page(HTMLParser):
    """A card or a form, read as a person does: words, buttons, and what each field holds."""

    def __init__(self) -> None:
        super().__init__()
        self.handle = self.action = ""
        self.actions: list[str] = []
        self.buttons: list[str] = []
        self.values: dict[str, str] = {}
        self.errors: dict[str, str] = {}
        self._text: list[str] = []
        self._named: dict[str, str] = {}
        self._described: dict[str, str] = {}
        self._in = ""
        self._filling = ""
        self._id = ""

    @property
    def words(self) -> str:
        return " ".join("".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag not in {"strong", "a", "time", "span"}:
            self._text.append(" ")
        self.handle = about.get("data-handle", self.handle)
        self.action = about["data-action"] if tag == "form" else self.action
        self._id = about.get("id", "")
        self._in = tag
        if "name" in about:
            self._filling = about["name"]
            self.values[self._filling] = about.get("value", "")
            self._named[self._id] = self._filling
        if tag == "option" and "selected" in about:
            self.values[self._filling] = about["value"]
        if tag == "button" and "data-action" in about:
            self.actions.append(about["data-action"])
            self._in = "action"

    def handle_endtag(self, tag: str) -> None:
        self._in = self._id = ""

    def handle_data(self, data: str) -> None:
        if self._in == "textarea":
            self.values[self._filling] += data.removeprefix("\n")
        elif self._in == "action":
            self.buttons.append(data)
        elif self._in not in {"option", "button"}:
            self._text.append(data)
            if self._id.endswith("-error"):
                self._described[self._id.removesuffix("-error")] = data

    def finished(self) -> _Page:
        self.errors = {self._named[at]: error for at, error in self._described.items() if at in self._named}
        return self


@lru_cache(maxsize=1024)
def _read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    return page.finished()


async def _stay(until: str) -> None:
    return None


async def _well() -> dict[str, object]:
    return {"ok": True}


async def _ready() -> bool:
    return True
