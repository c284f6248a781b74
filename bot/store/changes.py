"""What one unit of work has to write, and the one step in which it is written.

Tables are always written in the same order and rows in key order, so that two flushes cannot wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Self

from sqlalchemy import Connection, Executable

from bot.store import handles, orders, people, seen, signals, timers
from bot.store.crashpoints import passing
from bot.store.errors import Conflict

Row = Mapping[str, Any]


@dataclass(slots=True)
class Changes:
    """Rows by what happens to them."""

    seen: list[Row] = field(default_factory=list)
    remembered: list[Row] = field(default_factory=list)
    bound: list[Row] = field(default_factory=list)
    spoken: list[Row] = field(default_factory=list)
    filed: list[Row] = field(default_factory=list)
    stepped: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    lanes: list[Row] = field(default_factory=list)
    orders: list[Row] = field(default_factory=list)
    folding: list[Row] = field(default_factory=list)
    fired: list[Row] = field(default_factory=list)
    cancelled: list[Row] = field(default_factory=list)
    planned: list[Row] = field(default_factory=list)
    handles: list[Row] = field(default_factory=list)

    @classmethod
    def merged(cls, several: Iterable[Self]) -> Self:
        """All of it as if it were one unit of work."""
        whole = cls()
        for changes in several:
            for each in fields(cls):
                getattr(whole, each.name).extend(getattr(changes, each.name))
        return whole


def flush(connection: Connection, changes: Changes) -> None:
    """Write everything; raises Duplicate or Conflict, and then the caller rolls back."""
    if changes.seen and _affected(connection, seen.KEEP, changes.seen) < len(changes.seen):
        raise seen.duplicate(connection, changes.seen)
    _insert(connection, people.REMEMBER, changes.remembered)
    _expect(connection, people.STILL, changes.bound, "the account belongs to somebody else now")
    _insert(connection, people.SPOKE, changes.spoken)
    _expect(connection, signals.FILE, changes.filed, "the number is taken")
    _expect(connection, signals.STEP, changes.stepped, "the signal moved on")
    _insert(connection, signals.APPEND, changes.events)
    _insert(connection, orders.WAKE, sorted(changes.lanes, key=_lane))
    _insert(connection, orders.FOLD, changes.folding)
    _insert(connection, orders.APPEND, changes.orders)
    _expect(connection, timers.FIRE, changes.fired, "the timer was cancelled, moved or fired")
    _insert(connection, timers.CANCEL, changes.cancelled)
    _insert(connection, timers.PLAN, changes.planned)
    _insert(connection, handles.ISSUE, changes.handles)
    passing("flush: written")


def _lane(row: Row) -> str:
    return str(row["lane"])


def _insert(connection: Connection, statement: Executable, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(statement, rows)


def _expect(connection: Connection, statement: Executable, rows: Sequence[Row], otherwise: str) -> None:
    if rows and _affected(connection, statement, rows) < len(rows):
        raise Conflict(otherwise)


def _affected(connection: Connection, statement: Executable, rows: Sequence[Row]) -> int:
    """How many rows were written; asyncpg counts only one statement at a time."""
    if connection.dialect.supports_sane_multi_rowcount:
        return connection.execute(statement, rows).rowcount
    return sum(connection.execute(statement, row).rowcount for row in rows)
