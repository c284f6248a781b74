"""SQLite: one thread with one connection for everything, and one commit for all that is waiting.

One connection, because SQLite before 3.51.3 can corrupt a database when two meet at a reset of the write-ahead log.
One thread, because hops between threads cost more than the disk does (docs/decisions/0002-store.md).
"""

from __future__ import annotations

import asyncio
import os
import threading
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Self, cast

import pydantic_core
from sqlalchemy import URL, Connection, create_engine, exc
from sqlalchemy.pool import NullPool

from bot.store import columns
from bot.store.changes import Changes
from bot.store.errors import StoreRefused, StoreUnavailable
from bot.store.flushing import flush
from bot.store.lockfile import own
from bot.store.runner import Job, T
from bot.store.sharing import Task, carried_out, hand_back

PRAGMAS = ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


class SqliteRunner:
    """Owns the file: as long as it is open, nobody else can open it here."""

    def __init__(self, path: Path, lock: int) -> None:
        self._path = path
        self._lock = lock
        self._loop = asyncio.get_running_loop()
        self._opened: asyncio.Future[None] = self._loop.create_future()
        self._asked: list[Task] = []
        self._batches: SimpleQueue[list[Task]] = SimpleQueue()  # an empty one is the last
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._thread.start()

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Create the file and its folders where needed; raises StoreInUse or StoreRefused."""
        runner = cls(path, own(path))
        try:
            await runner._opened
        except StoreRefused:
            await runner.close()
            raise
        return runner

    async def read(self, job: Job[T]) -> T:
        """What `job` finds; it sees only what is committed."""
        return cast("T", await self._ask(Task(job, self._loop.create_future(), reads=True)))

    async def write(self, job: Job[T]) -> T:
        """What `job` returns, once all it wrote is on disk."""
        return cast("T", await self._ask(Task(job, self._loop.create_future())))

    async def flush(self, changes: Changes) -> None:
        """All of the changes, or none: raises Conflict or Duplicate."""
        await self._ask(Task(partial(flush, changes=changes), self._loop.create_future(), changes=changes))

    async def close(self) -> None:
        """Finish what waits and let go of the file."""
        if self._closed:
            return
        self._closed = True
        self._send()
        self._batches.put([])
        await asyncio.to_thread(self._thread.join)
        os.close(self._lock)

    def _ask(self, task: Task) -> asyncio.Future[Any]:
        """Whatever is asked in one turn of the loop goes over in one hop, and shares one commit."""
        if self._closed:
            raise StoreUnavailable("the store is closed")
        if not self._asked:
            self._loop.call_soon(self._send)
        self._asked.append(task)
        return task.done

    def _send(self) -> None:
        if self._asked:
            self._batches.put(self._asked)
            self._asked = []

    def _run(self) -> None:
        """The thread, from the opening of the file to its closing."""
        engine = create_engine(
            URL.create("sqlite", database=str(self._path)),
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,  # a fault ends up in a log, and what people typed must not
            json_serializer=columns.to_json,
            json_deserializer=pydantic_core.from_json,
        )
        try:
            with engine.connect() as connection:
                for pragma in PRAGMAS:
                    connection.exec_driver_sql(f"PRAGMA {pragma}")
                self._loop.call_soon_threadsafe(self._opened.set_result, None)
                self._serve(connection)
        except exc.DBAPIError as failed:
            refused = StoreRefused(f"{self._path} cannot be opened as a database: {failed.orig}")
            self._loop.call_soon_threadsafe(self._opened.set_exception, refused)

    def _serve(self, connection: Connection) -> None:
        while batch := self._waiting():
            self._loop.call_soon_threadsafe(hand_back, carried_out(batch, connection))

    def _waiting(self) -> list[Task]:
        """At least one task and all that wait behind it; none once the store closes."""
        tasks = self._batches.get()
        while tasks and not self._batches.empty():
            more = self._batches.get()
            if not more:
                self._batches.put(more)
                break
            tasks = tasks + more
        return tasks
