"""The store: a filing as the product writes it, against the same five rows written by hand."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg

from bench import world
from bench.processes import LOAD, SERVER, on_core
from bench.report import Measured, heading, per_turn, ratio, table
from bot.conversation import Account
from bot.organisation import Person
from bot.store import Store, open_store
from bot.texts import words
from tests.postgres import a_database

ROUNDS, SECONDS, WARM = 5, 0.8, 0.3
WIDTHS = (1, 16)

FIVE = ("seen", "signals", "events", "outbox", "timers")
"""What any store of a filing writes: that it was asked, the signal, its event, a message to send and a promise."""

COUNTED = {"outbox": "id", "timers": "id"}
"""Columns that the database counts up by itself."""

Filing = Callable[[], Awaitable[object]]
Arms = dict[str, Filing]


async def measure(rounds: int = ROUNDS, seconds: float = SECONDS) -> list[Measured]:
    """Run both engines; print the ratios, and return them with their goals."""
    heading("Store: filings a second, as a ratio of the same five rows written by hand")
    rows, measured = [], []
    for engine, driver, arms, goals in ENGINES:
        with on_core(SERVER):
            async with arms() as running:
                took = await _alternate(running, rounds, seconds)
        for width, goal in zip(WIDTHS, goals, strict=True):
            raw, ours = (took[name, width] for name in ("raw", "ours"))
            of_raw = per_turn(ours, raw)
            rows.append([engine, width, ratio(of_raw), f"{median(raw):.0f}/s", f"{median(ours):.0f}/s"])
            measured.append(Measured(f"a filing on {engine}, of five rows by {driver}", width, of_raw, goal))
    table(["Engine", "at once", "of raw", "raw here", "a filing here"], rows)
    return measured


async def _alternate(arms: Arms, rounds: int, seconds: float) -> dict[tuple[str, int], list[float]]:
    took: dict[tuple[str, int], list[float]] = defaultdict(list)
    for width in WIDTHS:
        for turn in range(-1, rounds):
            for name, filing in arms.items() if turn % 2 else reversed(arms.items()):
                rate = await _rate(filing, width, seconds if turn >= 0 else WARM)
                if turn >= 0:
                    took[name, width].append(rate)
    return took


async def _rate(filing: Filing, width: int, seconds: float) -> float:
    """Filings a second, `width` of them at the same time."""
    started = time.perf_counter()
    done = itertools.count()

    async def keep_filing() -> None:
        while time.perf_counter() - started < seconds:
            await filing()
            next(done)

    await asyncio.gather(*(keep_filing() for _ in range(width)))
    return next(done) / (time.perf_counter() - started)


def _filing(store: Store) -> Filing:
    """One unit of work, from its first read to its commit; routing is not the store's.

    Everybody files by turns and for every directorate, as in the product: two filings by one person would wait for
    each other in PostgreSQL, and raw rows never do.
    """
    people, texts, leads = (itertools.cycle(each) for each in (world.liaisons(), world.TEXTS, world.fixers()))
    filed, speech = itertools.count(), words("nl")

    async def file() -> None:
        person = next(people)
        work = store.work(now=datetime.now(UTC), organisation=world.organisation())
        work.asked_by(_account(person), person, speech)
        signal = world.a_signal(next(texts), lead=next(leads), filer=person)
        await work.signals.save(signal)
        work.timers.plan("unclaimed", signal.id, work.now)
        await work.show(signal)
        await work.commit(key=f"form:{next(filed)}:{signal.id}", answer="{}")

    return file


async def _sample(store: Store) -> None:
    """One filing; everybody is known from now on."""
    work = store.work(now=datetime.now(UTC), organisation=world.organisation())
    for person in world.liaisons():
        work.people.remember(_account(person), person.key, person.emails[0])
    await work.commit()
    await _filing(store)()


def _account(person: Person) -> Account:
    return Account("slack", world.TEAM, world.user_of(person))


@asynccontextmanager
async def _on_sqlite() -> AsyncIterator[Arms]:
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.db", Path(folder) / "raw.db"
        for path in (ours, theirs):
            store = await open_store(f"sqlite:///{path}", migrate=True)
            await _sample(store)
            await store.close()
        store = await open_store(f"sqlite:///{ours}")
        raw = sqlite3.connect(theirs, isolation_level=None)
        raw.row_factory = sqlite3.Row
        raw.execute("PRAGMA synchronous=FULL")
        rows = {name: dict(raw.execute(f"SELECT * FROM {name} LIMIT 1").fetchone()) for name in FIVE}  # noqa: S608
        yield {"raw": _by_sqlite3(raw, rows), "ours": _filing(store)}
        raw.close()
        await store.close()


def _by_sqlite3(connection: sqlite3.Connection, rows: dict[str, dict[str, Any]]) -> Filing:
    """Five statements and a commit, with nothing in between."""
    fresh = _fresh(rows)
    statements = {name: _insertion(name, row, itertools.repeat("?")) for name, row in next(fresh).items()}

    async def file() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for name, row in next(fresh).items():
            connection.execute(statements[name], tuple(row.values()))
        connection.execute("COMMIT")

    return file


@asynccontextmanager
async def _on_postgres() -> AsyncIterator[Arms]:
    async with _database() as url:
        store = await open_store(url)
        await _sample(store)
        async with asyncpg.create_pool(url, min_size=10, max_size=10) as pool:
            rows = {name: dict(await pool.fetchrow(f"SELECT * FROM {name} LIMIT 1")) for name in FIVE}  # noqa: S608
            yield {"raw": _by_asyncpg(pool, rows), "ours": _filing(store)}
        await store.close()


@asynccontextmanager
async def _database() -> AsyncIterator[str]:
    """An empty database whose server is on the other core."""
    database = a_database()
    with on_core(LOAD):
        url = await database.__aenter__()
    try:
        yield url
    finally:
        await database.__aexit__(None, None, None)


def _by_asyncpg(pool: asyncpg.Pool, rows: dict[str, dict[str, Any]]) -> Filing:
    """One round trip: five insertions in one statement, which is its own transaction."""
    fresh, parts, number = _fresh(rows), [], itertools.count(1)
    for name, row in next(fresh).items():
        marks = iter([f"${next(number)}" for _ in row])
        parts.append(_insertion(name, row, marks))
    last = parts.pop()
    statement = "WITH " + ", ".join(f"t{at} AS ({part})" for at, part in enumerate(parts)) + f" {last}"

    async def file() -> None:
        values = [value for row in next(fresh).values() for value in row.values()]
        async with pool.acquire() as connection:
            await connection.execute(statement, *values)

    return file


def _insertion(table: str, row: dict[str, Any], marks: Iterator[str]) -> str:
    columns = ", ".join(f'"{name}"' for name in row)
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join(next(marks) for _ in row)})"  # noqa: S608


def _fresh(rows: dict[str, dict[str, Any]]) -> Iterator[dict[str, dict[str, Any]]]:
    """The same rows over and over, as of another signal each time."""
    for turn in itertools.count():
        new = f"raw-{turn:012d}"
        renamed = {"seen": "key", "signals": "id", "events": "signal_id", "outbox": "key", "timers": "subject"}
        yield {
            name: {
                column: new if column in (renamed[name], "number", "subject") else value
                for column, value in row.items()
                if column != COUNTED.get(name)
            }
            for name, row in rows.items()
        }


ENGINES = (
    ("SQLite", "`sqlite3`", _on_sqlite, (0.22, 1.0)),
    ("PostgreSQL", "`asyncpg`", _on_postgres, (0.20, 0.25)),
)
"""Each with what the same rows are written by, and the goal for every width."""
