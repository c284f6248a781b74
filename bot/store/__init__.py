"""Remembers everything: `open_store(url)`, and then one unit of work per request or timer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import exc, make_url

from bot.corrections import Correction
from bot.likeness import marks
from bot.organisation import Organisation
from bot.store import absences, corrections, health, keys_in_use, schema, signals, timelines
from bot.store.absences import Absence
from bot.store.bindings import Binding, every
from bot.store.errors import (
    Conflict,
    Duplicate,
    NoSuchSignal,
    NotWaiting,
    StoreError,
    StoreInUse,
    StoreRefused,
    StoreUnavailable,
)
from bot.store.health import Health
from bot.store.keys_in_use import KeyInUse
from bot.store.marking import mark_all
from bot.store.memory import StoredMemory
from bot.store.numbers import Numbers
from bot.store.outbox import Outbox
from bot.store.runner import Runner
from bot.store.search import Search
from bot.store.timers import Timers
from bot.store.waiting import Desk
from bot.store.work import Work

__all__ = [
    "Conflict",
    "Duplicate",
    "Health",
    "NoSuchSignal",
    "NotWaiting",
    "Store",
    "StoreError",
    "StoreInUse",
    "StoreRefused",
    "StoreUnavailable",
    "migrate",
    "open_store",
    "open_to_look",
]


class Store:
    """An open store. Everything raises StoreUnavailable while the database does not answer."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._numbers = Numbers(runner)
        self.outbox = Outbox(runner)
        self.timers = Timers(runner)
        self.desk = Desk(runner)
        self.memory = StoredMemory(runner)
        self.search = Search(runner)

    def work(
        self,
        *,
        now: datetime,
        organisation: Organisation,
        contents: Any = None,  # noqa: ANN401
        file: Organisation | None = None,
    ) -> Work:
        """A new unit of work at this moment; nothing is kept before it is committed.

        `file` is the organisation without what admins bound, where that differs.
        """
        return Work(self._runner, self._numbers, now, organisation, contents, file or organisation, self.search)

    async def ready_to_find(self, organisation: Organisation) -> None:
        """All that was filed can be found afterwards, by the lists and themes of today; takes its time."""
        await asyncio.to_thread(marks, "", organisation)  # whoever files first need not wait until the lists are read
        await self.search.load()
        if await mark_all(self._runner, organisation):
            await self.search.load_afresh()

    async def bindings(self) -> tuple[Binding, ...]:
        """What admins bound, oldest first."""
        return await self._runner.read(every)

    async def absences(self) -> tuple[Absence, ...]:
        """Who was said to be away, over or not."""
        return await self._runner.read(absences.every)

    async def health(self, now: datetime) -> Health:
        """How it is doing; not ready when the database does not answer."""
        try:
            return await self._runner.read(lambda connection: health.health(connection, now))
        except StoreUnavailable:
            return Health(ready=False)

    async def check_chain(self, signal_id: str) -> Sequence[str]:
        """What does not hold in the timeline of this signal, one sentence each; empty when all is well."""
        return await self._runner.read(lambda connection: signals.check_chain(connection, signal_id))

    def broken_timelines(self) -> AsyncIterator[str]:
        """Of every signal whose timeline does not hold the first thing that does not, without its full stop."""
        return timelines.broken(self._runner)

    async def keys_in_use(self) -> Sequence[KeyInUse]:
        """The keys of the organisation file that open signals and recorded accounts need, each once."""
        return await self._runner.read(keys_in_use.keys_in_use)

    async def corrections(self) -> Sequence[Correction]:
        """What filers chose instead of what was suggested, the first one first."""
        return await self._runner.read(corrections.corrections)

    async def close(self) -> None:
        """Give back what was reserved and let go of the database."""
        try:
            await self._numbers.give_back()
        except StoreUnavailable:
            pass  # the numbers left over are skipped, nothing else
        finally:
            await self._runner.close()


async def open_store(url: str, *, migrate: bool = False) -> Store:
    """`sqlite:///./var/regiolijn.db` or `postgresql://...`, at the schema of this version.

    Raises StoreInUse, StoreRefused (another kind of database, or another schema and not `migrate`) and
    StoreUnavailable.
    """
    runner = await _runner(url)
    try:
        await (runner.write(schema.upgrade) if migrate else runner.read(schema.check))
    except BaseException:
        await runner.close()
        raise
    return Store(runner)


async def open_to_look(url: str) -> Store:
    """To read only: an SQLite file also while another process has it. Raises as `open_store` does."""
    runner = await _runner(url, looks=True)
    try:
        await runner.read(schema.check)
    except BaseException:
        await runner.close()
        raise
    return Store(runner)


async def migrate(url: str) -> None:
    """Bring the database to the schema of this version; raises as `open_store` does."""
    await (await open_store(url, migrate=True)).close()


async def _runner(url: str, *, looks: bool = False) -> Runner:
    """The engine for this URL; only the one that is used is imported. `looks`: nothing will be written."""
    try:
        where = make_url(url)
    except exc.ArgumentError:
        raise StoreRefused(
            "the database URL is not a URL: write sqlite:///./var/regiolijn.db or postgresql://…"
        ) from None
    match where.get_backend_name():
        case "sqlite":
            if where.database in {None, "", ":memory:"}:
                raise StoreRefused("the database URL names no file: write sqlite:///./var/regiolijn.db")
            if looks:
                from bot.store.looking import LookingRunner

                return LookingRunner.open(Path(str(where.database)))
            from bot.store.sqlite import SqliteRunner

            return await SqliteRunner.open(Path(str(where.database)))
        case "postgresql" | "postgres":
            from bot.store.postgres import PostgresRunner

            return PostgresRunner(where.set(drivername="postgresql+asyncpg"))
        case other:
            raise StoreRefused(f"{other} is not supported: write sqlite:///./var/regiolijn.db or postgresql://…")
