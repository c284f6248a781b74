"""What was solved in one region is passed on to those that have something like it: offered, never done by itself."""

from __future__ import annotations

from datetime import timedelta

from bot.answers import pack_card
from bot.conversation import Account
from bot.finding import alike
from bot.signals import OPEN, Signal, Step
from bot.store.outbox import Order
from bot.store.work import Work
from bot.views.sharing import recognised, share_offered

SHARE = "share"
"""The kind of the timer that looks for them; its subject is the solved signal."""

BREATH = timedelta(minutes=1)
"""After the closing, so that the two are not one message."""

OFFERED, TOLD = "share_offered", "share_told"
"""The views of the two messages, which are finished when they are ordered."""


def look_soon(signal: Signal, work: Work) -> None:
    """Look for others like it in a moment; a confidential one is nobody else's."""
    if not signal.confidential:
        work.timers.plan(SHARE, signal.id, work.now + BREATH)


async def offer(signal: Signal, work: Work) -> None:
    """Asks the liaison whether to pass it on, when other regions have something like it open."""
    liaison = work.organisation.person(signal.filer)
    to = await _there(signal.filer, work) if liaison else None
    if liaison is None or to is None or signal.outcome is None or signal.confidential:
        return
    near = await alike(signal.text, work, reader=liaison, states=OPEN, but={signal.id})
    know = {*work.organisation.current(signal).regions, *await shared_with(signal, work)}
    nearest = {each.region: each for each in reversed(near) if each.region not in know}  # one of each region
    if like := sorted(nearest.values(), key=lambda each: each.number):
        handle = work.handles.issue("card", signal.id, " ".join(each.id for each in like))
        now = work.organisation.current(signal)
        card = share_offered(now, like, work.organisation, await work.words_of(to), handle)
        work.order(Order(f"{OFFERED}:{signal.id}:{signal.version}", to, OFFERED, signal.id, payload=pack_card(card)))


async def passed_on(signal: Signal, to: list[Signal], work: Work) -> Signal:
    """Every liaison of these hears of it; a decision of a regiocommissaris does not go along."""
    shared = signal.share([each.region for each in to], by=work.actor.key, at=work.now)
    await work.signals.save(shared)
    await work.show(shared)
    for each in to:
        for liaison in each.filers:
            if account := await _there(liaison, work):
                await _told(signal, each, liaison, account, work)
    return shared


async def _told(signal: Signal, own: Signal, liaison: str, account: Account, work: Work) -> None:
    handle = work.handles.issue("card", own.id, signal.id)
    solved = work.organisation.current(signal)
    card = recognised(solved, work.organisation.current(own), work.organisation, await work.words_of(account), handle)
    work.order(Order(f"{TOLD}:{signal.id}:{own.id}:{liaison}", account, TOLD, own.id, payload=pack_card(card)))


async def _there(person: str, work: Work) -> Account | None:
    """Where they can be asked, or whoever does their work today."""
    return await work.account_of(work.organisation.listener(person))


async def shared_with(signal: Signal, work: Work) -> set[str]:
    """The regions that heard of it already."""
    timeline = await work.signals.timeline(signal.id)
    return {key for event in timeline if event.step is Step.SHARE for key in event.facts["regions"].split(",")}
