"""The cases in which a theme belongs to another directorate than its own.

"ambulance of spoed" is one of both words; "overgang Wmo naar Wlz" is all of its telling words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from bot.evidence import Reading, Weight
from bot.organisation import Organisation, Theme
from bot.recognise import Phrases, words

_OR = re.compile(r",|/|\bof\b")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_UNTELLING = frozenset(
    {"alle", "alleen", "in", "het", "de", "een", "algemeen", "naar", "van", "bij", "met", "voor", "en"}
)


class Owner(NamedTuple):
    """Whose a theme is in a text; `word` is what made it an exception, to the letter, or ""."""

    lead: str
    word: str = ""


class Overrides:
    """The exceptions of all themes, each theme's in their order. Made once, asked often."""

    def __init__(self, organisation: Organisation) -> None:
        self._themes = organisation.themes
        self._cases = {theme.key: _cases(theme) for theme in organisation.themes.values()}
        needed = {word for cases in self._cases.values() for _, case in cases for word in case}
        self._index = Phrases((word, word) for word in needed)

    def owners(self, reading: Reading, weights: Mapping[str, Weight]) -> dict[str, Owner]:
        """Whose each theme is: of the first case whose words stand in a sentence of the theme, else of its lead."""
        there: dict[str, list[tuple[int, str]]] = defaultdict(list)  # word -> its sentences, and how it was typed
        for hit in self._index.find(reading.words):
            there[hit.meaning].append((reading.sentence_of[hit.first], reading.typed(hit.first, hit.last)))
        return {theme: self._owner(theme, weight.sentences, there) for theme, weight in weights.items()}

    def _owner(self, theme: str, near: frozenset[int], there: Mapping[str, list[tuple[int, str]]]) -> Owner:
        for lead, needed in self._cases[theme]:
            typed = [next((word for sentence, word in there.get(each, ()) if sentence in near), "") for each in needed]
            if all(typed):
                return Owner(lead, typed[0])
        return Owner(self._themes[theme].lead)


def _cases(theme: Theme) -> list[tuple[str, tuple[str, ...]]]:
    """A directorate with the words that must all be there, for every case."""
    own = {keyword for keyword in theme.keywords if keyword.isupper()}
    cases = [
        (override.lead, tuple(word.folded for word in words(case) if word.folded not in _UNTELLING))
        for override in theme.route_overrides
        for case in _OR.split(_IN_BRACKETS.sub("", override.when))
        # What must not be there cannot be looked up, and an abbreviation of the theme itself tells nothing new.
        if not case.strip().startswith("geen ") and case.strip() not in own
    ]
    return [(lead, needed) for lead, needed in cases if needed]
