"""The one step in which a unit of work is written: all of it, or a Conflict or Duplicate and nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, func, literal_column, select
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import handles, orders, people, seen, signals, timers
from bot.store.changes import Changes
from bot.store.crashpoints import passing
from bot.store.errors import Conflict
from bot.store.tables import to_json
from bot.store.writing import Row, Writing

WRITINGS: Mapping[str, Writing] = {
    "seen": seen.KEEP,
    "remembered": people.REMEMBER,
    "bound": people.STILL,
    "spoken": people.SPOKE,
    "filed": signals.FILE,
    "stepped": signals.STEP,
    "events": signals.APPEND,
    "lanes": orders.WAKE,
    "folding": orders.FOLD,
    "orders": orders.APPEND,
    "fired": timers.FIRE,
    "cancelled": timers.CANCEL,
    "planned": timers.PLAN,
    "handles": handles.ISSUE,
}

OUT_OF_DATE = {
    "remembered": "the account belongs to somebody else",
    "bound": "the account belongs to somebody else now",
    "filed": "the number is taken",
    "stepped": "the signal moved on",
    "events": "the signal moved on",
    "fired": "the timer was cancelled, moved or fired",
}
"""What it means when not every row could be written."""


def flush(connection: Connection, changes: Changes) -> None:
    """Write everything; raises Duplicate or Conflict, and then the caller rolls back."""
    given = changes.tables()
    at_once = connection.dialect.name == "postgresql"
    written = _in_one_statement(connection, given) if at_once else _table_by_table(connection, given)
    if written.get("seen", 0) < len(changes.seen):
        raise seen.duplicate(connection, changes.seen)
    for name, meaning in OUT_OF_DATE.items():
        if written.get(name, 0) < len(given.get(name, ())):
            raise Conflict(meaning)
    passing("flush: written")


def _table_by_table(connection: Connection, given: Mapping[str, list[Row]]) -> dict[str, int]:
    """How many rows were written, by table."""
    return {name: connection.execute(WRITINGS[name].each, rows).rowcount for name, rows in given.items()}


def _in_one_statement(connection: Connection, given: Mapping[str, list[Row]]) -> dict[str, int]:
    """The same in a single round trip."""
    statement, names, constants = _statement(tuple(given))
    values = constants | {name: to_json(rows) for name, rows in given.items()}
    written = connection.exec_driver_sql(statement, tuple(values[name] for name in names)).one()
    return dict(zip(given, written, strict=True))


@lru_cache
def _statement(tables: tuple[str, ...]) -> tuple[str, list[str], dict[str, Any]]:
    """The statement, the names of its parameters in order, and the values of those that never change.

    Each table is a common table expression; counting what one wrote runs it to its end before the next begins.
    """
    written = [WRITINGS[table].whole(table).returning(literal_column("1")).cte(f"{table}_written") for table in tables]
    counts = select(*(select(func.count()).select_from(each).scalar_subquery() for each in written))
    compiled = counts.compile(dialect=create_async_engine("postgresql+asyncpg://").dialect)
    return str(compiled), list(compiled.positiontup or ()), dict(compiled.params)
