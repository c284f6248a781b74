"""The weekly digest: gathered and drawn among ten thousand knelpunten and among a million, and a Monday of them all."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import cast

from sqlalchemy import Connection

from bench import ministry, world
from bench.processes import SERVER, on_core, processor_time
from bench.report import Measured, heading, per_turn, ratio, table
from bot.conversation import Account, Place
from bot.gathering import digest_of, lanes_of
from bot.gathering_own import own_digest
from bot.handlers.digest import begin, weekly
from bot.organisation import Organisation, Person, Role
from bot.organisation.naming import Entry
from bot.store import Store, open_store
from bot.texts import words
from bot.views.digest import digest_card
from bot.views.own_digest import own_digest_card
from bot.weeks import week_of
from tests.postgres import a_database

FEW, MANY, TIMES, ROUNDS = 10_000, 1_000_000, 100, 5
GROWTH, LONGEST = 3.0, 50.0
"""How much longer a digest may take among a hundred times as many, and milliseconds that it may take."""

SOME = 4
"""One in so many people is measured: they are alike."""

WEEK = week_of(ministry.NOW, world.organisation().zone).later(-1)
"""What the digests are about."""

DIRECTORATE, REGION, MONDAY = "a directorate's", "a region's", "all of a Monday, put in the outbox"


@dataclass(frozen=True)
class Turn:
    """Milliseconds that each of them took in one round, and those of processor time: ours and the database's."""

    clock: float
    processor: float


Doing = Mapping[str, Sequence[Callable[[], Awaitable[None]]]]
Turns = Mapping[str, Sequence[Turn]]
"""By what is done, round by round."""


async def measure(rounds: int = ROUNDS) -> list[Measured]:
    """Both engines, with a ministry's own week and with a hundred times as much in it; print it, return the goals."""
    heading("The weekly digest: ms for each, gathered and drawn, and how much longer among more")
    house, rows, measured = ministry.organisation(), [], []
    for engine, opened in ENGINES.items():
        with on_core(SERVER):
            async with opened() as few, opened() as many:
                for store, size in ((few, FEW), (many, MANY)):
                    await ministry.works(store, house)
                    await ministry.has_history(store, size)
                short, long = await _alternate((few, many), house, rounds)
                await ministry.is_larger(many, TIMES)
                (larger,) = await _alternate((many,), house, rounds)
        for what in short:
            growth = _growth(short[what], long[what])
            took = (f"{median(turn.clock for turn in turns[what]):.1f}" for turns in (short, long, larger))
            rows.append([engine, what, *map(ratio, growth), *took])
            if what in (DIRECTORATE, REGION):
                measured += _goals(f"{what} week on {engine}", growth, long[what])
    table(["Engine", "What", "growth", "by processor", f"{FEW:,}", f"{MANY:,}", f"{TIMES} x a week"], rows)
    return measured


def _growth(short: Sequence[Turn], long: Sequence[Turn]) -> tuple[float, float]:
    """By the clock and by processor time."""
    clock = per_turn((turn.clock for turn in long), (turn.clock for turn in short))
    return clock, per_turn((turn.processor for turn in long), (turn.processor for turn in short))


def _goals(what: str, growth: tuple[float, float], long: Sequence[Turn]) -> Iterator[Measured]:
    among = f"{what}, {MANY:,} against {FEW:,}"
    yield Measured(among, "", growth[0], GROWTH, most=True, by_processor=growth[1])
    took, used = (median(each) for each in zip(*((turn.clock, turn.processor) for turn in long), strict=True))
    yield Measured(f"{what}, among {MANY:,}", "", took, LONGEST, most=True, unit=" ms", by_processor=used)


async def _alternate(stores: Sequence[Store], house: Organisation, rounds: int) -> list[Turns]:
    """All of it in one store after the other, and the other way round in the next round."""
    taken: list[dict[str, list[Turn]]] = [defaultdict(list) for _ in stores]
    clocks = [await _clock(store) for store in stores]
    for number in range(-1, rounds):
        for at in range(len(stores)) if number % 2 else reversed(range(len(stores))):
            for what, each in _doing(stores[at], house).items():
                before = clocks[at]()
                for do in each:
                    await do()
                clock, processor = (
                    1000 * (now - then) / len(each) for now, then in zip(clocks[at](), before, strict=True)
                )
                if number >= 0:
                    taken[at][what].append(Turn(clock, processor))
    return list(taken)


async def _clock(store: Store) -> Callable[[], tuple[float, float]]:
    """Tells the time, and the processor time used: of PostgreSQL by the connection that one after the other gets."""
    backend = await store._runner.read(_backend)
    used = partial(processor_time, backend) if backend else float
    return lambda: (time.perf_counter(), time.process_time() + used())


def _backend(connection: Connection) -> int | None:
    if connection.dialect.name == "sqlite":
        return None
    return cast("int", connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())


def _doing(store: Store, house: Organisation) -> Doing:
    doing: dict[str, Sequence[Callable[[], Awaitable[None]]]] = {}
    for what, entries in ((DIRECTORATE, house.directorates), (REGION, house.regions)):
        doing[what] = [partial(_of_channel, store, house, each) for each in entries.values() if each.channels]
    for role in (Role.LIAISON, Role.FIXER, Role.COMMISSIONER):
        people = [each for each in house.people.values() if role in each.roles][::SOME]
        doing[f"a {role.value}'s"] = [partial(_of_person, store, house, each) for each in people]
    return doing | {MONDAY: [partial(_monday, store, house)]}


async def _of_channel(store: Store, house: Organisation, entry: Entry) -> None:
    lanes = lanes_of(Place("playground", entry.channels["playground"]), None, house)
    digest = await digest_of(entry, WEEK, lanes, store.work(now=ministry.NOW, organisation=house))
    assert digest.moved
    digest_card(digest, house, words("nl"))


async def _of_person(store: Store, house: Organisation, person: Person) -> None:
    lanes = lanes_of(Account("playground", "demo", person.key), person, house)
    own = await own_digest(person, WEEK, lanes, store.work(now=ministry.NOW, organisation=house))
    own_digest_card(own, house, words("nl"))


async def _monday(store: Store, house: Organisation) -> None:
    """The timer fires: a message for every channel and everybody, and the next week is planned, in one commit."""
    work = store.work(now=ministry.NOW, organisation=house)
    await begin(work)
    await work.commit()
    due = await store.timers.next_due()
    assert due is not None
    (timer,) = await store.timers.claim(due, 1)
    work = store.work(now=due, organisation=house)
    await weekly(timer, work)
    work.timers.fired(timer)
    await work.commit()


@asynccontextmanager
async def _on_sqlite() -> AsyncIterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        async with _opened(world.database(Path(folder))) as store:
            yield store


@asynccontextmanager
async def _on_postgresql() -> AsyncIterator[Store]:
    async with a_database() as url, _opened(url) as store:
        yield store


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Store]:
    store = await open_store(url, migrate=True)
    try:
        yield store
    finally:
        await store.close()


ENGINES: Mapping[str, Callable[[], AbstractAsyncContextManager[Store]]] = {
    "SQLite": _on_sqlite,
    "PostgreSQL": _on_postgresql,
}

if __name__ == "__main__":
    asyncio.run(measure())
