"""The clock: two hundred promises come due at once, among ten thousand knelpunten and among a million."""

from __future__ import annotations

import asyncio
import itertools
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, select, text, update

from bench import world
from bench.processes import SERVER, on_core
from bench.report import Measured, heading, ratio, table
from bot.conversation import Account, Place, Profile
from bot.delivery import Delivery, Fault, Receipt
from bot.serving import Line, serving
from bot.store import tables
from tests.postgres import a_database

FEW, MANY = 10_000, 1_000_000
DUE, ROUNDS = 200, 5
GROWTH = 3.0
"""How much longer a sweep may take among a hundred times as many."""

NIGHT, MORNING = datetime(2026, 11, 4, 23, tzinfo=UTC), datetime(2026, 11, 5, 9, 30, tzinfo=UTC)
"""Filing is in the past, the reminders are due in speaking hours."""

_COPIED = {"signals": ("id", "number"), "events": ("signal_id",), "timers": ("subject",)}
"""The tables of a signal that waits, and the columns that tell one from another."""

_COUNTED = {
    "postgresql": "SELECT generate_series(1, {n}) AS i",
    "sqlite": "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < {n}) SELECT i FROM c",
}


class Everywhere:
    """A platform on which everything arrives at once."""

    def __init__(self) -> None:
        self._ids = itertools.count(1)

    async def deliver(self, delivery: Delivery) -> Receipt:
        place = delivery.to if isinstance(delivery.to, Place) else Place(delivery.to.platform, delivery.to.user)
        return Receipt(place, str(next(self._ids)))

    async def profile(self, account: Account) -> Profile:
        return Profile(account, "", "member")

    async def account_of(self, email: str) -> Account | None:
        return None

    async def find(self, delivery: Delivery) -> Receipt | None:
        return None

    async def check(self, places: Sequence[Place]) -> list[Fault]:
        return []


async def measure(rounds: int = ROUNDS) -> list[Measured]:
    """Both engines at both sizes; print how much longer a sweep takes among more, and return that with its goal."""
    heading("Clock: two hundred reminders that are due, sent among many knelpunten")
    rows, measured = [], []
    for engine, opened in ENGINES.items():
        took = {}
        for size in (FEW, MANY):
            with on_core(SERVER):
                async with opened() as line:
                    await _fill(line, size)
                    took[size] = median([await _sweep(line, size) for _ in range(rounds)])
        growth = took[MANY] / took[FEW]
        rows.append([engine, ratio(growth), *(f"{took[size] * 1000:.0f} ms" for size in (FEW, MANY))])
        measured.append(
            Measured(f"{DUE} due reminders on {engine}, {MANY:,} against {FEW:,}", "", growth, GROWTH, most=True)
        )
    table(["Engine", "growth", f"among {FEW:,}", f"among {MANY:,}"], rows)
    return measured


async def _sweep(line: Line, size: int) -> float:
    """Seconds in which the worker fires what is due and sends what follows from it."""
    await line.store._runner.write(lambda connection: _make_due(connection, size))
    started = time.perf_counter()
    while await line.worker.turn():
        pass
    return time.perf_counter() - started


async def _fill(line: Line, size: int) -> None:
    """One signal is filed as the product does it, its reminder far ahead; the rest are copies of its rows."""
    work = line.store.work(now=NIGHT, organisation=line.house.organisation)
    signal = world.a_signal()
    await work.signals.save(signal)
    work.timers.plan("unclaimed", signal.id, NIGHT + timedelta(days=3650))
    await work.commit()
    await line.store._runner.write(lambda connection: _copy(connection, size))


def _copy(connection: Connection, size: int) -> None:
    numbers = _COUNTED[connection.dialect.name].format(n=size)
    for name, keys in _COPIED.items():
        columns = [
            column.name for column in tables.metadata.tables[name].c if not (name == "timers" and column.name == "id")
        ]
        chosen = ", ".join(f"{name}.\"{each}\" || '-' || i" if each in keys else f'{name}."{each}"' for each in columns)
        names = ", ".join(f'"{each}"' for each in columns)
        connection.execute(text(f"INSERT INTO {name} ({names}) SELECT {chosen} FROM {name}, ({numbers}) AS n"))  # noqa: S608
    connection.execute(text("ANALYZE"))


def _make_due(connection: Connection, size: int) -> None:
    """Two hundred that have not been sent yet, spread over all of them."""
    its = tables.timers.c
    spread = select(its.id).where(its.ended.is_(None), its.id % (size // (DUE * ROUNDS * 2)) == 0).limit(DUE)
    connection.execute(update(tables.timers).where(its.id.in_(spread)).values(due_at=MORNING))


def _clock() -> Callable[[], datetime]:
    return lambda: MORNING


@asynccontextmanager
async def _on(url: str) -> AsyncIterator[Line]:
    async with serving(url, world.organisation(), now=_clock(), migrate=True) as line:
        line.platforms["playground"] = Everywhere()
        yield line


@asynccontextmanager
async def _on_sqlite() -> AsyncIterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        async with _on(world.database(Path(folder))) as line:
            yield line


@asynccontextmanager
async def _on_postgresql() -> AsyncIterator[Line]:
    async with a_database() as url, _on(url) as line:
        yield line


ENGINES: dict[str, Callable[[], AbstractAsyncContextManager[Line]]] = {
    "SQLite": _on_sqlite,
    "PostgreSQL": _on_postgresql,
}

if __name__ == "__main__":
    asyncio.run(measure())
