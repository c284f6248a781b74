"""What the store asks of a database engine: run a synchronous job on a connection, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from bot.store.changes import Changes

T = TypeVar("T")
Job = Callable[[Connection], T]


class Runner(Protocol):
    """One per store. Every method raises StoreUnavailable when the database does not answer."""

    async def read(self, job: Job[T]) -> T:
        """What `job` finds; it sees only what is committed."""
        ...

    async def write(self, job: Job[T]) -> T:
        """What `job` returns, once all it wrote is on disk; nothing is kept when it raises."""
        ...

    async def flush(self, changes: Changes) -> None:
        """Keep the changes of one unit of work, or none of them: raises Conflict or Duplicate."""
        ...

    async def close(self) -> None:
        """Let go of the database."""
        ...
