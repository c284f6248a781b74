"""The words in which stories are told: people type, send, press and read; the clock is moved by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.conversation import Reply, Request
from bot.core import Core, House
from bot.delivery import Platform
from bot.handlers import CONTENTS
from bot.organisation import Organisation, Person
from bot.serving import PACE
from bot.store import open_store
from bot.worker import Worker
from tests.wires import Form, Shown, Wire
from tests.wires.playground import PlaygroundWire
from tests.wires.slack import SlackWire

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

BY_SOCKET, ON_POSTGRESQL = "slack by socket", " on postgresql"

EVERYWHERE = [
    "slack",
    BY_SOCKET,
    "playground",
    pytest.param(f"slack{ON_POSTGRESQL}", marks=pytest.mark.postgres),
]
"""For stories that must hold on every way in and on both databases: `parametrize("chat", EVERYWHERE, indirect=True)`."""


class Somebody:
    """One person at their screen."""

    def __init__(self, chat: Chat, person: Person) -> None:
        self._chat, self.person = chat, person
        self.name = person.name

    async def types(self, words: str, *, channel: str = "") -> None:
        """Type a command, in a channel or anywhere; what happens by itself afterwards happens too."""
        await self._chat.wire.types(self.person, words, channel)
        await self._chat.drain()

    async def sends(self, *, times: int = 1, **answers: str) -> None:
        """Send in the form that is open, these answers changed; a bad line may bring it in more often than once."""
        await self._chat.wire.sends(self.person, answers, times)
        await self._chat.drain()

    async def files(self, words: str, **answers: str) -> None:
        """Type a knelpunt, and send in the form as it was filled in, but for these answers."""
        await self.types(f"/knelpunt {words}")
        await self.sends(**answers)

    async def presses(self, label: str, *, on: str = "", times: int = 1) -> None:
        """Press a button on the newest message that has it and mentions `on`."""
        message = await self.with_button(label, on)
        for _ in range(times):
            await self._chat.wire.presses(self.person, label, message)
        await self._chat.drain()

    async def chooses(self, action: str, *, on: str) -> None:
        """Choose an action from the menu of the message that mentions `on`."""
        message = next(shown for shown in reversed(await self._chat.wire.shown()) if on in shown.words)
        await self._chat.wire.chooses(self.person, action, message)
        await self._chat.drain()

    @property
    def form(self) -> Form:
        """The form that stands open."""
        form = self._chat.wire.form(self.person)
        assert form is not None, f"{self.name} has no form open"
        return form

    @property
    def has_form(self) -> bool:
        """Whether a form stands open."""
        return self._chat.wire.form(self.person) is not None

    def sees_no_form(self) -> None:
        """Nothing stands open."""
        assert not self.has_form

    def is_told(self, words: str) -> None:
        """The last private answer says this."""
        answers = self._chat.wire.whispered(self.person)
        assert answers, f"{self.name} was told nothing"
        assert words in answers[-1].words, answers[-1].words

    async def hears(self, words: str) -> None:
        """Privately, at once or a moment later."""
        whispers = [shown.words for shown in self._chat.wire.whispered(self.person)]
        assert any(words in whisper for whisper in whispers) or await self.reads(words) is None

    async def reads(self, *words: str) -> None:
        """One of the direct messages says all of this, as it stands now."""
        messages = [shown.words for shown in await self._chat.wire.shown() if shown.where == self.name]
        assert any(all(word in message for word in words) for message in messages), messages

    async def with_button(self, label: str, on: str) -> Shown:
        everything = [*await self._chat.wire.shown(), *self._chat.wire.whispered(self.person)]
        found = [shown for shown in everything if label in shown.buttons and on in shown.words]
        assert found, f"no message about {on!r} has a button {label!r}"
        return found[-1]


class Chat:
    """A ministry on one platform, with one database and a clock of its own."""

    def __init__(self, platform: str, url: str, organisation: Organisation, folder: Path) -> None:
        self._now = datetime(2026, 11, 2, 10, 14, tzinfo=AMSTERDAM)
        self._real = self._now
        self._url = url
        self.wire: Wire = (
            PlaygroundWire(lambda: self._now, folder)
            if platform == "playground"
            else SlackWire(lambda: self._real.timestamp(), by_socket=platform == BY_SOCKET)
        )
        self.organisation = self.wire.seated(organisation)
        self._folder = folder
        self._platforms: dict[str, Platform] = {}
        self._before: list[Shown] = []
        self._told: dict[str, int] = {}
        self.noor = self.liaison = self.person("noor-habets")
        self.ruben = self.fixer = self.person("ruben-alting")
        self.bas = self.person("bas-terpstra")

    def person(self, key: str) -> Somebody:
        """Somebody of the organisation."""
        return Somebody(self, self.organisation.people[key])

    def fixer_of(self, directorate: str) -> Somebody:
        """A fixer of this directorate."""
        people = self.organisation.people.values()
        return Somebody(self, next(p for p in people if p.may_be("fixer") and directorate in p.directorates))

    async def stranger(self, name: str, email: str, **about: object) -> Somebody:
        """Somebody on the platform who is not in the organisation; `about` is what the platform says of them."""
        person = self.organisation.people["noor-habets"].model_copy(
            update={"key": "een-ander", "name": name, "emails": (email,)}
        )
        self._platforms[self.wire.name] = (await self.wire.welcome(person, about)).platform
        return Somebody(self, person)

    async def all_press(self, label: str, people: Sequence[Somebody], *, on: str) -> None:
        """Everybody presses the same button at the same moment."""
        message = await people[0].with_button(label, on)
        await asyncio.gather(*(self.wire.presses(each.person, label, message) for each in people))
        await self._core.finish()
        await self.drain()

    async def open(self) -> None:
        """Start the process."""
        await self._start()
        self._platforms[self.wire.name] = (await self.wire.open(self.organisation, self._answer)).platform

    async def _start(self) -> None:
        self._store = await open_store(self._url, migrate=True)
        self._house = House(
            self._store, self.organisation, CONTENTS, self._platforms, lambda: self._now, lambda: self._real
        )
        self._core = Core(self._house)
        self.worker = Worker(self._house, self._core, PACE)

    async def close(self) -> None:
        """Stop it."""
        await self._core.finish()
        await self.wire.close()
        await self._store.close()

    async def restarts(self) -> None:
        """The process ends between two requests and a new one begins, on the same database."""
        await self._core.finish()
        await self._store.close()
        await self._start()

    async def finds(self, channel: str) -> None:
        """Somebody makes a channel that the organisation file does not know."""
        self._platforms[self.wire.name] = (await self.wire.finds(channel)).platform

    async def loses(self, channel: str) -> None:
        """A channel is taken away."""
        self._platforms[self.wire.name] = (await self.wire.loses(channel)).platform

    async def regains(self, channel: str) -> None:
        """It is back."""
        self._platforms[self.wire.name] = (await self.wire.regains(channel)).platform

    async def sends_again(self) -> None:
        """What `regiolijn outbox retry --all` does, and what follows."""
        lost = [each.id for each in await self._store.desk.listed() if each.state == "undeliverable"]
        await self._store.desk.again(lost, self._real)
        await self.drain()

    async def at(self, moment: str) -> None:
        """It becomes this moment in Amsterdam, and what was due until then has happened, in order."""
        target = datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM)
        self._real = max(self._real, target)
        while (due := await self._store.timers.next_due()) is not None and due <= target:
            self._now = max(self._now, due)
            await self.drain()
        self._now = max(self._now, target)
        await self.drain()

    async def drain(self) -> None:
        """Everything due is done, however long the platform asks to wait between two messages."""
        await self.worker.drain()
        while (rest := await self._store.outbox.next_due()) is not None and rest - self._real < timedelta(minutes=1):
            self._real = max(self._real, rest)
            if not await self.worker.turn():
                break

    async def so_far(self) -> None:
        """What was said until now is not looked at again."""
        await self._news()

    async def everything_kept(self) -> str:
        """Every byte of ours on disk."""
        return "".join(path.read_bytes().decode("latin-1") for path in self._folder.glob("regiolijn.db*"))

    async def exactly(self, *expected: tuple[str, str]) -> None:
        """These messages since the last step and no others, in any order: (where, words).

        Where: `#dir-meva`, a person's name, `thread #dir-meva`, `edit #dir-meva`, `edit Noor Habets`, `private Noor Habets`.
        """
        left = await self._news()
        for where, words in expected:
            found = next((each for each in left if each[0] == where and words in each[1]), None)
            assert found is not None, f"nothing in {where} says {words!r}; there is: {left}"
            left.remove(found)
        assert not left, f"also said: {left}"

    async def channel_shows(self, channel: str, *words: str, buttons: list[str] | None = None) -> None:
        """The newest card in a channel says all of this, and offers just these buttons."""
        cards = await self.cards(channel)
        assert cards, f"nothing stands in #{channel}"
        for word in words:
            assert word in cards[-1].words, cards[-1].words
        if buttons is not None:
            assert list(cards[-1].buttons) == buttons

    async def cards(self, channel: str) -> list[Shown]:
        """What stands in a channel, threads left out."""
        return [shown for shown in await self.wire.shown() if shown.where == f"#{channel}" and not shown.under]

    async def _news(self) -> list[tuple[str, str]]:
        now = await self.wire.shown()
        before = {_standing(shown): shown for shown in self._before}
        news = []
        for shown in now:
            old = before.get(_standing(shown))
            if old is None:
                news.append((f"thread {shown.where}" if shown.under else shown.where, shown.words))
            elif old.edits != shown.edits:
                news.append((f"edit {shown.where}", shown.words))
        self._before = now
        for person in self.organisation.people.values():
            whispers = self.wire.whispered(person)
            news += [(f"private {person.name}", each.words) for each in whispers[self._told.get(person.key, 0) :]]
            self._told[person.key] = len(whispers)
        return news

    async def _answer(self, request: Request) -> Reply:
        return await self._core.answer(request)


def _standing(shown: Shown) -> str:
    return shown.id.partition("|")[0]


@asynccontextmanager
async def chatting(platform: str, url: str, organisation: Organisation, folder: Path) -> AsyncIterator[Chat]:
    """A running ministry."""
    chat = Chat(platform, url, organisation, folder)
    await chat.open()
    try:
        yield chat
    finally:
        await chat.close()
