"""Requests that had effects, with their answers, so that a retry gets the same answer and no second effect."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from bot.store import tables
from bot.store.writing import Insertion

KEEP = Insertion(tables.seen, lambda new: new.on_conflict_do_nothing())

_ANSWER = select(tables.seen.c.answer).where(tables.seen.c.key == bindparam("key"))
"""The answer that was kept under a key."""


def answer_of(connection: Connection, key: str) -> str | None:
    """The stored answer of this request, or None."""
    return connection.execute(_ANSWER, {"key": key}).scalar()
