"""What a text is about, as marks that two texts can have in common: concepts, themes, parties, and its stems.

Made here and stored, so that both databases and every process compare the same. A name of a place is no mark: the same
matter in another region is what is looked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from hashlib import sha256
from math import log
from typing import NamedTuple

from bot.concepts import edition, spoken_of
from bot.organisation import Organisation, Same
from bot.places import Places
from bot.recognise import Phrases, Word, words
from bot.routing import themes_of
from bot.stems import stems

MOST = 120
"""Marks of one text: what comes after so many tells little more, and a long text must not be like everything."""

_MADE = 1
"""Raised when marks are made otherwise from the same lists."""

SHORTEST = 3
"""Letters; shorter stems say nothing."""

_WEIGHTS = {"matter": 3.0, "theme": 1.2, "about": 0.5, "scene": 0.4, "turn": 0.3, "party": 0.2}
_STEM = 0.15
_ROOM, _LONG = 2.0, 0.65  # how texts of different lengths are compared
_MORE, _RAREST = 300, 5.0  # few signals do not make a word rare, nor do many make it all that counts

_SPELLED = """
    aan al alle alleen als andere bij binnen dan dat de deze die dit door een eens en er ga gaan geen graag haar had hebben
    heeft het hier hij hoe hoor hun iedereen iemand iets ik in is ja jaar je kan komen komt kunnen maar maand mag mee meer
    men met mij mogen moet moeten na naar niemand niet niets nog nu of om omdat onder ons onze ook op over regio samen sinds
    sneller sommige staat te tegen tijd toch toe tot tussen uit van vanaf vanuit veel verder via volgende voor vorige waar
    wat week weken welke werd wie wij wil willen wordt worden zal ze zegt zeggen zelf zich zij zijn zo zonder zou
"""
_UNTELLING = frozenset(stem for word in _SPELLED.split() for stem in stems(word))


class Said(NamedTuple):
    """The words of a text, names of places left out, and by concept the numbers of the words that speak of it."""

    words: tuple[Word, ...]
    by: Mapping[str, Collection[int]]


def marks(text: str, organisation: Organisation) -> tuple[str, ...]:
    """Each once; what we know of the text first, then its stems in their order."""
    return _marks(text, Same(organisation))


@lru_cache(maxsize=64)
def _marks(text: str, same: Same) -> tuple[str, ...]:
    """Remembered for a moment: what is alike is looked up just before the same text is filed."""
    said = _said(text, same)
    themes = themes_of(text, same.organisation)
    known = (
        *said.by,
        *(f"theme:{key}" for key in themes),
        *(f"about:{key}" for key in themes[:1]),
        *(f"party:{hit.meaning}" for hit in _parties(same).find(said.words)),
    )
    stemmed = (stem for word in said.words for stem in _stems(word.typed))
    return tuple(dict.fromkeys((*known, *stemmed)))[:MOST]


@lru_cache(maxsize=4)
def _edition(same: Same) -> str:
    known = same.organisation.model_dump_json(include={"themes", "parties"})
    return sha256(f"{_MADE} {edition()} {known}".encode()).hexdigest()[:12]


def made_with(organisation: Organisation) -> str:
    """Which lists, themes and parties marks are made with now; with others they would be others."""
    return _edition(Same(organisation))


def said(text: str, organisation: Organisation) -> Said:
    """What a text speaks of, word by word."""
    return _said(text, Same(organisation))


@lru_cache(maxsize=256)
def _said(text: str, same: Same) -> Said:
    outside = _outside_places(text, same.organisation)
    return Said(tuple(outside), spoken_of(outside))


def in_words(text: str, shared: Collection[str], organisation: Organisation) -> tuple[str, ...]:
    """The words of a text, as typed, by which it has these marks; those that tell most first."""
    said = _said(text, Same(organisation))
    telling = sorted((concept for concept in said.by if concept in shared), key=weight, reverse=True)
    meant = (" ".join(said.words[number].typed for number in _first_run(said.by[concept])) for concept in telling)
    stemmed = (word.typed for word in said.words if any(stem in shared for stem in _stems(word.typed)))
    return tuple({typed.casefold(): typed for typed in (*meant, *stemmed)}.values())


def _first_run(numbers: Collection[int]) -> list[int]:
    """The first words of these that stand together."""
    run: list[int] = []
    for number in sorted(numbers):
        if run and number != run[-1] + 1:
            break
        run.append(number)
    return run


def weight(mark: str) -> float:
    """How much it tells that two texts have this mark, before one knows how many others have it."""
    return _WEIGHTS.get(_kind(mark), _STEM)


def rarity(having: int, total: int) -> float:
    """How much more a mark tells that so many of all signals have."""
    return min(log(1 + (total + _MORE) / (having + 1)), _RAREST)


def extent(own: Collection[str]) -> float:
    """What a text's marks could have in common with another's: what is shared is divided by this for either text."""
    return float((sum(map(weight, own)) + _ROOM) ** _LONG)


def _outside_places(text: str, organisation: Organisation) -> list[Word]:
    found = words(text)
    places = sorted((place.start, place.end) for place in _places(Same(organisation)).find(text, found))
    at, outside = 0, []
    for word in found:
        while at < len(places) and places[at][1] <= word.start:
            at += 1
        if at == len(places) or word.start < places[at][0]:
            outside.append(word)
    return outside


def _stems(typed: str) -> tuple[str, ...]:
    """Those that tell something; numbers are not remembered, for they may be somebody's."""
    return _known_stems(typed) if typed.isalpha() else _telling_stems(typed)


def _telling_stems(typed: str) -> tuple[str, ...]:
    return tuple(
        stem for stem in stems(typed) if len(stem) >= SHORTEST and stem not in _UNTELLING and not stem.isdigit()
    )


_known_stems = lru_cache(maxsize=16_384)(_telling_stems)


def _kind(mark: str) -> str:
    """What kind of mark, "" for a stem."""
    kind, named, _ = mark.partition(":")
    return kind if named else ""


@lru_cache(maxsize=4)
def _places(same: Same) -> Places:
    return Places(same.organisation)


@lru_cache(maxsize=4)
def _parties(same: Same) -> Phrases[str]:
    parties = same.organisation.parties.values()
    return Phrases((name, party.key) for party in parties for name in (party.abbreviation, party.name) if name)
