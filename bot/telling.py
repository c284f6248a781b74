"""Whose task it is to tell which region: each liaison their own, and whoever filed it what nobody else is there for."""

from __future__ import annotations

from bot.organisation import Organisation, Person
from bot.signals import Signal


def regions_to_tell(person: Person, signal: Signal, organisation: Organisation) -> tuple[str, ...]:
    """Which of the regions behind it this person has still to tell; keys as the signal has them."""
    people = (person, *organisation.stood_in_for(person.key))
    theirs = {key for each in people for key in each.regions}
    own = {key for key in signal.regions if _today(key, organisation) in theirs}
    filer = organisation.person(signal.filer)
    if not own or filer is None or filer.key in (each.key for each in people):
        own |= {key for key in signal.regions if not _has_liaison(key, signal, organisation)}
    return tuple(key for key in signal.unheard if key in own)


def still_to_tell(signal: Signal, organisation: Organisation) -> tuple[str, ...]:
    """The liaisons behind it who have a region left to tell."""
    people = ((key, organisation.person(key)) for key in signal.filers)
    return tuple(key for key, person in people if person is None or regions_to_tell(person, signal, organisation))


def _has_liaison(key: str, signal: Signal, organisation: Organisation) -> bool:
    people = (organisation.person(each) for each in signal.filers)
    return any(person and _today(key, organisation) in person.regions for person in people)


def _today(key: str, organisation: Organisation) -> str:
    region = organisation.region(key)
    return region.key if region else key
