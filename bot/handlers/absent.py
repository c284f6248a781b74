"""Who is away says so, or an admin does: until when, and who does the work meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.answers import pack_card
from bot.calling import first_commissioner_of
from bot.cards import Card, Note
from bot.conversation import Account, Command, Refusal, Reply, Say
from bot.leave import read
from bot.organisation import Organisation, Person
from bot.rights import may_say_who_is_away
from bot.signals import HIGHEST_RUNG, Signal, State
from bot.somebody import somebody
from bot.store.absences import Absence
from bot.store.orders import Order
from bot.store.work import Work
from bot.texts import Fact
from bot.views.absence import handed_card
from bot.views.plain import plain_card

LONGEST = timedelta(days=366)
"""Whoever is away for longer hands their office on."""


async def absent(command: Command, work: Work) -> Reply:
    """`/knelpunt afwezig t/m 12-5 vervanger Gijs Elderink`, `/knelpunt afwezig nee`; an admin begins with a name."""
    asked = read(command.words, work.today)
    if asked is None:
        raise _refused("absent.how", work)
    whom = await _found(asked.who, work) if asked.who else work.actor
    if not may_say_who_is_away(work.actor, whom.key, work.organisation):
        raise _refused("refused.absent.right", work, admins=", ".join(each.name for each in work.organisation.admins()))
    standing = await _standing(whom, work)
    if standing and standing.until is None:
        holder = work.organisation.people[work.organisation.holder(whom.key)]
        raise _refused("refused.absent.handed_on", work, who=whom.name, holder=holder.name)
    if asked.until is None:
        return await _back(whom, standing, command, work)
    if asked.until < work.today:
        raise _refused("error.past", work)
    if asked.until > work.today + LONGEST:
        raise _refused("refused.absent.long", work)
    named = await _named(whom, asked.deputy, work) if asked.deputy else work.organisation.person(whom.deputy)
    deputy = named if asked.deputy else await _there(whom, named, work)
    work.absences.keep(_absence(whom, asked.until, named, work))
    if deputy:
        await _hand(whom, deputy, asked.until, command, work)
    return Say(await _kept(whom, asked.until, named, deputy, work))


async def _kept(whom: Person, until: date, named: Person | None, deputy: Person | None, work: Work) -> Card:
    """Until when, and who does the work: not always who was thought of, and sometimes nobody."""
    key = "absent.kept" if deputy else "absent.kept.alone"
    name = deputy.name if deputy else ""
    card = plain_card(key, work.words, who=whom.name, day=work.words.day(until), deputy=name)
    notes = [work.words.spans("absent.name_one")] if deputy is None else []
    if named and named != deputy:
        notes.insert(0, (f"{await _why_not(named, work)}.",))
    theirs = [each.name for each in work.organisation.stood_in_for(whom.key)]
    if theirs and deputy is None:
        notes.append(work.words.spans("absent.also_theirs", who=work.words.all_of(theirs)))
    return replace(card, blocks=(*card.blocks, *map(Note, notes)))


async def _back(whom: Person, absence: Absence | None, command: Command, work: Work) -> Reply:
    """Today is theirs again; whoever stood in hears so."""
    if absence is None:
        raise _refused("absent.was_not", work, who=whom.name)
    work.absences.keep(_absence(whom, work.today - timedelta(days=1), None, work))
    named = work.organisation.person(absence.deputy)
    for deputy in dict.fromkeys((named.key if named else "", work.organisation.stand_in(whom.key))):
        if deputy and (account := await work.account_of(deputy)):
            _send(plain_card("absent.is_back", await work.words_of(account), who=whom.name), account, command, work)
    return Say(plain_card("absent.back", work.words, who=whom.name))


async def _named(whom: Person, name: str, work: Work) -> Person:
    """Whoever was named: somebody else with a role of theirs, who is there."""
    deputy = await _found(name, work)
    if deputy.key == whom.key:
        raise _refused("refused.absent.self", work, who=whom.name)
    if set(deputy.roles).isdisjoint(whom.roles):
        raise _refused("refused.absent.deputy", work, who=whom.name, deputy=deputy.name)
    if await _standing(deputy, work):
        raise _refused("refused.absent.away", work, why=await _why_not(deputy, work))
    return deputy


async def _there(whom: Person, listed: Person | None, work: Work) -> Person | None:
    """The deputy of the file, or whoever does that one's work; nobody is kept from being away for want of one."""
    if listed is None or not await _standing(listed, work):
        return listed
    there = work.organisation.stand_in(listed.key)
    return work.organisation.people[there] if there not in ("", whom.key) else None


async def _standing(person: Person, work: Work) -> Absence | None:
    """What was said about this person, if it still is so."""
    absence = await work.absences.of(person.key)
    return absence if absence and absence.holds(work.today) else None


async def _why_not(person: Person, work: Work) -> str:
    """Why somebody who has something standing cannot be a deputy now."""
    standing = await _standing(person, work)
    if standing and standing.until:
        return work.text("absent.away_too", who=person.name, day=work.words.day(standing.until))
    holder = work.organisation.people[work.organisation.holder(person.key)]
    return work.text("absent.handed_on_too", who=person.name, holder=holder.name)


async def _found(name: str, work: Work) -> Person:
    found = await somebody(name, work)
    if found is None:
        raise _refused("refused.absent.who", work, name=name)
    return found


async def _hand(whom: Person, deputy: Person, until: date, command: Command, work: Work) -> None:
    """The deputy hears at once what lies with them from now on."""
    if account := await work.account_of(deputy.key):
        signals = [signal for signal in await work.signals.unfinished(whom.key) if await _lies_with(whom, signal, work)]
        handle = work.handles.issue("card", signals[0].id) if len(signals) == 1 else ""
        shown = [work.organisation.current(signal) for signal in signals]
        card = handed_card(shown, whom, until, work.organisation, await work.words_of(account), handle)
        _send(card, account, command, work)


async def _lies_with(person: Person, signal: Signal, work: Work) -> bool:
    """Whether the next move is this person's: as its fixer, liaison, or by an office they have."""
    organisation: Organisation = work.organisation
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


def _absence(whom: Person, until: date, deputy: Person | None, work: Work) -> Absence:
    return Absence(whom.key, until, deputy.key if deputy else "", work.actor.key, work.now)


def _send(card: Card, to: Account, command: Command, work: Work) -> None:
    work.order(
        Order(key=f"absent:{command.key}:{to.platform}:{to.user}", to=to, view="answer", payload=pack_card(card))
    )


def _refused(key: str, work: Work, **facts: Fact) -> Refusal:
    return Refusal(plain_card(key, work.words, **facts))
