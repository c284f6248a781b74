"""One knelpunt or one decision as it is now, and what can be done with it. Answered privately; nothing changes."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import Command, Press, Refusal, Reply, Say
from bot.permission import found
from bot.rights import may, may_read
from bot.signals import Signal, Step
from bot.signals.numbered import DECISION, number_in
from bot.store.work import Work
from bot.views import steps
from bot.views.decided import announced
from bot.views.deciding import deciding_buttons
from bot.views.plain import plain_card
from bot.views.sight import Sight
from bot.views.signal_card import signal_card
from bot.views.standing import decider_of


async def show(command: Command, work: Work) -> Reply:
    """One signal as it is now, to whoever may read it, with the buttons it has; or one decision, as it was announced."""
    if not command.words.strip():
        raise Refusal(plain_card("show.which", work.words))
    number = number_in(command.words, work.today.year) or command.words.strip().upper()
    if number.startswith(DECISION):
        return await _decided(number, work)
    signal = await work.signals.by_number(number)
    if signal is None:
        raise _unseen(number, work)
    return await _shown(signal, work)


async def look(press: Press, work: Work) -> Reply:
    """The signal that a message is about, as it is now."""
    signal = await found(press.subject, work)
    return await _shown(signal, work)


async def other_steps(press: Press, work: Work) -> Reply:
    """What the asker may do with the signal now, beside what its card offers."""
    signal = await found(press.subject, work)
    if not may_read(work.actor, signal, work.organisation):
        raise _unseen(signal.number, work)
    region = work.organisation.region(signal.region)

    works = work.actor.key in (signal.fixer, *signal.joined)

    def permitted(step: Step) -> bool:
        return may(work.actor, step, signal, work.organisation) and not (step is Step.JOIN and works)

    handle = work.handles.issue("card", signal.id)
    return Say(steps.other_steps(signal, region.name if region else signal.region, work.words, permitted, handle))


async def _decided(number: str, work: Work) -> Say:
    """For whoever may read what it is about."""
    decision = await work.decisions.by_number(number)
    signal = await found(decision.signal_id, work) if decision else None
    if decision is None or signal is None or not may_read(work.actor, signal, work.organisation):
        raise _unseen(number, work)
    sight = await _sight(signal, work)
    made = next(event for event in await work.signals.timeline(signal.id) if event.facts.get("decision") == number)
    return Say(replace(announced(replace(sight, event=made)), handle=work.handles.issue("card", signal.id)))


async def _shown(signal: Signal, work: Work) -> Say:
    if not may_read(work.actor, signal, work.organisation):
        raise _unseen(signal.number, work)
    sight = await _sight(signal, work)
    card = signal_card(sight)
    if may(work.actor, Step.DECIDE, signal, work.organisation):
        card = replace(card, blocks=(*card.blocks, deciding_buttons(sight.signal, work.words)))
    return Say(replace(card, handle=work.handles.issue("card", signal.id)))


async def _sight(signal: Signal, work: Work) -> Sight:
    """As the asker sees it, who may read it."""
    now, timeline = work.organisation.current(signal), await work.signals.timeline(signal.id)
    return Sight(
        signal=now,
        role="lead" if now.lead in work.actor.directorates else "reader",
        organisation=work.organisation,
        words=work.words,
        filed=timeline[0],
        decisions=await work.decisions.about(signal.id),
        decider=decider_of(signal, timeline),
        entitled=True,
    )


def _unseen(number: str, work: Work) -> Refusal:
    """The same words whether or not it exists."""
    return Refusal(plain_card("refused.number", work.words, number=number))
