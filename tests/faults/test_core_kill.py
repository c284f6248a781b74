"""A process dies at any moment: what people were told stands, everybody reads everything once, and in order.

`REGIOLIJN_KILLS=100` kills at random that many times per engine instead of a few.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.core_checker import Remains
from tests.faults.core_life import BATCH, POINTS, CoreLife
from tests.faults.forked import at_rest, processes
from tests.postgres import a_database
from tests.sqlite import a_file

KILLS = int(os.environ.get("REGIOLIJN_KILLS", "4"))
SELDOM_PASSED = {"numbers: reserved": 1, "timers: claimed": 1}
OFTEN = 5
REQUESTS = BATCH + BATCH // 2
"""Of one batch: every form, and every second one taken on."""


@pytest.fixture
async def url(tmp_path: Path) -> str:
    """An empty SQLite file."""
    return await a_file(tmp_path)


@pytest.fixture
async def server() -> AsyncIterator[str]:
    """An empty database on PostgreSQL."""
    async with a_database() as here:
        yield here


async def lived(life: CoreLife, killed_after: float | None = None) -> int:
    """How the life ended: 0, or minus the signal that ended it, so many seconds after it went to work."""
    process = processes.Process(target=life.lived)
    process.start()
    if killed_after is not None:
        while process.is_alive() and not life.born.exists():  # noqa: ASYNC110 - another process cannot set an event
            await asyncio.sleep(0.002)
        await asyncio.to_thread(process.join, killed_after)
        process.kill()
    await asyncio.to_thread(process.join)
    code = process.exitcode
    process.close()
    assert code is not None
    if code:
        await at_rest(life.url)
    return code


async def dies_and_lives_on(life: CoreLife, url: str, folder: Path) -> None:
    assert await lived(life) == -signal.SIGKILL
    assert await Remains(url, folder).broken_promises() == []
    assert await lived(CoreLife(url, folder)) == 0
    left = Remains(url, folder)
    assert await left.broken_promises() == []
    assert await left.unfinished(REQUESTS) == []


@pytest.mark.parametrize("point", POINTS)
async def test_death_at_a_named_moment_is_noticed_by_nobody(url: str, tmp_path: Path, point: str):
    await dies_and_lives_on(
        CoreLife(url, tmp_path, dies_at=point, on_pass=SELDOM_PASSED.get(point, OFTEN)), url, tmp_path
    )


@pytest.mark.postgres
@pytest.mark.parametrize("point", ["flush: written", "claim: committed", "platform: posted"])
async def test_nor_is_it_on_postgresql(server: str, tmp_path: Path, point: str):
    await dies_and_lives_on(CoreLife(server, tmp_path, dies_at=point, on_pass=OFTEN), server, tmp_path)


async def test_death_at_any_moment_on_a_platform_full_of_doubt_is_noticed_by_nobody(url: str, tmp_path: Path):
    chance, killed, first = random.Random(20261102), 0, CoreLife(url, tmp_path, seed=1)
    assert await lived(first) == 0
    lifetime = time.time() - first.born.stat().st_mtime
    for batch in range(1, KILLS + 1):
        life = CoreLife(url, tmp_path, batch, seed=batch + 1)
        killed += await lived(life, killed_after=chance.uniform(0, lifetime)) == -signal.SIGKILL
        assert await Remains(url, tmp_path).broken_promises() == []
    assert await lived(CoreLife(url, tmp_path, KILLS, seed=KILLS + 2)) == 0
    left = Remains(url, tmp_path)
    assert await left.broken_promises() == []
    assert await left.unfinished((KILLS + 1) * REQUESTS) == []
    assert left.doubts
    assert killed


@pytest.mark.parametrize("on_pass", [1, OFTEN])
async def test_where_nobody_can_look_death_after_posting_costs_one_copy_and_loses_nothing(
    url: str, tmp_path: Path, on_pass: int
):
    assert (
        await lived(CoreLife(url, tmp_path, dies_at="platform: posted", on_pass=on_pass, sees=False)) == -signal.SIGKILL
    )
    assert await lived(CoreLife(url, tmp_path, sees=False)) == 0
    left = Remains(url, tmp_path)
    assert len(await left.broken_promises()) == 1
    assert await left.broken_promises(copies=1) == []
    assert await left.unfinished(REQUESTS) == []


async def test_the_checker_notices_who_sends_first_and_marks_afterwards(url: str, tmp_path: Path):
    assert (
        await lived(CoreLife(url, tmp_path, dies_at="platform: posted", on_pass=OFTEN, naive=True)) == -signal.SIGKILL
    )
    assert await lived(CoreLife(url, tmp_path, naive=True)) == 0
    noticed = " ".join(await Remains(url, tmp_path).broken_promises())
    assert "was posted 2 times" in noticed
    assert "after another in dir-meva" in noticed


async def test_the_checker_notices_who_accepts_before_it_is_kept(url: str, tmp_path: Path):
    assert await lived(CoreLife(url, tmp_path, dies_at="flush: written", on_pass=2, hasty=True)) == -signal.SIGKILL
    assert "was accepted and is lost" in " ".join(await Remains(url, tmp_path).broken_promises())
