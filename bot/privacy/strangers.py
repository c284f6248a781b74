"""Names that no list knows: capitals alone, where what stands around them is said of people only."""

from __future__ import annotations

import re

from bot.privacy.family import OTHERWISE, family, is_letter, is_surely_family, may_be_name
from bot.privacy.lexicon import lexicon
from bot.privacy.ordinary import is_ordinary
from bot.privacy.person import Person, person_at
from bot.privacy.reading import Reading, Word
from bot.privacy.turns import LIVES, OWNED

_PLACES = ("municipalities", "large_places")
_OTHERS = (*OTHERWISE, "clients", "care", "relatives", "premises", "rare", *_PLACES)
_SURE_PARTICLES = frozenset({"el", "al", "ten", "ter", "bin"})
_AGED = re.compile(
    r"(?:,| \() ?(?:[0-9]|[1-9][0-9]|10[0-9])(?: (?:jaar|jr)\.?[,.;)]|\) (?:is|heeft|valt|ligt|zit|woont|krijgt"
    r"|wacht)\b)"
)
_TO_PLACES = frozenset(
    {"in", "uit", "te", "naar", "nabij", "vanuit", "rond", "rondom", "omgeving", "tussen", "richting"}
)
"""Right before a place."""

_OF_A_PLACE = ("gse", "nse", "ense", "dse", "rse", "lse", "tse")
"""`Wateringse Veld`, `Haagse Hout`: what belongs to a place."""

_SICK = re.compile(
    r"(?: (?:heeft|had|kreeg|slikt|lijdt|gebruikt)(?: (?:al|nu|ook|weer|een|zware|ernstige|aan|sinds|vorig|jaar|jaren"
    r"|lang|[0-9]+)){0,4} | \()$"
)
_SICK_REACH = 50
_BEFORE = 60
_TAIL = 4
"""Letters of the last part of a word put together that make it ordinary, where it stands alone."""


def stranger(reading: Reading, index: int) -> Person | None:
    """`Oksana Melnyk`, `Anneloe B.`, `Jaydn, 12 jaar,`; whether it is somebody, the words around it must say."""
    word = reading.words[index]
    if not may_be_name(word, _OTHERS) or word.is_short_form:
        return None
    if is_behind_place(reading, index):
        return None
    if _AGED.match(reading.low, word.end):
        return person_at(reading, index, index + 1, "unknown")
    if reading.gap(index) == " " and (pair := _pair(reading, index)):
        return pair
    return _alone(reading, index)


def alone(reading: Reading, index: int) -> Person | None:
    """One word of which somebody's illness or life is told: `Tymek heeft PTSS`, `Noor ligt op de IC`."""
    word = reading.words[index]
    if OWNED.search(reading.low, max(0, word.start - _BEFORE), word.start) and reading.gap(index) != "-":
        return person_at(reading, index, index + 1, "introduced")
    if LIVES.match(reading.low, word.end) or _is_sick(reading, word):
        return person_at(reading, index, index + 1, "introduced")
    return None


def is_behind_place(reading: Reading, index: int) -> bool:
    """`uit Heino`: a place, whoever may be called so."""
    return index > 0 and reading.words[index - 1].low in _TO_PLACES and reading.gap(index - 1) == " "


def _alone(reading: Reading, index: int) -> Person | None:
    word = reading.words[index]
    if index and reading.gap(index - 1) == " " and reading.words[index - 1].is_capital:
        return None  # the second word of a name of something
    return None if "'" in word.low or is_ordinary(word.low, _TAIL) else alone(reading, index)


def _pair(reading: Reading, index: int) -> Person | None:
    word = reading.words[index]
    if is_letter(reading, index + 1):
        return Person(word.start, reading.words[index + 1].end + 1, "unknown", index, index + 2)
    if word.low.endswith(_OF_A_PLACE):
        return None
    after = None if _begins_sentence(reading, index) else family(reading, index + 1)
    if after is None or any(
        lexicon(name).has(each.low) for name in _PLACES for each in reading.words[index + 1 : after]
    ):
        return None
    last = reading.words[after - 1].low
    is_sure = is_surely_family(last) or reading.words[index + 1].low in _SURE_PARTICLES
    if not is_sure and (is_ordinary(word.low) or is_ordinary(last)):
        return None
    return person_at(reading, index, after, "full" if is_sure else "unknown")


def _is_sick(reading: Reading, word: Word) -> bool:
    ill = reading.nearest("health", word.end, word.end, 0, _SICK_REACH)
    return ill is not None and _SICK.fullmatch(reading.low, word.end, word.end + ill) is not None


def _begins_sentence(reading: Reading, index: int) -> bool:
    """`Vluchtelinge Oksana Melnyk`, `Verwijzing van Lars Hendriks`: the name begins behind this word."""
    ahead = reading.words[index + 1 : index + 4]
    if lexicon("first_names").is_whole(ahead[0].low) and not lexicon("everyday_names").is_whole(ahead[0].low):
        return True
    return len(ahead) > 2 and ahead[0].low == "van" and ahead[1].is_capital and ahead[2].is_capital
