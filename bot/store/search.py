"""What every signal is about, kept beside it and followed in memory, so that look-alikes are found while somebody types.

The table grows at its end, and what comes later about a signal replaces what came before. Another process may commit a row
after a later one: numbers that were passed over are asked for again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, select

from bot.likeness import made_with, marks
from bot.organisation import Organisation
from bot.redaction import TAKEN_OUT
from bot.signals import Signal, State
from bot.store import tables
from bot.store.postings import Postings
from bot.store.writing import Insertion, Row

if TYPE_CHECKING:
    from bot.store.runner import Runner

_its = tables.search.c

KEEP = Insertion(tables.search, lambda new: new, later="seq")

_MADE_WITH = "made-with:"

AT_ONCE = 500
"""Rows that are read in one go: others get their turn in between."""

SOON = 6
"""Goes that whoever searches waits for; the rest of a long table is read by `load`, and until then is not found."""

PAUSE = 0.01
"""Seconds between two goes while nobody waits."""

BACK = 2000
"""Numbers before the last one that may still come: a transaction takes two seconds at most."""

_ROWS = select(_its.seq, _its.signal_id, _its.marks).order_by(_its.seq)
_AFTER = _ROWS.where(_its.seq > bindparam("seq")).limit(AT_ONCE)
"""The next rows."""

_PASSED_OVER = _ROWS.where(_its.seq.in_(bindparam("missed", expanding=True)))
"""Rows that were not there before later ones were; asked apart, for with OR between them SQLite looks at every row."""


def sought(signal: Signal, organisation: Organisation) -> tuple[str, ...]:
    """By what it is found: its own words, and what solved it; by nothing, where nobody else may know of it."""
    if signal.confidential or signal.state in (State.WITHDRAWN, State.MERGED):
        return ()
    return marks(told(signal), organisation)


def told(signal: Signal) -> str:
    """What the filer said and what solved it, without what was taken out."""
    solution = f" {signal.outcome.text}" if signal.outcome else ""
    return (signal.text + solution).replace(TAKEN_OUT, " ")


def row_of(signal: Signal, organisation: Organisation) -> Row:
    """What a signal has now; nothing but how it was made, for one that must not be found."""
    return {"signal_id": signal.id, "marks": " ".join((made_now(organisation), *sought(signal, organisation)))}


def made_now(organisation: Organisation) -> str:
    """What the marks of a signal begin with, if they are made as they would be now."""
    return _MADE_WITH + made_with(organisation)


class Search:
    """One for all units of work of a store."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._postings = Postings()
        self._last = 0
        self._missed: set[int] = set()
        self._one_at_a_time = asyncio.Lock()
        self._asked = self._answered = 0
        self._is_all = False
        self._is_loading = False

    async def nearest(self, marks: Collection[str], limit: int) -> list[tuple[str, float]]:
        """The ids of the signals that have most in common with these marks, the nearest first, and how much.

        While `load` is under way it answers from what is there. Raises StoreUnavailable.
        """
        for _ in range(0 if self._is_loading else SOON):
            if await self._read():
                break
        return self._postings.nearest(marks, limit)

    async def load(self) -> None:
        """The whole table, in small steps; raises StoreUnavailable."""
        self._is_loading = True
        try:
            while True:
                if await self._read():
                    return
                await asyncio.sleep(PAUSE)
        finally:
            self._is_loading = False

    async def load_afresh(self) -> None:
        """As `load`, from the start: what was replaced takes no memory any more. Finds meanwhile what it knew."""
        afresh = Search(self._runner)
        await afresh.load()
        async with self._one_at_a_time:
            self._postings, self._last, self._missed = afresh._postings, afresh._last, afresh._missed

    async def _read(self) -> bool:
        """The next rows that were kept, here or by another process; whether these were all.

        Whoever asks during a look waits for the next one, and all of them share it.
        """
        self._asked += 1
        asked = self._asked
        async with self._one_at_a_time:
            if self._answered >= asked:
                return self._is_all
            before = self._asked
            rows = await self._runner.read(partial(_rows, after=self._last, missed=self._missed))
            for seq, signal_id, found in rows:
                own = [mark for mark in found.split() if not mark.startswith(_MADE_WITH)]
                self._postings.put(signal_id, own, seq)
                self._missed.discard(seq)
                if seq > self._last:
                    self._missed.update(range(max(self._last + 1, seq - BACK), seq))
                    self._last = seq
            self._missed = {seq for seq in self._missed if seq > self._last - BACK}
            self._answered = before
            self._is_all = len(rows) < AT_ONCE  # with some that were passed over it looks once more than it must
            return self._is_all


def _rows(connection: Connection, after: int, missed: Collection[int]) -> list[tuple[int, str, str]]:
    late = connection.execute(_PASSED_OVER, {"missed": sorted(missed)}).all() if missed else []
    rows = (*late, *connection.execute(_AFTER, {"seq": after}))
    return [(row.seq, row.signal_id, row.marks) for row in rows]
