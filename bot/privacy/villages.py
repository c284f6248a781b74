"""Where a small place is named in a text: any name behind `in` or `uit` that is no large place and nothing else."""

from __future__ import annotations

from itertools import pairwise

from bot.privacy.lexicon import lexicon
from bot.privacy.reading import Reading, Word

AT = frozenset({"in", "uit", "te", "van", "bij", "op", "nabij"})
"""Words right before a place."""

SHORT_OF = frozenset({"vd", "vh", "vdr"})
"""`van de`, `van het` as they are typed in a hurry."""

_SURELY = frozenset({"in", "uit", "te", "nabij"})
_SMALL = frozenset({"dorp", "dorpje", "gehucht", "buurtschap", "eiland", "eilandje", "straatje"})
_HEADS = frozenset({"sint", "st", "oude", "nieuwe", "nieuw", "oud", "den", "de", "het", "een", "'s"})
_LONGEST = 4
"""Words of a place's name before its last, at most."""

REACH = 14
"""Words between a person and the place, at most."""


def names_a_place(reading: Reading) -> bool:
    """Whether any place may be named: most texts name none and cost no more."""
    words = reading.words
    return any(
        word.low in AT and (ahead.is_capital or ahead.low in _HEADS or ahead.low in _SMALL or ahead.low == "klein")
        for word, ahead in pairwise(words)
    )


def place_after(reading: Reading, index: int) -> int | None:
    """Where the first small place behind this word ends; None where there is none, or only a large one."""
    words = reading.words
    for at in range(index, min(index + REACH, len(words) - 1)):
        if words[at].low not in AT or "." in reading.gap(at):
            continue
        ahead = at + 1
        while ahead + 1 < len(words) and ahead < at + _LONGEST and words[ahead].low in _HEADS:
            ahead += 1
        if words[ahead].low in _SMALL or (
            words[ahead].low == "klein" and words[min(ahead + 1, len(words) - 1)].low in _SMALL
        ):
            return words[ahead].end
        if _is_small_place(words[ahead], words[at].low):
            return _end_of_place(reading, ahead)
    return None


def _is_small_place(word: Word, before: str) -> bool:
    """Whether a word behind `in` or `van` is one; behind `van` it may be somebody as well."""
    if not word.is_capital or word.is_short_form or len(word.low) < 2:
        return False
    others = (
        "large_places",
        "no_names",
        "organisations",
        "health",
        "rare",
        *(() if before in _SURELY else ("first_names",)),
    )
    if lexicon("municipalities").is_whole(word.low):
        return not lexicon("large_places").has(word.low)
    if "-" in word.low:  # `Een-West` is not the west
        return not any(lexicon(name).is_whole(word.low) for name in others)
    return not any(lexicon(name).has(word.low, word.typed) for name in others)


def place_before(reading: Reading, index: int) -> int | None:
    """Where the small place begins that stands shortly before this word: `in ... woont een meisje met`."""
    words = reading.words
    for at in range(index - 1, max(index - 7, 0), -1):
        if words[at - 1].low in AT and _is_small_place(words[at], words[at - 1].low) and reading.gap(at - 1) == " ":
            return words[at].start
    return None


def _end_of_place(reading: Reading, at: int) -> int:
    words = reading.words
    if (
        at + 1 < len(words)
        and reading.gap(at) == " "
        and words[at + 1].is_capital
        and _is_small_place(words[at + 1], "in")
    ):
        return words[at + 1].end
    return words[at].end
