"""What every signal is about, kept beside it and followed in memory, so that look-alikes are found while somebody types.

The table grows at its end. Another process may commit a row after a later one, so every look goes back a little.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, select

from bot.store import tables
from bot.store.postings import Postings
from bot.store.writing import Insertion, Row

if TYPE_CHECKING:
    from bot.store.runner import Runner

_its = tables.search.c

KEEP = Insertion(tables.search, lambda new: new, later="seq")

AT_ONCE = 2000
"""Rows that are read in one go: others get their turn in between."""

BACK = 500
"""Rows before the last one that are looked at again."""

_AFTER = (
    select(_its.seq, _its.signal_id, _its.marks).where(_its.seq > bindparam("seq")).order_by(_its.seq).limit(AT_ONCE)
)
"""The next rows."""


def row_of(signal_id: str, marks: Collection[str]) -> Row:
    """What a signal has now; nothing, for one that must not be found."""
    return {"signal_id": signal_id, "marks": " ".join(marks)}


class Search:
    """One for all units of work of a store."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._postings = Postings()
        self._seen: dict[str, int] = {}  # by signal: the row it was last put from
        self._last = 0
        self._one_at_a_time = asyncio.Lock()

    async def nearest(self, marks: Collection[str], limit: int) -> list[tuple[str, float]]:
        """The ids of the signals that have most in common with these marks, the nearest first, and how much."""
        await self.follow()
        return self._postings.nearest(marks, limit)

    async def follow(self) -> None:
        """Whatever was kept since the last look, here or by another process; raises StoreUnavailable."""
        async with self._one_at_a_time:
            at = max(self._last - BACK, 0)
            while rows := await self._runner.read(partial(_rows, after=at)):
                for seq, signal_id, marks in rows:
                    if seq > self._seen.get(signal_id, 0):
                        self._seen[signal_id] = seq
                        self._postings.put(signal_id, marks.split())
                at = rows[-1][0]
                self._last = max(self._last, at)
                if len(rows) < AT_ONCE:
                    break


def _rows(connection: Connection, after: int) -> list[tuple[int, str, str]]:
    return [(row.seq, row.signal_id, row.marks) for row in connection.execute(_AFTER, {"seq": after})]
