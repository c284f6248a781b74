"""A signal is made confidential after it was filed: what stands in channels loses its words, as far as they can be reached."""

from __future__ import annotations

from bot.conversation import Press, Refusal, Reply, Say
from bot.moving import told
from bot.permission import permitted
from bot.signals import Step
from bot.store.work import Work
from bot.views.plain import plain_card


async def seal(press: Press, work: Work) -> Reply:
    """Every card at once; who does not work on it no longer finds it, and its owners hear who did so."""
    signal = await permitted(press.subject, Step.SEAL, work)
    if signal.confidential:
        raise Refusal(plain_card("sealed.already", work.words, number=signal.number))
    sealed = signal.seal(by=work.actor.key, at=work.now)
    await work.signals.save(sealed)
    await work.show(sealed)
    await told(sealed, work)
    return Say(plain_card("sealed.done", work.words, number=signal.number))
