"""Words and phrases in what a liaison typed: capitals, accents and the commonest endings do not matter.

Phrases are looked up word by word in an index that is built once, so that time grows with the text and no more.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

T = TypeVar("T")

# Words ---------------------------------------------------------------------------------------------------------------

_LONGEST = 40  # letters of a word that are looked at
_SHORT = 4  # letters or digits; nobody is known by so few
_REMEMBERED = 16_384  # words; most texts are made of the same ones
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])*|&")
_VOICELESS = {"z": "s", "v": "f"}  # daklozen and dakloos, tarieven and tarief
_DOUBLED = re.compile(r"(\D)\1")  # not in numbers: 112 is not 12


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
        start, end = match.span()
        typed = match[0]
        folded, stem = _known(typed) if _may_be_remembered(typed) else _folded_and_stem(typed)
        found.append(Word(typed, folded, stem, start, end, text[after:start]))
        after = end
    return found


def _folded_and_stem(typed: str) -> tuple[str, str]:
    folded = fold(typed)
    return folded, _stem(folded[:_LONGEST])


_known = lru_cache(maxsize=_REMEMBERED)(_folded_and_stem)


def _may_be_remembered(word: str) -> bool:
    """Not what fills the memory, and no long numbers: they may be somebody's."""
    return len(word) <= _SHORT or (len(word) <= _LONGEST and word.isalpha())


def fold(word: str) -> str:
    """A word without capitals, accents and unseen characters."""
    if word == "&":
        return "en"
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in apart if unicodedata.category(sign) not in {"Mn", "Cf"}).casefold()


def _single(folded: str) -> str:
    return _DOUBLED.sub(itemgetter(1), folded)


def _stem(folded: str) -> str:
    """A Dutch word without its commonest ending and with doubled letters single: bedden and bed become alike."""
    single = _single(folded)
    for endings in (("s",), ("en", "e")):  # subsidies, then subsidie
        ending = next((each for each in endings if single.endswith(each)), "")
        if ending and len(single) - len(ending) >= _OPEN:
            single = single.removesuffix(ending)
    if len(single) < _TELLING:
        return single
    return single[:-1] + _VOICELESS.get(single[-1], single[-1])


# Phrases -------------------------------------------------------------------------------------------------------------

_TELLING = 4  # a stem this long also matches words that go on, if the word has a letter more: kraam-zorg
_OPEN = 5  # likewise, whatever the word: verpleegkundig-e, verpleegkundig-en
_TAIL = 6  # a stem this long also matches the end of a compound: crisis-opvang
_HEAD = 3  # letters; the first part of a compound has no fewer
_WIDE = 64  # more than those
_PLURALS = frozenset({"en", "e", "es"})
_OF_ANOTHER = frozenset({"s", "a", "as"})  # endings that no word has beside those
_SHORT_ABBREVIATION = 2  # letters; such a one needs its capitals


class Hit(NamedTuple, Generic[T]):
    """A phrase that was found: what it stands for, the words of the text it was found in, and how far it reaches.

    `start` and `end` are for comparing only: they count letters of stems, and a phrase within a longer one lies between.
    """

    meaning: T
    first: int
    last: int
    start: int
    end: int


class _Phrase(NamedTuple, Generic[T]):
    rest: tuple[str, ...]  # stems of the words after the first
    typed: str  # the first word to the letter where capitals matter, else ""
    bent: str  # the first word without accents and with doubled letters single: how its stem was bent tells
    meaning: T


_Started: TypeAlias = tuple[_Phrase[T], int, int]
"""A phrase of which a word is the first, and from where to where its stem is taken."""


class _Looked(NamedTuple, Generic[T]):
    """What a word starts: phrases of one word, and longer ones by how their second word begins."""

    alone: tuple[_Started[T], ...]
    followed: Mapping[str, Sequence[_Started[T]]]


_NOTHING: _Looked[Any] = _Looked((), {})  # what most words start


class Phrases(Generic[T]):
    """An index of phrases, each with a meaning. Made once, asked often."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._whole: dict[str, list[_Phrase[T]]] = defaultdict(list)
        self._open: dict[str, list[_Phrase[T]]] = defaultdict(list)
        self._tail: dict[str, list[_Phrase[T]]] = defaultdict(list)
        self._remembered: dict[str, _Looked[T]] = {}
        for phrase, meaning in entries:
            self._add(words(phrase), meaning)
        # Most words begin and end like no phrase; one look in these two spares them a look for each of their letters.
        self._begins = {stem[:_TELLING] for stem in self._open}
        self._ends = {stem[-_TAIL:] for stem in self._tail}

    def _add(self, phrase: Sequence[Word], meaning: T) -> None:
        if not phrase:
            return
        first, *others = phrase
        exact = first.typed if first.typed.isupper() and len(first.typed) <= _SHORT_ABBREVIATION and not others else ""
        entry = _Phrase(tuple(word.stem for word in others), exact, _single(first.folded), meaning)
        if first.typed.isupper() or len(first.stem) < _TELLING or len(first.folded) < _OPEN:
            self._whole[first.stem].append(entry)
            return
        self._open[first.stem].append(entry)
        if len(first.stem) >= _TAIL and not others:
            self._tail[first.stem].append(entry)

    def find(self, text: Sequence[Word]) -> Iterator[Hit[T]]:
        """Every phrase in these words, in their order; a phrase may be found more than once."""
        remembered = self._remembered.get
        for index, word in enumerate(text):
            looked = remembered(word.folded) or self._looked_up(word)
            if looked is _NOTHING:
                continue
            alone, followed = looked
            for entry, start, end in alone:
                if not entry.typed or entry.typed == word.typed:
                    yield Hit(entry.meaning, index, index, index * _WIDE + start, index * _WIDE + end)
            if not followed or index + 1 == len(text):
                continue
            for entry, start, _ in followed.get(text[index + 1].stem[:_TELLING], ()):
                last = index + len(entry.rest)
                following = [after.stem for after in text[index + 1 : last + 1]]
                if len(following) == len(entry.rest) and all(map(_goes_on, entry.rest, following)):
                    yield Hit(entry.meaning, index, last, index * _WIDE + start, last * _WIDE + len(following[-1]))

    def _looked_up(self, word: Word) -> _Looked[T]:
        alone, followed = [], defaultdict(list)
        for known in self._starting(word):
            if rest := known[0].rest:
                followed[rest[0][:_TELLING]].append(known)
            else:
                alone.append(known)
        looked = _Looked(tuple(alone), dict(followed)) if alone or followed else _NOTHING
        if _may_be_remembered(word.folded):
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[word.folded] = looked
        return looked

    def _starting(self, word: Word) -> Iterator[_Started[T]]:
        """Phrases of which this is the first word, each with the letters of its stem that they take."""
        stem, single = word.stem, _single(word.folded)
        size = len(stem)
        for entry in self._whole.get(stem, ()):
            yield entry, 0, size
        if size < _OPEN and (one := _singular(word.folded)) in self._whole:
            for entry in self._whole[one]:
                yield entry, 0, size
        if stem[:_TELLING] in self._begins:
            for length in range(_TELLING, size + 1):
                for entry in self._open.get(stem[:length], ()):
                    if not _bends_otherwise(entry.bent, single, length):
                        yield entry, 0, length
        if stem[-_TAIL:] in self._ends:
            for start in range(_HEAD, size - _TAIL + 1):
                for entry in self._tail.get(stem[start:], ()):
                    yield entry, start, size


def longest(hits: Iterable[Hit[T]]) -> Iterator[Hit[T]]:
    """The hits that do not lie within a longer one: huisartsenpost, not the huisarts in it."""
    furthest, at = -1, (-1, -1)
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.end > furthest or (hit.start, hit.end) == at:
            if hit.end > furthest:
                furthest, at = hit.end, (hit.start, hit.end)
            yield hit


def _singular(folded: str) -> str:
    """A short word without its plural ending, which its stem still has; "" where there is none."""
    for ending in ("en", "s"):
        if folded.endswith(ending) and len(folded) >= len(ending) + _SHORT_ABBREVIATION:  # "een" is no plural of "e"
            return folded[: -len(ending)]
    return ""


def _bends_otherwise(known: str, found: str, stem: int) -> bool:
    """Whether two words with one stem of so many letters are two words: ouders and ouderen, college and collega."""
    ending, rest = known[stem:], found[stem:]
    if ending == "s":
        return rest.startswith("en")
    return ending in _PLURALS and rest in _OF_ANOTHER


def _goes_on(wanted: str, found: str) -> bool:
    return found == wanted or (len(wanted) >= _OPEN and found.startswith(wanted))
