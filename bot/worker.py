"""What happens by itself: timers that are due go to the core, messages that wait go to their platform."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.core import Core, House
from bot.delivery import Receipt, TryLater, Uncertain, Undeliverable
from bot.drawing import HISTORY, drawn
from bot.handlers import administer
from bot.store import Conflict, StoreUnavailable
from bot.store.outbox import Claim
from bot.store.timers import Timer
from bot.store.work import Work

log = structlog.get_logger("worker")

AT_ONCE = 16
"""Lanes and timers taken in one turn."""

LOOK_AGAIN = 1.0
"""Seconds between two looks when nobody wakes the worker; another process may have written."""

SETTLE = timedelta(seconds=45)
"""How long an uncertain delivery rests before it is looked into: a late message may still arrive."""

BACKOFF = (timedelta(seconds=2), timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5))
"""Waits between tries; the last one repeats, for as long as an outage lasts."""


class Worker:
    """Sweeps the store; any number of them may run on PostgreSQL, each row is taken by one."""

    def __init__(self, house: House, core: Core, pace: Mapping[str, timedelta] | None = None) -> None:
        self._house = house
        self._core = core
        self._pace = pace or {}
        self._woken = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Something was committed; look now."""
        self._woken.set()

    def stop(self) -> None:
        """Finish the turn under way and no more."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Until stopped; a store that is away for a while ends nothing."""
        while not self._stopping:
            try:
                if not await self.turn():
                    await self._rest()
            except StoreUnavailable:
                log.warning("store away")
                await asyncio.sleep(LOOK_AGAIN)

    async def drain(self) -> None:
        """Everything that is due now, and what follows from it."""
        while await self.turn():
            pass

    async def turn(self) -> bool:
        """One look at what is due; whether there was anything."""
        self._woken.clear()
        timers = await self._house.store.timers.claim(self._house.now(), AT_ONCE)
        claims = await self._house.store.outbox.claim(self._house.real(), AT_ONCE)
        await asyncio.gather(*map(self._fire, timers), *map(self._send, claims))
        return bool(timers or claims)

    async def _rest(self) -> None:
        """Until woken, until a resting lane may go on, or until another process may have written something."""
        resting = await self._house.store.outbox.next_due()
        until = (resting - self._house.real()).total_seconds() if resting else LOOK_AGAIN
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), min(max(until, 0.01), LOOK_AGAIN))

    async def _fire(self, timer: Timer) -> None:
        async def effect(work: Work) -> None:
            await self._house.contents.timers[timer.kind](timer, work)
            work.timers.fired(timer)

        try:
            await self._core.run(effect)
        except Conflict:
            log.warning("timer waits", kind=timer.kind)

    async def _send(self, claim: Claim) -> None:
        outbox = self._house.store.outbox
        if claim.order.view == HISTORY and claim.under is None:
            await outbox.give_up(claim, "no card to reply under", self._house.real())
            return
        try:
            receipt = await self._delivered(claim)
        except TryLater as later:
            wait = max(later.after, BACKOFF[min(claim.attempts, len(BACKOFF)) - 1])
            await outbox.retry(claim, self._house.real() + wait, later.reason)
        except Uncertain as doubt:
            await outbox.unsure(claim, self._house.real() + SETTLE, doubt.reason)
        except Undeliverable as never:
            await self._missed(claim, never.reason)
        else:
            await outbox.settle(
                claim, receipt, self._house.real(), self._pace.get(claim.order.to.platform, timedelta())
            )

    async def _delivered(self, claim: Claim) -> Receipt:
        platform = self._house.platforms.get(claim.order.to.platform)
        if platform is None:
            raise TryLater("platform not connected", timedelta(minutes=5))
        delivery = await drawn(claim, self._house)
        if claim.uncertain and delivery.edits is None:
            found = await platform.find(delivery)
            if found is not None:
                return found
        return await platform.deliver(delivery)

    async def _missed(self, claim: Claim, reason: str) -> None:
        """The event first: after a crash in between it is found already told."""
        log.warning("undeliverable", view=claim.order.view, reason=reason)
        if claim.order.view == "card":
            await self._core.run(lambda work: administer.card_missed(claim.order, work))
        await self._house.store.outbox.give_up(claim, reason, self._house.real())
