"""PostgreSQL: a pool of asyncpg connections, shared with any number of other processes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy import URL, exc
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import tables
from bot.store.changes import Changes
from bot.store.errors import Conflict, StoreUnavailable
from bot.store.flushing import flush
from bot.store.runner import Job, T

LOST_A_RACE = {"40001", "40P01", "55P03"}
"""Serialization failure, deadlock, lock not available."""


class PostgresRunner:
    """Reads see what is committed at that moment; every step is compared and set."""

    def __init__(self, url: URL) -> None:
        self._engine = create_async_engine(
            url, hide_parameters=True, pool_size=10, max_overflow=0, pool_timeout=5, json_serializer=tables.to_json
        )
        self._closed = False
        self._reading = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    async def read(self, job: Job[T]) -> T:
        """What `job` finds."""

        async def attempt() -> T:
            async with self._reading.connect() as connection:
                return await connection.run_sync(job)

        return await self._answered(attempt)

    async def write(self, job: Job[T]) -> T:
        """What `job` returns, once all it wrote is on disk."""
        committing = False

        async def attempt() -> T:
            nonlocal committing
            async with self._engine.begin() as connection:
                result = await connection.run_sync(job)
                committing = True
            return result

        return await self._answered(attempt, again=lambda: not committing)

    async def flush(self, changes: Changes) -> None:
        """All of the changes, or none: raises Conflict or Duplicate."""
        await self.write(lambda connection: flush(connection, changes))

    async def close(self) -> None:
        """Close every connection."""
        self._closed = True
        await self._engine.dispose()

    async def _answered(self, attempt: Callable[[], Awaitable[T]], again: Callable[[], bool] = lambda: True) -> T:
        """A connection that died while nobody used it is no trouble of the caller: once more, with a new one.

        Not once the commit is on its way: then nobody knows, and the caller asks again under the same key.
        """
        if self._closed:
            raise StoreUnavailable("the store is closed")
        try:
            try:
                return await attempt()
            except exc.DBAPIError as failed:
                if not (failed.connection_invalidated and again()):
                    raise
            return await attempt()
        except exc.DBAPIError as failed:
            raise _named(failed) from failed
        except (OSError, exc.TimeoutError) as failed:
            raise StoreUnavailable("PostgreSQL does not answer") from failed


def _named(failed: exc.DBAPIError) -> Exception:
    if getattr(failed.orig, "sqlstate", None) in LOST_A_RACE:
        return Conflict("somebody else was first")
    if isinstance(failed, exc.IntegrityError | exc.ProgrammingError | exc.DataError):
        return failed
    return StoreUnavailable("PostgreSQL does not answer")
