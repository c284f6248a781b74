"""What the words of an organisation speak for: themes by their keywords and hints, directorates by their dossiers.

What is said first and at the heart of the matter weighs most; where words overlap the longest counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from bot.organisation import Organisation
from bot.recognise import Phrases, Word, longest, words

_KEYWORD, _HINT, _LABEL, _DOSSIER, _NAME = 1.0, 0.4, 0.3, 0.1, 2.0
_SEVERAL_WORDS = 1.3  # how much more a keyword of several words says
_TOGETHER = 0.9  # how much a keyword of words says that need not stand side by side
_FIRST, _EARLY = 1.0, 0.5  # added to what stands in the first telling sentence, and at the very start of the text
_ASIDE = 0.3  # what is left of words in a clause that says that it is not about them
_FADING = 0.8  # what every further phrase for the same adds, as a part of the one before
_CROSSCUTTING = 0.65
_TELLING = 6  # letters; shorter words of labels and dossiers say nothing
_ALIKE = 6  # letters of a stem; words that share them are said once
_PLUS = " + "
_BETWEEN = " … "

_WORD_AFTER_WORD = re.compile(r"[^\W_][\W_]+[^\W_]")
_SENTENCE_ENDS = re.compile(r"[.!?:;](?:\s|$)|\n")
_CLAUSE_ENDS = re.compile(r"[,;:.!?\n]|\bmaar\b")
_NOT_THE_MATTER = re.compile(
    r"\b(?:ga(?:at|an) (?:hier |dus )?niet (?:over|om)|niet zozeer|los van|afgezien van|ligt niet aan"
    r"|(?:is|zijn) (?:hier )?niet het (?:probleem|punt|knelpunt)|geen probleem met|heeft niets? te maken met"
    r"|(?:loopt|lopen|gaat|gaan|werkt|werken|draait|draaien) (?:nu |al |wel |hier )*(?:prima|goed)"
    r"|(?:is|zijn) (?:al |wel )?geregeld)\b",
    re.IGNORECASE,
)


class Evidence(NamedTuple):
    """What a phrase of the organisation file speaks for, and how strongly."""

    key: str
    strength: float
    phrase: str


class Weight(NamedTuple):
    """How strongly a text speaks for something, by which words, and in which sentences."""

    total: float
    word: str  # the most telling words of the text, to the letter, all of them
    phrases: tuple[str, ...]  # of the organisation file, the most telling first
    sentences: frozenset[int]


class _Said(NamedTuple):
    """Where a phrase was said: the first and the last word of every part of it, in their order."""

    parts: tuple[tuple[int, int], ...]

    @property
    def at(self) -> int:
        """Its first word."""
        return self.parts[0][0]


class Reading:
    """A text taken apart once: its words, their sentences, and the clauses that say what it is not about."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)
        self.sentence_of = list(_sentences(self.words))
        self._asides = list(_asides(text))

    def typed(self, first: int, last: int) -> str:
        """These words to the letter."""
        return self.text[self.words[first].start : self.words[last].end]

    def typed_in(self, said: _Said) -> str:
        """All that spoke, to the letter: `tekort … huisartsen` where other words stand between."""
        return _BETWEEN.join(self.typed(first, last) for first, last in said.parts)

    def weighs(self, at: int, first_sentence: int) -> float:
        """How much a phrase counts by where its first word stands."""
        start = self.words[at].start
        place = 1 + _EARLY * (1 - at / len(self.words)) + (_FIRST if self.sentence_of[at] == first_sentence else 0)
        index = bisect_left(self._asides, (start + 1,)) - 1
        return place * _ASIDE if index >= 0 and start < self._asides[index][1] else place


def _sentences(found: Sequence[Word]) -> Iterator[int]:
    number = 0
    for word in found:
        if word.gap != " " and _SENTENCE_ENDS.search(word.gap):
            number += 1
        yield number


def _asides(text: str) -> Iterator[tuple[int, int]]:
    """Where the clauses that are not the matter start and end."""
    ends: list[int] | None = None
    for found in _NOT_THE_MATTER.finditer(text):
        if ends is None:
            ends = [0, *(end.start() for end in _CLAUSE_ENDS.finditer(text)), len(text)]
        after = bisect_left(ends, found.end())
        yield ends[max(0, bisect_left(ends, found.start() + 1) - 1)], ends[min(after, len(ends) - 1)]


class Weighing:
    """Phrases that speak for keys of one kind. Made once, asked often."""

    def __init__(self, phrases: Iterator[Evidence]) -> None:
        alone: list[tuple[str, Evidence]] = []
        together: list[tuple[Evidence, list[str]]] = []
        for evidence in phrases:
            pieces = evidence.phrase.split(_PLUS)
            if len(pieces) == 1:
                alone.append((evidence.phrase, evidence))
            else:
                together.append((evidence, pieces))
        self._phrases = Phrases(alone)
        often = Counter(piece for _, pieces in together for piece in pieces)
        self._pieces = Phrases((piece, piece) for piece in often)
        self._together: dict[str, list[tuple[Evidence, list[str]]]] = defaultdict(list)  # by the rarest of their pieces
        for evidence, pieces in together:
            self._together[min(pieces, key=lambda piece: often[piece])].append((evidence, pieces))

    def weigh(self, reading: Reading) -> dict[str, Weight]:
        """How strongly a text speaks for each key, the strongest first."""
        found = [*self._said(reading), *self._said_together(reading)]
        first = min((reading.sentence_of[said.at] for _, said in found), default=0)
        gathered: dict[str, dict[tuple[str, ...], tuple[float, str, str]]] = defaultdict(dict)
        sentences: dict[str, set[int]] = defaultdict(set)
        for evidence, said in found:
            strength = evidence.strength * reading.weighs(said.at, first)
            sentences[evidence.key].add(reading.sentence_of[said.at])
            heads = {reading.words[first].stem[:_ALIKE] for first, _ in said.parts}
            same = tuple(heads) if len(heads) == 1 else tuple(sorted(heads))
            before = gathered[evidence.key].get(same, (0.0, "", ""))
            now = (strength, reading.typed_in(said), evidence.phrase)
            gathered[evidence.key][same] = max(before, now)
        weights = {
            key: _added(sorted(said.values(), key=lambda each: -each[0]), frozenset(sentences[key]))
            for key, said in gathered.items()
        }
        return dict(sorted(weights.items(), key=lambda entry: -entry[1].total))

    def _said(self, reading: Reading) -> Iterator[tuple[Evidence, _Said]]:
        seen: set[Evidence] = set()
        for hit in longest(self._phrases.find(reading.words)):
            if hit.meaning not in seen:
                seen.add(hit.meaning)
                yield hit.meaning, _Said(((hit.first, hit.last),))

    def _said_together(self, reading: Reading) -> Iterator[tuple[Evidence, _Said]]:
        """Phrases of which every piece stands in one sentence, wherever; found at the first of them."""
        there: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)  # by sentence, in their order
        for hit in self._pieces.find(reading.words):
            there[reading.sentence_of[hit.first]].setdefault(hit.meaning, (hit.first, hit.last))
        seen: set[Evidence] = set()
        for pieces_there in there.values():
            for rarest in pieces_there:
                for evidence, pieces in self._together.get(rarest, ()):
                    if all(piece in pieces_there for piece in pieces) and evidence not in seen:
                        seen.add(evidence)
                        yield evidence, _Said(tuple(sorted(pieces_there[piece] for piece in pieces)))


def _added(said: Sequence[tuple[float, str, str]], sentences: frozenset[int]) -> Weight:
    total = sum(strength * _FADING**rank for rank, (strength, _, _) in enumerate(said))
    return Weight(total, said[0][1], tuple(dict.fromkeys(phrase for _, _, phrase in said)), sentences)


def theme_phrases(organisation: Organisation) -> Iterator[Evidence]:
    """Keywords, hints and the telling words of labels. What speaks for several themes says less for each."""
    themes = organisation.themes.values()
    owners = Counter(phrase.lower() for theme in themes for phrase in {*theme.keywords, *theme.hints})
    for theme in themes:
        part = _CROSSCUTTING if theme.crosscutting else 1.0
        for keyword in theme.keywords:
            yield Evidence(theme.key, part * _strength(keyword) / sqrt(owners[keyword.lower()]), keyword)
        for hint in theme.hints:
            yield Evidence(theme.key, part * _HINT / sqrt(owners[hint.lower()]), hint)
        known = {phrase.lower() for phrase in (*theme.keywords, *theme.hints)}
        for word in words(theme.label):
            if len(word.folded) >= _TELLING and word.folded not in known:
                yield Evidence(theme.key, part * _LABEL, word.typed)


def _strength(keyword: str) -> float:
    if _PLUS in keyword:
        return _TOGETHER
    return _KEYWORD * (_SEVERAL_WORDS if _WORD_AFTER_WORD.search(keyword) else 1.0)


def directorate_phrases(organisation: Organisation) -> Iterator[Evidence]:
    """Names of several words and the telling words of dossiers; never an abbreviation, which may be an insurer's."""
    for directorate in organisation.routable():
        for name in (directorate.name, *directorate.aliases):
            if len(words(name)) > 1:
                yield Evidence(directorate.key, _NAME, name)
        for dossier in directorate.dossiers:
            for word in words(dossier):
                if len(word.folded) >= _TELLING and not word.typed.isupper():
                    yield Evidence(directorate.key, _DOSSIER, word.typed)


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
