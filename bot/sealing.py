"""What was said about a signal where others read along is said anew, once it became confidential or is so no longer."""

from __future__ import annotations

from bot.conversation import Account, Place
from bot.rights import may_read
from bot.signals import Signal
from bot.store.said import Said
from bot.store.work import Work


async def said_anew(sealed: Signal, work: Work) -> list[Said]:
    """Every line and message but those to people who read it sealed too, each in its own place, as it must look by then.

    `sealed` is the signal while it is confidential. Returns what cannot be changed where it stands.
    """
    said = [each for each in await work.said_about(sealed) if not await _reads_it_sealed(each.to, sealed, work)]
    for each in said:
        if each.is_reached:
            work.say_again(each)
    return [each for each in said if not each.is_reached]


async def _reads_it_sealed(to: Place | Account, sealed: Signal, work: Work) -> bool:
    person = await work.person_at(to) if isinstance(to, Account) else None
    return person is not None and may_read(person, sealed, work.organisation)
