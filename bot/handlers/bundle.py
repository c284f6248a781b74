"""A directorate makes one bundle of what it is asked three times: one lead, one answer, every region behind it."""

from __future__ import annotations

from bot.conversation import Press, Refusal, Reply, Say
from bot.merging import merged
from bot.permission import found, theirs
from bot.rights import may
from bot.signals import Signal, Step
from bot.store.work import Work
from bot.views.plain import plain_card


async def bundle(press: Press, work: Work) -> Reply:
    """Under the oldest number; what is over by now, or no longer this directorate's, stays where it is."""
    signal = theirs(await found(press.subject, work), Step.MERGE, work)
    first, *others = sorted(await _together(signal, work), key=lambda each: (each.filed_at, each.number))
    if not others:
        raise Refusal(plain_card("bundle.over", work.words))
    larger = await merged(others, first, work)
    made = plain_card("bundle.made", work.words, number=larger.number, count=len(larger.regions))
    return Say(made)


async def _together(signal: Signal, work: Work) -> list[Signal]:
    """The signal, and those that its filer found to be like it, as far as they can go on together.

    Nobody reads what is confidential because it was alike.
    """
    current = work.organisation.current
    filed, *_ = await work.signals.timeline(signal.id)
    like = [await work.signals.by_number(number) for number in filed.facts.get("like", "").split()]
    fit = [
        each
        for each in like
        if each
        and current(each).lead == current(signal).lead
        and each.confidential == signal.confidential
        and each.may(Step.MERGE)
        and may(work.actor, Step.MERGE, each, work.organisation)
    ]
    return [signal, *fit] if signal.may(Step.MERGE) else fit
