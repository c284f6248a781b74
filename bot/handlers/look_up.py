"""What is there, and what can I do? Answered privately; nothing changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache

from bot.conversation import Command, Press, Refusal, Reply, Say
from bot.organisation import Directorate
from bot.organisation.naming import entries_in, taken_apart
from bot.permission import found
from bot.rights import may, may_read
from bot.signals import Signal, State, Step
from bot.signals.numbered import DECISION, number_in
from bot.store.listing import PAGE, Filter
from bot.store.work import Work
from bot.texts import LANGUAGES, words
from bot.views import steps
from bot.views.decided import announced
from bot.views.deciding import deciding_buttons
from bot.views.listing import list_card
from bot.views.plain import plain_card
from bot.views.sight import Sight
from bot.views.signal_card import signal_card


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
    now = work.organisation.current(signal)
    return Sight(
        signal=now,
        role="lead" if now.lead in work.actor.directorates else "reader",
        organisation=work.organisation,
        words=work.words,
        filed=(await work.signals.timeline(signal.id))[0],
        decisions=await work.decisions.about(signal.id),
        entitled=True,
    )


def _unseen(number: str, work: Work) -> Refusal:
    """The same words whether or not it exists."""
    return Refusal(plain_card("refused.number", work.words, number=number))


async def list_(command: Command, work: Work) -> Reply:
    """By region, directorate or status, or what is the asker's own."""
    wanted = _wanted(command.words, work)
    if wanted is None:
        raise Refusal(plain_card("refused.list", work.words, typed=command.words))
    return await _page(wanted, 0, work)


async def more(press: Press, work: Work) -> Reply:
    """The next page of the list under the button."""
    handle = await work.handles.resolve(press.handle)
    if handle is None or handle.kind != "list":
        raise Refusal(plain_card("refused.expired", work.words))
    kept = json.loads(handle.payload)
    state = State(kept["filter"]["state"]) if kept["filter"]["state"] else None
    return await _page(Filter(**{**kept["filter"], "state": state}), kept["skip"], work)


async def _page(wanted: Filter, skip: int, work: Work) -> Reply:
    found = await work.signals.listed(wanted, skip)
    readable = [
        work.organisation.current(signal) for signal in found[:PAGE] if may_read(work.actor, signal, work.organisation)
    ]
    rest = json.dumps({"filter": asdict(wanted), "skip": skip + PAGE})
    handle = work.handles.issue("list", "", rest) if len(found) > PAGE else ""
    return Say(list_card(readable, work.organisation, work.words, handle))


def _wanted(asked: str, work: Work) -> Filter | None:
    """What the words ask for together; None when one of them means nothing here."""
    named, rest = entries_in(asked or work.text("list.mine"), work.organisation)
    narrowed, unknown = taken_apart(rest, _narrowing())
    if unknown:
        return None
    wanted = Filter()
    for entry in named:
        if isinstance(entry, Directorate):
            wanted = replace(wanted, lead=entry.key)
        else:
            wanted = replace(wanted, region=entry.key)
    for state in narrowed:
        wanted = replace(wanted, state=state) if state else replace(wanted, mine=work.actor.key)
    return wanted


@cache
def _narrowing() -> Mapping[str, State | None]:
    """The words for a state, and with None those for one's own, in every language: who reads one may type the other."""
    each = [words(language) for language in LANGUAGES]
    return {one.text("list.mine"): None for one in each} | {
        one.text(f"state.{state}"): state for one in each for state in State
    }
