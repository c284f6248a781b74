"""Whether somebody says of a text that only those may read it who work on it, however they put it (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from bot.recognise import fold

SEALING = ("vertrouwelijk", "confidential", "confidentieel")
"""Before a text they say so, and a slip of the finger in them does too."""

AKIN = ("vertrouwelijke", "vertrouwelijkheid", "confidentially", "confidentiality", "confidentiele")
"""Words that may say so: whoever wrote one is asked."""

AROUND = frozenset(
    [
        *("dit", "deze", "is", "het", "blijft", "melding", "bericht", "strikt", "zeer", "heel", "graag", "let", "op"),
        *("svp", "aub", "this", "it", "that", "stays", "message", "strictly", "very", "please", "note"),
    ]
)
"""Words that say nothing but that it is confidential, where they stand before it."""

NOT = frozenset(["niet", "geen", "not", "no", "non"])

FIRST = 4
"""Words among which it stands when it is about the whole text."""

ALIKE, SHORTEST, LONGEST = 0.85, 10, 18

_WORD = re.compile(r"[^\W\d_]+")
_AFTER = re.compile(r"\s*[:;,.!)\]–—-]")
_OPENING, _CLOSING = " \t\n([{*_\"'“‘", " \t\n:;,.!)]}*_–—-\"'”’"


class Told(NamedTuple):
    """`text` is without the words that say so, if it is `sealed`; `is_asked`: it may be meant to be."""

    text: str
    sealed: bool = False
    is_asked: bool = False


def told(text: str) -> Told:
    """What a text says of who may read it."""
    words = list(_WORD.finditer(text))
    said = [index for index, word in enumerate(words) if _is_akin(word[0]) and not _denied(words, index)]
    for index in said:
        if index < FIRST and _is_about_all(text, words, index):
            return Told(_without(text, words, index), sealed=True)
    return Told(text, is_asked=bool(said))


def _is_akin(typed: str) -> bool:
    return _meant(typed) != ""


def _meant(typed: str) -> str:
    """The word it is or is a slip of; empty for any other."""
    if typed[0] not in "vVcC" or not SHORTEST <= len(typed) <= LONGEST:
        return ""
    return next(iter(get_close_matches(fold(typed), (*SEALING, *AKIN), n=1, cutoff=ALIKE)), "")


def _denied(words: Sequence[re.Match[str]], index: int) -> bool:
    return index > 0 and words[index - 1][0].casefold() in NOT


def _is_about_all(text: str, words: Sequence[re.Match[str]], index: int) -> bool:
    """Nothing else comes first, or it stands apart."""
    if _meant(words[index][0]) not in SEALING:
        return False
    return _only_says_so(words, index) or _AFTER.match(text, words[index].end()) is not None


def _only_says_so(words: Sequence[re.Match[str]], index: int) -> bool:
    return all(word[0].casefold() in AROUND for word in words[:index])


def _without(text: str, words: Sequence[re.Match[str]], index: int) -> str:
    start = 0 if _only_says_so(words, index) else words[index].start()
    before, after = text[:start].rstrip(_OPENING), text[words[index].end() :].lstrip(_CLOSING)
    return f"{before} {after}".strip()
