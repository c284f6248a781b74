"""What every step does that moves a signal: it is kept, its promises stand anew, and everybody sees it."""

from __future__ import annotations

from collections.abc import Collection

from bot.promises import KINDS, promised
from bot.signals import Signal
from bot.store.work import Work


async def moved(signal: Signal, work: Work) -> None:
    """Keep a signal whose counting starts now; what was promised before is cancelled."""
    await work.signals.save(signal)
    work.timers.replace(signal.id, promised(signal, work.now, work.organisation), *KINDS)
    await work.show(signal)


async def told(signal: Signal, work: Work, *, but: Collection[str] = ()) -> None:
    """One short direct message about the newest step to every owner but whoever took it, and `but` who know already."""
    for owner in signal.owners:
        if owner != work.actor.key and owner not in but:
            await work.tell(owner, "news", signal, signal.version)
