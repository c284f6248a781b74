"""A digest drawn at the moment it is sent: in its reader's language, about the week it was ordered for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.cards import Card
from bot.conversation import Account
from bot.gathering import digest_of, lanes_of
from bot.gathering_own import own_digest
from bot.handlers.digest import PEOPLE, PLACES
from bot.organisation.naming import entry_at
from bot.store.outbox import Order
from bot.store.work import Work
from bot.texts import Words
from bot.views.digest import digest_card
from bot.views.own_digest import own_digest_card
from bot.weeks import Week, read_week


async def of_place(order: Order, words: Words, work: Work) -> Card | None:
    """None for a conversation that belongs to nothing any more."""
    if isinstance(order.to, Account):
        return None
    entry = entry_at(order.to.platform, order.to.address, work.organisation)
    if entry is None:
        return None
    digest = await digest_of(entry, _week(order.payload), lanes_of(order.to, None, work.organisation), work)
    return digest_card(digest, work.organisation, words)


async def of_person(order: Order, words: Words, work: Work) -> Card | None:
    """None for somebody who left, and for whom nothing waits and nothing moved: no message is one to read less.

    Whoever does their work meanwhile reads whose week it is.
    """
    week, _, key = order.payload.partition(" ")
    person = work.organisation.people.get(key)
    if person is None:
        return None
    reader = (await work.person_at(order.to) if isinstance(order.to, Account) else None) or person
    if reader.key != key and reader.key not in (work.organisation.stand_in(key), work.organisation.holder(key)):
        return None  # somebody is back
    digest = await own_digest(person, _week(week), lanes_of(order.to, reader, work.organisation), work)
    whose = person.name if reader.key != key else ""
    return None if digest.is_empty else own_digest_card(digest, work.organisation, words, whose)


def _week(written: str) -> Week:
    week = read_week(written)
    if week is None:
        raise ValueError(f"{written} is no week")
    return week


WEEKLY_DRAWN: Mapping[str, Callable[[Order, Words, Work], Awaitable[Card | None]]] = {
    PLACES: of_place,
    PEOPLE: of_person,
}
"""The views that are about a week and not about one signal."""
