"""The one step in which a unit of work is written: all of it, or a Conflict or Duplicate and nothing."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

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
        written = connection.execute(WRITINGS[name].each, rows).rowcount
        if name in EVERY_ROW and written < len(rows):
            raise (answered_before(connection, changes) if name == "seen" else None) or Conflict(OUT_OF_DATE)
    passing("flush: written")


def answered_before(connection: Connection, changes: Changes) -> Duplicate | None:
    """What to raise when somebody else kept an answer under the same key."""
    answers = (seen.answer_of(connection, row["key"]) for row in changes.seen)
    return next((Duplicate(answer) for answer in answers if answer is not None), None)
