"""A fixer takes a signal on, says what comes next, lets it go again, or says that it belongs elsewhere."""

from __future__ import annotations

from bot.answering import objection
from bot.conversation import Done, Open, Press, Refusal, Reply, Say, Submission
from bot.corrections import spoke_for
from bot.moving import entrusted, moved, told
from bot.permission import found, permitted, possible, theirs
from bot.promises import is_put_off, named
from bot.rights import may_read
from bot.routing import suggest
from bot.signals import Signal, Step
from bot.store.work import Work
from bot.views.asking import answers, day_of, filled
from bot.views.following import already_claimed, next_step_form, not_ours_form
from bot.views.plain import plain_card
from bot.worktime import local_day


async def claim(press: Press, work: Work) -> Reply:
    """The press claims at once; the form for the next step comes after it and may stay empty."""
    signal = await found(press.subject, work)
    if signal.fixer and may_read(work.actor, signal, work.organisation):
        raise Refusal(already_claimed(signal, work.organisation, work.words))
    claimed = possible(theirs(signal, Step.CLAIM, work), Step.CLAIM, work).claim(by=work.actor.key, at=work.now)
    await moved(claimed, work)
    await told(claimed, work)
    await entrusted(claimed, work.actor.key, work)
    return Open(next_step_form(claimed, work.handles.issue("plan", signal.id), work.words))


async def ask_plan(press: Press, work: Work) -> Reply:
    """The next step, for whoever skipped the form or has another one by now."""
    signal = await permitted(press.subject, Step.PLAN, work)
    handle = work.handles.issue("plan", signal.id)
    return Open(next_step_form(signal, handle, work.words, step=signal.next_step, on=signal.next_step_on))


async def plan(submission: Submission, work: Work) -> Reply:
    """What the fixer does next and by when: an intention, not progress."""
    signal = await permitted(submission.subject, Step.PLAN, work)
    form = filled(next_step_form(signal, submission.handle, work.words), submission.values)
    on = day_of(form, "on")
    if wrong := objection(form, signal, work, {"on": work.text("error.past")} if on and on < work.today else {}):
        return wrong
    moments = named(signal, on, work.organisation, work.now) if on else None
    put_off = bool(moments and on and is_put_off(signal, on, work.organisation))
    planned = signal.plan(by=work.actor.key, at=work.now, step=answers(form)["step"], on=on, put_off=put_off)
    await work.signals.save(planned)
    for kind, due_at in (moments or {}).items():
        work.timers.plan(kind, signal.id, due_at)
    await work.show(planned)
    if on and moments and local_day(moments["silent"], work.organisation.clock) < on:
        return Say(plain_card("plan.not_so_far", work.words, at=work.words.moment(moments["silent"])))
    if on and moments is None and (stays := await work.timers.due("silent", signal.id)):
        return Say(plain_card("plan.not_moved", work.words, at=work.words.moment(stays)))
    return Done()


async def hand_back(press: Press, work: Work) -> Reply:
    """The fixer lets go, the directorate looks for another, and the unclaimed clock starts again."""
    signal = await permitted(press.subject, Step.HAND_BACK, work)
    back = signal.hand_back(by=work.actor.key, at=work.now)
    await _unclaimed(signal, back, work)
    return Say(plain_card("handed_back", work.words, number=signal.number, lead=work.organisation.current(signal).lead))


async def ask_not_ours(press: Press, work: Work) -> Reply:
    """Saying "not ours" takes a reason and a proposal."""
    signal = work.organisation.current(await permitted(press.subject, Step.REROUTE, work))
    handle = work.handles.issue("not_ours", signal.id)
    return Open(not_ours_form(signal, handle, work.organisation, work.words))


async def not_ours(submission: Submission, work: Work) -> Reply:
    """On to the proposed directorate; after a second refusal to triage. Number and history stay."""
    signal = await permitted(submission.subject, Step.REROUTE, work)
    now = work.organisation.current(signal)
    form = filled(not_ours_form(now, submission.handle, work.organisation, work.words), submission.values)
    if wrong := objection(form, signal, work):
        return wrong
    said = answers(form)
    fallback = work.organisation.routing_fallback
    words = spoke_for(now.lead, suggest(signal.text, work.organisation, home_region=now.region))
    elsewhere = signal.reroute(
        said["to"], by=work.actor.key, at=work.now, reason=said["reason"], triage=fallback, beside=words
    )
    await _unclaimed(signal, elsewhere, work)
    return Done()


async def _unclaimed(before: Signal, signal: Signal, work: Work) -> None:
    """Nobody has it now: the clock of the unclaimed starts, and the liaisons hear so, as does whoever had it."""
    await moved(signal, work)
    await told(signal, work, also=before.owners)
