"""Whom or what somebody means by a name, as people write names in a chat; and whose a conversation is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from bot.organisation.model import Directorate, Organisation, Person, Region

Entry = Directorate | Region
"""What a conversation can belong to."""


def person_called(words: str, organisation: Organisation) -> Person | None:
    """By key, name, e-mail address or what stands before its @; by first or last name where only one has it."""
    asked = _folded(words.strip().removeprefix("@").rstrip(".,"))
    if not asked:
        return None
    exact = [person for person in organisation.people.values() if asked in map(_folded, _full(person))]
    loose = [person for person in organisation.people.values() if asked in map(_folded, _parts(person))]
    found = exact or loose
    return found[0] if len(found) == 1 else None


def entry_called(words: str, organisation: Organisation) -> Entry | None:
    """A directorate that signals can go to, or a region, by key, name or alias, in whatever capitals."""
    asked = words.strip().casefold()
    entries: tuple[Entry, ...] = (*organisation.routable(), *organisation.regions.values())
    return next((each for each in entries if asked in map(str.casefold, (each.key, each.name, *each.aliases))), None)


def entry_at(platform: str, address: str, organisation: Organisation) -> Entry | None:
    """The directorate or region that this conversation belongs to."""
    entries: tuple[Entry, ...] = (*organisation.directorates.values(), *organisation.regions.values())
    return next((each for each in entries if (platform, address) in each.channels.items()), None)


def _full(person: Person) -> Iterable[str]:
    yield from (person.key, person.name, person.name.replace(" ", ""), *person.emails)
    yield from (email.partition("@")[0] for email in person.emails)


def _parts(person: Person) -> Iterable[str]:
    first, _, last = person.name.partition(" ")
    return (first, last)


def _folded(words: str) -> str:
    """In small letters, without accents, and with single spaces."""
    apart = unicodedata.normalize("NFKD", " ".join(words.split()).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
