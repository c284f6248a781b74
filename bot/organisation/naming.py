"""Whom or what somebody means by a name, as people write names in a chat; and whose a conversation is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeVar

from bot.organisation.model import Directorate, Organisation, Region
from bot.organisation.people import Person

_MARKS = re.compile(r"[^\w]+")

Named = TypeVar("Named")

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
    """A directorate that signals can go to, or a region, by key, name or alias, however it is typed."""
    found, rest = entries_in(words, organisation)
    return found[0] if len(found) == 1 and not rest else None


def entries_in(words: str, organisation: Organisation) -> tuple[list[Entry], list[str]]:
    """The directorates and regions that are named, and the words that name none, without capitals and marks."""
    return taken_apart(_plain(words).split(), _names(organisation))


def taken_apart(words: list[str], names: Mapping[str, Named]) -> tuple[list[Named], list[str]]:
    """What is named, longer names before shorter, and the words that are left."""
    found, rest, at = list[Named](), list[str](), 0
    while at < len(words):
        end = next((end for end in range(len(words), at, -1) if " ".join(words[at:end]) in names), None)
        if end is None:
            rest.append(words[at])
        else:
            found.append(names[" ".join(words[at:end])])
        at = end or at + 1
    return found, rest


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


def _names(organisation: Organisation) -> dict[str, Entry]:
    entries: tuple[Entry, ...] = (*organisation.routable(), *organisation.regions.values())
    names = [(_plain(name), each) for each in entries for name in (each.key, each.name, *each.aliases)]
    return {name: each for name, each in reversed(names) if name}  # who comes first has the name


def _plain(words: str) -> str:
    """As `_folded`, with any mark between words for a space: Noord-Holland Noord, noord holland noord, 't Gooi."""
    return " ".join(_MARKS.sub(" ", _folded(words)).split())


def _folded(words: str) -> str:
    """In small letters, without accents, and with single spaces."""
    apart = unicodedata.normalize("NFKD", " ".join(words.split()).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
