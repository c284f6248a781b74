"""Who does the work of somebody who is away, and what a deputy is told: what lies with them, now or later, or not any more."""

from __future__ import annotations

from bot.absences import present
from bot.answers import pack_card
from bot.calling import first_commissioner_of
from bot.cards import Card
from bot.conversation import Account
from bot.organisation import Person
from bot.signals import HIGHEST_RUNG, Signal, State
from bot.store.absences import Absence
from bot.store.orders import Order
from bot.store.work import Work
from bot.texts import Words
from bot.views.absence import days_of, handed_card
from bot.views.plain import plain_card
from bot.worktime import moment, working_day_from

BEGINS = "absence_begins"
"""The kind of the timer for the morning on which somebody is away who said so before."""


def said_days(absence: Absence, work: Work, words: Words) -> str:
    """From when until when, in the words of whoever reads it."""
    return days_of(absence.since, absence.until or absence.since, work.today, words)


def plan(absence: Absence, work: Work) -> None:
    """On the first working day of it, before anything else is due, the deputy reads what lies with them."""
    clock = work.organisation.clock
    first = working_day_from(absence.since, clock)
    work.timers.plan(BEGINS, subject_of(absence), moment(first, clock.speaking_hours.start, clock.zone))


def subject_of(absence: Absence) -> str:
    """What a timer about it is about: no signal, and no other absence of the same person."""
    return f"{absence.person}:{absence.since.isoformat()}"


async def hand(whom: Person, deputy: Person, absence: Absence, request: str, work: Work) -> None:
    """The deputy hears at once what lies with them from now on."""
    if account := await work.account_of(deputy.key):
        signals = [signal for signal in await work.signals.unfinished(whom.key) if await _lies_with(whom, signal, work)]
        handle = work.handles.issue("card", signals[0].id) if len(signals) == 1 else ""
        shown = [work.organisation.current(signal) for signal in signals]
        words = await work.words_of(account)
        days = said_days(absence, work, words)
        _send(handed_card(shown, whom, days, work.organisation, words, handle), "hand", account, request, work)


async def tell(deputy: str, key: str, whom: Person, absence: Absence, request: str, work: Work) -> None:
    """One sentence about it; nothing for nobody, and nothing for whoever is meant by it."""
    if deputy not in ("", whom.key) and (account := await work.account_of(deputy)):
        words = await work.words_of(account)
        card = plain_card(key, words, who=whom.name, days=said_days(absence, work, words))
        _send(card, key, account, request, work)


def deputy_of(absence: Absence, work: Work) -> str:
    """Whom it leaves the work to, by key, there or not: who was named, else the deputy of the file; empty for nobody."""
    person = work.organisation.person(absence.person)
    meant = None if absence.alone or person is None else work.organisation.person(absence.deputy or person.deputy)
    return meant.key if meant else ""


async def stands_in(whom: Person, absence: Absence, work: Work) -> Person | None:
    """Who does the work on the first day: whoever is meant, or does that one's; nobody is kept at work for want of one."""
    meant = work.organisation.people.get(deputy_of(absence, work))
    if meant is None or not any(each.holds(absence.since) for each in await work.absences.of(meant.key, work.today)):
        return meant
    there = present(work.organisation, await work.absences.every(), absence.since)
    return there.people.get(there.stand_in(meant.key)) if there.stand_in(meant.key) != whom.key else None


async def away_meanwhile(deputy: Person, absence: Absence, work: Work) -> Absence | None:
    """The first absence of a deputy on a day on which they would stand in."""
    return next((each for each in await work.absences.of(deputy.key, work.today) if each.meets(absence)), None)


async def left_alone(deputy: Person, absence: Absence, work: Work) -> list[str]:
    """By name, for whom this person would stand in on one of these days."""
    every = [each for each in await work.absences.every() if each.person != deputy.key and not each.is_over(work.today)]
    theirs = [each.person for each in every if each.meets(absence) and deputy_of(each, work) == deputy.key]
    people = (work.organisation.person(key) for key in dict.fromkeys(theirs))
    return [person.name for person in people if person]


async def _lies_with(person: Person, signal: Signal, work: Work) -> bool:
    """Whether the next move is this person's: as its fixer, liaison, or by an office they have."""
    organisation = work.organisation
    offices = organisation.offices_of(person.key)
    now = organisation.current(signal)
    if signal.state is State.SOLVED or signal.question:
        return person.key in now.filers
    if now.fixer == person.key:
        return True
    if signal.rung >= HIGHEST_RUNG and first_commissioner_of(now, organisation) in offices:
        return True
    lead = organisation.directorate(now.lead)
    is_head = signal.state is State.ROUTED and lead is not None and lead.head in offices
    return is_head and not await work.timers.due("unclaimed_head", signal.id)


def _send(card: Card, about: str, to: Account, request: str, work: Work) -> None:
    key = f"absent:{about}:{request}:{to.platform}:{to.user}"
    work.order(Order(key=key, to=to, view="answer", payload=pack_card(card)))
