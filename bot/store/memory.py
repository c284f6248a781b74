"""What a platform's room keeps: small facts by key, the same for every process, still there after a restart."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert  # SQLite reads the same ON CONFLICT

from bot.delivery import TryLater
from bot.store import tables
from bot.store.errors import StoreError

if TYPE_CHECKING:
    from bot.store.runner import Runner

T = TypeVar("T")

_its = tables.memory.c

_RECALL = select(_its.value).where(_its.key == bindparam("key"))
"""What was kept under a key."""

_new = insert(tables.memory).values(key=bindparam("key"), value=bindparam("value"), kept_at=func.now())

_KEEP = _new.on_conflict_do_update(
    index_elements=["key"],
    set_={"value": _new.excluded.value, "kept_at": _new.excluded.kept_at},
    where=_its.value != _new.excluded.value,
)
"""Over what was there. The same again writes nothing, so a room may keep what it hears with every message.

`kept_at` is by the database's clock: it tells an operator since when, and nothing is decided by it.
"""


class StoredMemory:
    """`bot.delivery.Memory` in the database."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    async def recall(self, key: str) -> str | None:
        """What was kept last under this key; raises TryLater when the store does not answer."""
        return await _answered(self._runner.read(lambda connection: _recalled(connection, key)))

    async def keep(self, key: str, value: str) -> None:
        """Keep this, over what was there; raises TryLater when the store does not answer."""
        await _answered(self._runner.write(lambda connection: _kept(connection, key, value)))


def _recalled(connection: Connection, key: str) -> str | None:
    return connection.execute(_RECALL, {"key": key}).scalar()


def _kept(connection: Connection, key: str, value: str) -> None:
    connection.execute(_KEEP, {"key": key, "value": value})


async def _answered(asked: Awaitable[T]) -> T:
    """A room knows only what a platform promises, so a store that is away speaks in those words."""
    try:
        return await asked
    except StoreError as away:
        raise TryLater(str(away)) from away
