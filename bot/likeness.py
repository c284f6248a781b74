"""What a text is about, as marks that two texts can have in common: concepts, themes, parties, and its stems.

Made here and stored, so that both databases and every process compare the same. A name of a place is no mark: the same
matter in another region is what is looked for.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from functools import lru_cache
from math import log

from bot.concepts import spoken_of
from bot.organisation import Organisation, Same
from bot.places import Places
from bot.recognise import Phrases, Word, words
from bot.routing import themes_of
from bot.stems import stems

MOST = 120
"""Marks of one text: what comes after so many tells little more, and a long text must not be like everything."""

SHORTEST = 3
"""Letters; shorter stems say nothing."""

LIKE = 1.1
"""How much two texts must have in common to be shown as alike; measured, see docs/quality.md."""

SURE = 1.35
"""What has so much in common is alike, whatever else is."""

BESIDE = 0.9
"""Anything less must have this part of what the best has in common, or it is something else."""

AT_MOST = 3
"""What is shown of them: more would not be read with a form half filled in."""

_WEIGHTS = {"matter": 2.5, "scene": 1.0, "turn": 0.8, "theme": 1.0, "about": 0.5, "party": 0.2}
_STEM = 0.15
_ROOM, _LONG = 3.0, 0.5  # how texts of different lengths are compared
_MORE, _RAREST = 60, 5.0  # few signals do not make a word rare, nor do many make it all that counts

_SPELLED = """
    aan al alle alleen als andere bij binnen dan dat de deze die dit door een eens en er ga gaan geen graag haar had hebben
    heeft het hier hij hoe hoor hun iedereen iemand iets ik in is ja jaar je kan komen komt kunnen maar maand mag mee meer
    men met mij mogen moet moeten na naar niemand niet niets nog nu of om omdat onder ons onze ook op over regio samen sinds
    sneller sommige staat te tegen tijd toch toe tot tussen uit van vanaf vanuit veel verder via volgende voor vorige waar
    wat week weken welke werd wie wij wil willen wordt worden zal ze zegt zeggen zelf zich zij zijn zo zonder zou
"""
_UNTELLING = frozenset(stem for word in _SPELLED.split() for stem in stems(word))


def marks(text: str, organisation: Organisation) -> tuple[str, ...]:
    """Each once; what we know of the text first, then its stems in their order."""
    return _marks(text, Same(organisation))


@lru_cache(maxsize=64)
def _marks(text: str, same: Same) -> tuple[str, ...]:
    """Remembered for a moment: what is alike is looked up just before the same text is filed."""
    organisation = same.organisation
    outside = _outside_places(text, organisation)
    themes = themes_of(text, organisation)
    known = (
        *spoken_of(outside),
        *(f"theme:{key}" for key in themes),
        *(f"about:{key}" for key in themes[:1]),
        *(f"party:{hit.meaning}" for hit in _parties(Same(organisation)).find(outside)),
    )
    return tuple(dict.fromkeys((*known, *_said(word.typed for word in outside))))[:MOST]


def in_words(text: str, shared: Container[str], organisation: Organisation) -> tuple[str, ...]:
    """The words of a text, as typed, by which it has these marks; those that tell most first."""
    outside = _outside_places(text, organisation)
    meant = [typed for concept, typed in spoken_of(outside).items() if concept in shared]
    said = [word.typed for word in outside if any(stem in shared for stem in _said([word.typed]))]
    return tuple({typed.casefold(): typed for typed in (*meant, *said)}.values())


def weight(mark: str) -> float:
    """How much it tells that two texts have this mark, before one knows how many others have it."""
    kind, named, _ = mark.partition(":")
    return _WEIGHTS[kind] if named else _STEM


def shown(scores: Sequence[float]) -> int:
    """How many of these, the highest first, somebody who files is shown."""
    return sum(score >= LIKE and score >= min(BESIDE * scores[0], SURE) for score in scores[:AT_MOST])


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


def _said(typed: Iterable[str]) -> tuple[str, ...]:
    found = stems(" ".join(typed))
    return tuple(each for each in found if len(each) >= SHORTEST and each not in _UNTELLING and not each.isdigit())


@lru_cache(maxsize=4)
def _places(same: Same) -> Places:
    return Places(same.organisation)


@lru_cache(maxsize=4)
def _parties(same: Same) -> Phrases[str]:
    parties = same.organisation.parties.values()
    return Phrases((name, party.key) for party in parties for name in (party.abbreviation, party.name) if name)
