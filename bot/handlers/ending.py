"""How a signal ends: solved, declined, gone on in another; and how it begins again."""

from __future__ import annotations

from bot.answering import objection
from bot.conversation import Correct, Done, Open, Press, Reply, Submission
from bot.merging import merged
from bot.moving import moved, told
from bot.permission import permitted
from bot.rights import may_read
from bot.signals import Landed, Outcome, OutcomeKind, Signal, Step
from bot.store.work import Work
from bot.views.asking import filled
from bot.views.ending import YES, decline_form, merge_form, reopen_form, solve_form


async def ask_solve(press: Press, work: Work) -> Reply:
    """What solved it."""
    signal = await permitted(press.subject, Step.SOLVE, work)
    return Open(solve_form(signal, work.handles.issue("solve", signal.id), work.words))


async def solve(submission: Submission, work: Work) -> Reply:
    """There is an answer; from now on the liaison is asked to tell the region."""
    signal = await permitted(submission.subject, Step.SOLVE, work)
    values = {key: value.strip() for key, value in submission.values.items()}
    form = filled(solve_form(signal, submission.handle, work.words), values)
    nowhere = values.get("landed") == Landed.NOTHING and not values.get("reason")
    if wrong := objection(form, signal, work, {"reason": work.text("solve.reason.missing")} if nowhere else {}):
        return wrong
    outcome = Outcome(
        kind=OutcomeKind(values["kind"]),
        text=values["text"],
        landed=Landed(values["landed"]),
        structural=values["structural"] == YES,
        reason=values.get("reason", ""),
        to_adapt=values.get("to_adapt", ""),
        lesson=values.get("lesson", ""),
    )
    solved = signal.solve(by=work.actor.key, at=work.now, outcome=outcome)
    await moved(solved, work)
    for liaison in solved.filers:
        await work.tell(liaison, "solved", solved, solved.version)
    await told(solved, work, but=solved.filers)
    return Done()


async def ask_decline(press: Press, work: Work) -> Reply:
    """Why not, and who decided so."""
    signal = await permitted(press.subject, Step.DECLINE, work)
    return Open(decline_form(signal, work.handles.issue("decline", signal.id), work.words))


async def decline(submission: Submission, work: Work) -> Reply:
    """Told to the liaison as it is; it never counts as solved."""
    signal = await permitted(submission.subject, Step.DECLINE, work)
    form = filled(decline_form(signal, submission.handle, work.words), submission.values)
    if wrong := objection(form, signal, work):
        return wrong
    reason, decider = (submission.values[key].strip() for key in ("reason", "decider"))
    declined = signal.decline(by=work.actor.key, at=work.now, reason=reason, decider=decider)
    await moved(declined, work)
    await told(declined, work)
    return Done()


async def ask_merge(press: Press, work: Work) -> Reply:
    """Into which one."""
    signal = await permitted(press.subject, Step.MERGE, work)
    return Open(merge_form(signal, work.handles.issue("merge", signal.id), work.words))


async def merge(submission: Submission, work: Work) -> Reply:
    """Its regions and liaisons go along; the owners of both hear it."""
    signal = await permitted(submission.subject, Step.MERGE, work)
    form = filled(merge_form(signal, submission.handle, work.words), submission.values)
    if wrong := objection(form, signal, work):
        return wrong
    into = await work.signals.by_number(submission.values["into"].strip().upper())
    unfit = _unfit(into, signal, work)
    if into is None or unfit:
        return Correct(form, {"into": unfit})
    await merged([signal], into, work)
    return Done()


async def ask_reopen(press: Press, work: Work) -> Reply:
    """Why it is not over."""
    signal = await permitted(press.subject, Step.REOPEN, work)
    return Open(reopen_form(signal, work.handles.issue("reopen", signal.id), work.words))


async def reopen(submission: Submission, work: Work) -> Reply:
    """Under the number it had; whoever had it goes on, or the directorate looks for somebody."""
    signal = await permitted(submission.subject, Step.REOPEN, work)
    form = filled(reopen_form(signal, submission.handle, work.words), submission.values)
    if wrong := objection(form, signal, work):
        return wrong
    again = signal.reopen(by=work.actor.key, at=work.now, reason=submission.values["reason"].strip())
    await moved(again, work)
    await told(again, work)
    return Done()


def _unfit(into: Signal | None, signal: Signal, work: Work) -> str:
    """Why a signal cannot go on in this one; empty when it can. One that may not be read is not there."""
    if into is None or not may_read(work.actor, into, work.organisation):
        return work.text("merge.into.unknown")
    if into.id == signal.id:
        return work.text("merge.into.itself")
    if into.confidential != signal.confidential:
        return work.text("merge.into.confidential")
    if not into.may(Step.ABSORB):
        return work.text("merge.into.ended", number=into.number, state=work.text(f"state.{into.state}"))
    return ""
