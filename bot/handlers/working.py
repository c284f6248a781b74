"""A fixer at work: says how it goes, asks the region, waits for somebody else, finds company or a successor."""

from __future__ import annotations

from datetime import date, timedelta

from bot.answering import objection
from bot.conversation import Done, Open, Press, Refusal, Reply, Say, Submission
from bot.moving import entrusted, moved, told
from bot.permission import found, permitted, possible, theirs
from bot.rights import other_fixers
from bot.signals import REGION, Step
from bot.store.work import Work
from bot.views.amending import note_form
from bot.views.asking import answers, day_of, filled
from bot.views.plain import plain_card
from bot.views.working import answer_form, hand_over_form, progress_form, question_form, wait_form
from bot.worktime import add_working_days

ANSWERED_IN = 5
"""Working days proposed for an answer of the region."""


async def ask_progress(press: Press, work: Work) -> Reply:
    """What a liaison waits to read."""
    signal = await permitted(press.subject, Step.PROGRESS, work)
    return Open(progress_form(signal, work.handles.issue("progress", signal.id), work.words))


async def progress(submission: Submission, work: Work) -> Reply:
    """Progress by button is what stops the clock of silence; it starts counting anew."""
    signal = await permitted(submission.subject, Step.PROGRESS, work)
    form = filled(progress_form(signal, submission.handle, work.words), submission.values)
    if wrong := objection(form, signal, work):
        return wrong
    reported = signal.report(by=work.actor.key, at=work.now, note=submission.values["note"].strip())
    await moved(reported, work)
    await told(reported, work)
    return Done()


async def ask_question(press: Press, work: Work) -> Reply:
    """What only the region knows."""
    signal = await permitted(press.subject, Step.WAIT, work)
    until = add_working_days(work.today, ANSWERED_IN, work.organisation.clock)
    return Open(question_form(signal, work.handles.issue("question", signal.id), work.words, until))


async def question(submission: Submission, work: Work) -> Reply:
    """To the liaison, by direct message; the clock pauses until the answer or the day named."""
    signal = await permitted(submission.subject, Step.WAIT, work)
    form = filled(question_form(signal, submission.handle, work.words, work.today), submission.values)
    until = day_of(form, "until")
    if (wrong := objection(form, signal, work, _late(until, work))) or until is None:
        return wrong or Done()
    text = submission.values["text"].strip()
    waiting = signal.wait(by=work.actor.key, at=work.now, party=REGION, until=until, question=text)
    await moved(waiting, work)
    for liaison in waiting.filers:
        await work.tell(liaison, "question", waiting, waiting.version)
    await told(waiting, work, but=waiting.filers)
    return Done()


async def ask_answer(press: Press, work: Work) -> Reply:
    """The question stands above the field; when it no longer waits, what they have to say is a note like any other."""
    signal = theirs(await found(press.subject, work), Step.ANSWER, work)
    if signal.waits_for != REGION:
        return Open(note_form(possible(signal, Step.NOTE, work), work.handles.issue("note", signal.id), work.words))
    return Open(answer_form(signal, work.handles.issue("answer", signal.id), work.words))


async def answer(submission: Submission, work: Work) -> Reply:
    """Shown in the threads, told to the fixer; the clock goes on. An answer after its day is a note, and not lost."""
    signal = theirs(await found(submission.subject, work), Step.ANSWER, work)
    is_awaited = signal.waits_for == REGION
    possible(signal, Step.ANSWER if is_awaited else Step.NOTE, work)
    form = filled(answer_form(signal, submission.handle, work.words), submission.values)
    if wrong := objection(form, signal, work):
        return wrong
    text = answers(form)["text"]
    if not is_awaited:
        noted = signal.note(by=work.actor.key, at=work.now, text=text)
        await work.signals.save(noted)
        await work.show(noted)
        await told(noted, work)
        return Say(plain_card("answer.late", work.words, number=signal.number))
    answered = signal.answer(by=work.actor.key, at=work.now, text=text)
    await moved(answered, work)
    await told(answered, work)
    return Done()


async def ask_wait(press: Press, work: Work) -> Reply:
    """For whom, and until when."""
    signal = await permitted(press.subject, Step.WAIT, work)
    return Open(wait_form(signal, work.handles.issue("wait", signal.id), work.organisation, work.words))


async def wait(submission: Submission, work: Work) -> Reply:
    """Always with an end: then it is back with its fixer."""
    signal = await permitted(submission.subject, Step.WAIT, work)
    form = filled(wait_form(signal, submission.handle, work.organisation, work.words), submission.values)
    until = day_of(form, "until")
    if (wrong := objection(form, signal, work, _late(until, work))) or until is None:
        return wrong or Done()
    waiting = signal.wait(by=work.actor.key, at=work.now, party=submission.values["party"], until=until)
    await moved(waiting, work)
    await told(waiting, work)
    return Done()


async def resume(press: Press, work: Work) -> Reply:
    """The wait is over before its day."""
    signal = await permitted(press.subject, Step.RESUME, work)
    going_on = signal.resume(by=work.actor.key, at=work.now)
    await moved(going_on, work)
    await told(going_on, work)
    return Say(plain_card("resumed", work.words, number=signal.number))


async def join(press: Press, work: Work) -> Reply:
    """A second fixer beside the first, who stays the one that answers for it."""
    signal = await permitted(press.subject, Step.JOIN, work)
    if work.actor.key in (signal.fixer, *signal.joined):
        raise Refusal(plain_card("joined.already", work.words, number=signal.number))
    joined = signal.join(by=work.actor.key, at=work.now)
    await work.signals.save(joined)
    await work.show(joined)
    await told(joined, work)
    await entrusted(joined, work.actor.key, work)
    return Say(plain_card("joined", work.words, number=signal.number))


async def ask_hand_over(press: Press, work: Work) -> Reply:
    """To another fixer of the directorate."""
    signal = await permitted(press.subject, Step.HAND_OVER, work)
    handle = work.handles.issue("hand_over", signal.id)
    fixers = other_fixers(signal, work.organisation)
    return Open(hand_over_form(signal, handle, fixers, work.organisation, work.words))


async def hand_over(submission: Submission, work: Work) -> Reply:
    """The promise to the region stays as it was; who keeps it is somebody else."""
    signal = await permitted(submission.subject, Step.HAND_OVER, work)
    fixers = other_fixers(signal, work.organisation)
    form = hand_over_form(signal, submission.handle, fixers, work.organisation, work.words)
    form = filled(form, submission.values)
    if wrong := objection(form, signal, work):
        return wrong
    over = signal.hand_over(submission.values["to"], by=work.actor.key, at=work.now)
    await work.signals.save(over)
    await work.show(over)
    await told(over, work)
    await entrusted(over, over.fixer, work)
    return Done()


def _late(until: date | None, work: Work) -> dict[str, str]:
    """What is wrong with the day until which it waits."""
    last = work.today + timedelta(days=work.organisation.clock.longest_wait)
    if until is None or work.today < until <= last:
        return {}
    far = work.text("error.too_far", day=work.words.day(last))
    return {"until": far if until > last else work.text("error.ahead")}
