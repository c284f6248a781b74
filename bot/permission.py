"""What every step with a signal asks first: is it this person's to take, and does the drawing have it now?"""

from __future__ import annotations

from bot.conversation import Refusal
from bot.organisation import Role
from bot.rights import may
from bot.signals import Signal, Step
from bot.store import NoSuchSignal
from bot.store.work import Work
from bot.views.plain import plain_card

FOR_COMMISSIONERS = frozenset({Step.SEE, Step.ASSIGN, Step.DECIDE})
"""Steps that nobody else has."""


async def permitted(subject: str, step: Step, work: Work) -> Signal:
    """The signal, ready for the step; a Refusal otherwise.

    Asked at the click, in the transaction of the effect: an old card may still offer what is over, and a button that
    somebody can see is not a right.
    """
    return possible(theirs(await found(subject, work), step, work), step, work)


FOR_ITS_FILER = frozenset({Step.EDIT, Step.WITHDRAW})
"""Steps that would change or end it for every region behind it."""


def possible(signal: Signal, step: Step, work: Work) -> Signal:
    """The signal, if the drawing has the step from where it stands."""
    if not signal.may(step):
        state = work.text(f"state.{signal.state}")
        raise Refusal(plain_card("refused.state", work.words, number=signal.number, state=state))
    return signal


def theirs(signal: Signal, step: Step, work: Work) -> Signal:
    """The signal, if the step is this person's to take, whether or not it is possible now."""
    if not may(work.actor, step, signal, work.organisation):
        lead, holder = work.organisation.current(signal).lead, work.organisation.person(signal.fixer)
        facts = {"number": signal.number, "lead": lead, "fixer": holder.name if holder else ""}
        raise Refusal(plain_card(_why_not(signal, step, work), work.words, **facts))
    return signal


def _why_not(signal: Signal, step: Step, work: Work) -> str:
    if step in FOR_COMMISSIONERS:
        return "refused.right.commissioner"
    if step in FOR_ITS_FILER and may(work.actor, Step.ANSWER, signal, work.organisation):
        return "refused.right.filer"
    if work.organisation.current(signal).lead not in work.actor.directorates:
        return "refused.right"
    is_held = work.actor.may_be(Role.FIXER) and work.organisation.person(signal.fixer)
    return "refused.right.held" if is_held else "refused.right.own"


async def found(subject: str, work: Work) -> Signal:
    """The signal that a handle is about; a Refusal when it is about none any more."""
    try:
        return await work.signals.get(subject)
    except NoSuchSignal:
        raise Refusal(plain_card("refused.expired", work.words)) from None
