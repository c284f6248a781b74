"""A signal is made confidential after it was filed: what stands in channels loses its words, as far as they can be reached."""

from __future__ import annotations

from bot.conversation import Account, Press, Refusal, Reply, Say
from bot.moving import told
from bot.permission import permitted
from bot.rights import may_read
from bot.signals import Signal, Step
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
    said = [each for each in await work.said_about(signal) if not await _may_keep(each.to, sealed, work)]
    for each in said:
        if each.is_reached:
            work.say_again(each)
    card = plain_card("sealed.done", work.words, number=signal.number)
    return Say(await unreached(card, signal, [each for each in said if not each.is_reached], work))


async def _may_keep(to: object, signal: Signal, work: Work) -> bool:
    """Whether the words may go on standing there: with one person who may read them."""
    person = await work.person_at(to) if isinstance(to, Account) else None
    return person is not None and may_read(person, signal, work.organisation)
