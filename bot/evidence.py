"""What the words of an organisation speak for: keywords for themes, dossiers for directorates, names for laws.

Also reads the cases in which a theme belongs to another directorate.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.organisation import Organisation, Theme
from bot.recognise import Phrases, Word, words

_KEYWORD, _LABEL, _DOSSIER, _NAME = 1.0, 0.4, 0.2, 2.0
_TELLING = 6  # letters; shorter words of labels and dossiers say nothing


class Evidence(NamedTuple):
    """What a phrase speaks for, and how strongly."""

    key: str
    strength: float
    phrase: str


class Weight(NamedTuple):
    """How strongly a text speaks for something, and the first words that do, to the letter."""

    total: float
    word: str


def weigh(index: Phrases[Evidence], text: str, found: Sequence[Word]) -> dict[str, Weight]:
    """How strongly a text speaks for each key. A phrase counts once, at the start of the text up to twice as much."""
    weights: dict[str, Weight] = {}
    seen: set[Evidence] = set()
    for evidence, first, last in index.find(found):
        if evidence in seen:
            continue
        seen.add(evidence)
        total, word = weights.get(evidence.key) or (0.0, text[found[first].start : found[last].end])
        weights[evidence.key] = Weight(total + evidence.strength * (2 - first / len(found)), word)
    return weights


def theme_phrases(organisation: Organisation) -> Iterator[tuple[str, Evidence]]:
    """Keywords, and the telling words of labels. A keyword of several themes is divided between them."""
    owners = Counter(keyword.lower() for theme in organisation.themes.values() for keyword in theme.keywords)
    for theme in organisation.themes.values():
        for keyword in theme.keywords:
            yield keyword, Evidence(theme.key, _KEYWORD / owners[keyword.lower()], keyword)
        known = {keyword.lower() for keyword in theme.keywords}
        for word in words(theme.label):
            if len(word.folded) >= _TELLING and word.folded not in known:
                yield word.typed, Evidence(theme.key, _LABEL, word.typed)


def directorate_phrases(organisation: Organisation) -> Iterator[tuple[str, Evidence]]:
    """Names of several words and the telling words of dossiers; never an abbreviation, which may be an insurer's."""
    for directorate in organisation.routable():
        for name in (directorate.name, *directorate.aliases):
            if len(words(name)) > 1:
                yield name, Evidence(directorate.key, _NAME, name)
        for dossier in directorate.dossiers:
            for word in words(dossier):
                if len(word.folded) >= _TELLING and not word.typed.isupper():
                    yield word.typed, Evidence(directorate.key, _DOSSIER, word.folded)


def system_phrases(organisation: Organisation) -> Iterator[tuple[str, str]]:
    """A law by its name and, where it is one of the core, by its key as people write it: Wmo for wmo2015."""
    for system in organisation.care_systems.values():
        for part in re.split(r"[(),/]", system.name):
            yield part, system.key
        if system.core:
            yield system.key.rstrip("0123456789"), system.key


def directorates_of_regions(organisation: Organisation) -> dict[str, str]:
    """Regions that have a directorate of their own: it carries the region in its name."""
    return {
        region.key: directorate.key
        for region in organisation.regions.values()
        for directorate in organisation.routable()
        if f" {region.name.lower()} " in f" {directorate.name.lower()} "
    }


_OR = re.compile(r",|/|\bof\b")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_UNTELLING = frozenset(
    {"alle", "alleen", "in", "het", "de", "een", "algemeen", "naar", "van", "bij", "met", "voor", "en"}
)


class Exceptions:
    """The cases in which a theme belongs to another directorate, in their order.

    "ambulance of spoed" is one of both words; "overgang Wmo naar Wlz" is all of its telling words.
    """

    def __init__(self, theme: Theme) -> None:
        own = {keyword for keyword in theme.keywords if keyword.isupper()}
        cases = [
            (override.lead, frozenset(word.folded for word in words(case) if word.folded not in _UNTELLING))
            for override in theme.route_overrides
            for case in _OR.split(_IN_BRACKETS.sub("", override.when))
            # What must not be there cannot be looked up, and an abbreviation of the theme itself tells nothing new.
            if not case.strip().startswith("geen ") and case.strip() not in own
        ]
        self._cases = [(lead, needed) for lead, needed in cases if needed]
        self._index = Phrases((word, word) for word in {word for _, needed in self._cases for word in needed})

    def first(self, text: str, found: Sequence[Word]) -> tuple[str, str] | None:
        """The directorate of the first case that fits, and the word that shows it."""
        if not self._cases:
            return None
        there: dict[str, str] = {}
        for word, first, last in self._index.find(found):
            there.setdefault(word, text[found[first].start : found[last].end])
        for lead, needed in self._cases:
            if there.keys() >= needed:
                return lead, next(typed for word, typed in there.items() if word in needed)
        return None
