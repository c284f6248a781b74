"""How the regiocommissaris is called in, by the clock or by hand: who it is today, and who else hears of it."""

from __future__ import annotations

from bot.organisation import Organisation, Person, Role
from bot.signals import HIGHEST_RUNG, Signal
from bot.store.work import Work

CALLED_IN = "called_in"
"""The view of the message to the regiocommissaris."""


async def call_in(signal: Signal, work: Work, *, by: str, kind: str = "", reason: str = "", overtaken: str = "") -> str:
    """The highest rung; who was told, by key, empty where there is nobody.

    `kind`: the promise that was not kept; `reason`: the question of whoever did it by hand. The liaisons hear with whom
    it lies, and by hand every other owner what was asked. Where no commissioner is there, the head and the admins hear
    that; whoever is away finds it all the same when they are back.
    """
    first = commissioner_of(signal, work.organisation)
    to = work.organisation.stand_in(first)
    escalated = signal.escalate(
        by=by, at=work.now, rung=HIGHEST_RUNG, to=to, kind=kind, reason=reason, overtaken=overtaken
    )
    await work.signals.save(escalated)
    await work.show(escalated)
    reached = bool(first) and await work.tell(first, CALLED_IN, escalated, escalated.version) and bool(to)
    if not reached:
        await tell_nobody_came(escalated, escalated.version, work)
    for owner in signal.owners if reason else signal.filers:
        if owner != by:
            await work.tell(owner, "news", escalated, escalated.version)
    return to if reached else ""


async def tell_nobody_came(signal: Signal, event: int, work: Work) -> None:
    """No regiocommissaris can be reached: the head of the lead directorate and the admins must find somebody."""
    lead = work.organisation.directorate(signal.lead)
    admins = (admin.key for admin in work.organisation.admins())
    for person in dict.fromkeys((*((lead.head,) if lead and lead.head else ()), *admins)):
        await work.tell(person, "nobody_came", signal, event)


def commissioner_of(signal: Signal, organisation: Organisation) -> str:
    """Whoever does it today: of the region, else one who is there for all of them; empty where there is none.

    One who is away is passed over for their deputy, then for the next; if nobody is there it waits for the first.
    """
    ranked = _ranked(organisation.current(signal), organisation)
    there = (organisation.stand_in(person.key) for person in ranked)
    return next((key for key in there if key), organisation.holder(ranked[0].key) if ranked else "")


def first_commissioner_of(signal: Signal, organisation: Organisation) -> str:
    """Whose it is when everybody is there; empty where there is none. The signal stands under the keys of today."""
    return next((person.key for person in _ranked(signal, organisation)), "")


def _ranked(signal: Signal, organisation: Organisation) -> list[Person]:
    commissioners = [person for person in organisation.people.values() if person.may_be(Role.COMMISSIONER)]
    of_region = [each for each in commissioners if signal.region in each.regions]
    return [*of_region, *(each for each in commissioners if not each.regions)]
