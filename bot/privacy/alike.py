"""What people see alike is made alike: one plain character for each, so that offsets stay."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_UNSEEN = "\x00"
_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters to Unicode, nothing to the eye
_BRAILLE_BLANK = "\u2800"
_SPACE, _DASH, _DOT, _APOSTROPHE = " ", "-", ".", "'"
_MOST = 4096
"""Characters remembered, so that no text can fill the memory."""


class _Alike(dict[int, str]):
    """Maps a character to the plain one people read in it, one to one; learnt as they come."""

    def __missing__(self, code: int) -> str:
        plain = _read(chr(code))
        if len(self) < _MOST:
            self[code] = plain
        return plain


class _Low(dict[int, str]):
    """Maps a plain character to the small letter without accent in it, one to one."""

    def __missing__(self, code: int) -> str:
        low = _lowered(chr(code))
        if len(self) < _MOST:
            self[code] = low
        return low


def _read(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cf", "Mn", "Me"} or character in _FILLERS or character == _UNSEEN:
        return _UNSEEN  # zero-width characters, soft hyphens, accents on their own, direction and variation marks
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs" or character in f"\t{_BRAILLE_BLANK}":
        return _SPACE
    if category == "Pd" or character in "\u2212\u2043":
        return _DASH
    if character in "\u00b7\u2022\u2024\u2027\u30fb":
        return _DOT
    if character in "\u2018\u2019\u02bc\u00b4`":
        return _APOSTROPHE
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def _lowered(character: str) -> str:
    low = character.lower()
    bare = unicodedata.normalize("NFD", low)[:1]
    return bare if bare.isalpha() else low[:1]


_ALIKE, _LOWER = _Alike(), _Low()


def plain(text: str) -> tuple[str, Sequence[int]]:
    """The text in plain characters without unseen ones, and for each character its place in the text."""
    seen = text.translate(_ALIKE)
    if _UNSEEN not in seen:
        return seen, range(len(seen))
    origin = [place for place, character in enumerate(seen) if character != _UNSEEN]
    return seen.replace(_UNSEEN, ""), origin


def lower(seen: str) -> str:
    """A plain text in small letters without accents, character by character."""
    return seen.translate(_LOWER)


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with these spans, in order, made into line ends: those part what stands around them."""
    parts, after = [], 0
    for start, end in spans:
        parts += [text[after:start], "\n" * (end - start)]
        after = end
    return "".join([*parts, text[after:]])
