"""What is alike, among ten thousand knelpunten and among a million: how long it takes, and what a quick look misses."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count, islice, pairwise
from pathlib import Path
from random import Random
from statistics import median, quantiles

import numpy as np
from sqlalchemy import Connection, insert, text

from bench import ministry, world
from bench.digest import ENGINES
from bench.processes import SERVER, on_core
from bench.report import Measured, heading, table
from bot.likeness import extent, marks, rarity, weight
from bot.organisation import Organisation
from bot.signals import Signal
from bot.store import Store, tables
from bot.store.postings import COMMON, FEW, Postings
from bot.store.search import Search

SIZES = (10_000, 100_000, 1_000_000)
ASKED, FIRST = 200, 5
LONGEST, HIT = 50.0, 0.95
"""Milliseconds that 99 of 100 searches may take, and how often the nearest of all must be among the first five."""

FILED = 200
"""Knelpunten that are filed with what they are about, and without."""

_QUALITY = Path(__file__).with_name("quality")
_WORDS = 60_000
"""Different words that people use, the commonest most often."""

_KEPT = 0.6
"""The part of its own words that one knelpunt has in common with another about the same matter."""


DIFFERENT, AT_ONCE = 100_000, 10_000
"""Knelpunten that are not alike to the letter, and rows in one statement."""

_AGAIN = text(
    "INSERT INTO search (signal_id, marks) "
    "SELECT signal_id || CAST(:copy AS TEXT), marks FROM search WHERE seq <= CAST(:different AS INTEGER)"
)


@dataclass(frozen=True)
class Found:
    """What it took among so many."""

    took: list[float]  # milliseconds, of every search
    hit: float  # the part of them that had the nearest of all among the first
    loaded: float  # seconds, with pauses, beside everything else
    longest: float  # milliseconds that everything else waited meanwhile
    row: float  # bytes of memory for one

    @property
    def p99(self) -> float:
        """Milliseconds within which 99 of 100 were answered."""
        return quantiles(self.took, n=100)[-1]


async def measure() -> list[Measured]:
    """Both engines in three sizes; print it, return the goals."""
    house, measured = ministry.organisation(), []
    different = [" ".join(each) for each in islice(_made(Random(1), house), DIFFERENT)]
    asked = list(islice(_made(Random(2), house), ASKED))
    for engine, opened in ENGINES.items():
        heading(f"Look-alikes on {engine}: ms for a search, and how often the nearest of all is among the first five")
        rows = []
        with on_core(SERVER):
            async with opened() as store:
                for before, size in pairwise((0, *SIZES)):
                    await _fill(store, different, before, size)
                    found = await _searched(Search(store._runner), asked)
                    rows.append(_row(size, found))
        table(["Knelpunten", "p50", "p99", "in five", "bytes each", "s to load", "ms others waited"], rows)
        among = f"look-alikes on {engine}, among {SIZES[-1]:,}"
        measured += [
            Measured(f"{among}, p99", "", found.p99, LONGEST, most=True, unit=" ms"),
            Measured(f"{among}, nearest of all in five", "", found.hit, HIT),
        ]
    heading("What it adds to the filing of one knelpunt")
    table(["Engine", "ms to file", "of which for what it is about"], [await _filing(name, house) for name in ENGINES])
    return measured


async def _searched(search: Search, asked: Sequence[Sequence[str]]) -> Found:
    before, start = _memory(), time.perf_counter()
    waited = asyncio.create_task(_others())
    await search.load()
    loaded = time.perf_counter() - start
    waited.cancel()
    longest = await waited
    memory = (_memory() - before) / len(search._postings._ids)
    took, hits = [], 0
    for marked in asked:
        start = time.perf_counter()
        found = await search.nearest(marked, FIRST)
        took.append(1000 * (time.perf_counter() - start))
        hits += found[0][1] >= _nearest(search._postings, marked) - 1e-4
    return Found(took, hits / len(asked), loaded, longest, memory)


def _row(size: int, found: Found) -> list[object]:
    times = f"{median(found.took):.1f}", f"{found.p99:.1f}"
    return [f"{size:,}", *times, f"{found.hit:.0%}", f"{found.row:.0f}", f"{found.loaded:.1f}", f"{found.longest:.0f}"]


async def _others() -> float:
    """How long anything else waits for its turn at most, in milliseconds, until it is cancelled."""
    longest = 0.0
    try:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(0)
            longest = max(longest, 1000 * (time.perf_counter() - start))
            await asyncio.sleep(0.002)
    except asyncio.CancelledError:
        return longest


def _nearest(postings: Postings, asked: Sequence[str]) -> float:
    """How near the nearest of all is, by looking at every one of them and every mark."""
    total = len(postings._ids)
    scores = np.zeros(total, dtype=np.float32)
    for mark in asked:
        numbers = np.frombuffer(postings._of.get(mark, b""), dtype=np.uint32)
        if total <= FEW or len(numbers) <= COMMON * total:
            scores[numbers] += weight(mark) * rarity(len(numbers), total)
    return float((scores * np.frombuffer(postings._parts, dtype=np.float32)).max()) / extent(asked)


async def _filing(engine: str, house: Organisation) -> list[object]:
    """Each with its own words, so that nothing is remembered."""
    async with ENGINES[engine]() as store:
        taken, making = 0.0, 0.0
        texts = [f"{said} {number}" for number, said in zip(range(FILED), _texts(), strict=False)]
        for number, said in enumerate(texts):
            signal = Signal.file(
                id=f"s{number}",
                number=f"K-{number}",
                text=said,
                region="zeeland",
                lead="MEVA",
                filer="noor-habets",
                at=ministry.NOW,
            )
            start = time.perf_counter()
            marks(said, house)
            making += time.perf_counter() - start
            work = store.work(now=ministry.NOW, organisation=house)
            await work.signals.save(signal)
            await work.commit()
            taken += time.perf_counter() - start
    return [engine, f"{1000 * taken / len(texts):.2f}", f"{making / taken:.0%}"]


def _made(random: Random, house: Organisation) -> Iterator[list[str]]:
    """What knelpunten are about: what real ones are, in partly other words."""
    real = [marks(said, house) for said in _texts()]
    known = [[mark for mark in each if ":" in mark] for each in real]
    said = [[mark for mark in each if ":" not in mark] for each in real]
    often = list(accumulate(1 / number for number in range(10, _WORDS + 10)))
    for _ in count():
        one, other = random.randrange(len(real)), random.randrange(len(real))
        concepts = [mark for mark in known[one] if random.random() < 0.8]
        concepts += [mark for mark in known[other] if random.random() < 0.2]
        own = [word for word in said[one] if random.random() < _KEPT]
        others = random.choices(range(_WORDS), cum_weights=often, k=max(1, len(said[one]) - len(own)))
        yield list(dict.fromkeys([*concepts, *own, *(f"woord{number}" for number in others)]))


async def _fill(store: Store, different: Sequence[str], before: int, size: int) -> None:
    """From so many to so many: different ones up to a hundred thousand, beyond that each comes several times."""
    for start in range(before, min(size, DIFFERENT), AT_ONCE):
        several = enumerate(different[start : min(start + AT_ONCE, size)], start)
        rows = [{"signal_id": f"{number:016x}", "marks": own} for number, own in several]
        await store._runner.write(lambda connection, rows=rows: _insert(connection, rows))
    for copy in range(max(1, before // DIFFERENT), size // DIFFERENT):
        given = {"copy": f"-{copy}", "different": DIFFERENT}
        await store._runner.write(lambda connection, given=given: connection.execute(_AGAIN, given))


def _insert(connection: Connection, rows: list[dict[str, str]]) -> None:
    connection.execute(insert(tables.search), rows)


def _texts() -> list[str]:
    lines = (_QUALITY / "signals.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines] + list(world.TEXTS)


def _memory() -> int:
    """Bytes that this process has in memory, once what it needs no more is given back."""
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    asyncio.run(measure())
