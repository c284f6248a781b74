"""Signals that were filed before look-alikes were looked for get their marks, once, while everything else goes on.

Marks are made with the organisation file of that moment. New keywords do not make old marks anew: a signal gets new marks
when its words change.
"""

from __future__ import annotations

import asyncio
from functools import partial

from sqlalchemy import Connection, bindparam, select

from bot.organisation import Organisation
from bot.store import tables
from bot.store.errors import Conflict
from bot.store.runner import Runner
from bot.store.search import KEEP, row_of
from bot.store.signals import signal_of

AT_ONCE = 20
"""Signals in one transaction: making their marks takes a few milliseconds each, and others wait for that on SQLite."""

PAUSE = 0.05
"""Seconds between two of them."""

_UNMARKED = (
    select(tables.signals.c.id)
    .where(tables.signals.c.id > bindparam("after"))
    .where(~select(tables.search.c.seq).where(tables.search.c.signal_id == tables.signals.c.id).exists())
    .order_by(tables.signals.c.id)
    .limit(AT_ONCE)
)
"""The next signals without marks."""

_HELD = (
    select(tables.signals)
    .where(tables.signals.c.id.in_(bindparam("ids", expanding=True)))
    .with_for_update(skip_locked=True)
)
"""These, held until the end: whoever is changing one of them makes its marks, and nobody begins to meanwhile."""

_MARKED = select(tables.search.c.signal_id).where(tables.search.c.signal_id.in_(bindparam("ids", expanding=True)))
"""Those of them that have marks by now."""


async def mark_all(runner: Runner, organisation: Organisation) -> int:
    """How many got marks; safe beside other processes that do the same. Raises StoreUnavailable."""
    after, made = "", 0
    while ids := await runner.read(partial(_unmarked, after=after)):
        try:
            made += await runner.write(partial(_mark, ids=ids, organisation=organisation))
        except Conflict:
            continue  # somebody else was at it: look again
        after = ids[-1]
        await asyncio.sleep(PAUSE)
    return made


def _unmarked(connection: Connection, after: str) -> list[str]:
    return list(connection.execute(_UNMARKED, {"after": after}).scalars())


def _mark(connection: Connection, ids: list[str], organisation: Organisation) -> int:
    held = connection.execute(_HELD, {"ids": ids}).mappings().all()
    marked = set(connection.execute(_MARKED, {"ids": ids}).scalars())
    rows = [row_of(signal_of(row), organisation) for row in held if row["id"] not in marked]
    if rows:
        connection.execute(KEEP.each, rows)
    return len(rows)
