"""An office is handed on: every open signal and every duty goes to a successor, so that nothing ends with somebody leaving.

It stays with the successor until it is handed back, or handed on with the successor's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.answers import pack_card
from bot.cards import Form
from bot.conversation import Command, Correct, Open, Refusal, Reply, Say, Submission
from bot.names import comes_back, two_names
from bot.offices import came_along, lies_with, passed_on, unfit
from bot.organisation import Organisation, Person
from bot.proposal import colleagues_in, proposed
from bot.rights import may_give_back, may_say_who_is_away
from bot.signals import Signal
from bot.somebody import somebody
from bot.store.absences import Absence
from bot.store.orders import Order
from bot.store.work import Work
from bot.texts import Fact
from bot.views.asking import answers, faults, filled
from bot.views.office import GIVE_BACK, HAND_ON, give_back_form, hand_on_form, handed_on_card, moved_card
from bot.views.plain import plain_card


async def command(command: Command, work: Work) -> Reply:
    """`/knelpunt overdracht Yasmina El Amrani`, `overdracht terug`; an admin types `Ruben Alting aan Yasmina El Amrani`.

    Nothing moves before the form is sent in that says what will.
    """
    typed = command.words.strip()
    if (whose := comes_back(typed)) is not None:
        giver = await _found(whose, work) if whose else work.actor
        holder = _holder(giver, work)
        coming = await came_along(giver, holder, work)
        handle = work.handles.issue(GIVE_BACK, "", giver.key)
        return Open(give_back_form(giver, holder, len(coming), handle, work.words))
    giver, taker = await _two(typed, work)
    going = await _to_move(giver, taker, work)
    handle = work.handles.issue(HAND_ON, "", f"{giver.key} {taker.key}")
    return Open(hand_on_form(giver, taker, len(going), handle, work.words))


async def hand_on(submission: Submission, work: Work) -> Reply:
    """What lies with them moves now; what would still reach them by their office reaches the successor from today on."""
    giver, taker = await _meant(submission, work)
    _may_succeed(giver, taker, work)
    signals = await _to_move(giver, taker, work)
    form = filled(hand_on_form(giver, taker, len(signals), submission.handle, work.words), submission.values)
    if wrong := _objection(form, f"{giver.key} {taker.key}", work):
        return wrong
    said = answers(form).get("word", "")
    await passed_on(signals, giver, taker, work)
    work.absences.keep(Absence(giver.key, work.today, None, taker.key, work.actor.key, work.now))
    shown = [work.organisation.current(signal) for signal in signals]
    if account := await work.account_of(taker.key):
        card = handed_on_card(shown, giver, said, work.organisation, await work.words_of(account))
        work.order(Order(f"handed_on:{submission.key}", account, "answer", payload=pack_card(card)))
    names = {"who": work.actor.name, "taker": taker.name}
    await _tell("handed_on.for_you", [giver], shown, said, submission.key, work, **names)
    return Say(
        plain_card(
            "handed_on", work.words, who=giver.name, taker=taker.name, signals=work.words.count("signals", len(signals))
        )
    )


async def give_back(submission: Submission, work: Work) -> Reply:
    """What came along and still lies with the successor goes back, and so does every duty."""
    (giver,) = await _meant(submission, work)
    holder = _holder(giver, work)
    signals = await came_along(giver, holder, work)
    if beyond := unfit(signals, holder, giver, work.organisation):
        raise _refused("refused.hand_on", work, taker=giver.name, numbers=", ".join(beyond))
    form = filled(give_back_form(giver, holder, len(signals), submission.handle, work.words), submission.values)
    if wrong := _objection(form, giver.key, work):
        return wrong
    said = answers(form).get("word", "")
    await passed_on(signals, holder, giver, work, back=True)
    for absence in await work.absences.of(giver.key, work.today):
        if absence.until is None:
            yesterday = work.today - timedelta(days=1)
            work.absences.keep(replace(absence, until=yesterday, by=work.actor.key, at=work.now))
    shown = [work.organisation.current(signal) for signal in signals]
    names = {"who": giver.name, "holder": holder.name}
    await _tell("given_back.told", [giver, holder], shown, said, submission.key, work, **names)
    return Say(plain_card("given_back", work.words, signals=work.words.count("signals", len(signals)), **names))


async def _two(words: str, work: Work) -> tuple[Person, Person]:
    """Who leaves and who comes; a Refusal that says what to type, or why it cannot be."""
    if not words:
        raise _refused("handed_on.how", work)
    first, second = two_names(words)
    giver = await _found(first, work) if first else work.actor
    taker = await _found(second, work)
    _may_succeed(giver, taker, work)
    return giver, taker


async def _found(name: str, work: Work) -> Person:
    found = await somebody(name, work)
    if found is None:
        raise _refused("refused.absent.who", work, name=name)
    return found


def _may_succeed(giver: Person, taker: Person, work: Work) -> None:
    """Nobody succeeds themselves, and each office is in one pair of hands: there is no way round in a circle."""
    organisation = work.organisation
    if not may_say_who_is_away(work.actor, giver.key, organisation):
        raise _refused("refused.absent.right", work, admins=_admins(organisation))
    if giver.key == taker.key:
        raise _refused("refused.hand_on.self", work, who=giver.name)
    if set(giver.roles).isdisjoint(taker.roles):
        raise _refused("refused.absent.deputy", work, who=giver.name, deputy=taker.name)
    for person in (giver, taker):
        if holder := organisation.people.get(organisation.handed_on_to(person.key)):
            raise _refused("refused.hand_on.already", work, who=person.name, holder=holder.name)


def _holder(giver: Person, work: Work) -> Person:
    """Who has this office now, and may be asked to give it back; a Refusal where there is nothing to give back."""
    organisation = work.organisation
    if not may_give_back(work.actor, giver.key, organisation):
        raise _refused("refused.absent.right", work, admins=_admins(organisation))
    holder = organisation.people.get(organisation.handed_on_to(giver.key))
    if holder is None:
        raise _refused("refused.give_back", work, who=giver.name)
    return holder


def _admins(organisation: Organisation) -> str:
    return ", ".join(each.name for each in organisation.admins())


async def _meant(submission: Submission, work: Work) -> list[Person]:
    """Whom the form was about; a Refusal once one of them left."""
    opened = await work.handles.resolve(submission.handle)
    people = [work.organisation.people.get(key) for key in (opened.payload.split() if opened else ())]
    found = [person for person in people if person is not None]
    if not found or len(found) < len(people):
        raise _refused("refused.expired", work)
    return found


async def _to_move(giver: Person, taker: Person, work: Work) -> list[Signal]:
    """What lies with whoever leaves; a Refusal when the successor may not do with it what they would have to."""
    signals = await lies_with(giver, work)
    if beyond := unfit(signals, giver, taker, work.organisation):
        raise _refused("refused.hand_on", work, taker=taker.name, numbers=", ".join(beyond))
    return signals


async def _tell(
    key: str, people: Sequence[Person], signals: Sequence[Signal], said: str, request: str, work: Work, **names: str
) -> None:
    """Privately to each of them but whoever did it."""
    for person in people:
        account = None if person == work.actor else await work.account_of(person.key)
        if account:
            card = moved_card(key, signals, said, work.organisation, await work.words_of(account), **names)
            work.order(Order(f"{key}:{request}:{person.key}", account, "answer", payload=pack_card(card)))


def _objection(form: Form, payload: str, work: Work) -> Reply | None:
    """The form again, with what must be changed; None when it can be taken."""
    again = proposed(
        form, work.words, lambda: work.handles.issue(form.action, "", payload), colleagues_in(work.organisation)
    )
    errors = faults(form, work.words)
    return again or (Correct(form, errors) if errors else None)


def _refused(key: str, work: Work, **facts: Fact) -> Refusal:
    return Refusal(plain_card(key, work.words, **facts))
