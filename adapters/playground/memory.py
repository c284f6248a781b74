"""The playground's own message memory: what a remote platform would keep, in its own SQLite file."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import aiosqlite
from pydantic import TypeAdapter

from adapters.playground.message import Message
from bot.cards import Card

_CARD = TypeAdapter(Card)
_COLUMNS = "id, change, place, card, at, author, under, edited"
_SHOWN = 1000  # messages a page gets when it opens; older ones stay in the file
_TABLES = """
CREATE TABLE IF NOT EXISTS messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  change INTEGER NOT NULL UNIQUE,
  place TEXT NOT NULL,
  card TEXT NOT NULL,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  under INTEGER REFERENCES messages (id),
  edited INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS arrivals (
  key TEXT PRIMARY KEY,
  message INTEGER NOT NULL REFERENCES messages (id)
) WITHOUT ROWID;
"""


class Closed(sqlite3.ProgrammingError):
    """The memory is not open: the server has not started yet, or is stopping."""


class Memory:
    """Messages by id, by place and by the key of the delivery that brought them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: aiosqlite.Connection | None = None
        self._turn = asyncio.Lock()  # one transaction at a time: all share one connection

    async def open(self) -> None:
        """Open the file, made when it is not there yet."""
        await asyncio.to_thread(self._path.parent.mkdir, parents=True, exist_ok=True)
        self._connection = await aiosqlite.connect(self._path)
        await self._connection.execute("PRAGMA journal_mode = WAL")
        await self._connection.execute("PRAGMA synchronous = FULL")
        await self._connection.executescript(_TABLES)

    async def close(self) -> None:
        """Close the file; what was posted is in it."""
        async with self._turn:
            if self._connection is not None:
                await self._connection.close()
                self._connection = None

    async def post(
        self, place: str, card: Card, at: datetime, *, author: str = "", under: int | None = None, key: str = ""
    ) -> int:
        """A new message; returns its id. A `key` that arrived before gives the message it brought then."""
        async with self._transaction() as db:
            if (known := await _arrived(db, key)) is not None:
                return known
            values = (place, _written(card), at.astimezone(UTC).isoformat(), author, under)
            row = await _one(
                db,
                "INSERT INTO messages (change, place, card, at, author, under)"
                " SELECT coalesce(max(change), 0) + 1, ?, ?, ?, ?, ? FROM messages RETURNING id",
                values,
            )
            posted = int(row[0])
            await _remember(db, key, posted)
            return posted

    async def edit(self, message: int, card: Card, *, key: str = "") -> bool:
        """Replace the card of a message; False when there is no such message."""
        async with self._transaction() as db:
            if await _arrived(db, key) is not None:
                return True
            changed = await db.execute(
                "UPDATE messages SET card = ?, edited = 1, change = (SELECT max(change) + 1 FROM messages)"
                " WHERE id = ?",
                (_written(card), message),
            )
            if changed.rowcount == 0:
                return False
            await _remember(db, key, message)
            return True

    async def find(self, key: str) -> int | None:
        """The message that the delivery with this key posted or edited."""
        async with self._transaction() as db:
            return await _arrived(db, key)

    async def get(self, message: int) -> Message | None:
        """One message."""
        async with self._transaction() as db:
            found = await db.execute_fetchall(f"SELECT {_COLUMNS} FROM messages WHERE id = ?", (message,))  # noqa: S608
        return next((_message(row) for row in found), None)

    async def since(self, change: int, places: Iterable[str]) -> list[Message]:
        """What was posted or edited in these places after `change`, oldest change first, at most the last thousand."""
        wanted = tuple(places)
        marks = ", ".join("?" * len(wanted))
        async with self._transaction() as db:
            found = await db.execute_fetchall(
                f"SELECT {_COLUMNS} FROM messages WHERE change > ? AND place IN ({marks})"  # noqa: S608
                " ORDER BY change DESC LIMIT ?",
                (change, *wanted, _SHOWN),
            )
        return [_message(row) for row in reversed(list(found))]

    async def last_change(self) -> int:
        """The number of the newest change; 0 when nothing was ever said."""
        async with self._transaction() as db:
            row = await _one(db, "SELECT coalesce(max(change), 0) FROM messages", ())
        return int(row[0])

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[aiosqlite.Connection]:
        async with self._turn:
            if self._connection is None:
                raise Closed
            try:
                yield self._connection
            except BaseException:
                await self._connection.rollback()
                raise
            await self._connection.commit()


async def _one(db: aiosqlite.Connection, statement: str, values: tuple[object, ...]) -> aiosqlite.Row:
    """The one row a statement returns; read to its end, because an open cursor would hold the transaction."""
    return next(iter(await db.execute_fetchall(statement, values)))


async def _arrived(db: aiosqlite.Connection, key: str) -> int | None:
    found = await db.execute_fetchall("SELECT message FROM arrivals WHERE key = ?", (key,))
    return next((int(row[0]) for row in found), None)


async def _remember(db: aiosqlite.Connection, key: str, message: int) -> None:
    if key:
        await db.execute("INSERT INTO arrivals (key, message) VALUES (?, ?)", (key, message))


def _written(card: Card) -> str:
    return _CARD.dump_json(card).decode()


def _message(row: aiosqlite.Row) -> Message:
    message, change, place, card, at, author, under, edited = row
    return Message(
        id=message,
        change=change,
        place=place,
        card=_CARD.validate_json(card),
        at=datetime.fromisoformat(at),
        author=author,
        under=under,
        edited=bool(edited),
    )
