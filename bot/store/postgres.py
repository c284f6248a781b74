"""PostgreSQL: a pool of asyncpg connections, shared with any number of other processes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pydantic_core
from sqlalchemy import URL, event, exc
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import columns
from bot.store.at_once import flush_at_once
from bot.store.changes import Changes
from bot.store.errors import Conflict, StoreUnavailable
from bot.store.runner import Job, T

AT_ONCE = 10
"""Connections at most."""

PATIENCE = 5
"""Seconds to wait for a connection."""

SILENCE = 60
"""Seconds after which a server that says nothing counts as gone."""

LOST_A_RACE = {"40001", "40P01", "55P03"}
"""Serialization failure, deadlock, lock not available."""


class PostgresRunner:
    """Reads see what is committed at that moment; every step is compared and set."""

    def __init__(self, url: URL) -> None:
        self._engine = create_async_engine(
            url,
            pool_size=AT_ONCE,
            max_overflow=0,
            pool_timeout=PATIENCE,
            isolation_level="AUTOCOMMIT",  # whatever is one statement is its own transaction
            connect_args={
                "timeout": PATIENCE,
                "command_timeout": SILENCE,
                "server_settings": {"application_name": "regiolijn", "synchronous_commit": "on"},
            },
            json_serializer=columns.to_json,
            json_deserializer=pydantic_core.from_json,
            hide_parameters=True,  # a fault ends up in a log, and what people typed must not
        )
        event.listen(self._engine.sync_engine, "checkout", _still_open)
        self._in_transactions = self._engine.execution_options(isolation_level="READ COMMITTED")
        self._closed = False

    async def read(self, job: Job[T]) -> T:
        """What `job` finds."""
        async with self._answering(), self._engine.connect() as connection:
            return await connection.run_sync(job)

    async def write(self, job: Job[T]) -> T:
        """What `job` returns, once all it wrote is on disk."""
        async with self._answering(), self._in_transactions.begin() as connection:
            return await connection.run_sync(job)

    async def flush(self, changes: Changes) -> None:
        """All of the changes, or none: raises Conflict or Duplicate."""
        async with self._answering(), self._engine.connect() as connection:
            await connection.run_sync(flush_at_once, changes)

    async def close(self) -> None:
        """Close every connection."""
        self._closed = True
        await self._engine.dispose()

    @asynccontextmanager
    async def _answering(self) -> AsyncIterator[None]:
        """What the driver says, in the words of the store."""
        if self._closed:
            raise StoreUnavailable("the store is closed")
        try:
            yield
        except exc.DBAPIError as failed:
            if getattr(failed.orig, "sqlstate", None) in LOST_A_RACE:
                raise Conflict("somebody else was first") from failed
            if isinstance(failed, exc.IntegrityError | exc.ProgrammingError | exc.DataError):
                raise
            raise StoreUnavailable("PostgreSQL does not answer") from failed
        except (OSError, exc.TimeoutError) as failed:
            raise StoreUnavailable("PostgreSQL does not answer") from failed


def _still_open(connection: Any, *_: object) -> None:  # noqa: ANN401 - SQLAlchemy's wrapper of an asyncpg connection
    """A connection that died while nobody used it is replaced before it is used, without asking the server."""
    if connection.driver_connection.is_closed():
        raise exc.DisconnectionError
