"""The one step in which a unit of work is written: all of it, or a Conflict or Duplicate and nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect

from bot.store import bindings, handles, orders, people, seen, signals, timers
from bot.store.changes import Changes
from bot.store.crashpoints import passing
from bot.store.errors import Conflict, Duplicate
from bot.store.writing import Writing

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
    "bindings": bindings.BIND,
}

OUT_OF_DATE = "somebody else was first, or the rights changed"

EVERY_ROW = frozenset({"seen", "remembered", "bound", "filed", "stepped", "events", "fired"})
"""Where every row must be written: one that cannot be was answered, taken, moved on or fired by somebody else."""


def flush(connection: Connection, changes: Changes) -> None:
    """Write table by table; raises Duplicate or Conflict, and then the caller rolls back."""
    passing("flush: begun")
    for name, rows in changes.tables().items():
        statement, parameters, constants = _ready(connection.dialect, name, tuple(rows[0]))
        given = ({**constants, **row} for row in rows)
        values = [tuple(bind(row[key]) if bind else row[key] for key, bind in parameters) for row in given]
        written = connection.exec_driver_sql(statement, values).rowcount
        if name in EVERY_ROW and written < len(rows):
            raise (answered_before(connection, changes) if name == "seen" else None) or Conflict(OUT_OF_DATE)
    passing("flush: written")


@lru_cache(maxsize=128)
def _ready(
    dialect: Dialect, name: str, columns: tuple[str, ...]
) -> tuple[str, Sequence[tuple[str, Callable[[Any], Any] | None]], dict[str, Any]]:
    """A writing for rows with these columns: its statement, its parameters in order and how each is made, and those
    that are always the same. SQLAlchemy would find this out for every row, which costs more than writing it.
    """
    compiled = WRITINGS[name].each.compile(dialect=dialect, column_keys=list(columns))
    made = {key: bind.type.dialect_impl(dialect).bind_processor(dialect) for key, bind in compiled.binds.items()}
    constants = {key: value for key, value in compiled.params.items() if key not in columns}
    return str(compiled), [(key, made[key]) for key in compiled.positiontup or ()], constants


def answered_before(connection: Connection, changes: Changes) -> Duplicate | None:
    """What to raise when somebody else kept an answer under the same key."""
    answers = (seen.answer_of(connection, row["key"]) for row in changes.seen)
    return next((Duplicate(answer) for answer in answers if answer is not None), None)
