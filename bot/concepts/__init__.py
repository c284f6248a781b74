"""Dutch care in other words: what liaisons type differently and mean alike, so that two of their texts can meet.

`matters` has what a text is about, a file for every field of care; `scenes` who and what is in it, in plain words; `turns`
what goes wrong. A phrase matches as in `bot.recognise`; the pieces of one with a plus may stand anywhere in the text; one
with an equals sign is one word, to the letter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from bot.recognise import Phrases, Word, words

KINDS = ("matter", "scene", "turn")
"""What a concept's name begins with, before a colon."""

_TOGETHER = " + "
_EXACTLY = "="


class Listed(NamedTuple):
    """A phrase and what it speaks of."""

    concept: str
    phrase: str


class _Whole(NamedTuple):
    """A phrase in pieces, by their numbers, all of which must be there."""

    concept: str
    pieces: frozenset[int]


def spoken_of(found: Sequence[Word]) -> dict[str, frozenset[int]]:
    """What these words speak of, as `matter:interpreter`, each with the numbers of the words that say so; the matters first."""
    return _reader().read(found)


@cache
def edition() -> str:
    """Which lists these are: another one when a word in them changes."""
    digest = sha256()
    for kind in KINDS:
        for file in _named(kind):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def listed() -> Iterator[Listed]:
    """Every phrase in the lists, in their order."""
    return (each for kind in KINDS for file in _named(kind) for each in _listed(kind, file))


@cache
def _reader() -> _Reader:
    return _Reader(list(listed()))


def _named(kind: str) -> list[Traversable]:
    return sorted(files(__name__).joinpath(f"{kind}s").iterdir(), key=lambda file: file.name)


def _listed(kind: str, file: Traversable) -> Iterator[Listed]:
    """Every phrase in a file."""
    concept = ""
    for line in file.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith(" "):
            yield from (Listed(concept, phrase.strip()) for phrase in line.split(",") if phrase.strip())
        else:
            concept = f"{kind}:{line.removesuffix(':')}"


class _Reader:
    """All phrases, indexed: made once, asked often."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        self._order = {concept: number for number, (concept, _) in enumerate(listed)}
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._alone: dict[int, list[str]] = defaultdict(list)
        self._together: dict[int, list[_Whole]] = defaultdict(list)
        numbers: dict[str, int] = {}
        wholes = []
        for concept, phrase in listed:
            if phrase.startswith(_EXACTLY):
                self._exact[words(phrase)[0].folded].append(concept)
                continue
            pieces = frozenset(numbers.setdefault(piece, len(numbers)) for piece in phrase.split(_TOGETHER))
            wholes.append(_Whole(concept, pieces))
        often = Counter(piece for whole in wholes for piece in whole.pieces)
        for whole in wholes:
            if len(whole.pieces) == 1:
                self._alone[min(whole.pieces)].append(whole.concept)
            else:  # looked up by the piece that the fewest phrases have
                self._together[min(whole.pieces, key=lambda piece: (often[piece], piece))].append(whole)
        self._pieces = Phrases(numbers.items())

    def read(self, found: Sequence[Word]) -> dict[str, frozenset[int]]:
        there: dict[int, set[int]] = defaultdict(set)
        for hit in self._pieces.find(found):
            there[hit.meaning].update(range(hit.first, hit.last + 1))
        said: dict[str, set[int]] = defaultdict(set)
        for number, word in enumerate(found):
            for concept in self._exact.get(word.folded, ()):
                said[concept].add(number)
        for piece, at in there.items():
            for concept in self._alone.get(piece, ()):
                said[concept].update(at)
            for concept, pieces in self._together.get(piece, ()):
                if pieces <= there.keys():
                    said[concept].update(*(there[each] for each in pieces))
        return {concept: frozenset(said[concept]) for concept in sorted(said, key=self._order.__getitem__)}
