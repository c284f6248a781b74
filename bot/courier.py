"""One message on its way: drawn as it must look now, handed to its platform, and written down how that went."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar
from zlib import crc32

import structlog

from bot.answers import pack_card
from bot.conversation import Account, Place
from bot.core import Core, House
from bot.delivery import Delivery, Platform, Receipt, TryLater, Uncertain, Undeliverable, Unsearchable
from bot.drawing import HISTORY, drawn
from bot.handlers import administer, escalate
from bot.lookup import looked_up
from bot.store import StoreError, StoreUnavailable
from bot.store.lanes import ANYWHERE
from bot.store.outbox import Claim, Order
from bot.weekly_drawing import WEEKLY_DRAWN
from bot.worktime import speaking_from

T = TypeVar("T")

log = structlog.get_logger("courier")

BACKOFF = (timedelta(seconds=2), timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5))
"""Waits after what certainly did not arrive; the last one repeats, for as long as an outage lasts."""

DOUBT = (timedelta(seconds=45), timedelta(minutes=2), timedelta(minutes=5), timedelta(minutes=12))
"""Waits after what may have arrived: it may do so late, and every next try may be a second copy."""

LONGEST = 30.0
"""Seconds a platform is given for one message: half a lease, so that nobody else takes it over meanwhile."""

REMEMBERED = 1000
"""Receipts kept of messages that arrived while the store could not be told."""

MISSED = {
    "card": administer.card_missed,
    "binding": administer.test_missed,
    **dict.fromkeys(escalate.HEARD, escalate.unheard),
}
"""What must be told when it does not arrive."""


NEVER_TWICE = frozenset(WEEKLY_DRAWN)
"""What is rather missed than read twice, where nobody can tell whether it arrived."""


class NoLongerSo(Exception):
    """What the message would say is over: it is not sent."""


class TooLate(Exception):
    """The clock may not speak now: it is sent in the morning."""

    def __init__(self, until: datetime) -> None:
        super().__init__("night")
        self.until = until


@dataclass(frozen=True, slots=True)
class Landed:
    """Where a message stands. `card` is what it says there, packed, of what says another week something else."""

    receipt: Receipt
    card: str = ""


class Courier:
    """Brings what was claimed. Nothing that a platform or a view does makes it raise."""

    def __init__(self, house: House, core: Core, pace: Mapping[str, timedelta]) -> None:
        self._house = house
        self._core = core
        self._pace = pace
        self._landed: dict[str, Landed] = {}
        self.lanes: set[str] = set()  # conversations that something is under way to

    async def bring(self, claim: Claim) -> None:
        """One message, and how it went; what cannot be written down now is found when the lease has run out."""
        ours = claim.lane in self.lanes
        self.lanes.add(claim.lane)
        try:
            await (self._look_into_later(claim) if ours else self._bring(claim))
        except StoreUnavailable:
            log.warning("store away", view=claim.order.view)
        except Exception:
            log.exception("a message waits for a fault of ours", view=claim.order.view)
            with suppress(StoreError):
                await self._again(claim, BACKOFF[-1], "fault")
        finally:
            if not ours:
                self.lanes.discard(claim.lane)

    async def _look_into_later(self, claim: Claim) -> None:
        """It is under way already: the clock jumped past our own lease. How that went will be known by then."""
        await self._house.store.outbox.unsure(claim, self._house.real() + DOUBT[0], "still under way")

    async def _bring(self, claim: Claim) -> None:
        try:
            landed = self._already(claim) or await self._delivered(claim)
        except TryLater as later:
            await self._again(claim, max(later.after, _wait(BACKOFF, claim)), later.reason)
        except Uncertain as doubt:
            log.warning("uncertain", view=claim.order.view, platform=claim.order.to.platform, reason=doubt.reason)
            at = self._house.real() + _wait(DOUBT, claim)
            await self._house.store.outbox.unsure(claim, at, doubt.reason)
        except Undeliverable as never:
            await self._missed(claim, never.reason)
        except TooLate as night:
            await self._house.store.outbox.rest(claim, night.until, self._house.real())
        except NoLongerSo as over:
            await self._house.store.outbox.leave_out(claim, str(over), self._house.real())
        else:
            await self._settle(claim, landed)
            await self._arrived(claim)

    def _already(self, claim: Claim) -> Landed | None:
        """Where it stands, if we know; what is to be said once more has not been yet, wherever it stood before."""
        return None if claim.is_again and not claim.uncertain else self._landed.get(claim.order.key)

    async def _delivered(self, claim: Claim) -> Landed:
        self._may_speak(claim)
        if claim.order.view == HISTORY and claim.under is None and not claim.is_again:
            raise Undeliverable("no card to reply under")
        to = await self._found(claim.order)
        platform = self._house.platforms.get(to.platform)
        if platform is None:
            raise TryLater("platform not connected", BACKOFF[-1])
        delivery = await drawn(claim, self._house)
        if delivery is None and claim.is_again:
            raise Undeliverable("nothing to say in its place")  # somebody must look: what stands there, stands there
        if delivery is None:
            raise NoLongerSo("no longer so")
        delivery = replace(delivery, to=to)
        if claim.uncertain and delivery.edits is None:
            found = await self._arrived_after_all(claim, delivery, platform)
            if found is not None:
                return Landed(found)
        receipt = await _answer(platform.deliver(delivery))
        return Landed(receipt, pack_card(delivery.card) if claim.order.view in WEEKLY_DRAWN else "")

    async def _arrived_after_all(self, claim: Claim, delivery: Delivery, platform: Platform) -> Receipt | None:
        """Where nobody can tell, a card is sent again and a digest is not."""
        try:
            return await _answer(platform.find(delivery))
        except Unsearchable:
            if claim.order.view in NEVER_TWICE:
                raise Undeliverable("unknown") from None
            return None

    def _may_speak(self, claim: Claim) -> None:
        """Raises TooLate for what nobody's act caused and what would be read at night; a change is no message."""
        now = self._house.now()
        if (
            claim.order.by_clock
            and not claim.is_again
            and (morning := speaking_from(now, self._house.organisation.clock)) > now
        ):
            raise TooLate(morning)

    async def _found(self, order: Order) -> Place | Account:
        """Whoever has no account that we know of is looked up; nothing is sent by looking, so it is never in doubt.

        A week that nobody can read is no loss that somebody must mend, again every Monday.
        """
        to = order.to
        if isinstance(to, Place) or to.platform != ANYWHERE:
            return to
        person = self._house.organisation.person(to.user)
        try:
            account = await _answer(looked_up(person, self._house.platforms)) if person else None
        except Uncertain as doubt:
            raise TryLater(doubt.reason) from None
        if account is None and order.view in WEEKLY_DRAWN:
            raise NoLongerSo("no account")
        if account is None:
            raise Undeliverable("no account")
        return account

    async def _settle(self, claim: Claim, landed: Landed) -> None:
        """It stands there. Where that cannot be written down we know it until it can, and do not send it again."""
        self._landed[claim.order.key] = landed
        outbox, rest = self._house.store.outbox, self._rest(claim)
        if await outbox.settle(claim, landed.receipt, self._house.real(), rest, landed.card):
            del self._landed[claim.order.key]
        while len(self._landed) > REMEMBERED:
            del self._landed[next(iter(self._landed))]

    def _rest(self, claim: Claim) -> timedelta:
        """Between two calls in one conversation; a call in vain counts as well.

        Where somebody was found is known to whoever sent it, not to the lane: it keeps the slowest pace there is.
        """
        if claim.order.to.platform == ANYWHERE:
            return max(self._pace.values(), default=timedelta())
        return self._pace.get(claim.order.to.platform, timedelta())

    async def _again(self, claim: Claim, wait: timedelta, reason: str) -> None:
        """Certainly not arrived, this time; an earlier attempt still may have."""
        outbox = self._house.store.outbox
        put_off = outbox.unsure if claim.uncertain or claim.order.key in self._landed else outbox.retry
        await put_off(claim, self._house.real() + wait, reason)

    async def _arrived(self, claim: Claim) -> None:
        """A channel that could not be reached has its card after all; lost in a crash, the next card says it again."""
        if claim.order.view == "card":
            await self._core.run(lambda work: administer.card_arrived(claim.order, work))

    async def _missed(self, claim: Claim, reason: str) -> None:
        """The event first: after a crash in between it is found already told.

        Of two places of one directorate that fail at the same moment, each still had hopes of the other: once both
        are given up, whoever looks again sees that nothing arrived.
        """
        log.warning("undeliverable", view=claim.order.view, reason=reason)
        missed = None if claim.is_again else MISSED.get(claim.order.view)
        if missed:
            await self._core.run(lambda work: missed(claim.order, work))
        await self._house.store.outbox.give_up(claim, reason, self._house.real() + self._rest(claim))
        if missed is administer.card_missed:
            await self._core.run(lambda work: administer.card_missed(claim.order, work))


def _wait(waits: tuple[timedelta, ...], claim: Claim) -> timedelta:
    """Longer with every attempt, and not for all conversations at the same moment."""
    spread = crc32(f"{claim.lane} {claim.attempts}".encode()) / 2**32
    return waits[min(claim.attempts, len(waits)) - 1] * (1 + spread / 4)


async def _answer(call: Awaitable[T]) -> T:
    """A platform owes us one of three failures; anything else, and silence too, may have come after it posted."""
    try:
        async with asyncio.timeout(LONGEST):
            return await call
    except (TryLater, Undeliverable, Uncertain, Unsearchable):
        raise
    except TimeoutError:
        raise Uncertain("no answer") from None
    except Exception:
        log.exception("a platform stumbled")
        raise Uncertain("fault") from None
