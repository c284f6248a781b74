"""A liaison or a fixer turns to the regiocommissaris themselves: aloud with a question, or privately to spar."""

from __future__ import annotations

import re

from bot.answering import objection
from bot.calling import call_in, commissioner_of
from bot.conversation import Command, Open, Press, Refusal, Reply, Say, Submission
from bot.permission import permitted
from bot.rights import may_read
from bot.signals import Step
from bot.store.work import Work
from bot.views.asking import filled
from bot.views.calling import LONGEST, escalate_form, spar_form
from bot.views.plain import plain_card

_NUMBER = re.compile(r"K-\d{4}-\d+\b", re.IGNORECASE)


def is_meant(words: str) -> bool:
    """Whether a longer text after the word names a knelpunt, with a question behind it."""
    return _NUMBER.match(words) is not None


async def command(command: Command, work: Work) -> Reply:
    """`/knelpunt escaleer K-2026-0147`, with or without the question behind it."""
    number, _, question = command.words.partition(" ")
    if not number:
        raise Refusal(plain_card("escalate.which", work.words))
    signal = await work.signals.by_number(number.upper())
    if signal is None or not may_read(work.actor, signal, work.organisation):
        raise Refusal(plain_card("refused.number", work.words, number=number.upper()))
    return await _asked(signal.id, work, question.strip()[:LONGEST])


async def ask_escalate(press: Press, work: Work) -> Reply:
    """What the regiocommissaris is asked."""
    return await _asked(press.subject, work)


async def escalate(submission: Submission, work: Work) -> Reply:
    """At once, by day and by night: somebody did it. The clock of the signal goes on as it was."""
    signal = await permitted(submission.subject, Step.ESCALATE, work)
    form = filled(escalate_form(signal, submission.handle, work.words), submission.values)
    if wrong := objection(form, signal, work):
        return wrong
    to = await call_in(signal, work, by=work.actor.key, reason=submission.values["text"].strip())
    whom = work.organisation.people.get(to)
    key = "escalated" if whom else "escalated.nobody"
    return Say(plain_card(key, work.words, number=signal.number, to=whom.name if whom else ""))


async def ask_spar(press: Press, work: Work) -> Reply:
    """What it is about."""
    signal = await permitted(press.subject, Step.SPAR, work)
    return Open(spar_form(signal, work.handles.issue("spar", signal.id), work.words))


async def spar(submission: Submission, work: Work) -> Reply:
    """Kept with the signal, shown to the regiocommissaris and to nobody else."""
    signal = await permitted(submission.subject, Step.SPAR, work)
    form = filled(spar_form(signal, submission.handle, work.words), submission.values)
    if wrong := objection(form, signal, work):
        return wrong
    whom = work.organisation.people.get(commissioner_of(signal, work.organisation))
    sparred = signal.spar(by=work.actor.key, at=work.now, text=submission.values["text"].strip())
    if whom is None or not await work.tell(whom.key, "spar", sparred, sparred.version):
        contact = work.organisation.people[work.organisation.contact].name
        raise Refusal(plain_card("refused.spar", work.words, contact=contact))
    await work.signals.save(sparred)
    return Say(plain_card("sparred", work.words, to=whom.name, number=signal.number))


async def _asked(subject: str, work: Work, text: str = "") -> Reply:
    signal = await permitted(subject, Step.ESCALATE, work)
    return Open(escalate_form(signal, work.handles.issue("escalate", signal.id), work.words, text))
