"""Numbers of which some digits are words, as somebody reads them out: `vier acht twee, zes ...`, `nul zes, dan ...`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_DIGITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_WORD = "|".join(_DIGITS)
_PIECE = re.compile(rf"\b(?:{_WORD})\b|(?<![\w.,])[0-9]{{1,8}}(?![\w])")
_GAP = re.compile(r"[ ,.:\-/]{1,3}(?:(?:en dan|en|dan|weer|nog een keer|streepje) )?")
_SOME = re.compile(rf"(?:\b(?:{_WORD})\b[ ,.:\-/]{{1,3}}(?:en |dan )?){{2}}")

SHORTEST = 9
"""Digits; fewer are an amount or a count."""


class Spelt(NamedTuple):
    """Where a number stands, and its digits."""

    start: int
    end: int
    digits: str


def has_words_for_digits(low: str) -> bool:
    """Whether two of them follow each other anywhere: without that there is no number to look for."""
    return _SOME.search(low) is not None


def spelt(low: str) -> Iterator[Spelt]:
    """Numbers of nine digits and more, in a text in small letters without accents."""
    run: list[re.Match[str]] = []
    for piece in _PIECE.finditer(low):
        if run and not _GAP.fullmatch(low, run[-1].end(), piece.start()):
            yield from _number(run)
            run = []
        run.append(piece)
    yield from _number(run)


def _number(run: Sequence[re.Match[str]]) -> Iterator[Spelt]:
    """The pieces as one number; `een` before it may be no digit: `een nul zes twee ...`."""
    while run and run[0][0] == "een" and len(run) > 1 and run[1][0] in {"nul", "0", "06"}:
        run = run[1:]
    digits = "".join(piece[0] if piece[0].isdigit() else str(_DIGITS.index(piece[0])) for piece in run)
    if len(digits) >= SHORTEST and not all(piece[0].isdigit() for piece in run):
        yield Spelt(run[0].start(), run[-1].end(), digits)
