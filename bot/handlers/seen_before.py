"""Seen before? Whoever files stands behind a signal that is there, or goes on with their own; nothing typed is lost."""

from __future__ import annotations

import json
from dataclasses import replace

from bot.bundling import offered, widened
from bot.cards import Note, Quote
from bot.conversation import Correct, Done, Open, Press, Refusal, Reply, Say, Submission
from bot.filing import filed, guess_of, unknown
from bot.finding import alike
from bot.moving import told
from bot.proposal import note_let_stand
from bot.rights import may_file, may_read
from bot.signals import Signal, Step
from bot.store.work import Work
from bot.views.plain import kept, plain_card
from bot.views.seen_before import NEW, NOTHING, SEEN_BEFORE, joined_card, seen_before_form


async def choose(submission: Submission, work: Work) -> Reply:
    """What was typed lies behind the handle; what is alike is looked up again, for it may have moved on."""
    behind = await work.handles.resolve(submission.handle)
    if behind is None:
        raise Refusal(plain_card("refused.expired", work.words))
    typed = json.loads(behind.payload)
    values: dict[str, str] = typed["values"]
    if not may_file(work.actor, work.organisation):
        contact = work.organisation.people[work.organisation.contact].name
        raise Refusal(kept(plain_card("refused.filing", work.words, contact=contact), values.values()))
    if unknown(values, work.organisation):
        raise Refusal(kept(plain_card("refused.expired", work.words), values.values()))
    note_let_stand(values.values(), work)
    guess = guess_of(values["text"], work)
    found = await alike(values["text"], work, reader=work.actor)
    choice = submission.values.get("choice", "")
    if choice == NOTHING:
        return Say(plain_card("seen.not_filed", work.words))
    if choice == NEW:
        signal = await filed(values, guess, typed["link"], work, like=found)
        offered(signal, found, work)
        return Done()
    chosen = await work.signals.by_number(choice) if choice in typed["shown"] else None
    if chosen is None or not _may_join(chosen, work):
        form = seen_before_form(found, submission.handle, work.organisation, work.words)
        return Correct(form, {"choice": work.text("seen.gone")})
    return await _join(chosen, values.get("region") or guess.region, values["text"], work)


async def choose_again(press: Press, work: Work) -> Reply:
    """The same form, when it could not be answered before: what was typed lies behind it still."""
    behind = await work.handles.resolve(press.handle)
    if behind is None or behind.kind != SEEN_BEFORE:
        raise Refusal(plain_card("refused.expired", work.words))
    text = json.loads(behind.payload)["values"]["text"]
    found = await alike(text, work, reader=work.actor)
    form = seen_before_form(found, press.handle, work.organisation, work.words)
    return Open(replace(form, intro=(Note(work.words.spans("seen.typed")), Quote(text), *form.intro)))


async def _join(signal: Signal, region: str, text: str, work: Work) -> Reply:
    """Their region is behind it from now on, and they hear what its liaison hears."""
    larger = signal.also(region, by=work.actor.key, at=work.now, text=text)
    await work.signals.save(larger)
    await work.show(larger)
    await told(larger, work)
    widened(signal, larger, work)
    return Say(joined_card(work.organisation.current(larger), work.organisation, work.words))


def _may_join(signal: Signal, work: Work) -> bool:
    return signal.may(Step.ALSO) and not signal.confidential and may_read(work.actor, signal, work.organisation)
