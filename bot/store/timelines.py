"""Every timeline there is, walked a page at a time: what was changed in the database, outside the product, shows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, select

from bot.store import chain, tables

if TYPE_CHECKING:
    from bot.store.runner import Runner

PAGE = 500
"""Signals looked at in one go: whoever writes meanwhile waits for no more than that."""

UNREADABLE = (ValueError, TypeError, AttributeError, KeyError)
"""What comes of a row that the product could never have written."""

_signal, _event = tables.signals.c, tables.events.c

_NEXT = (
    select(_signal.id, _signal.number)
    .where(_signal.id > bindparam("after"))
    .order_by(_signal.id)
    .limit(bindparam("page"))
)

# One statement, so that a step taken at this moment is seen in both tables or in neither.
_TIMELINES = (
    select(_signal.id, _signal.number, _signal.head, *(each for each in tables.events.c))
    .select_from(tables.signals.outerjoin(tables.events, _event.signal_id == _signal.id))
    .where(_signal.id.in_(bindparam("ids", expanding=True)))
    .order_by(_signal.id, _event.version)
)

_LEFT_BEHIND = (
    select(_event.signal_id)
    .select_from(tables.events.outerjoin(tables.signals, _event.signal_id == _signal.id))
    .where(_signal.id.is_(None))
    .distinct()
    .order_by(_event.signal_id)
)


async def broken(runner: Runner) -> AsyncIterator[str]:
    """Of each signal the first thing that does not hold in its timeline, as a sentence without its full stop."""
    after = ""
    while page := await runner.read(partial(_page, after=after)):
        after, found = page
        for each in found:
            yield each
    for left in await runner.read(lambda connection: connection.execute(_LEFT_BEHIND).scalars().all()):
        yield f"signal {left}: its timeline is there, and the signal is not"


def _page(connection: Connection, after: str) -> tuple[str, list[str]] | None:
    """The last id of the page behind this one, and what does not hold there; None behind the last page."""
    numbers = {row.id: row.number for row in connection.execute(_NEXT, {"after": after, "page": PAGE})}
    if not numbers:
        return None
    last = next(reversed(numbers))
    try:
        return last, _faults(connection, numbers)
    except UNREADABLE:  # whose row that is, shows by asking for each alone
        return last, [fault for each in numbers.items() for fault in _alone(connection, *each)]


def _alone(connection: Connection, id: str, number: str) -> list[str]:
    try:
        return _faults(connection, [id])
    except UNREADABLE:
        return [f"signal {number}: its timeline holds a line that cannot be read"]


def _faults(connection: Connection, ids: Collection[str]) -> list[str]:
    found = []
    for _, lines in groupby(connection.execute(_TIMELINES, {"ids": list(ids)}).mappings(), lambda row: row["id"]):
        rows = list(lines)
        events = [row for row in rows if row["version"] is not None]
        found += chain.faults(rows[0]["number"], events, rows[0]["head"])[:1]
    return found
