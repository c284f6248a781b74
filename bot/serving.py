"""The core and its worker, alive for as long as the process serves: opened in order, closed without losing anything."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from bot.core import Core, House
from bot.delivery import Platform
from bot.handlers import CONTENTS, digest
from bot.organisation import Organisation
from bot.store import Store, StoreRefused, StoreUnavailable, open_store
from bot.succession import left_behind
from bot.worker import Worker

log = structlog.get_logger("serving")

PACE = {"slack": timedelta(seconds=1)}
"""The least time between two messages in one conversation, where a platform sets one."""

LATE = timedelta(minutes=5)
"""A message or timer that waits longer than this is worth waking somebody for."""


AGAIN = 5
"""Seconds until a store that was away is tried again."""


def real() -> datetime:
    """The moment outside; leases, pacing and patience keep it even where the demo's clock runs ahead."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """The running product: rooms register their platform, then hand requests to `core.answer`."""

    house: House
    core: Core
    worker: Worker
    platforms: dict[str, Platform]

    @property
    def store(self) -> Store:
        """Where everything is kept."""
        return self.house.store

    async def ready(self) -> bool:
        """Whether requests can be taken."""
        return (await self.store.health(self.house.now())).ready

    async def health(self) -> dict[str, object]:
        """How it goes: whether the store answers, what is late, what waits, is stuck or could not be delivered."""
        standing = await self.store.health(self.house.now())
        if not standing.ready:
            return {"ok": False, "store": "away"}
        late = max(standing.oldest_order or timedelta(), standing.oldest_timer or timedelta())
        return {
            "ok": True,  # waiting for a platform that is away: a restart would not help
            "late": late >= LATE,
            "waiting_seconds": round(late.total_seconds()),
            "undeliverable": standing.undeliverable,
            "stuck": standing.stuck,
        }


@asynccontextmanager
async def serving(
    url: str, organisation: Organisation, *, now: Callable[[], datetime] = real, migrate: bool = False
) -> AsyncIterator[Line]:
    """Open the store and start nothing yet; `working` starts the worker.

    Raises StoreInUse and StoreRefused, the latter also for an organisation file that leaves behind what is stored.
    """
    store = await open_store(url, migrate=migrate)
    try:
        if gone := left_behind(await store.keys_in_use(), organisation):
            raise StoreRefused("\n".join(gone))
        platforms: dict[str, Platform] = {}
        house = House(store, organisation, CONTENTS, platforms, now, real)
        await house.follow()
        worker = Worker(house, Core(house), PACE)
        core = Core(house, wake=worker.wake)
        await core.run(digest.begin)
        try:
            yield Line(house, core, worker, platforms)
        finally:
            await core.finish()
    finally:
        await store.close()


@asynccontextmanager
async def working(line: Line) -> AsyncIterator[None]:
    """The worker, until the block ends; the turn under way is finished first."""
    task = asyncio.create_task(line.worker.run())
    finding = asyncio.create_task(_ready_to_find(line.house))
    try:
        yield
    finally:
        finding.cancel()
        line.worker.stop()
        await task
        with suppress(asyncio.CancelledError):
            await finding


async def _ready_to_find(house: House) -> None:
    """Beside everything else: nobody waits for what was filed long ago to be found among what is alike."""
    while True:
        try:
            await house.store.ready_to_find(house.organisation)
            return
        except StoreUnavailable:
            await asyncio.sleep(AGAIN)
        except Exception:
            log.exception("what was filed earlier cannot be found")  # everything else goes on
            return
