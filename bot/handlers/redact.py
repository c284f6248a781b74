"""What slipped in is taken out: an admin names the words, sees how often they stand there, and they are gone everywhere."""

from __future__ import annotations

import re

from bot.conversation import Command, Correct, Open, Refusal, Reply, Say, Submission
from bot.moving import told
from bot.permission import found
from bot.privacy import judge
from bot.redaction import Passage, occurrences
from bot.rights import may_redact
from bot.store.handles import marked, marks_on
from bot.store.work import Work
from bot.unreached import unreached
from bot.views.asking import answers, faults, filled, in_order
from bot.views.plain import plain_card
from bot.views.redacting import REDACT, once_more, redact_form

_NUMBER = re.compile(r"K-\d{4}-\d+\b", re.IGNORECASE)


def is_meant(words: str) -> bool:
    """Whether a longer text after the word names a knelpunt."""
    return _NUMBER.match(words) is not None


async def command(command: Command, work: Work) -> Reply:
    """`/knelpunt verwijder K-2026-0147`: which words, the form asks."""
    _permit(work)
    number = next(iter(command.words.upper().split()), "")
    signal = await work.signals.by_number(number)
    if signal is None:
        key = "refused.number" if number else "redact.which"
        raise Refusal(plain_card(key, work.words, number=number))
    return Open(redact_form(signal, work.handles.issue(REDACT, signal.id), work.words))


async def redact(submission: Submission, work: Work) -> Reply:
    """First how often they stand there; sent in again with the same words, they go. Neither form is kept."""
    _permit(work)
    signal = await found(submission.subject, work)
    form = filled(redact_form(signal, submission.handle, work.words), submission.values)
    passage = Passage(submission.values.get("passage", ""))
    timeline, decisions = await work.signals.timeline(signal.id), await work.decisions.about(signal.id)
    errors = faults(form, work.words)
    count = occurrences(passage, signal, timeline, decisions) if passage.is_long_enough else 0
    if "passage" not in errors and not count:
        key = "redact.absent" if passage.is_long_enough else "redact.short"
        errors["passage"] = work.text(key, number=signal.number)
    if errors:
        return Correct(form, in_order(form, errors))
    if passage.mark not in marks_on(submission.handle):
        handle = marked(work.handles.issue(REDACT, signal.id), {passage.mark})
        return Open(once_more(form, signal, handle, count, work.words))
    why = judge(answers(form)["why"]).masked
    redacted, left = await work.redact(signal, passage, why, count)
    await told(redacted, work)
    done = plain_card("redact.done", work.words, number=signal.number, times=work.words.count("redact.times", count))
    return Say(await unreached(done, signal, left, work, digests_follow=True))


def _permit(work: Work) -> None:
    if not may_redact(work.actor, work.organisation):
        admins = ", ".join(each.name for each in work.organisation.admins())
        raise Refusal(plain_card("refused.redact", work.words, admins=admins))
