"""What is there, and what can I do? Answered privately; nothing changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from difflib import get_close_matches
from functools import cache

from bot.conversation import Command, Press, Refusal, Reply, Say
from bot.organisation import Directorate
from bot.organisation.naming import entries_in, taken_apart
from bot.permission import found
from bot.rights import may, may_read
from bot.signals import Signal, State, Step
from bot.store.listing import PAGE, Filter
from bot.store.work import Work
from bot.texts import LANGUAGES, words
from bot.views import steps
from bot.views.deciding import deciding_buttons
from bot.views.help import help_card, nearest_card
from bot.views.listing import list_card
from bot.views.plain import plain_card
from bot.views.sight import Sight
from bot.views.signal_card import signal_card


async def help_(command: Command, work: Work) -> Reply:
    """What the asker's roles can do, and whom to ask for more."""
    return Say(help_card(work.actor, work.organisation, work.words))


async def nearest(command: Command, work: Work) -> Reply:
    """A few words that look like a command but are none."""
    meant = get_close_matches(command.words.split()[0].lower(), work.contents.words, n=1, cutoff=0)
    return Say(nearest_card(meant[0], command.words, work.words))


async def show(command: Command, work: Work) -> Reply:
    """One signal as it is now, to whoever may read it, with the buttons it has."""
    number = command.words.strip().upper()
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


async def _shown(signal: Signal, work: Work) -> Say:
    if not may_read(work.actor, signal, work.organisation):
        raise _unseen(signal.number, work)
    now = work.organisation.current(signal)
    sight = Sight(
        signal=now,
        role="lead" if now.lead in work.actor.directorates else "reader",
        organisation=work.organisation,
        words=work.words,
        filed=(await work.signals.timeline(signal.id))[0],
        decisions=await work.decisions.about(signal.id),
        entitled=True,
    )
    card = signal_card(sight)
    if may(work.actor, Step.DECIDE, signal, work.organisation):
        card = replace(card, blocks=(*card.blocks, deciding_buttons(now, work.words)))
    return Say(replace(card, handle=work.handles.issue("card", signal.id)))


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
