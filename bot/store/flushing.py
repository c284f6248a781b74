"""The one step in which a unit of work is written: all of it, or a Conflict or Duplicate and nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect

from bot.store import (
    absences,
    bindings,
    decisions,
    handles,
    moves,
    orders,
    people,
    posted,
    redaction,
    search,
    seen,
    signals,
    timers,
)
from bot.store.changes import Changes
from bot.store.crashpoints import passing
from bot.store.errors import Conflict, Duplicate
from bot.store.writing import Row, Writing

WRITINGS: Mapping[str, Writing] = {
    "seen": seen.KEEP,
    "remembered": people.REMEMBER,
    "bound": people.STILL,
    "spoken": people.SPOKE,
    "filed": signals.FILE,
    "stepped": signals.STEP,
    "events": signals.APPEND,
    "moves": moves.KEEP,
    "redacted_events": redaction.EVENTS,
    "redacted_decisions": redaction.DECISIONS,
    "redacted_seen": redaction.SEEN,
    "redacted_handles": redaction.HANDLES,
    "unsought": redaction.UNSOUGHT,
    "sought": search.KEEP,
    "lanes": orders.WAKE,
    "folding": orders.FOLD,
    "orders": orders.APPEND,
    "woken": orders.WAKEN,
    "said_again": orders.SAY_AGAIN,
    "followed": posted.FOLLOW,
    "redacted_waiting": redaction.WAITING,
    "fired": timers.FIRE,
    "put_off": timers.MOVE,
    "cancelled": timers.CANCEL,
    "planned": timers.PLAN,
    "handles": handles.ISSUE,
    "bindings": bindings.BIND,
    "absences": absences.KEEP,
    "decided": decisions.KEEP,
}

OUT_OF_DATE = "somebody else was first, or the rights changed"

EVERY_ROW = frozenset(
    {"seen", "remembered", "bound", "filed", "stepped", "events", "fired", "put_off", "decided", "redacted_events"}
)
"""Where every row must be written: one that cannot be was answered, taken, moved on, put off or fired by somebody else."""


def flush(connection: Connection, changes: Changes) -> None:
    """Write table by table; raises Duplicate or Conflict, and then the caller rolls back."""
    passing("flush: begun")
    for name, rows in changes.tables().items():
        ready = _ready(connection.dialect, name, tuple(rows[0]))
        written = connection.exec_driver_sql(ready.statement, list(map(ready.values, rows))).rowcount
        if name in EVERY_ROW and written < len(rows):
            raise (answered_before(connection, changes) if name == "seen" else None) or Conflict(OUT_OF_DATE)
    passing("flush: written")


class _Ready:
    """A writing, compiled for rows with these columns: SQLAlchemy would look through every row, at a higher cost."""

    def __init__(self, writing: Writing, dialect: Dialect, columns: Sequence[str]) -> None:
        compiled = writing.each.compile(dialect=dialect, column_keys=list(columns))
        self.statement = str(compiled)
        self._names = compiled.positiontup or ()
        self._constants = {name: value for name, value in compiled.params.items() if name not in columns}
        binds = (compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in self._names)
        self._binds = [(place, bind) for place, bind in enumerate(binds) if bind]

    def values(self, row: Row) -> tuple[Any, ...]:
        """The parameters for one row, in the order of the statement."""
        given = {**self._constants, **row} if self._constants else row
        values = [given[name] for name in self._names]
        for place, bind in self._binds:
            values[place] = bind(values[place])
        return tuple(values)


@lru_cache(maxsize=128)
def _ready(dialect: Dialect, name: str, columns: tuple[str, ...]) -> _Ready:
    return _Ready(WRITINGS[name], dialect, columns)


def answered_before(connection: Connection, changes: Changes) -> Duplicate | None:
    """What to raise when somebody else kept an answer under the same key."""
    answers = (seen.answer_of(connection, row["key"]) for row in changes.seen)
    return next((Duplicate(answer) for answer in answers if answer is not None), None)
