"""A signal is made confidential after it was filed: what stands in channels loses its words, as far as they can be reached."""

from __future__ import annotations

from bot.conversation import Press, Refusal, Reply, Say
from bot.moving import told
from bot.permission import permitted
from bot.sealing import said_anew
from bot.signals import Step
from bot.store.work import Work
from bot.unreached import unreached
from bot.views.plain import plain_card


async def seal(press: Press, work: Work) -> Reply:
    """Every card and every line at once; its owners hear who did so, and who does not work on it finds it no more."""
    signal = await permitted(press.subject, Step.SEAL, work)
    if signal.confidential:
        raise Refusal(plain_card("sealed.already", work.words, number=signal.number))
    sealed = signal.seal(by=work.actor.key, at=work.now)
    await work.signals.save(sealed)
    await work.show(sealed)
    await told(sealed, work)
    left = await said_anew(sealed, work)
    return Say(await unreached(plain_card("sealed.done", work.words, number=signal.number), signal, left, work))
