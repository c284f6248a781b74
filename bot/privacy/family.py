"""How a family name is written: initials and particles before it, a second one behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.privacy.lexicon import lexicon
from bot.privacy.reading import Reading, Word

OTHERWISE = ("organisations", "offices", "functions", "health")
"""Lists of words that are no family name, unless something says that they are."""

_ENDS = ("sma", "stra", "inga", "enga", "ema", "mans", "ssen", "oglu", "ski", "ska", "enko", "ovic")
"""What few words but family names end in."""

_LONGEST = 6
"""Words of a name, particles among them."""


_JOINED = re.compile(r"(?:al|el|ad|as|ben|bin|ibn|ait|d|o)[\-'][A-Z]")
"""`al-Masri`: a name, though it begins small."""

_PREPOSITIONS = frozenset({"uit", "uijt", "over", "onder", "voor", "in", "op", "aan", "bij", "ver", "tot"})
_ARTICLES = frozenset({"de", "den", "der", "het", "'t", "t"})
"""`op 't Veld`, and not `op Texel`."""


def family(reading: Reading, index: int, besides: Sequence[str] = OTHERWISE) -> int | None:
    """Where a family name ends that begins here, initials before it and a second name behind it among it."""
    words, at = reading.words, index
    while at < len(words) and at < index + _LONGEST and is_initial(reading, at):
        at += 1
    while at + 1 < len(words) and at < index + _LONGEST and is_particle(reading, at):
        at += 1
    if at >= len(words) or at >= index + _LONGEST:
        return None
    if not besides and not words[at].is_capital and not _JOINED.match(words[at].typed):
        return common_family(reading, index)
    if not may_be_name(words[at], besides):
        return None
    return _second(reading, at)


def _second(reading: Reading, at: int) -> int:
    """`Jansen-de Boer`, `Bouzid El Idrissi`: the word after the last one of the name that ends at `at` or goes on."""
    words, after = reading.words, at + 1
    while after < len(words) and after < at + 4 and reading.gap(after - 1) == " ":
        joined = words[after - 1].low.rpartition("-")[2] in {"de", "van", "der", "den"} and "-" in words[after - 1].low
        ahead = after
        while ahead + 1 < len(words) and ahead < after + 2 and words[ahead].is_capital and is_particle(reading, ahead):
            ahead += 1
        if not joined and not (words[ahead].is_capital and may_be_name(words[ahead])):
            break
        after = ahead + 1
    return after


def common_family(reading: Reading, index: int) -> int | None:
    """The same in small letters, where the name is one of the most common."""
    words, at = reading.words, index
    while at + 1 < len(words) and at < index + 3 and is_particle(reading, at):
        at += 1
    if at >= len(words):
        return None
    first = words[at].low.partition("-")[0]
    if not lexicon("surnames").is_whole(words[at].low) and not (
        "-" in words[at].low and lexicon("surnames").is_whole(first)
    ):
        return None
    return _second(reading, at)


def is_letter(reading: Reading, index: int) -> bool:
    """A capital with a point behind it."""
    word = reading.words[index]
    return len(word.typed) == 1 and word.is_capital and reading.seen[word.end : word.end + 1] == "."


def is_initial(reading: Reading, index: int) -> bool:
    """One with the rest of a name behind it."""
    return is_letter(reading, index) and reading.gap(index) in {".", ". "}


def is_particle(reading: Reading, index: int) -> bool:
    """`van`, `de`, `el`, with the rest of a name behind it."""
    low = reading.words[index].low
    if not lexicon("particles").is_whole(low) or reading.gap(index) not in {" ", " '", ". ", "."}:
        return False
    return low not in _PREPOSITIONS or (index + 1 < len(reading.words) and reading.words[index + 1].low in _ARTICLES)


def may_be_name(word: Word, besides: Sequence[str] = OTHERWISE) -> bool:
    """`besides`: lists of what it may not be; the surer that a name stands here, the fewer."""
    if (
        not (word.is_capital or _JOINED.match(word.typed))
        or len(word.low) < 2
        or "_" in word.low
        or any(sign.isdigit() for sign in word.low)
    ):
        return False
    if lexicon("surnames").is_whole(word.low):
        return True
    first, _, last = word.low.rpartition("-")
    if first and lexicon("particles").is_whole(last):
        return True  # `Brinkhorst-de Waal`
    if first and word.typed[word.typed.rindex("-") + 1 :][:1].islower() and not _JOINED.match(word.typed):
        return False  # `Smit-afdeling`
    if lexicon("no_names").has(word.low):
        return False
    return not any(lexicon(name).has(word.low, word.typed) for name in besides)


def is_surely_family(low: str) -> bool:
    """Whether this word is hardly anything else."""
    return lexicon("surnames").is_whole(low) or low.endswith(_ENDS)


def shortened(reading: Reading, index: int) -> int | None:
    """`mevrouw De G.`, `meneer B.`: the place of the letter that stands for a family name and ends it."""
    words, at = reading.words, index
    while at + 1 < len(words) and at < index + 3 and is_particle(reading, at) and len(words[at].low) > 1:
        at += 1
    is_last = (
        at < len(words) and is_letter(reading, at) and not reading.seen[words[at].end + 1 :].lstrip(" ")[:1].isupper()
    )
    return at if is_last else None
