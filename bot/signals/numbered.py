"""The number of a knelpunt or a decision as people type it: K-2026-0147, #K-2026-147, k 2026 147, B-2026-0021."""

from __future__ import annotations

import re

HYPHENS = "\u2010\u2011"
"""What looks like the hyphen of a keyboard, and stands in our own help where a line may not break."""

DASHES = "\u2012\u2013\u2014\u2212"
"""What a word processor makes of it."""

KNELPUNT, DECISION = "K", "B"

_PLAIN = str.maketrans(dict.fromkeys(HYPHENS, "-"))
_DASHED = str.maketrans(dict.fromkeys(HYPHENS + DASHES, "-"))
_NUMBER = re.compile(r"(?<![^\W_])([KB])[-\s]*(\d{4})[-\s]+(\d{1,6})(?!\d)", re.IGNORECASE)
_SHORT = re.compile(r"(?:([KB])[-\s]*)?(\d{1,6})", re.IGNORECASE)
_MARKS = " \t\n#.,;:!?()[]\"'“”‘’*_"


def plain_hyphens(words: str) -> str:
    """The same words with the hyphen that every keyboard has."""
    return words.translate(_PLAIN)


def number_in(words: str, year: int | None = None) -> str:
    """The first number that is named, as we write it; `1` alone is that of `year`, if given. Empty for none."""
    words = words.translate(_DASHED)
    if found := _NUMBER.search(words):
        kind, of, number = found.groups()
        return f"{kind.upper()}-{of}-{number:0>4}"
    short = _SHORT.fullmatch(words.strip(_MARKS))
    if short and year is not None:
        return f"{(short[1] or KNELPUNT).upper()}-{year}-{short[2]:0>4}"
    return ""


def only_number(words: str, year: int | None = None) -> str:
    """The number, where nothing else was typed; with a `year`, `1` alone is one too. Empty for anything else."""
    words = words.translate(_DASHED).strip(_MARKS)
    is_one = _NUMBER.fullmatch(words) or (year is not None and _SHORT.fullmatch(words))
    return number_in(words, year) if is_one else ""
