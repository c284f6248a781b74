"""Nothing is closed before the region has been told: whom, when, and what they made of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.answering import objection
from bot.calling import call_in
from bot.conversation import Done, Open, Press, Refusal, Reply, Submission
from bot.moving import moved, told
from bot.permission import permitted
from bot.sharing import look_soon
from bot.signals import HIGHEST_RUNG, Signal, State, Step, Told, Verdict
from bot.store.work import Work
from bot.telling import regions_to_tell
from bot.views.asking import day_of, filled
from bot.views.ending import tell_form
from bot.views.plain import plain_card
from bot.worktime import local_day

HEAD = 2
"""The rung of the directorate's head."""


async def ask_tell(press: Press, work: Work) -> Reply:
    """The liaison's last question."""
    signal = await permitted(press.subject, Step.TELL, work)
    _theirs(signal, work)
    return Open(tell_form(signal, work.handles.issue("tell", signal.id), work.words, work.today))


async def tell(submission: Submission, work: Work) -> Reply:
    """Closed means told; "not helped" opens it again, one rung higher."""
    signal = await permitted(submission.subject, Step.TELL, work)
    form = filled(tell_form(signal, submission.handle, work.words, work.today), submission.values)
    on = day_of(form, "on")
    if (wrong := objection(form, signal, work, _wrong_day(on, signal, work))) or on is None:
        return wrong or Done()
    verdict = Verdict(submission.values["verdict"])
    said = Told(submission.values["whom"].strip(), on, verdict)
    over = signal.tell(by=work.actor.key, at=work.now, told=said, regions=_theirs(signal, work))
    if over.state is State.SOLVED:  # others have their region still to tell, and their time for it goes on
        await work.signals.save(over)
        await work.show(over)
    else:
        await moved(over, work)
    await told(over, work)
    if over.state is State.CLOSED:
        look_soon(over, work)
    if verdict is Verdict.NOT:
        await _one_higher(replace(over, fresh=()), work)
    return Done()


def _wrong_day(on: date | None, signal: Signal, work: Work) -> dict[str, str]:
    """Nobody was told tomorrow, nor of an answer that was not there yet."""
    solved = local_day(signal.solved_at or signal.filed_at, work.organisation.clock)
    if on is not None and on > work.today:
        return {"on": work.text("error.not_yet")}
    if on is not None and on < solved:
        return {"on": work.text("tell.on.early", number=signal.number, day=work.words.day(solved))}
    return {}


def _theirs(signal: Signal, work: Work) -> tuple[str, ...]:
    if regions := regions_to_tell(work.actor, signal, work.organisation):
        return regions
    raise Refusal(plain_card("refused.told", work.words, number=signal.number))


async def _one_higher(signal: Signal, work: Work) -> None:
    """Whoever stands on the rung it is on now hears at once that it did not help; the lowest is its card and thread."""
    lead = work.organisation.directorate(work.organisation.current(signal).lead)
    if signal.rung >= HIGHEST_RUNG:
        await call_in(signal, work, by=work.actor.key, reason=work.text("tell.not.reason"))
    elif signal.rung == HEAD and lead and lead.head and lead.head not in signal.owners:
        await work.tell(lead.head, "news", signal, signal.version)
