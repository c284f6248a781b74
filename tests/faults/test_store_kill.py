"""A process may die at any moment: what was accepted is kept, and everything happens once.

`REGIOLIJN_KILLS=100` kills at random that many times per engine instead of a few.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
from pathlib import Path

import pytest

from bot.store import migrate
from bot.store.crashpoints import POINTS
from bot.store.sending import LEASE
from tests.contract.store_words import NOW
from tests.faults.forked import at_rest, processes
from tests.faults.store_checker import lost_or_doubled, unfinished
from tests.faults.store_life import Life
from tests.postgres import a_database

SELDOM_PASSED = {"numbers: reserved", "timers: claimed"}

KILLS = int(os.environ.get("REGIOLIJN_KILLS", "3"))


async def lived(life: Life, killed_after: float | None = None) -> int:
    """How the life ended: 0, or minus the signal that ended it."""
    process = processes.Process(target=life.lived)
    process.start()
    await asyncio.to_thread(process.join, killed_after)
    if killed_after is not None:
        process.kill()
        await asyncio.to_thread(process.join)
    code = process.exitcode
    process.close()
    assert code is not None
    if code:
        await at_rest(life.url)
    return code


@pytest.mark.parametrize("point", POINTS)
async def test_death_at_a_named_moment_loses_nothing_and_doubles_nothing(
    store_url: str, tmp_path: Path, point: str
) -> None:
    on_pass = 1 if point in SELDOM_PASSED else 3
    assert await lived(Life(store_url, tmp_path, NOW, dies_at=point, on_pass=on_pass)) == -signal.SIGKILL
    assert await lost_or_doubled(store_url, tmp_path) == []
    assert await lived(Life(store_url, tmp_path, NOW + 2 * LEASE)) == 0
    assert await lost_or_doubled(store_url, tmp_path) == []
    assert await unfinished(store_url, tmp_path) == []


async def test_death_at_any_moment_loses_nothing_and_doubles_nothing(store_url: str, tmp_path: Path) -> None:
    await migrate(store_url)
    chance = random.Random(20261102)
    requests = 8 * KILLS
    for attempt in range(KILLS):
        life = Life(store_url, tmp_path, NOW + 2 * attempt * LEASE, requests)
        await lived(life, killed_after=chance.uniform(0.03, 0.3))
        assert await lost_or_doubled(store_url, tmp_path) == []
    assert await lived(Life(store_url, tmp_path, NOW + 2 * KILLS * LEASE, requests)) == 0
    assert await lost_or_doubled(store_url, tmp_path) == []
    assert await unfinished(store_url, tmp_path, requests) == []


async def test_the_checker_notices_who_accepts_before_it_is_kept(store_url: str, tmp_path: Path) -> None:
    hasty = Life(store_url, tmp_path, NOW, dies_at="flush: begun", on_pass=2, hasty=True)
    assert await lived(hasty) == -signal.SIGKILL
    assert any("was accepted and is lost" in said for said in await lost_or_doubled(store_url, tmp_path))


async def test_the_checker_notices_who_sends_again_without_looking(store_url: str, tmp_path: Path) -> None:
    assert await lived(Life(store_url, tmp_path, NOW, dies_at="settle: written")) == -signal.SIGKILL
    assert await lived(Life(store_url, tmp_path, NOW + 2 * LEASE, forgetful=True)) == 0
    assert any("was sent 2 times" in said for said in await lost_or_doubled(store_url, tmp_path))


@pytest.mark.postgres
async def test_three_processes_share_the_work_and_each_thing_happens_once(tmp_path: Path) -> None:
    async with a_database() as url:
        ends = await asyncio.gather(*(lived(Life(url, tmp_path, NOW)) for _ in range(3)))
        assert ends == [0, 0, 0]
        assert await lost_or_doubled(url, tmp_path) == []
        assert await unfinished(url, tmp_path) == []
