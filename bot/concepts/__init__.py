"""Dutch care in other words: what liaisons type differently and mean alike, so that two of their texts can meet.

`matters.txt` has what a text is about, `scenes.txt` where it plays, `turns.txt` what goes wrong. A phrase matches as in
`bot.recognise`; the pieces of one with a plus may stand anywhere in the text; one with an equals sign is one word, to the letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from bot.recognise import Phrases, Word, words

KINDS = ("matter", "scene", "turn")
"""What a concept's name begins with, before a colon."""

_TOGETHER = " + "
_EXACTLY = "="


class _Piece(NamedTuple):
    """A part of a phrase; `phrase` numbers the whole, of which every piece must be there."""

    phrase: int
    number: int


def spoken_of(found: Sequence[Word]) -> dict[str, str]:
    """What these words speak of, as `matter:interpreter`, each with the word that says so as typed; the matters first."""
    return _reader().read(found)


@cache
def _reader() -> _Reader:
    return _Reader([(f"{kind}:{key}", phrase) for kind in KINDS for key, phrase in _listed(kind)])


def _listed(kind: str) -> Iterator[tuple[str, str]]:
    """Every phrase with the key it speaks for."""
    key = ""
    for line in files(__name__).joinpath(f"{kind}s.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith(" "):
            yield from ((key, phrase.strip()) for phrase in line.split(",") if phrase.strip())
        else:
            key = line.removesuffix(":")


class _Reader:
    """All phrases, indexed: made once, asked often."""

    def __init__(self, listed: Sequence[tuple[str, str]]) -> None:
        self._order = {concept: number for number, (concept, _) in enumerate(listed)}
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._whole: list[tuple[str, int]] = []  # by phrase: its concept, and the number of its pieces
        pieces: list[tuple[str, _Piece]] = []
        for concept, phrase in listed:
            if phrase.startswith(_EXACTLY):
                self._exact[words(phrase)[0].folded].append(concept)
                continue
            parts = phrase.split(_TOGETHER)
            pieces += ((part, _Piece(len(self._whole), number)) for number, part in enumerate(parts))
            self._whole.append((concept, len(parts)))
        self._pieces = Phrases(pieces)

    def read(self, found: Sequence[Word]) -> dict[str, str]:
        there: dict[int, dict[int, str]] = defaultdict(dict)
        for hit in self._pieces.find(found):
            there[hit.meaning.phrase].setdefault(hit.meaning.number, _typed(found, hit.first, hit.last))
        spoken = {concept: word.typed for word in found for concept in self._exact.get(word.folded, ())}
        for phrase, pieces in there.items():
            concept, number = self._whole[phrase]
            if len(pieces) == number:
                spoken.setdefault(concept, pieces[0])
        return {concept: spoken[concept] for concept in sorted(spoken, key=self._order.__getitem__)}


def _typed(found: Sequence[Word], first: int, last: int) -> str:
    return " ".join(word.typed for word in found[first : last + 1])
