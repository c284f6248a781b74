"""Several signals go on in one: their regions, liaisons and receipts go along, and everybody whom it concerns hears so."""

from __future__ import annotations

from collections.abc import Sequence

from bot.bundling import widened
from bot.moving import moved, told
from bot.signals import Signal, State
from bot.store.work import Work


async def merged(signals: Sequence[Signal], into: Signal, work: Work) -> Signal:
    """The one they go on in, as it is then; what was decided about the others still stands under their own numbers."""
    larger = into
    gone = []
    for signal in signals:
        gone.append(signal.merge(into.id, by=work.actor.key, at=work.now, number=into.number))
        larger = larger.absorb(signal, by=work.actor.key, at=work.now)
        await work.follow(signal, into)
    for each in gone:
        await moved(each, work)
        await told(each, work)
    await work.signals.save(larger)
    await work.show(larger)
    know = {person for each in gone for person in each.owners}
    await told(larger, work, but=know)
    widened(into, larger, work)
    if larger.state is State.SOLVED:  # the others have had the answer
        for liaison in dict.fromkeys(key for each in gone for key in each.filers):
            await work.tell(liaison, "solved", larger, larger.version)
    return larger
