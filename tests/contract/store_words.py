"""The words in which the store's tests are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.conversation import Account, Place
from bot.delivery import Receipt
from bot.organisation import Organisation
from bot.signals import Signal
from bot.store import Store
from bot.store.outbox import Claim, Order
from bot.store.work import Work
from bot.texts import words

NOW = datetime(2026, 11, 2, 9, 14, tzinfo=UTC)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)

NOOR = Account("playground", "demo", "noor")
RUBEN = Account("playground", "demo", "ruben")
HALL = Place("playground", "dir-meva")


def a_signal(id: str = "s1", number: str = "K-2026-0001", **also: object) -> Signal:
    """Noor's knelpunt for MEVA, from Zuid-Limburg."""
    given = {"text": "Duitse diploma's", "region": "zuid-limburg", "lead": "MEVA", "filer": "noor-habets", "at": NOW}
    return Signal.file(id=id, number=number, **(given | also))  # type: ignore[arg-type]


async def filed(store: Store, organisation: Organisation, **also: object) -> Signal:
    """A signal that is stored, but not shown anywhere."""
    work = store.work(now=NOW, organisation=organisation)
    await work.signals.save(a_signal(**also))  # type: ignore[arg-type]
    await work.commit()
    return await store.work(now=NOW, organisation=organisation).signals.get(str(also.get("id", "s1")))


async def asked_by_noor(store: Store, organisation: Organisation, now: datetime = NOW) -> Work:
    """Work on behalf of Noor, whose account is known."""
    work = store.work(now=now, organisation=organisation)
    work.people.remember(NOOR, "noor-habets", "noor.habets@example.nl")
    await work.commit()
    work = store.work(now=now, organisation=organisation)
    work.asked_by(NOOR, organisation.people["noor-habets"], words("nl"))
    return work


async def ordered(store: Store, organisation: Organisation, *orders: Order) -> None:
    """Orders that wait to be sent."""
    work = store.work(now=NOW, organisation=organisation)
    for order in orders:
        work.order(order)
    await work.commit()


async def sent(store: Store, now: datetime = NOW) -> list[Claim]:
    """Everything that is due and what follows from it, sent without a hitch."""
    done: list[Claim] = []
    while claims := await store.outbox.claim(now, 50):
        for claim in claims:
            assert await store.outbox.settle(claim, stands(claim), now)
        done += claims
    return done


def stands(claim: Claim) -> Receipt:
    """Where a message came to stand: an edit where it stood, a direct message in a room of its own."""
    if claim.edits:
        return claim.edits
    place = claim.order.to if isinstance(claim.order.to, Place) else Place(claim.order.to.platform, "a room for two")
    return Receipt(place, f"message {claim.id}")
