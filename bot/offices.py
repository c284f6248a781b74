"""What lies with somebody's office, who may do with it what they would have to, and how it goes to somebody else."""

from __future__ import annotations

from collections.abc import Iterable

from bot.organisation import Organisation, Person, Role
from bot.signals import Signal, Step
from bot.store.work import Work


async def lies_with(person: Person, work: Work) -> list[Signal]:
    """What is not over, and theirs as its liaison or fixer."""
    found = await work.signals.unfinished(person.key)
    return [signal for signal in found if person.key in (*signal.owners, *signal.joined)]


async def came_along(giver: Person, holder: Person, work: Work) -> list[Signal]:
    """What came along with the office of whoever left, and still lies with whoever has it."""
    came = []
    for signal in await lies_with(holder, work):
        timeline = await work.signals.timeline(signal.id)
        moves = [event.facts for event in timeline if event.step is Step.SUCCEED]
        about = [facts for facts in moves if giver.key in (facts["whom"], facts["to"])]
        if about and about[-1]["whom"] == giver.key:
            came.append(signal)
    return came


def unfit(signals: Iterable[Signal], giver: Person, taker: Person, organisation: Organisation) -> list[str]:
    """The numbers of those with which the successor may not do what they would have to."""
    return [signal.number for signal in signals if not _fits(signal, giver, taker, organisation)]


def _fits(signal: Signal, giver: Person, taker: Person, organisation: Organisation) -> bool:
    now = organisation.current(signal)
    if giver.key in now.filers and not taker.may_be(Role.LIAISON):
        return False
    works = giver.key in (now.fixer, *now.joined)
    return not works or (taker.may_be(Role.FIXER) and now.lead in taker.directorates)


async def passed_on(signals: Iterable[Signal], giver: Person, taker: Person, work: Work, *, back: bool = False) -> None:
    """From one to the other; every other owner hears so. `back`: to whoever had them before."""
    for signal in signals:
        moved = signal.succeed(giver.key, taker.key, by=work.actor.key, at=work.now, back=back)
        await work.signals.save(moved)
        await work.show(moved)
        for owner in moved.owners:
            if owner not in (giver.key, taker.key, work.actor.key):
                await work.tell(owner, "news", moved, moved.version)
