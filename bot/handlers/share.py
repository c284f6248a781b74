"""A solution goes from region to region: its liaison passes it on, another recognises it, and neither does it unasked."""

from __future__ import annotations

from bot.conversation import Press, Refusal, Reply, Say
from bot.moving import told
from bot.permission import found, permitted
from bot.sharing import offer, passed_on, shared_with
from bot.signals import OPEN, State, Step
from bot.store.timers import Timer
from bot.store.work import Work
from bot.views.plain import plain_card
from bot.views.sharing import unrecognised


async def look_for_others(timer: Timer, work: Work) -> None:
    """A moment after it was closed; not if it is open again by then."""
    signal = await work.signals.get(timer.subject)
    if signal.state is State.CLOSED:
        await offer(signal, work)


async def share(press: Press, work: Work) -> Reply:
    """To every region it was offered for that has it open still; to none twice, and nothing of what is confidential by now."""
    signal = await permitted(press.subject, Step.SHARE, work)
    handle = await work.handles.resolve(press.handle)
    offered = handle.payload.split() if handle else []
    heard = await shared_with(signal, work)
    known = await work.signals.several(offered)
    to = [each for each in known if each.state in OPEN and each.region not in heard and not each.confidential]
    if signal.confidential or not to:
        raise Refusal(plain_card("share.over", work.words, number=signal.number))
    await passed_on(signal, to, work)
    regions = [work.organisation.region(each.region) for each in to]
    names = work.words.all_of([region.name for region in regions if region])
    return Say(plain_card("share.done", work.words, number=signal.number, regions=names))


async def recognise(press: Press, work: Work) -> Reply:
    """It is the same here: both know of each other from now on, and no decision comes along."""
    signal = await permitted(press.subject, Step.RELATE, work)
    handle = await work.handles.resolve(press.handle)
    solved = await found(handle.payload if handle else "", work)
    if solved.id in signal.related:
        raise Refusal(plain_card("share.recognised.already", work.words, number=solved.number, own=signal.number))
    related = signal.relate(solved.id, by=work.actor.key, at=work.now, number=solved.number)
    await work.signals.save(related)
    await work.show(related)
    await told(related, work)
    return Say(plain_card("share.recognised", work.words, number=solved.number, own=signal.number))


async def not_here(press: Press, work: Work) -> Reply:
    """It is something else here; nobody needs to know, unless they said otherwise before: that is undone."""
    signal = await permitted(press.subject, Step.UNRELATE, work)
    handle = await work.handles.resolve(press.handle)
    solved = await found(handle.payload if handle else "", work)
    if solved.id not in signal.related:
        return Say(plain_card("share.not_here", work.words))
    apart = signal.unrelate(solved.id, by=work.actor.key, at=work.now, number=solved.number)
    await work.signals.save(apart)
    await work.show(apart)
    await told(apart, work)
    again = work.handles.issue("card", signal.id, solved.id)
    return Say(unrecognised(solved, signal, work.words, again))
