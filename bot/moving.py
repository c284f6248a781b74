"""What every step does that moves a signal: it is kept, its promises stand anew, and everybody sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.decisions import TIMERS, reminders
from bot.promises import KINDS, promised
from bot.signals import Signal, State, Step
from bot.store.work import Work


async def moved(signal: Signal, work: Work) -> None:
    """Keep a signal whose counting starts now; what was promised before is cancelled."""
    await work.signals.save(signal)
    work.timers.replace(signal.id, promised(signal, work.now, work.organisation), *KINDS)
    await work.show(signal)
    if signal.state is State.WITHDRAWN or any(event.step is Step.REOPEN for event in signal.fresh):
        await _decisions_remembered(signal, work)


async def entrusted(signal: Signal, person: str, work: Work) -> None:
    """Whoever works on a confidential signal from now on reads its words privately: no channel shows them."""
    if signal.confidential:
        await work.tell(person, "entrusted", signal, signal.version)


async def _decisions_remembered(signal: Signal, work: Work) -> None:
    """Nobody is reminded of decisions about what is withdrawn, until it is open again.

    What was decided for a region still holds there when its signal goes on in another.
    """
    for decision in await work.decisions.about(signal.id):
        moments = {} if signal.state is State.WITHDRAWN else reminders(decision, work.now, work.organisation.clock)
        work.timers.replace(decision.number, moments, *TIMERS)


async def told(signal: Signal, work: Work, *, also: Collection[str] = (), but: Collection[str] = ()) -> None:
    """One short direct message about the newest step to every owner but whoever took it, and `but` who know already.

    `also` are those who had it until this step. Whoever left the organisation file is whoever came after them.
    """
    know = {work.actor.key, *_today(but, work)}
    for person in _today((*signal.owners, *also), work):
        if person not in know:
            await work.tell(person, "news", signal, signal.version)


def _today(people: Iterable[str], work: Work) -> Iterable[str]:
    """Each of them once, under the key of today."""
    found = ((key, work.organisation.person(key)) for key in people)
    return dict.fromkeys(person.key if person else key for key, person in found)
