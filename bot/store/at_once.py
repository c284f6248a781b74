"""The same flush as a single statement, for PostgreSQL: there every round trip costs more than the rows.

Each table is a common table expression that gets its rows as one JSON parameter. They run in the order of writing,
because the outermost SELECT counts what each has written before it looks at the next. Where a row is missing it divides
by zero: that is how a statement says no to itself, and then nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, case, exc, func, literal_column, select
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.changes import Changes
from bot.store.columns import Json, to_json
from bot.store.crashpoints import passing
from bot.store.errors import Conflict
from bot.store.flushing import EVERY_ROW, OUT_OF_DATE, WRITINGS, answered_before

SAID_NO = "22012"
"""Division by zero."""


def flush_at_once(connection: Connection, changes: Changes) -> None:
    """Write everything and commit, in one round trip; raises Duplicate or Conflict when nothing was kept."""
    given = changes.tables()
    statement, names, constants = _statement(tuple(given))
    values = constants | {name: to_json(rows) for name, rows in given.items()}
    passing("flush: begun")
    try:
        connection.exec_driver_sql(statement, tuple(values[name] for name in names))
    except exc.DBAPIError as failed:
        if getattr(failed.orig, "sqlstate", None) != SAID_NO:
            raise
        raise answered_before(connection, changes) or Conflict(OUT_OF_DATE) from None
    passing("flush: written")


@lru_cache
def _statement(tables: tuple[str, ...]) -> tuple[str, Sequence[str], dict[str, Any]]:
    """The statement, the names of its parameters in order, and the values of those that are always the same."""
    compiled = select(*map(_counted, tables)).compile(dialect=create_async_engine("postgresql+asyncpg://").dialect)
    return str(compiled), compiled.positiontup or (), dict(compiled.params)


def _counted(table: str) -> ColumnElement[Any]:
    """How many rows were written to this table; where it must be every row, an error unless it was."""
    rows = WRITINGS[table].whole(table).returning(literal_column("1")).cte(f"{table}_written")
    count = select(func.count()).select_from(rows).scalar_subquery()
    if table not in EVERY_ROW:
        return count
    given = func.json_array_length(bindparam(table, type_=Json))
    return literal_column("1") / case((count == given, literal_column("1")), else_=literal_column("0"))
