"""SQLite: one thread with one connection for everything, and one commit for all that is waiting.

One connection, because SQLite before 3.51.3 can corrupt a database when two meet at a reset of the write-ahead log.
One thread, because hops between threads cost more than the disk does (docs/decisions/0002-store.md).
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Self, cast

from sqlalchemy import URL, Connection, create_engine, exc
from sqlalchemy.pool import NullPool

from bot.store import tables
from bot.store.changes import Changes
from bot.store.errors import StoreInUse, StoreRefused, StoreUnavailable
from bot.store.flushing import flush
from bot.store.runner import Job, T

PRAGMAS = ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    job: Callable[[Connection], object]
    done: asyncio.Future[Any]
    reads: bool = False  # only
    changes: Changes | None = None  # what a flush writes: it may go together with other flushes


@dataclass(frozen=True, slots=True, eq=False)
class _Outcome:
    task: _Task
    result: object = None
    fault: Exception | None = None


class SqliteRunner:
    """Owns the file: as long as it is open, nobody else can open it here."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._loop = asyncio.get_running_loop()
        self._asked: list[_Task] = []
        self._batches: SimpleQueue[list[_Task]] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._opened: asyncio.Future[None] = self._loop.create_future()
        self._lock = -1

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Create the file and its folders where needed; raises StoreInUse or StoreRefused."""
        runner = cls(path)
        runner._lock = _lock(path)
        runner._thread.start()
        try:
            await runner._opened
        except StoreRefused:
            os.close(runner._lock)
            raise
        return runner

    async def read(self, job: Job[T]) -> T:
        """What `job` finds; it sees only what is committed."""
        return cast("T", await self._asked_for(_Task(job, self._loop.create_future(), reads=True)))

    async def write(self, job: Job[T]) -> T:
        """What `job` returns, once all it wrote is on disk."""
        return cast("T", await self._asked_for(_Task(job, self._loop.create_future())))

    async def flush(self, changes: Changes) -> None:
        """All of the changes, or none: raises Conflict or Duplicate."""
        job = partial(flush, changes=changes)
        await self._asked_for(_Task(job, self._loop.create_future(), changes=changes))

    async def close(self) -> None:
        """Finish what waits and let go of the file."""
        if self._lock < 0:
            return
        lock, self._lock = self._lock, -1
        self._send()
        self._batches.put([])
        await asyncio.to_thread(self._thread.join)
        os.close(lock)

    def _asked_for(self, task: _Task) -> asyncio.Future[Any]:
        """Whatever is asked in one turn of the loop goes over in one hop, and shares one commit."""
        if self._lock < 0:
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
        engine = create_engine(
            URL.create("sqlite", database=str(self._path)),
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,  # a fault ends up in a log, and what people typed must not
            json_serializer=tables.to_json,
        )
        try:
            connection = engine.connect()
            for pragma in PRAGMAS:
                connection.exec_driver_sql(f"PRAGMA {pragma}")
        except exc.DBAPIError as failed:
            refused = StoreRefused(f"{self._path} cannot be opened as a database: {failed.orig}")
            self._loop.call_soon_threadsafe(self._opened.set_exception, refused)
            return
        self._loop.call_soon_threadsafe(self._opened.set_result, None)
        with connection:
            while batch := self._waiting():
                self._loop.call_soon_threadsafe(_hand_back, _carried_out(connection, batch))
        engine.dispose()

    def _waiting(self) -> list[_Task]:
        """At least one task and all that wait behind it; none once the store closes."""
        tasks = self._batches.get()
        while tasks and not self._batches.empty():
            more = self._batches.get()
            if not more:
                self._batches.put(more)
                break
            tasks = tasks + more
        return tasks


def _lock(path: Path) -> int:
    """An open file that holds the lock; the system lets go of it when the process ends, however it ends."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(_private(path))
        lock = _private(path.with_name(f"{path.name}.lock"))
    except OSError as failed:
        raise StoreRefused(f"{path} cannot be opened: {failed.strerror}") from failed
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise StoreInUse(
            f"{path} is in use by another process: stop that one first, or let several processes share PostgreSQL."
        ) from None
    return lock


def _private(path: Path) -> int:
    """Open for the owner alone."""
    opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    os.fchmod(opened, 0o600)
    return opened


def _carried_out(connection: Connection, tasks: list[_Task]) -> list[_Outcome]:
    """Reads first, for they must not see what is not yet committed; then everything else under one commit."""
    outcomes = [_tried(task, connection) for task in tasks if task.reads]
    writing = [task for task in tasks if not task.reads]
    if writing:
        outcomes += _all_at_once(writing, connection) or _one_by_one(writing, connection)
    return outcomes


def _all_at_once(tasks: list[_Task], connection: Connection) -> list[_Outcome]:
    """As if nothing can go wrong, with all flushes as one; where anything does, nothing is kept and nothing returned."""
    flushes = [task.changes for task in tasks if task.changes is not None]
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if flushes:
            flush(connection, Changes.merged(flushes))
        outcomes = [_Outcome(task, task.job(connection) if task.changes is None else None) for task in tasks]
        connection.exec_driver_sql("COMMIT")
    except Exception:  # the same again, one by one, tells whose fault it was
        _roll_back(connection)
        return []
    return outcomes


def _one_by_one(tasks: list[_Task], connection: Connection) -> list[_Outcome]:
    """Each in a savepoint of its own, so that whatever fails, fails alone."""
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        outcomes = [_saved(task, connection) for task in tasks]
        connection.exec_driver_sql("COMMIT")
    except Exception as failed:  # whatever it is, everybody who waits must hear it
        _roll_back(connection)
        return [_Outcome(task, fault=_named(failed)) for task in tasks]
    return outcomes


def _roll_back(connection: Connection) -> None:
    with suppress(exc.DBAPIError):  # an error on disk has rolled back by itself
        connection.exec_driver_sql("ROLLBACK")


def _saved(task: _Task, connection: Connection) -> _Outcome:
    connection.exec_driver_sql("SAVEPOINT work")
    outcome = _tried(task, connection)
    if outcome.fault is not None:
        connection.exec_driver_sql("ROLLBACK TO work")
    connection.exec_driver_sql("RELEASE work")
    return outcome


def _tried(task: _Task, connection: Connection) -> _Outcome:
    try:
        return _Outcome(task, task.job(connection))
    except Exception as fault:
        return _Outcome(task, fault=_named(fault))


def _named(fault: Exception) -> Exception:
    """What the disk or the file did is the store's trouble; anything else stays what it is."""
    if isinstance(fault, exc.OperationalError):
        return StoreUnavailable(f"the database does not answer: {fault.orig}")
    return fault


def _hand_back(outcomes: list[_Outcome]) -> None:
    for outcome in outcomes:
        done = outcome.task.done
        if done.done():  # whoever asked no longer waits
            continue
        if outcome.fault is None:
            done.set_result(outcome.result)
        else:
            done.set_exception(outcome.fault)
