"""What cannot be changed where it was said: the places are named, for somebody there to take the words away by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.cards import Card, Note
from bot.conversation import Account, Place
from bot.organisation.naming import entry_at
from bot.signals import Signal
from bot.store.places import where
from bot.store.said import Said
from bot.store.work import Work
from bot.weeks import week_of

DIGEST = "digest"
"""How the keys of the digests of places begin."""


async def unreached(
    card: Card, signal: Signal, said: Iterable[Said], work: Work, *, digests_follow: bool = False
) -> Card:
    """The card with, below it, where words of this signal may stand still: in old messages, and in digests of its places.

    `signal` is as it was when it stood there; what it is said about can be reached as far as it is not in `said`.
    `digests_follow`: so can digests, but for those of which nobody knows what they say.
    """
    digests = await _digests(signal, work, but_known=digests_follow)
    stands = dict.fromkeys([*(each.to for each in said), *digests])
    if not stands:
        return card
    places = dict.fromkeys([await called(to, work) for to in stands])
    note = Note(work.words.spans("unreached", places=work.words.all_of(list(places))))
    return replace(card, blocks=(*card.blocks, note))


async def _digests(signal: Signal, work: Work, *, but_known: bool) -> list[Place]:
    """The channels in which a digest came since it was filed: a digest tells of a week, and is not drawn anew."""
    places = [standing.place for standing in where(signal, work.organisation)]
    weeks = list(_weeks(signal, work))
    keys = {f"{DIGEST}:{place.platform}:{place.address}:{week}": place for place in places for week in weeks}
    stand = await work.arrived(list(keys))
    return list(dict.fromkeys(keys[key] for key, is_known in stand.items() if not (is_known and but_known)))


def _weeks(signal: Signal, work: Work) -> Iterator[str]:
    week, last = (week_of(at, work.organisation.zone) for at in (signal.filed_at, work.now))
    while week <= last:
        yield str(week)
        week = week.later()


async def called(to: Place | Account, work: Work) -> str:
    """As people call it: a channel by what it belongs to, direct messages by whose they are."""
    if isinstance(to, Account):
        person = await work.person_at(to)
        return person.name if person else work.text("person.unknown")
    entry = entry_at(to.platform, to.address, work.organisation)
    name = entry.name if entry else work.text("unreached.channel")
    return work.text("unreached.place", name=name, platform=work.text(f"platform.{to.platform}"))
