"""From a waiting order to a message: drawn at the moment it is sent, in its reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.answers import unpack_card
from bot.cards import Buttons, Card, Note
from bot.conversation import Account, Place
from bot.core import House
from bot.decisions import Decision
from bot.delivery import Delivery
from bot.handlers import audit
from bot.promises import counted_from
from bot.rights import may_read
from bot.signals import OPEN, UNTOLD, Event, Signal, State, Step
from bot.store.health import AUDIT
from bot.store.outbox import Claim, Order
from bot.store.places import where
from bot.store.said import is_card
from bot.store.work import Work
from bot.texts import Words, words
from bot.views import DRAWN
from bot.views.sight import Role, Sight
from bot.views.standing import decider_of
from bot.weekly_drawing import WEEKLY_DRAWN

HISTORY = "history"
"""The view that belongs in the thread under a card; everything else speaks up in the conversation itself."""

ONLY_WHILE: Mapping[str, Callable[[Signal], bool]] = {
    **dict.fromkeys(("reminder", "head"), lambda signal: signal.state is State.ROUTED),
    **dict.fromkeys(("silent", "waited"), lambda signal: signal.state is State.CLAIMED),
    **dict.fromkeys(("untold", "untold_late", "unconfirmed"), lambda signal: signal.state is State.SOLVED),
    **dict.fromkeys(("called_in", "nobody_came"), lambda signal: signal.state in OPEN),
    "question": lambda signal: bool(signal.question),
    "solved": lambda signal: signal.state is State.SOLVED,
    "called_again": lambda signal: signal.state in UNTOLD,
}
"""What is only worth saying as long as it is so: it may have waited for a platform that was away."""

OUTDATED = "outdated"
"""What is said instead, in the place of something that stood there and is no longer so."""

OVERTAKEN = frozenset({"reminder", "head", "silent", "waited", "untold", "untold_late", "unconfirmed"})
"""What is not worth saying any more once counting has begun anew."""


async def drawn(claim: Claim, house: House) -> Delivery | None:
    """The message as it must look now, its handle stored before it leaves; None when it is no longer so."""
    order = claim.order
    if order.view == AUDIT and await audit.is_over(order, house.work()):
        return None  # it waited with what it tells about
    if order.view in WEEKLY_DRAWN and not is_card(order.payload):
        work = house.work()
        card = await WEEKLY_DRAWN[order.view](order, await _speech(order, work, house), work)
    elif order.payload:
        card = unpack_card(order.payload)
    else:
        card = await _signal_view(claim, house)
    if card is None:
        return None
    under = claim.under if order.view == HISTORY and not claim.is_again else None
    key = f"{order.key}:{claim.attempts}" if claim.is_again else order.key  # the first is known to have arrived
    return Delivery(key, order.to, card, edits=claim.edits, under=under)


async def _signal_view(claim: Claim, house: House) -> Card | None:
    work, order = house.work(), claim.order
    signal = await work.signals.get(order.subject)
    timeline = await work.signals.timeline(order.subject)
    event = next((event for event in timeline if event.version == order.event), None)
    since = counted_from(signal, timeline)
    is_over = order.view in ONLY_WHILE and not ONLY_WHILE[order.view](signal)
    is_overtaken = order.view in OVERTAKEN and event is not None and since > event.at
    if (is_over or is_overtaken) and not claim.is_again:
        return None
    if order.view == "receipt" and signal.state is State.MERGED and claim.edits is None:
        return None  # it is one of the other by now
    speech = await _speech(order, work, house)
    card = DRAWN[OUTDATED if is_over else order.view](
        Sight(
            signal=house.organisation.current(signal),
            role=_role(order, signal, house),
            reader=await _reader(order, work),
            organisation=house.organisation,
            words=speech,
            filed=timeline[0],
            event=event,
            together=tuple(each for each in timeline if event and (each.step, each.at) == (event.step, event.at)),
            via=_via(event, order, signal, house),
            planned=await work.timers.standing(signal.id),
            since=since,
            decisions=await _decisions(timeline, signal, work),
            decider=decider_of(signal, timeline),
            absorbed=tuple(event.facts["other"] for event in timeline if event.step is Step.ABSORB),
            entitled=await _is_entitled(order.to, signal, work),
        )
    )
    if stood_in_for := await _stood_in_for(order, signal, work):
        names = speech.all_of(stood_in_for)
        card = replace(card, blocks=(*card.blocks, Note(speech.spans("told.stead", who=names))))
    if any(isinstance(block, Buttons) for block in card.blocks):
        card = replace(card, handle=work.handles.issue("card", signal.id, str(order.event)))
        await work.commit()
    return card


def _role(order: Order, signal: Signal, house: House) -> Role:
    if isinstance(order.to, Account):
        return "filer"
    standing = {place.place: place.role for place in where(signal, house.organisation)}
    return standing.get(order.to, "reader")


async def _is_entitled(to: Place | Account, signal: Signal, work: Work) -> bool:
    """Whether whoever reads there is one person who may read a confidential one; nobody is asked about any other."""
    if not signal.confidential or isinstance(to, Place):
        return False
    person = await work.person_at(to)
    return person is not None and may_read(person, signal, work.organisation)


async def _reader(order: Order, work: Work) -> str:
    person = await work.person_at(order.to) if isinstance(order.to, Account) else None
    return person.key if person else ""


async def _stood_in_for(order: Order, signal: Signal, work: Work) -> list[str]:
    """The names of whose it is, where a message reached one person as their deputy alone."""
    reader, now = await _reader(order, work), work.organisation.current(signal)
    owners = (*now.owners, *now.joined)
    if not reader or reader in owners or order.fold:
        return []
    return [person.name for person in work.organisation.stood_in_for(reader) if person.key in owners]


async def _decisions(timeline: Sequence[Event], signal: Signal, work: Work) -> tuple[Decision, ...]:
    """Looked for only where there are any: most cards are drawn without."""
    decided = any(event.step is Step.DECIDE for event in timeline)
    return await work.decisions.about(signal.id) if decided else ()


def _via(event: Event | None, order: Order, signal: Signal, house: House) -> str:
    """Where it was said, if somebody reads it elsewhere."""
    read = {order.to.platform, *(standing.place.platform for standing in where(signal, house.organisation))}
    return event.platform if event and read != {event.platform} else ""


async def _speech(order: Order, work: Work, house: House) -> Words:
    match order.to:
        case Account() as account:
            return await work.words_of(account)
        case Place(platform, address):
            directorates = house.organisation.directorates.values()
            theirs = (each.language for each in directorates if (platform, address) in each.channels.items())
            return words(next(theirs, house.organisation.language), house.organisation.zone)
