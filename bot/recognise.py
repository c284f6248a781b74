"""Words and phrases in what a liaison typed: capitals, accents and the commonest endings do not matter.

Phrases are looked up word by word in an index that is built once, so that time grows with the text and no more.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# Words ---------------------------------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])*|&")
_DOUBLED = re.compile(r"(.)\1")


class Word(NamedTuple):
    """A word of a text: as typed, folded (no capitals or accents), its stem, and where it stands."""

    typed: str
    folded: str
    stem: str
    start: int
    end: int
    gap: str  # what stands between the word before and this one


def words(text: str) -> list[Word]:
    """The words of a text; `&` is the word "en"."""
    found, after = [], 0
    for match in _WORD.finditer(text):
        folded = fold(match[0])
        gap = text[after : match.start()]
        found.append(Word(match[0], folded, _stem(folded[:_LONGEST]), match.start(), match.end(), gap))
        after = match.end()
    return found


def fold(word: str) -> str:
    """A word without capitals, accents and unseen characters."""
    if word == "&":
        return "en"
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in apart if unicodedata.category(sign) not in {"Mn", "Cf"}).casefold()


def _stem(folded: str) -> str:
    """A Dutch word without its commonest ending and with doubled letters single: bedden and bed become alike."""
    single = _DOUBLED.sub(itemgetter(1), folded)
    for ending in ("en", "s", "e"):
        if single.endswith(ending) and len(single) - len(ending) >= _OPEN:
            return single[: -len(ending)]
    return single


# Phrases -------------------------------------------------------------------------------------------------------------

_OPEN = 5  # a stem this long also matches words that go on: verpleegkundig-e, verpleegkundig-en
_TAIL = 6  # a stem this long also matches the end of a compound: crisis-opvang
_HEAD = 3  # letters; the first part of a compound has no fewer
_LONGEST = 40  # letters of a word that are looked at
_SHORT_ABBREVIATION = 2  # letters; such a one needs its capitals


class Hit(NamedTuple, Generic[T]):
    """A phrase that was found: what it stands for, and the words of the text it was found in."""

    meaning: T
    first: int
    last: int


class _Phrase(NamedTuple, Generic[T]):
    rest: tuple[str, ...]  # stems of the words after the first
    typed: str  # the first word to the letter where capitals matter, else ""
    meaning: T


class Phrases(Generic[T]):
    """An index of phrases, each with a meaning. Made once, asked often."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._whole: dict[str, list[_Phrase[T]]] = defaultdict(list)
        self._open: dict[str, list[_Phrase[T]]] = defaultdict(list)
        self._tail: dict[str, list[_Phrase[T]]] = defaultdict(list)
        for phrase, meaning in entries:
            self._add(words(phrase), meaning)
        # Most words begin and end like no phrase; one look in these two spares them a look for each of their letters.
        self._begins = {stem[:_OPEN] for stem in self._open}
        self._ends = {stem[-_TAIL:] for stem in self._tail}

    def _add(self, phrase: Sequence[Word], meaning: T) -> None:
        if not phrase:
            return
        first, *others = phrase
        exact = first.typed if first.typed.isupper() and len(first.typed) <= _SHORT_ABBREVIATION and not others else ""
        entry = _Phrase(tuple(word.stem for word in others), exact, meaning)
        if len(first.stem) < _OPEN or first.typed.isupper():
            self._whole[first.stem].append(entry)
            return
        self._open[first.stem].append(entry)
        if len(first.stem) >= _TAIL and not others:
            self._tail[first.stem].append(entry)

    def find(self, text: Sequence[Word]) -> Iterator[Hit[T]]:
        """Every phrase in these words, in their order; a phrase may be found more than once."""
        for index, word in enumerate(text):
            for entry in self._starting(word):
                if entry.typed and entry.typed != word.typed:
                    continue
                last = index + len(entry.rest)
                following = [after.stem for after in text[index + 1 : last + 1]]
                if len(following) == len(entry.rest) and all(map(_goes_on, entry.rest, following)):
                    yield Hit(entry.meaning, index, last)

    def _starting(self, word: Word) -> list[_Phrase[T]]:
        stem = word.stem
        found: list[_Phrase[T]] = []
        if stem in self._whole:
            found += self._whole[stem]
        if len(stem) < _OPEN and (single := _singular(word.folded)) in self._whole:
            found += self._whole[single]
        if stem[:_OPEN] in self._begins:
            for length in range(_OPEN, len(stem) + 1):
                found += self._open.get(stem[:length], ())
        if stem[-_TAIL:] in self._ends:
            for start in range(_HEAD, len(stem) - _TAIL + 1):
                found += self._tail.get(stem[start:], ())
        return found


def _singular(folded: str) -> str:
    """A short word without its plural ending, which its stem still has; "" where there is none."""
    for ending in ("en", "s"):
        if folded.endswith(ending):
            return folded[: -len(ending)]
    return ""


def _goes_on(wanted: str, found: str) -> bool:
    return found == wanted or (len(wanted) >= _OPEN and found.startswith(wanted))
