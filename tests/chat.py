"""The words in which stories are told: people type, send, press and read; the clock is moved by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, insert, update

from adapters import Room
from bot.cards import Form
from bot.conversation import Open, Press, Reply, Request, Say, Submission
from bot.core import Core, House
from bot.decisions import Decision
from bot.delivery import Platform
from bot.handlers import CONTENTS, digest
from bot.organisation import Organisation, Person
from bot.serving import PACE
from bot.signals import Event, Signal
from bot.store import open_store
from bot.store.tables import numbers, outbox
from bot.worker import Worker
from tests.side import Side, Somebody
from tests.wires import Wire
from tests.wires.playground import PlaygroundWire
from tests.wires.slack import SlackWire
from tests.wires.teams import TeamsWire

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

BY_SOCKET, BY_CARD, ON_POSTGRESQL = "slack by socket", "teams by card", " on postgresql"
AND = " and "
"""Between the platforms of a chat that has several: `slack and playground`."""

EVERYWHERE = [
    "slack",
    BY_SOCKET,
    "playground",
    "teams",
    BY_CARD,
    pytest.param(f"slack{ON_POSTGRESQL}", marks=pytest.mark.postgres),
]
"""For stories that must hold on every way in and on both databases: `parametrize("chat", EVERYWHERE, indirect=True)`."""


WIRES: Mapping[str, Callable[[Chat, Path], Wire]] = {
    "slack": lambda chat, folder: SlackWire(chat.seconds),
    BY_SOCKET: lambda chat, folder: SlackWire(chat.seconds, by_socket=True),
    "playground": lambda chat, folder: PlaygroundWire(chat.now, folder),
    "teams": lambda chat, folder: TeamsWire(chat.seconds, chat),
    BY_CARD: lambda chat, folder: TeamsWire(chat.seconds, chat, by_card=True),
}


SEATED = 4
"""Organisations that are kept for the next story."""

_SEATED: list[Organisation] = []


class Chat(Side):
    """A ministry with one database and a clock of its own, on one platform or more. What is said is said on the first.

    `on` is for the others: `chat.on("playground").ruben.presses(...)`.
    """

    def __init__(self, platforms: str, url: str, organisation: Organisation, folder: Path) -> None:
        self._now = datetime(2026, 11, 2, 10, 14, tzinfo=AMSTERDAM)
        self._real = self._now
        self._url = url
        wires = [WIRES[name](self, folder) for name in platforms.split(AND)]
        self.organisation = _once(_together([wire.seated(organisation) for wire in wires]))
        self._folder = folder
        self._platforms: dict[str, Platform] = {}
        super().__init__(self, wires[0])
        self._sides: dict[str, Side] = {wires[0].name: self} | {wire.name: Side(self, wire) for wire in wires[1:]}

    def on(self, platform: str) -> Side:
        """The same ministry as people on this platform know it."""
        return self._sides[platform]

    @property
    def others(self) -> list[Side]:
        """Every platform but the first."""
        return [side for side in self._sides.values() if side is not self]

    def now(self) -> datetime:
        """The product's clock."""
        return self._now

    def seconds(self) -> float:
        """The clock outside, as POSIX time."""
        return self._real.timestamp()

    async def recall(self, key: str) -> str | None:
        """What a room kept, before a restart or after."""
        return await self._store.memory.recall(key)

    async def keep(self, key: str, value: str) -> None:
        """What a room keeps."""
        await self._store.memory.keep(key, value)

    async def stranger(self, name: str, email: str, **about: object) -> Somebody:
        """Somebody on the platform who is not in the organisation; `about` is what the platform says of them."""
        person = self.organisation.people["noor-habets"].model_copy(
            update={"key": "een-ander", "name": name, "emails": (email,)}
        )
        self.goes_on(await self.wire.welcome(person, about))
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
        for side in self._sides.values():
            self.goes_on(await side.wire.open(self.organisation, self._answer))

    def goes_on(self, room: Room) -> None:
        """From now on its platform goes by this room."""
        self._platforms[room.name] = room.platform

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
        async with AsyncExitStack() as closing:
            closing.push_async_callback(self._store.close)
            for side in self._sides.values():
                closing.push_async_callback(side.wire.close)

    async def restarts(self) -> None:
        """The process ends between two requests and a new one begins, on the same database."""
        await self._core.finish()
        await self._store.close()
        await self._start()

    async def sends_again(self) -> None:
        """What `regiolijn outbox retry --all` does, and what follows."""
        lost = [each.id for each in await self._store.desk.listed() if each.state == "undeliverable"]
        await self._store.desk.again(lost, self._real)
        await self.drain()

    async def weekly(self) -> None:
        """From now on every Monday brings its digests, as it does wherever the product runs."""
        await self._core.run(digest.begin)

    async def at(self, moment: str) -> None:
        """It becomes this moment in Amsterdam, and what was due until then has happened, in order."""
        target = datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM)
        self._real = max(self._real, target)
        while (due := await self._store.timers.next_due()) is not None and due <= target:
            self._now = max(self._now, due)
            await self.drain()
        self._now = max(self._now, target)
        await self.drain()

    async def stands_still_until(self, moment: str) -> None:
        """Nothing runs until this moment in Amsterdam; then it does, and catches up."""
        at = datetime.fromisoformat(moment)
        self._now = self._real = at if at.tzinfo else at.replace(tzinfo=AMSTERDAM)
        await self.drain()

    async def drain(self) -> None:
        """Everything due is done, however long the platform asks to wait between two messages."""
        await self.worker.drain()
        while (rest := await self._store.outbox.next_due()) is not None and rest - self._real < timedelta(minutes=1):
            self._real = max(self._real, rest)
            if not await self.worker.turn():
                break

    async def numbers_from(self, kind: str, year: int, first: int) -> None:
        """The next number of this kind; so many were given out before the story goes on."""
        await self.restarts()  # whatever was reserved is given back
        row = {"kind": kind, "year": year, "next": first}
        own = (numbers.c.kind == kind) & (numbers.c.year == year)
        await self._store._runner.write(lambda connection: connection.execute(delete(numbers).where(own)))
        await self._store._runner.write(lambda connection: connection.execute(insert(numbers).values(row)))

    async def forgets_what_digests_say(self) -> None:
        """They are as they were kept before what they say was kept with them."""
        as_before = update(outbox).where(outbox.c.view == digest.PLACES).values(payload="2026-W45")
        await self._store._runner.write(lambda connection: connection.execute(as_before))

    async def signal(self, number: str) -> Signal | None:
        """The signal of this number as it is kept."""
        return await self._house.work().signals.by_number(number)

    async def kept(self, number: str) -> Signal:
        """The same, when there certainly is one."""
        signal = await self.signal(number)
        assert signal is not None, f"there is no {number}"
        return signal

    async def timeline(self, number: str) -> list[Event]:
        """What happened to the signal of this number, oldest first."""
        return await self._house.work().signals.timeline((await self.kept(number)).id)

    async def decisions(self, number: str) -> tuple[Decision, ...]:
        """What was decided about the signal of this number."""
        return await self._house.work().decisions.about((await self.kept(number)).id)

    async def presses_late(self, person: Person, action: str, number: str, *, about: str = "") -> str:
        """Press a button that the card no longer has: their screen has not changed yet. Returns what they are told.

        `about` is the other signal of a card that is about two.
        """
        work = self._house.work()
        other = (await self.kept(about)).id if about else ""
        handle = work.handles.issue("card", (await self.kept(number)).id, other)
        (account, *_) = await work.people.accounts_of(person.key)
        await work.commit()
        reply = await self._core.answer(Press(account, action, handle))
        assert isinstance(reply, Say), reply
        return reply.card.summary

    async def opened_by(self, person: Person, action: str, number: str) -> Form:
        """The form that a button opens for them, before it stands on their screen."""
        work = self._house.work()
        handle = work.handles.issue("card", (await self.kept(number)).id)
        (account, *_) = await work.people.accounts_of(person.key)
        await work.commit()
        reply = await self._core.answer(Press(account, action, handle))
        assert isinstance(reply, Open), reply
        return reply.form

    async def sent_in_by(self, person: Person, form: Form, **values: str) -> Reply:
        """A form sent in from their account, wherever they have it from."""
        (account, *_) = await self._house.work().people.accounts_of(person.key)
        return await self._core.answer(Submission(account, form.action, form.handle, values))

    async def keeps(self, text: str) -> bool:
        """Whether these words stand anywhere on our disk. Give more than four signs: a hash has those by chance."""
        return any(text.encode() in path.read_bytes() for path in self._folder.glob("regiolijn.db*"))

    async def confirmed(self, number: str) -> list[dict[str, str]]:
        """What the steps of this signal say of personal data that their writer let stand."""
        timeline = await self._house.work().signals.timeline((await self.kept(number)).id)
        told = [{key: told for key, told in event.facts.items() if key.startswith("privacy")} for event in timeline]
        return [facts for facts in told if facts]

    async def _answer(self, request: Request) -> Reply:
        return await self._core.answer(request)


def _together(seated: Sequence[Organisation]) -> Organisation:
    """The organisation with its channels on every platform."""
    whole, *others = seated
    for other in others:
        both = {
            section: {
                key: entry.model_copy(update={"channels": entry.channels | getattr(other, section)[key].channels})
                for key, entry in getattr(whole, section).items()
            }
            for section in ("directorates", "regions")
        }
        decided = {"decision_channels": whole.decision_channels | other.decision_channels}
        whole = whole.model_copy(update={**both, **decided})
    return whole


def _once(organisation: Organisation) -> Organisation:
    """The same object for every story that is told in it: what is indexed of an organisation is indexed once."""
    same = next((each for each in _SEATED if each == organisation), organisation)
    _SEATED[:] = [same, *(each for each in _SEATED if each is not same)][:SEATED]
    return same


@asynccontextmanager
async def chatting(platforms: str, url: str, organisation: Organisation, folder: Path) -> AsyncIterator[Chat]:
    """A running ministry."""
    chat = Chat(platforms, url, organisation, folder)
    await chat.open()
    try:
        yield chat
    finally:
        await chat.close()
