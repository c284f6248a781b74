"""SQLite to look at only, also while another process has the file: it is neither waited for nor disturbed.

A connection that cannot write never touches the write-ahead log, so the rule of one connection holds for what may harm.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import NoReturn, Self
from urllib.parse import quote

import pydantic_core
from sqlalchemy import URL, Engine, create_engine, exc
from sqlalchemy.pool import NullPool

from bot.store import columns
from bot.store.changes import Changes
from bot.store.errors import StoreRefused, StoreUnavailable
from bot.store.runner import Job, T


class LookingRunner:
    """Reads what is committed, and refuses everything else."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, path: Path) -> Self:
        """Raises StoreRefused where there is no file yet."""
        if not path.is_file():
            raise StoreRefused(f"{path} is not there: start `regiolijn serve` once, or name another database.")
        url = URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query={"mode": "ro", "uri": "true"})
        return cls(
            create_engine(
                url,
                poolclass=NullPool,
                isolation_level="AUTOCOMMIT",
                hide_parameters=True,
                json_serializer=columns.to_json,
                json_deserializer=pydantic_core.from_json,
            )
        )

    async def read(self, job: Job[T]) -> T:
        """What `job` finds."""
        return await asyncio.to_thread(self._found, job)

    async def write(self, job: Job[T]) -> NoReturn:
        """Never."""
        raise StoreRefused("the database was opened to look only.")

    async def flush(self, changes: Changes) -> NoReturn:
        """Never."""
        raise StoreRefused("the database was opened to look only.")

    async def close(self) -> None:
        """Nothing stays open between two reads."""
        self._engine.dispose()

    def _found(self, job: Job[T]) -> T:
        try:
            with self._engine.connect() as connection:
                return job(connection)
        except exc.OperationalError as failed:
            raise StoreUnavailable(f"the database does not answer: {failed.orig}") from failed
        except exc.DatabaseError as failed:
            raise StoreRefused(f"this cannot be opened as a database: {failed.orig}") from failed
