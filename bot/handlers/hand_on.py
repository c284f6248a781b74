"""An office is handed on: every open signal and every duty goes to a successor, so that nothing ends with somebody leaving."""

from __future__ import annotations

from datetime import date

from bot.answers import pack_card
from bot.conversation import Command, Refusal, Reply, Say
from bot.names import two_names
from bot.organisation import Organisation, Person, Role
from bot.rights import may_say_who_is_away
from bot.signals import Signal
from bot.somebody import somebody
from bot.store.absences import Absence
from bot.store.orders import Order
from bot.store.work import Work
from bot.texts import Fact
from bot.views.absence import handed_on_card
from bot.views.plain import plain_card


async def hand_on(command: Command, work: Work) -> Reply:
    """`/knelpunt overdracht Yasmina El Amrani`; an admin types `Ruben Alting aan Yasmina El Amrani`.

    What lies with them moves now; what would still reach them by their office reaches the successor from today on.
    """
    giver, taker = await _two(command.words.strip(), work)
    signals = [
        signal for signal in await work.signals.unfinished(giver.key) if giver.key in (*signal.owners, *signal.joined)
    ]
    if beyond := [signal.number for signal in signals if not _fits(signal, giver, taker, work.organisation)]:
        raise _refused("refused.hand_on", work, taker=taker.name, numbers=", ".join(beyond))
    for signal in signals:
        moved = signal.succeed(giver.key, taker.key, by=work.actor.key, at=work.now)
        await work.signals.save(moved)
        await work.show(moved)
        for owner in moved.owners:
            if owner not in (giver.key, taker.key, work.actor.key):
                await work.tell(owner, "news", moved, moved.version)
    work.absences.keep(Absence(giver.key, date.max, taker.key, work.actor.key, work.now))
    if account := await work.account_of(taker.key):
        shown = [work.organisation.current(signal) for signal in signals]
        card = handed_on_card(shown, giver, work.organisation, await work.words_of(account))
        work.order(Order(key=f"handed_on:{command.key}", to=account, view="answer", payload=pack_card(card)))
    return Say(plain_card("handed_on", work.words, taker=taker.name, signals=work.words.count("signals", len(signals))))


async def _two(words: str, work: Work) -> tuple[Person, Person]:
    """Who leaves and who comes; a Refusal that says what to type, or why it cannot be."""
    if not words:
        raise _refused("handed_on.how", work)
    first, second = two_names(words)
    giver = await somebody(first, work) if first else work.actor
    taker = await somebody(second, work)
    if giver is None or taker is None:
        raise _refused("refused.absent.who", work, name=second if giver else first)
    if not may_say_who_is_away(work.actor, giver.key, work.organisation):
        admins = ", ".join(each.name for each in work.organisation.admins())
        raise _refused("refused.absent.right", work, admins=admins)
    if giver.key == taker.key or set(giver.roles).isdisjoint(taker.roles):
        raise _refused("refused.absent.deputy", work, who=giver.name, deputy=taker.name)
    return giver, taker


def _fits(signal: Signal, giver: Person, taker: Person, organisation: Organisation) -> bool:
    """Whether the successor may do with it what they would have to."""
    now = organisation.current(signal)
    if giver.key in now.filers and not taker.may_be(Role.LIAISON):
        return False
    works = giver.key in (now.fixer, *now.joined)
    return not works or (taker.may_be(Role.FIXER) and now.lead in taker.directorates)


def _refused(key: str, work: Work, **facts: Fact) -> Refusal:
    return Refusal(plain_card(key, work.words, **facts))
