"""More to say about a signal: the filer corrects, adds or withdraws it, and everybody involved may react."""

from __future__ import annotations

from bot.answering import objection
from bot.conversation import Done, Open, Press, Reply, Say, Submission
from bot.moving import moved, told
from bot.permission import permitted
from bot.rights import may
from bot.signals import Signal, State, Step
from bot.store.work import Work
from bot.views.amending import edit_form, note_form
from bot.views.asking import answers, filled
from bot.views.plain import plain_card


async def ask_note(press: Press, work: Work) -> Reply:
    """What stands in a thread is not read; this is how a word gets to both owners."""
    signal = await permitted(press.subject, Step.NOTE, work)
    return Open(note_form(signal, work.handles.issue("note", signal.id), work.words))


async def note(submission: Submission, work: Work) -> Reply:
    """Shown in every thread, and told to the owners who did not write it."""
    signal = await permitted(submission.subject, Step.NOTE, work)
    form = filled(note_form(signal, submission.handle, work.words), submission.values)
    if wrong := objection(form, signal, work):
        return wrong
    is_progress = may(work.actor, Step.PROGRESS, signal, work.organisation)
    noted = signal.note(by=work.actor.key, at=work.now, text=answers(form)["text"], is_progress=is_progress)
    await _kept(noted, work, moves=is_progress and noted.state is State.CLAIMED)
    return Done()


async def ask_edit(press: Press, work: Work) -> Reply:
    """As long as nobody has claimed it."""
    signal = await permitted(press.subject, Step.EDIT, work)
    return Open(edit_form(signal, work.handles.issue("edit", signal.id), work.words))


async def edit(submission: Submission, work: Work) -> Reply:
    """The filer's own words again; where it went stays as it is."""
    signal = await permitted(submission.subject, Step.EDIT, work)
    form = filled(edit_form(signal, submission.handle, work.words), submission.values)
    if wrong := objection(form, signal, work):
        return wrong
    edited = signal.edit(by=work.actor.key, at=work.now, text=answers(form)["text"])
    await _kept(edited, work)
    return Done()


async def withdraw(press: Press, work: Work) -> Reply:
    """Taken back; the directorate's card says so and offers nothing any more."""
    signal = await permitted(press.subject, Step.WITHDRAW, work)
    withdrawn = signal.withdraw(by=work.actor.key, at=work.now)
    await _kept(withdrawn, work, moves=True)
    return Say(plain_card("withdrawn", work.words, number=signal.number))


async def _kept(signal: Signal, work: Work, *, moves: bool = False) -> None:
    """`moves`: counting starts anew, or is over."""
    if moves:
        await moved(signal, work)
    else:
        await work.signals.save(signal)
        await work.show(signal)
    await told(signal, work)
