"""The ladder: what the clock does when nobody takes a signal on, or lets it lie, or does not tell the region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.calling import CALLED_IN, call_in, tell_nobody_came
from bot.moving import moved
from bot.promises import above, below, counted_from
from bot.signals import CLOCK, Signal, State
from bot.store.orders import Order
from bot.store.places import where
from bot.store.timers import Timer
from bot.store.work import Work
from bot.telling import still_to_tell
from bot.worktime import moment, own_working_day_after

HEARD: Mapping[str, str] = {
    "head": "unclaimed_commissioner",
    "silent": "silent_commissioner",
    "waited": "silent",
    "untold": "untold_late",
    CALLED_IN: "",
}
"""The messages to one person, by view, with the rung that follows: one that cannot be delivered counts as silence."""


async def unclaimed(timer: Timer, work: Work) -> None:
    """Nobody took it on: the lead's channels hear it, or those of triage when the lead cannot be reached."""
    if signal := await _still(State.ROUTED, timer, work):
        reminded = signal.remind(timer.kind, by=CLOCK, at=work.now)
        await work.signals.save(reminded)
        role = "triage" if work.organisation.in_triage(work.organisation.current(signal)) else "lead"
        for standing in where(signal, work.organisation):
            if standing.role == role:
                key = f"reminder:{signal.id}:{reminded.version}:{standing.target}"
                work.order(Order(key, standing.place, "reminder", signal.id, reminded.version))


async def unclaimed_head(timer: Timer, work: Work) -> None:
    """Still nobody: the head of the lead directorate hears it, with the moment at which it goes further up.

    Where there is no head, that moment is now.
    """
    if signal := await _still(State.ROUTED, timer, work):
        lead = work.organisation.directorate(signal.lead)
        if lead and lead.head:
            await _remind(timer, signal, [lead.head], "head", work)
        else:
            await _at_once(HEARD["head"], signal, work)


async def silent(timer: Timer, work: Work) -> None:
    """The fixer said nothing."""
    if signal := await _still(State.CLAIMED, timer, work):
        await _remind(timer, signal, [work.organisation.current(signal).fixer], "silent", work)


async def to_commissioner(timer: Timer, work: Work) -> None:
    """Nobody took it on, or whoever did lets it lie: now it is the regiocommissaris's to decide."""
    state = State.ROUTED if timer.kind.startswith("unclaimed") else State.CLAIMED
    if signal := await _still(state, timer, work):
        await call_in(signal, work, by=CLOCK, kind=timer.kind, overtaken=await _overtaken(timer, work))


async def waited(timer: Timer, work: Work) -> None:
    """The wait is over: it is the fixer's again, and counting starts anew."""
    if signal := await _still(State.WAITING, timer, work):
        going_on = signal.resume(by=CLOCK, at=work.now)
        await moved(going_on, work)
        await _tell([work.organisation.current(signal).fixer], "waited", going_on, work)


async def untold(timer: Timer, work: Work) -> None:
    """There is an answer, and the region has not heard it."""
    if signal := await _still(State.SOLVED, timer, work):
        await _remind(
            timer, signal, still_to_tell(work.organisation.current(signal), work.organisation), "untold", work
        )


async def untold_late(timer: Timer, work: Work) -> None:
    """Still not: both owners hear it."""
    if signal := await _still(State.SOLVED, timer, work):
        reminded = signal.remind(timer.kind, by=CLOCK, at=work.now, overtaken=await _overtaken(timer, work))
        await work.signals.save(reminded)
        now = work.organisation.current(signal)
        await _tell(still_to_tell(now, work.organisation), "untold_late", reminded, work)
        for fixer in (now.fixer, *now.joined):
            await work.tell(fixer, "unconfirmed", reminded, reminded.version)


async def wake(timer: Timer, work: Work) -> None:
    """The clock may speak again: what it had to say at night is said now, if it is still so."""
    await work.wake(int(timer.subject))


async def unheard(order: Order, work: Work) -> None:
    """A message to one person could not be delivered: the next rung comes at once. Asked again, it does nothing more."""
    signal, timeline = await work.signals.get(order.subject), await work.signals.timeline(order.subject)
    event = next(event for event in timeline if event.version == order.event)
    if order.view == CALLED_IN:
        work.by_clock = event.by == CLOCK
        await tell_nobody_came(signal, order.event, work)
    elif counted_from(signal, timeline) <= event.at:  # nothing happened since
        await _at_once(HEARD[order.view], signal, work)


async def _still(state: State, timer: Timer, work: Work) -> Signal | None:
    signal = await work.signals.get(timer.subject)
    return signal if signal.state is state else None


async def _remind(timer: Timer, signal: Signal, people: Sequence[str], view: str, work: Work) -> None:
    """One rung that somebody hears in person, on a day on which they or a deputy are there."""
    is_anybody_there = any(work.organisation.stand_in(person) for person in people)
    if people and not is_anybody_there and (later := await _their_day(timer, people[0], work)):
        work.timers.put_off(timer, later)
        return
    reminded = signal.remind(timer.kind, by=CLOCK, at=work.now, overtaken=await _overtaken(timer, work))
    await work.signals.save(reminded)
    if people and not await _tell(people, view, reminded, work):
        await _at_once(HEARD[view], reminded, work)


async def _their_day(timer: Timer, person: str, work: Work) -> datetime | None:
    """When whoever has the office works again, but never past the next rung; None where neither ever comes."""
    organisation, clock = work.organisation, work.organisation.clock
    whom = organisation.person(person)
    if whom is None:
        return None
    day = own_working_day_after(organisation.people[organisation.holder(whom.key)], work.today, organisation)
    standing = await work.timers.standing(timer.subject)
    moments = [standing[kind] for kind in above(timer.kind) if kind in standing]
    return min([*moments, *([moment(day, clock.rungs_at, clock.zone)] if day else [])], default=None)


async def _overtaken(timer: Timer, work: Work) -> str:
    """The lower rungs that have not spoken, because nothing ran or nobody was there; now they never will."""
    standing, lower = await work.timers.standing(timer.subject), below(timer.kind)
    for kind in lower:
        work.timers.cancel(timer.subject, kind)
    return ",".join(kind for kind in lower if kind in standing)


async def _tell(people: Sequence[str], view: str, signal: Signal, work: Work) -> bool:
    """Each of them, or whoever stands in; False when nobody of them can be told."""
    there = [work.organisation.listener(person) for person in people]
    return any([await work.tell(person, view, signal, signal.version) for person in dict.fromkeys(there)])


async def _at_once(kind: str, signal: Signal, work: Work) -> None:
    """The rung of this kind, if it still stands, is due now."""
    if await work.timers.due(kind, signal.id):
        work.timers.plan(kind, signal.id, work.now)
