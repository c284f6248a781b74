"""The regiocommissaris's short answers: seen, read again later, given to a fixer, and a private word back."""

from __future__ import annotations

from dataclasses import replace

from bot.answering import objection
from bot.cards import Note
from bot.conversation import Done, Open, Press, Refusal, Reply, Say, Submission
from bot.decisions import LATER, MONDAY, later, reading_of, whose_reading
from bot.moving import moved, told
from bot.permission import permitted
from bot.rights import other_fixers
from bot.signals import UNTOLD, Event, Signal, Step
from bot.store.timers import Timer
from bot.store.work import Work
from bot.views.asking import filled
from bot.views.deciding import assign_form, later_card, spar_back_form
from bot.views.plain import plain_card
from bot.worktime import speaking_from


async def see(press: Press, work: Work) -> Reply:
    """They have it in sight; nothing else changes."""
    signal = await permitted(press.subject, Step.SEE, work)
    await work.signals.save(signal.see(by=work.actor.key, at=work.now))
    work.timers.cancel(reading_of(signal.id, work.actor.key), LATER)
    return Say(plain_card("seen", work.words, number=signal.number))


async def ask_later(press: Press, work: Work) -> Reply:
    """In an hour, tomorrow or after the weekend."""
    signal = await permitted(press.subject, Step.SEE, work)
    moments = later(work.now, work.organisation.clock)
    return Say(later_card(signal, work.handles.issue("card", signal.id), work.words, moments))


async def put_off(press: Press, work: Work) -> Reply:
    """It comes back at the moment chosen, or when the clock may speak again after that."""
    signal = await permitted(press.subject, Step.SEE, work)
    clock = work.organisation.clock
    moments = later(work.now, clock)
    at = speaking_from(moments.get(press.action.removeprefix("later_"), moments[MONDAY]), clock)
    await work.signals.save(signal.see(by=work.actor.key, at=work.now, until=at))
    work.timers.plan(LATER, reading_of(signal.id, work.actor.key), at)
    return Say(plain_card("later.kept", work.words, number=signal.number, at=work.words.moment(at)))


async def read_again(timer: Timer, work: Work) -> None:
    """Whoever put it off gets it once more, or whoever stands in for them today."""
    signal_id, person = whose_reading(timer.subject)
    signal = await work.signals.get(signal_id)
    if signal.state in UNTOLD:
        timeline = await work.signals.timeline(signal_id)
        seen = next(event for event in reversed(timeline) if event.step is Step.SEE and event.by == person)
        await work.tell(work.organisation.listener(person), "called_again", signal, seen.version)


async def ask_assign(press: Press, work: Work) -> Reply:
    """To whom. The form remembers who has it now."""
    signal = await permitted(press.subject, Step.ASSIGN, work)
    fixers = other_fixers(signal, work.organisation)
    handle = work.handles.issue("assign", signal.id, signal.fixer)
    return Open(assign_form(signal, handle, fixers, work.organisation, work.words))


async def assign(submission: Submission, work: Work) -> Reply:
    """They have it at once, and its liaisons hear who it is. Whoever took it on meanwhile is named first."""
    signal = await permitted(submission.subject, Step.ASSIGN, work)
    opened = await work.handles.resolve(submission.handle)
    fixers = other_fixers(signal, work.organisation)
    form = filled(assign_form(signal, submission.handle, fixers, work.organisation, work.words), submission.values)
    if signal.fixer and opened is not None and opened.payload != signal.fixer:
        note = work.words.spans("assign.meanwhile", number=signal.number, who=_name(signal.fixer, work))
        handle = work.handles.issue("assign", signal.id, signal.fixer)
        return Open(replace(form, handle=handle, intro=(Note(note), *form.intro)))
    if wrong := objection(form, signal, work, payload=signal.fixer):
        return wrong
    assigned = signal.assign(submission.values["to"], by=work.actor.key, at=work.now)
    await moved(assigned, work)
    work.timers.cancel(reading_of(signal.id, work.actor.key), LATER)
    await work.tell(assigned.fixer, "assigned", assigned, assigned.version)
    await told(assigned, work, also=signal.owners, but=[assigned.fixer])
    return Done()


async def ask_spar_back(press: Press, work: Work) -> Reply:
    """To whoever wrote the message under which the button stands."""
    signal = await permitted(press.subject, Step.SEE, work)
    card = await work.handles.resolve(press.handle)
    handle = work.handles.issue("spar_back", signal.id, card.payload if card else "")
    return Open(spar_back_form(signal, handle, work.words))


async def spar_back(submission: Submission, work: Work) -> Reply:
    """Kept with the signal as a private word, and without a number: nobody else is to know that there is one."""
    signal = await permitted(submission.subject, Step.SEE, work)
    opened = await work.handles.resolve(submission.handle)
    form = filled(spar_back_form(signal, submission.handle, work.words), submission.values)
    if wrong := objection(form, signal, work, payload=opened.payload if opened else ""):
        return wrong
    asked = await _sparred(signal, opened.payload if opened else "", work)
    if asked is None:
        raise Refusal(plain_card("refused.expired", work.words))
    back = signal.spar(by=work.actor.key, at=work.now, text=submission.values["text"].strip())
    await work.signals.save(back)
    await work.tell(asked.by, "spar_back", back, back.version)
    return Done()


async def _sparred(signal: Signal, version: str, work: Work) -> Event | None:
    timeline = await work.signals.timeline(signal.id)
    return next((event for event in timeline if event.step is Step.SPAR and str(event.version) == version), None)


def _name(key: str, work: Work) -> str:
    person = work.organisation.person(key)
    return person.name if person else work.text("person.unknown")
