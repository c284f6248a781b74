"""A core and its worker with an unreliable platform and two clocks moved by hand."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import pytest

from bot import core
from bot.conversation import Account, Press, Reply, Say, Submission
from bot.core import Core, House
from bot.handlers import CONTENTS
from bot.organisation import Organisation, Same
from bot.store import Store
from bot.store.sending import LEASE
from bot.worker import Worker
from tests.faults.platform import Message, UnreliablePlatform, readable
from tests.postgres import _execute as execute
from tests.wires.slack import reseated

START = datetime(2026, 11, 2, 9, 14, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)
PACE = {"slack": timedelta(seconds=1)}
STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."

NOOR, RUBEN = (Account("slack", "T1", key) for key in ("noor-habets", "ruben-alting"))


@dataclass
class Clock:
    """`now` is the product's, `real` the one for leases and pace."""

    now: datetime = START
    real: datetime = START

    def passes(self, time: timedelta) -> None:
        """Both go on."""
        self.now += time
        self.real += time


class Watched(Worker):
    """Says whether it looks, or has anything under way: as long as it does, no time passes that a machine takes."""

    is_looking = False

    async def _look(self) -> bool:
        self.is_looking = True
        try:
            return await super()._look()
        finally:
            self.is_looking = False

    @property
    def is_busy(self) -> bool:
        return self.is_looking or bool(self._under_way)


class Ministry:
    """One process of Regiolijn, as people on one platform know it."""

    def __init__(self, store: Store, organisation: Organisation, platform: UnreliablePlatform, clock: Clock) -> None:
        self.store, self.platform, self.clock = store, platform, clock
        self.house = House(
            store, on_slack(organisation), CONTENTS, {"slack": platform}, lambda: clock.now, lambda: clock.real
        )
        self.begin()

    def begin(self, **changed: Any) -> None:
        """The process starts, with a house in which this has changed."""
        self.house = replace(self.house, **changed)
        self.core = Core(self.house)
        self.worker = Watched(self.house, self.core, PACE)

    def form(self, text: str = STAGE, nonce: str = "1", *, by: Account = NOOR, lead: str = "MEVA") -> Submission:
        """A form about to be sent in."""
        values = {"text": text, "region": "zuid-limburg", "lead": lead}
        return Submission(by, "file_signal", f"n.{nonce}", values)

    def press(self, action: str, *, on: str = "K-2026-0001", by: Account = RUBEN) -> Press:
        """A button about to be pressed, on the newest card about it as it stands in a channel."""
        card = [each for each in self.platform.stands() if each.handle and on in each.words][-1]
        return Press(by, action, card.handle)

    async def files(self, nonce: str = "1", text: str = STAGE, *, lead: str = "MEVA") -> Reply:
        """Noor files, and everything that follows has been delivered."""
        reply = await self.core.answer(self.form(text, nonce, lead=lead))
        await self.settles()
        return reply

    async def presses(self, action: str, *, on: str = "K-2026-0001", by: Account = RUBEN) -> Reply:
        """Somebody presses, and what follows is left waiting."""
        return await self.core.answer(self.press(action, on=on, by=by))

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """The worker runs by itself, until the block ends."""
        running = asyncio.create_task(self.worker.run())
        try:
            yield
            assert not running.done()
        finally:
            self.worker.stop()
            await running

    async def lives(self, time: timedelta, *, steps: int = 200) -> None:
        """Time passes, in so many steps, for a worker that runs by itself; a busy machine takes none of it.

        It stands still while the worker is busy, unless the platform hangs: else the lease of a message would run out
        before the platform that answers at once was asked, as no lease of a minute can.
        """
        for _ in range(steps):
            self.clock.passes(time / steps)
            self.worker.wake()
            await asyncio.sleep(0.002)
            while self.worker.is_busy and not self.platform.hanging.is_set():  # noqa: ASYNC110  # no event says so
                await asyncio.sleep(0.001)

    async def settles(self, within: timedelta = timedelta(minutes=1)) -> None:
        """Everything is done that can be within this time, however long the platform lets us wait."""
        until = self.clock.real + within
        while True:
            await self.worker.drain()
            rest = await self.store.outbox.next_due()
            if rest is None or rest > until or self.clock.real >= until:
                break
            self.clock.passes(rest - self.clock.real if rest > self.clock.real else LEASE / 2)  # due, and not for us
        self.clock.passes(max(until - self.clock.real, timedelta(0)))

    def card(self, where: str = "dir-meva") -> Message:
        """The card in a channel: what was said there first."""
        return next(each for each in self.platform.stands(where) if not each.under)

    def reads(self, person: Account) -> list[str]:
        """The direct messages to somebody."""
        return [each.words for each in self.platform.stands(f"dm-{person.user}")]

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What is in the database."""
        return await self.store._runner.read(lambda connection: [tuple(row) for row in connection.exec_driver_sql(sql)])

    async def keeps_nothing_of(self, words: str) -> bool:
        """Whether no table holds these words."""
        tables = ("seen", "handles", "outbox", "signals", "events", "accounts")
        return not any([words in str(await self.rows(f"SELECT * FROM {table}")) for table in tables])  # noqa: S608


def on_slack(organisation: Organisation) -> Organisation:
    """Every channel on Slack, by its own name; the same object each time, for what is indexed of it is indexed once."""
    return _on_slack(Same(organisation))


@lru_cache(maxsize=8)
def _on_slack(same: Same) -> Organisation:
    return reseated(same.organisation, lambda channels: dict(zip(("slack",), channels.values(), strict=False)))


def crowded(organisation: Organisation) -> Organisation:
    """With ten more fixers at MEVA, `fixer-0` and so on; the same object each time."""
    return _crowded(Same(organisation))


@lru_cache(maxsize=8)
def _crowded(same: Same) -> Organisation:
    organisation = same.organisation
    ruben = organisation.people["ruben-alting"]
    more = {
        key: ruben.model_copy(update={"key": key, "name": key, "emails": (f"{key}@example.nl",)})
        for key in (f"fixer-{number}" for number in range(10))
    }
    return organisation.model_copy(update={"people": {**organisation.people, **more}})


def fixer(number: int) -> Account:
    """The account of one of them."""
    return Account("slack", "T1", f"fixer-{number}")


def people(organisation: Organisation) -> dict[str, str]:
    """Everybody's account on the platform is their key."""
    return {key: person.emails[0] for key, person in organisation.people.items()}


def said(reply: Reply) -> str:
    """What a private answer says."""
    assert isinstance(reply, Say), reply
    return readable(reply.card)


@contextmanager
def hasty() -> Iterator[None]:
    """A person waits a fifth of a second instead of two and a half, and who loses a race gives up after a tenth."""
    with pytest.MonkeyPatch.context() as patience:
        patience.setattr(core, "PROMPT", 0.2)
        patience.setattr(core, "PATIENCE", 0.1)
        yield


@asynccontextmanager
async def slow(store: Store) -> AsyncIterator[None]:
    """An SQLite file on a disk that does not answer, until the block ends."""
    answered, asked = threading.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def waits(connection: object) -> None:
        loop.call_soon_threadsafe(asked.set)
        answered.wait()

    waiting = asyncio.ensure_future(store._runner.read(waits))
    await asked.wait()
    try:
        yield
    finally:
        answered.set()
        await waiting


@asynccontextmanager
async def read_only(store: Store) -> AsyncIterator[None]:
    """An SQLite file that cannot be written to, until the block ends."""
    await store._runner.read(lambda connection: connection.exec_driver_sql("PRAGMA query_only=ON"))
    try:
        yield
    finally:
        await store._runner.read(lambda connection: connection.exec_driver_sql("PRAGMA query_only=OFF"))


@asynccontextmanager
async def server_away(store: Store) -> AsyncIterator[None]:
    """A PostgreSQL server that has closed this database and takes no new connection, until the block ends."""
    name = store._runner._engine.url.database  # type: ignore[attr-defined]
    await execute("postgres", f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
    await execute("postgres", f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608
    try:
        yield
    finally:
        await execute("postgres", f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")
