"""Signals whose marks were made with other lists or themes get new ones, once at the start, while everything else goes on.

So do signals without any, that were filed before look-alikes were looked for.
"""

from __future__ import annotations

import asyncio
from functools import partial

from sqlalchemy import Connection, bindparam, delete, select

from bot.organisation import Organisation
from bot.store import tables
from bot.store.errors import Conflict
from bot.store.runner import Runner
from bot.store.search import KEEP, made_now, row_of
from bot.store.signals import signal_of

AT_ONCE = 20
"""Signals in one transaction: making their marks takes a few milliseconds each, and others wait for that on SQLite."""

PAUSE = 0.05
"""Seconds between two of them."""

_its = tables.search.c
_AS_NOW = _its.marks.startswith(bindparam("made"))

_UNMARKED = (
    select(tables.signals.c.id)
    .where(tables.signals.c.id > bindparam("after"))
    .where(~select(_its.seq).where(_its.signal_id == tables.signals.c.id, _AS_NOW).exists())
    .order_by(tables.signals.c.id)
    .limit(AT_ONCE)
)
"""The next signals without marks as they would be made now."""

_HELD = (
    select(tables.signals)
    .where(tables.signals.c.id.in_(bindparam("ids", expanding=True)))
    .with_for_update(skip_locked=True)
)
"""These, held until the end: whoever is changing one of them makes its marks, and nobody begins to meanwhile."""

_MARKED = select(_its.signal_id).where(_its.signal_id.in_(bindparam("ids", expanding=True)), _AS_NOW)
"""Those of them that have such marks by now."""

_REPLACED = delete(tables.search).where(_its.signal_id.in_(bindparam("ids", expanding=True)), ~_AS_NOW)
"""Older marks, deleted after the new ones came: the number of the last row is never given out again."""


async def mark_all(runner: Runner, organisation: Organisation) -> int:
    """How many got new marks; safe beside other processes that do the same. Raises StoreUnavailable."""
    after, made = "", 0
    made_as = made_now(organisation)
    while ids := await runner.read(partial(_unmarked, after=after, made=made_as)):
        try:
            made += await runner.write(partial(_mark, ids=ids, organisation=organisation))
        except Conflict:
            continue  # somebody else was at it: look again
        after = ids[-1]
        await asyncio.sleep(PAUSE)
    return made


def _unmarked(connection: Connection, after: str, made: str) -> list[str]:
    return list(connection.execute(_UNMARKED, {"after": after, "made": made}).scalars())


def _mark(connection: Connection, ids: list[str], organisation: Organisation) -> int:
    made = made_now(organisation)
    held = connection.execute(_HELD, {"ids": ids}).mappings().all()
    marked = set(connection.execute(_MARKED, {"ids": ids, "made": made}).scalars())
    rows = [row_of(signal_of(row), organisation) for row in held if row["id"] not in marked]
    if rows:
        connection.execute(KEEP.each, rows)
        connection.execute(_REPLACED, {"ids": [row["signal_id"] for row in rows], "made": made})
    return len(rows)
