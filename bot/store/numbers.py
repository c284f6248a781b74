"""Numbers people say aloud, `K-2026-0147`: taken from a block, so that filing need not queue for them.

A block is reserved in a small transaction of its own; a crash may skip what was left of it, a clean close does not.
"""

from __future__ import annotations

import asyncio
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection, update
from sqlalchemy.dialects.postgresql import insert

from bot.store import tables
from bot.store.crashpoints import passing

if TYPE_CHECKING:
    from bot.store.runner import Runner

BLOCK = 20


class Numbers:
    """What this process may hand out, by kind and year."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._left: dict[tuple[str, int], deque[int]] = {}
        self._reserving = asyncio.Lock()

    async def take(self, kind: str, year: int) -> int:
        """The next number, counting from 1; no other process gets it."""
        left = self._left.setdefault((kind, year), deque())
        if not left:
            async with self._reserving:
                if not left:
                    first = await self._runner.write(lambda connection: reserve(connection, kind, year))
                    passing("numbers: reserved")
                    left.extend(range(first, first + BLOCK))
        return left.popleft()

    async def give_back(self) -> None:
        """Return what is left, unless somebody reserved after it."""
        for (kind, year), left in self._left.items():
            if left:
                first, end = left[0], left[-1] + 1
                left.clear()
                await self._runner.write(partial(release, kind=kind, year=year, first=first, end=end))


def reserve(connection: Connection, kind: str, year: int) -> int:
    """The first number of a block that is now ours."""
    ours = insert(tables.numbers).values(kind=kind, year=year, next=1 + BLOCK)
    ours = ours.on_conflict_do_update(index_elements=["kind", "year"], set_={"next": tables.numbers.c.next + BLOCK})
    after = connection.execute(ours.returning(tables.numbers.c.next)).scalar_one()
    return int(after) - BLOCK


def release(connection: Connection, kind: str, year: int, first: int, end: int) -> None:
    """Let the numbers from `first` to `end` be handed out again, if they were the last reserved."""
    last = update(tables.numbers).where(
        tables.numbers.c.kind == kind, tables.numbers.c.year == year, tables.numbers.c.next == end
    )
    connection.execute(last.values(next=first))
