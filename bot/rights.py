"""Who may take which step with a signal. Deny by default: what the table does not give, nobody has.

Whether the drawing has the step now is for `Signal.may`; handlers ask both, at the click, in the transaction of the effect.
Whoever comes after somebody who left the organisation file may what they might, if the new role allows it; whoever
stands in for somebody who is away today may what they may.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from bot.organisation import Directorate, Organisation, Person, Role
from bot.organisation.naming import Entry
from bot.signals import Signal, Step

Right = Callable[[Person, Signal], bool]


def _liaison_of_it(person: Person, signal: Signal) -> bool:
    """A liaison who filed it, or one of a region it is about."""
    return person.may_be(Role.LIAISON) and (person.key in signal.filers or _in_region(person, signal))


def _its_filer(person: Person, signal: Signal) -> bool:
    """Whoever filed it, or a liaison of its region; once other regions are behind it, only the one who filed it."""
    is_theirs_alone = len(signal.regions) == 1 and _in_region(person, signal)
    return _liaison_of_it(person, signal) and (person.key == signal.filer or is_theirs_alone)


def _fixer_of_lead(person: Person, signal: Signal) -> bool:
    return person.may_be(Role.FIXER) and signal.lead in person.directorates


def _fixer_beside(person: Person, signal: Signal) -> bool:
    """A fixer whose directorate leads or reads along."""
    return person.may_be(Role.FIXER) and not {signal.lead, *signal.co}.isdisjoint(person.directorates)


def _its_fixer(person: Person, signal: Signal) -> bool:
    return person.may_be(Role.FIXER) and signal.fixer == person.key


def _works_on_it(person: Person, signal: Signal) -> bool:
    """Its fixer, or one who came alongside."""
    return _its_fixer(person, signal) or (person.may_be(Role.FIXER) and person.key in signal.joined)


def _answers_for_it(person: Person, signal: Signal) -> bool:
    """Its fixer; as long as there is none, every fixer of the lead directorate."""
    return _its_fixer(person, signal) or (not signal.fixer and _fixer_of_lead(person, signal))


def _commissioner(person: Person, signal: Signal) -> bool:
    """A commissioner of the region; one without regions is there for all of them."""
    return person.may_be(Role.COMMISSIONER) and (not person.regions or _in_region(person, signal))


def _in_region(person: Person, signal: Signal) -> bool:
    return not {signal.region, *signal.also_regions}.isdisjoint(person.regions)


RIGHTS: Mapping[Step, tuple[Right, ...]] = {
    Step.EDIT: (_its_filer,),
    Step.CLAIM: (_fixer_of_lead,),
    Step.ASSIGN: (_commissioner,),
    Step.JOIN: (_fixer_beside,),
    Step.HAND_BACK: (_its_fixer, _commissioner),
    Step.HAND_OVER: (_its_fixer,),
    Step.PLAN: (_works_on_it,),
    Step.NOTE: (_liaison_of_it, _fixer_beside, _works_on_it, _commissioner),
    Step.PROGRESS: (_works_on_it,),
    Step.WAIT: (_works_on_it,),
    Step.ANSWER: (_liaison_of_it,),
    Step.RESUME: (_works_on_it,),
    Step.REROUTE: (_answers_for_it,),
    Step.ESCALATE: (_liaison_of_it, _works_on_it, _commissioner),
    Step.SPAR: (_liaison_of_it, _works_on_it),
    Step.SEE: (_commissioner,),
    Step.DECIDE: (_commissioner,),
    Step.SOLVE: (_works_on_it,),
    Step.TELL: (_liaison_of_it,),
    Step.DECLINE: (_answers_for_it,),
    Step.WITHDRAW: (_its_filer,),
    Step.MERGE: (_answers_for_it,),
    Step.REOPEN: (_liaison_of_it, _commissioner),
    Step.SHARE: (_liaison_of_it,),
    Step.SEAL: (_liaison_of_it, _works_on_it),
    Step.RELATE: (_liaison_of_it,),
    Step.UNRELATE: (_liaison_of_it,),
}
"""Filing has no signal yet, and whoever files may say that their region has the same (ALSO): `may_file`. MISS, REACH and
REMIND are the clock's own; ABSORB follows from a merge, SUCCEED from a hand-over of the office; REDACT and UNSEAL are an
admin's: `may_redact`, `may_unseal`."""


FOR_TRIAGE = frozenset({Step.CLAIM, Step.REROUTE, Step.NOTE})
"""What a fixer of triage may do with a signal that its lead directorate cannot see."""


def may(person: Person, step: Step, signal: Signal, organisation: Organisation) -> bool:
    """Whether this person may take this step with this signal, by the organisation file as it is now."""
    signal = organisation.current(signal)
    seen_as = [signal]
    if step in FOR_TRIAGE and organisation.in_triage(signal):
        seen_as.append(replace(signal, lead=organisation.routing_fallback))
    acting = _acting(person, organisation)
    return any(right(who, each) for right in RIGHTS.get(step, ()) for who in acting for each in seen_as)


def _acting(person: Person, organisation: Organisation) -> tuple[Person, ...]:
    """The person as the file knows them now, and everybody they stand in for today; nobody, once they left."""
    known = organisation.people.get(person.key)
    return (known, *organisation.stood_in_for(known.key)) if known else ()


def other_fixers(signal: Signal, organisation: Organisation) -> tuple[Person, ...]:
    """Who could have it instead of whoever has it now: the other fixers of its lead directorate who still do that work."""
    signal = organisation.current(signal)
    people = [each for each in organisation.people.values() if not organisation.handed_on_to(each.key)]
    return tuple(person for person in people if _fixer_of_lead(person, signal) and person.key != signal.fixer)


def may_file(person: Person, organisation: Organisation) -> bool:
    """Whether this person may file a signal, for whichever region."""
    known = organisation.people.get(person.key)
    return known is not None and known.may_be(Role.LIAISON)


def may_read(person: Person, signal: Signal, organisation: Organisation) -> bool:
    """Whether this person may see the words of a signal. A confidential one is for those who work on it or call it in."""
    signal = organisation.current(signal)
    return any(_may_read(who, signal, organisation) for who in _acting(person, organisation))


def reads_none(person: Person, organisation: Organisation) -> bool:
    """Whether there is no signal that this person could read: whoever looks after channels, and does nothing else here."""
    heads = {directorate.head for directorate in organisation.directorates.values()}
    return all(set(each.roles) <= {Role.ADMIN} and each.key not in heads for each in _acting(person, organisation))


def readers(signal: Signal, organisation: Organisation) -> set[str]:
    """The keys of everybody who may."""
    return {person.key for person in organisation.people.values() if may_read(person, signal, organisation)}


def _may_read(known: Person, signal: Signal, organisation: Organisation) -> bool:
    if _liaison_of_it(known, signal) or _fixer_of_lead(known, signal) or _works_on_it(known, signal):
        return True
    lead = organisation.directorates.get(signal.lead)
    if _commissioner(known, signal) or (lead is not None and lead.head == known.key):
        return True
    if signal.confidential:
        return False
    return known.may_be(Role.LIAISON) or known.may_be(Role.FIXER) or _reads_along(known, signal)


def _reads_along(person: Person, signal: Signal) -> bool:
    """A team member sees what stands in the channels of their own directorates and regions."""
    theirs = not {signal.lead, *signal.co}.isdisjoint(person.directorates)
    return person.may_be(Role.READER) and (theirs or _in_region(person, signal))


def may_read_digest(person: Person, entry: Entry, organisation: Organisation) -> bool:
    """Whether this person may read how a directorate or region stands; a team member only of their own."""
    known = organisation.people.get(person.key)
    if known is None:
        return False
    theirs = entry.key in (known.directorates if isinstance(entry, Directorate) else known.regions)
    is_head = isinstance(entry, Directorate) and entry.head == known.key
    return theirs or is_head or any(map(known.may_be, (Role.LIAISON, Role.FIXER, Role.COMMISSIONER, Role.ADMIN)))


class Oversight(NamedTuple):
    """Of which regions and which directorates somebody may see how everything stands, by key."""

    regions: tuple[str, ...] = ()
    directorates: tuple[str, ...] = ()


def oversees(person: Person, organisation: Organisation) -> Oversight:
    """The regions of a commissioner, the directorate of its head, and what is of whom they stand in for; else nothing."""
    acting = _acting(person, organisation)
    commissioners = [each for each in acting if each.may_be(Role.COMMISSIONER)]
    keys = [key for each in commissioners for key in each.regions or organisation.regions]
    heads = {each.key for each in acting}
    led = (each.key for each in organisation.directorates.values() if each.head in heads)
    return Oversight(tuple(dict.fromkeys(keys)), tuple(led))


def may_say_who_is_away(person: Person, whom: str, organisation: Organisation) -> bool:
    """Whether this person may say that somebody is away, by key: of themselves, and an admin of everybody."""
    known = organisation.people.get(person.key)
    return known is not None and (known.key == whom or known.may_be(Role.ADMIN))


def may_give_back(person: Person, whom: str, organisation: Organisation) -> bool:
    """Whether this person may give an office back to whoever had it, by key: who had it, who has it, and an admin."""
    holds_it = person.key in organisation.people and organisation.holder(whom) == person.key
    return holds_it or may_say_who_is_away(person, whom, organisation)


def may_redact(person: Person, organisation: Organisation) -> bool:
    """Whether this person may take words out that should never have stood in a signal; they need not be its reader."""
    return may_bind(person, organisation)


def may_unseal(person: Person, organisation: Organisation) -> bool:
    """Whether this person may open what is confidential; they need not be its reader, and see no word of it before."""
    return may_bind(person, organisation)


def may_bind(person: Person, organisation: Organisation) -> bool:
    """Whether this person may say which directorate or region a conversation belongs to."""
    known = organisation.people.get(person.key)
    return known is not None and known.may_be(Role.ADMIN)
