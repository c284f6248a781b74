"""The way out: what waits to be sent is claimed lane by lane.

One order of a lane is on its way at a time: that gives a conversation its order and its pace. An order found on its
way after its lease ran out may have arrived, and is claimed as uncertain.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.delivery import Receipt
from bot.store import sending
from bot.store.crashpoints import passing
from bot.store.orders import AT_ONCE, Claim, Order

if TYPE_CHECKING:
    from bot.store.runner import Runner

__all__ = ["Claim", "Order", "Outbox"]

_NOTHING: Mapping[str, int] = MappingProxyType({})
_BEFORE_ALL = AT_ONCE - timedelta(days=1)


class Outbox:
    """For any number of processes. Every answer about a claim is False when its lease was lost to another."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    async def claim(self, now: datetime, limit: int, under_way: Mapping[str, int] = _NOTHING) -> list[Claim]:
        """The first order of the lanes that are due: of each platform at most `limit`, less what is under way there.

        They are ours for `sending.LEASE`.
        """
        due = await self._runner.read(lambda connection: sending.due(connection, now))
        shares = {each: room for each in due if (room := limit - under_way.get(each, 0)) > 0}
        if not shares:
            return []
        claimed = await self._runner.write(lambda connection: sending.claim(connection, now, shares))
        passing("claim: committed")
        return claimed

    async def next_due(self, after: datetime = _BEFORE_ALL) -> datetime | None:
        """When the first lane may go on that may not before `after`; without that, it may be past."""
        return await self._runner.read(lambda connection: sending.next_due(connection, after))

    async def settle(
        self, claim: Claim, receipt: Receipt, now: datetime, rest: timedelta = timedelta(0), card: str = ""
    ) -> bool:
        """It stands there; the conversation rests a while before the next.

        `card` is what it says, packed, of what cannot be drawn so again: from now on it is said so.
        """
        kept = await self._runner.write(lambda connection: sending.settle(connection, claim, receipt, now, rest, card))
        passing("settle: committed")
        return kept

    async def retry(self, claim: Claim, at: datetime, reason: str) -> bool:
        """It certainly did not arrive: it is claimed again from `at`."""
        return await self._runner.write(lambda connection: sending.retry(connection, claim, at, reason))

    async def unsure(self, claim: Claim, at: datetime, reason: str) -> bool:
        """It may have arrived: it is claimed again from `at`, as uncertain."""
        return await self._runner.write(lambda connection: sending.unsure(connection, claim, at, reason))

    async def leave_out(self, claim: Claim, reason: str, now: datetime) -> bool:
        """It need not be sent any more: nothing was lost."""
        return await self._runner.write(lambda connection: sending.leave_out(connection, claim, reason, now))

    async def rest(self, claim: Claim, until: datetime, now: datetime) -> bool:
        """It is the clock's, which may not speak before `until` (by the product's clock)."""
        return await self._runner.write(lambda connection: sending.rest(connection, claim, until, now))

    async def give_up(self, claim: Claim, reason: str, now: datetime) -> bool:
        """It will not arrive; the lane goes on with the next. The claim says what was lost."""
        return await self._runner.write(lambda connection: sending.give_up(connection, claim, reason, now))
