"""A fixer takes a signal on, says what comes next, or lets it go again."""

from __future__ import annotations

from datetime import date

from bot.conversation import Correct, Done, Open, Press, Refusal, Reply, Say, Submission
from bot.privacy import judge
from bot.rights import may
from bot.signals import Signal, Step
from bot.store.work import Work
from bot.views.filing import privacy_error
from bot.views.following import already_claimed, next_step_form
from bot.views.plain import plain_card
from bot.worktime import planned_moments

PLANNED = "plan"


async def claim(press: Press, work: Work) -> Reply:
    """The press claims at once; the form for the next step comes after it and may stay empty."""
    signal = await work.signals.get(press.subject)
    _permit(signal, Step.CLAIM, work)
    if signal.fixer:
        raise Refusal(already_claimed(signal, work.organisation, work.words))
    _draw(signal, Step.CLAIM, work)
    claimed = signal.claim(by=work.actor.key, at=work.now)
    await work.signals.save(claimed)
    work.timers.cancel(signal.id, "unclaimed")
    await work.show(claimed)
    await work.tell(signal.filer, "news", claimed, claimed.version)
    return Open(next_step_form(claimed, work.handles.issue(PLANNED, signal.id), work.words))


async def plan(submission: Submission, work: Work) -> Reply:
    """What the fixer does next and by when: an intention, not progress."""
    signal = await work.signals.get(submission.subject)
    _permit(signal, Step.PLAN, work)
    _draw(signal, Step.PLAN, work)
    step = submission.values.get("step", "").strip()
    on = _day(submission.values.get("on", ""))
    form = next_step_form(signal, submission.handle, work.words, step=step, on=on)
    judgement = judge(step)
    if judgement.advice == "block":
        return Correct(form, {"step": privacy_error(judgement, work.words)})
    if not step:
        return Correct(form, {"step": work.text("error.empty")})
    if on is not None and on < work.today:
        return Correct(form, {"on": work.text("error.past")})
    planned = signal.plan(by=work.actor.key, at=work.now, step=step, on=on)
    await work.signals.save(planned)
    await work.show(planned)
    return Done()


async def hand_back(press: Press, work: Work) -> Reply:
    """The fixer lets go, the directorate looks for another, and the unclaimed clock starts again."""
    signal = await work.signals.get(press.subject)
    _permit(signal, Step.HAND_BACK, work)
    _draw(signal, Step.HAND_BACK, work)
    back = signal.hand_back(by=work.actor.key, at=work.now)
    await work.signals.save(back)
    rungs = planned_moments(work.now, work.organisation.rungs(back.urgency), work.organisation.clock)
    work.timers.plan("unclaimed", back.id, rungs.reminder)
    await work.show(back)
    await work.tell(signal.filer, "news", back, back.version)
    return Say(plain_card("handed_back", work.words, number=signal.number, lead=signal.lead))


def _permit(signal: Signal, step: Step, work: Work) -> None:
    """Rights, at the click and in the transaction of the effect; never by hiding a button."""
    if not may(work.actor, step, signal, work.organisation):
        raise Refusal(plain_card("refused.right", work.words, number=signal.number, lead=signal.lead))


def _draw(signal: Signal, step: Step, work: Work) -> None:
    """An old card may still offer what the drawing no longer has."""
    if not signal.may(step):
        state = work.text(f"state.{signal.state}")
        raise Refusal(plain_card("refused.state", work.words, number=signal.number, state=state))


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
