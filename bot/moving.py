"""What every step does that moves a signal: it is kept, its promises stand anew, and everybody sees it."""

from __future__ import annotations

from bot.promises import KINDS, promised
from bot.signals import Signal
from bot.store.work import Work


async def moved(signal: Signal, work: Work) -> None:
    """Keep a signal whose counting starts now; what was promised before is cancelled."""
    await work.signals.save(signal)
    work.timers.replace(signal.id, promised(signal, work.now, work.organisation), *KINDS)
    await work.show(signal)
