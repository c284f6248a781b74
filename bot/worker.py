"""What happens by itself: timers that are due go to the core, messages that wait go to their platform."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from bot.core import Core, House
from bot.courier import Courier
from bot.handlers import audit
from bot.promises import above
from bot.store import Conflict, StoreUnavailable
from bot.store.lanes import platform_of
from bot.store.timers import Timer
from bot.store.work import Work
from bot.worktime import speaking_from

log = structlog.get_logger("worker")

AT_ONCE = 16
"""Conversations of one platform served at the same time, and timers taken in one look."""

LOOK_AGAIN = 1.0
"""Seconds between two looks when nobody wakes the worker; another process may have written."""

AFTER_THE_HIGHER = timedelta(seconds=1)
"""How long a rung waits for a higher one that is due too, and that cancels it by speaking."""

AUDITED = timedelta(minutes=1)
"""How often somebody looks for what should have gone by now."""

BREATH = 0.05
"""Seconds between two looks in any case: what is committed meanwhile goes along, and whoever asks goes first."""


class Worker:
    """Sweeps the store; any number of them may run on PostgreSQL, each row is taken by one.

    Conversations do not wait for each other: one that is slow takes one of the places, and the looking goes on. Every
    platform has places of its own, so that one that hangs never holds up another.
    """

    def __init__(self, house: House, core: Core, pace: Mapping[str, timedelta] | None = None) -> None:
        self._house = house
        self._core = core
        self._courier = Courier(house, core, pace or {})
        self._woken = asyncio.Event()
        self._stopping = False
        self._looked: datetime = house.real()
        self._audited: datetime = self._looked
        self._under_way: set[asyncio.Task[None]] = set()
        self._firing = False

    def wake(self) -> None:
        """Something was committed; look now."""
        self._woken.set()

    def stop(self) -> None:
        """Finish what is under way and no more."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Until stopped; whatever goes wrong, it looks again a second later."""
        while not self._stopping:
            try:
                if not await self._look():
                    await self._rest()
                await asyncio.sleep(BREATH)
            except StoreUnavailable:
                log.warning("store away")
                await self._pause(LOOK_AGAIN)
            except Exception:
                log.exception("a look failed")
                await self._pause(LOOK_AGAIN)
        if self._under_way:
            await asyncio.wait(self._under_way)

    async def drain(self) -> None:
        """Everything that is due now, and what follows from it."""
        while await self.turn():
            pass

    async def turn(self) -> bool:
        """One look at what is due, and all that is under way done; whether there was anything."""
        await self._look()
        under_way = set(self._under_way)
        if under_way:
            await asyncio.wait(under_way)
        return bool(under_way)

    async def _look(self) -> bool:
        """Start what is due, as far as there is room; whether anything was started."""
        self._woken.clear()
        if self._house.is_behind:
            await self._house.follow()
        timers = [] if self._firing else await self._house.store.timers.claim(self._house.now(), AT_ONCE)
        if timers:
            self._firing = True
            self._start(self._fire_in_order(timers))
        self._looked = self._house.real()
        if not timedelta(0) <= self._looked - self._audited < AUDITED:
            self._audited = self._looked
            await self._core.run(audit.look)
        under_way = Counter(platform_of(lane) for lane in self._courier.lanes)
        claims = await self._house.store.outbox.claim(self._looked, AT_ONCE, under_way)
        for claim in claims:
            self._start(self._courier.bring(claim))
        return bool(timers or claims)

    def _start(self, job: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(job)
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.wake()

    async def _rest(self) -> None:
        """Until woken, until a resting lane may go on, or until another process may have written something.

        A lane that was due at the last look is under way, here or elsewhere, or finds its platform's places taken.
        """
        due = await self._house.store.outbox.next_due(self._looked)
        ahead = (due - self._house.real()).total_seconds() if due else LOOK_AGAIN
        await self._pause(min(max(ahead, 0), LOOK_AGAIN))

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), seconds)

    async def _fire_in_order(self, timers: Sequence[Timer]) -> None:
        """One after the other: on a Monday morning they all speak in the same few conversations."""
        try:
            for timer in timers:
                await self._fire(timer)
        finally:
            self._firing = False

    async def _fire(self, timer: Timer) -> None:
        """With its effects in one transaction; one that was cancelled or moved after it was claimed does nothing.

        Of one ladder the highest rung that is due speaks for those below it, and at night none of them does.
        """

        async def effect(work: Work) -> None:
            standing = await work.timers.standing(timer.subject)
            if standing.get(timer.kind) != timer.due_at:
                return
            work.by_clock = True
            work.timers.fired(timer)
            morning = speaking_from(work.now, work.organisation.clock)
            if morning > work.now and timer.kind not in audit.BY_ITSELF:
                work.timers.put_off(timer, morning)
            elif any(standing[kind] <= work.now for kind in above(timer.kind) if kind in standing):
                work.timers.put_off(timer, work.now + AFTER_THE_HIGHER)
            else:
                await self._house.contents.timers[timer.kind](timer, work)

        try:
            await self._core.run(effect)
        except (Conflict, StoreUnavailable) as busy:
            log.warning("timer waits", kind=timer.kind, reason=type(busy).__name__)
        except Exception:
            log.exception("timer failed", kind=timer.kind)
