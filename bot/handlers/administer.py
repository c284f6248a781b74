"""What the product does by itself about a message that does not arrive."""

from __future__ import annotations

from bot.answers import pack_card
from bot.conversation import Place
from bot.signals import CLOCK, Signal
from bot.store.lanes import lane_of
from bot.store.outbox import Order
from bot.store.places import where
from bot.store.work import Work
from bot.views.plain import plain_card


async def card_missed(order: Order, work: Work) -> None:
    """A directorate cannot be reached: the receipt says so, triage gets the signal and the admins hear why.

    One that has the card on another platform is reached: only the admins have something to mend.
    """
    signal = await work.signals.get(order.subject)
    places = _places_of_lead(signal, work)
    if not isinstance(order.to, Place) or order.to not in places or signal.lead in signal.missed:
        return
    elsewhere = await work.cards_at(signal, [place for place in places if place != order.to])
    if set(elsewhere) - {"lost"}:
        await _tell_of_one_place(order.to, signal, work)
        return
    missed = signal.miss(signal.lead, by=CLOCK, at=work.now)
    await work.signals.save(missed)
    await work.show(missed)
    for admin in work.organisation.admins():
        await work.tell(admin.key, "undelivered", missed, missed.version)


async def test_missed(order: Order, work: Work) -> None:
    """The test message of a binding did not arrive: whoever bound the channel hears it privately."""
    binding = await work.bindings.at(order.to) if isinstance(order.to, Place) else None
    account = await work.account_of(binding.by) if binding else None
    if binding is None or account is None:
        return
    card = plain_card("binding.missed", await work.words_of(account), entry=binding.key)
    work.order(Order(key=f"missed:{order.key}", to=account, view="answer", payload=pack_card(card)))


async def card_arrived(order: Order, work: Work) -> None:
    """The card of a directorate that could not be reached stands there after all: it is on its own again."""
    signal = await work.signals.get(order.subject)
    places = _places_of_lead(signal, work)
    if (
        signal.lead not in signal.missed
        or order.to not in places
        or "arrived" not in await work.cards_at(signal, places)
    ):
        return
    reached = signal.reach(signal.lead, by=CLOCK, at=work.now)
    await work.signals.save(reached)
    await work.show(reached)


async def _tell_of_one_place(place: Place, signal: Signal, work: Work) -> None:
    for admin in work.organisation.admins():
        if account := await work.account_of(admin.key):
            speech = await work.words_of(account)
            where_ = speech.text(f"platform.{place.platform}")
            card = plain_card("undelivered.partly", speech, number=signal.number, lead=signal.lead, platform=where_)
            key = f"partly:{signal.id}:{lane_of(place)}:{admin.key}"
            work.order(Order(key, account, "answer", payload=pack_card(card)))


def _places_of_lead(signal: Signal, work: Work) -> list[Place]:
    return [standing.place for standing in where(signal, work.organisation) if standing.role == "lead"]
