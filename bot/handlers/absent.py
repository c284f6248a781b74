"""Who is away says so, or an admin does: until when, and who does the work meanwhile."""

from __future__ import annotations

from datetime import date, timedelta

from bot.answers import pack_card
from bot.calling import first_commissioner_of
from bot.cards import Card
from bot.conversation import Account, Command, Refusal, Reply, Say
from bot.leave import Leave, read
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


async def absent(command: Command, work: Work) -> Reply:
    """`/knelpunt afwezig t/m 12-5 vervanger Gijs Elderink`, `/knelpunt afwezig nee`; an admin begins with a name."""
    asked = read(command.words, work.today)
    if asked is None:
        raise _refused("absent.how", work)
    whom = await _found(asked.who, work) if asked.who else work.actor
    if not may_say_who_is_away(work.actor, whom.key, work.organisation):
        raise _refused("refused.absent.right", work, admins=", ".join(each.name for each in work.organisation.admins()))
    if asked.until is None:
        return await _back(whom, command, work)
    if asked.until < work.today:
        raise _refused("error.past", work)
    deputy = await _deputy(whom, asked, work)
    work.absences.keep(_absence(whom, asked.until, deputy, work))
    if deputy:
        await _hand(whom, deputy, asked.until, command, work)
    key = "absent.kept" if deputy else "absent.kept.alone"
    day, name = work.words.day(asked.until), deputy.name if deputy else ""
    return Say(plain_card(key, work.words, who=whom.name, day=day, deputy=name))


async def _back(whom: Person, command: Command, work: Work) -> Reply:
    """Today is theirs again; whoever stood in hears so."""
    absence = await work.absences.of(whom.key)
    if absence is None or absence.until < work.today:
        raise _refused("absent.was_not", work, who=whom.name)
    work.absences.keep(_absence(whom, work.today - timedelta(days=1), None, work))
    deputy = work.organisation.person(absence.deputy)
    if deputy and (account := await work.account_of(deputy.key)):
        _send(plain_card("absent.is_back", await work.words_of(account), who=whom.name), account, command, work)
    return Say(plain_card("absent.back", work.words, who=whom.name))


async def _deputy(whom: Person, asked: Leave, work: Work) -> Person | None:
    """Whoever was named, else the deputy in the file: somebody else with a role of theirs, who is there."""
    deputy = await _found(asked.deputy, work) if asked.deputy else work.organisation.person(whom.deputy)
    if deputy is None:
        return None
    if deputy.key == whom.key or set(deputy.roles).isdisjoint(whom.roles):
        raise _refused("refused.absent.deputy", work, who=whom.name, deputy=deputy.name)
    theirs = await work.absences.of(deputy.key)
    if theirs and theirs.until >= work.today:
        raise _refused("refused.absent.away", work, deputy=deputy.name, day=work.words.day(theirs.until))
    return deputy


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
    """Whether the next move is this person's: as its fixer, liaison, regiocommissaris or head of directorate."""
    organisation: Organisation = work.organisation
    now = organisation.current(signal)
    if signal.state is State.SOLVED or signal.question:
        return person.key in now.filers
    if now.fixer == person.key:
        return True
    if signal.rung >= HIGHEST_RUNG and first_commissioner_of(now, organisation) == person.key:
        return True
    lead = organisation.directorate(now.lead)
    is_head = signal.state is State.ROUTED and lead is not None and lead.head == person.key
    return is_head and not await work.timers.due("unclaimed_head", signal.id)


def _absence(whom: Person, until: date, deputy: Person | None, work: Work) -> Absence:
    return Absence(whom.key, until, deputy.key if deputy else "", work.actor.key, work.now)


def _send(card: Card, to: Account, command: Command, work: Work) -> None:
    work.order(Order(key=f"absent:{command.key}", to=to, view="answer", payload=pack_card(card)))


def _refused(key: str, work: Work, **facts: Fact) -> Refusal:
    return Refusal(plain_card(key, work.words, **facts))
