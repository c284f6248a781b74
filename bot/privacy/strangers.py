"""Names that no list knows: capitals alone, where what stands behind them is said of people only."""

from __future__ import annotations

import re

from bot.privacy.family import OTHERWISE, family, is_letter, is_surely_family, may_be_name
from bot.privacy.lexicon import lexicon
from bot.privacy.person import Person, person_at
from bot.privacy.reading import Reading

_PLACES = ("municipalities", "large_places")
_SURE_PARTICLES = frozenset({"el", "al", "ten", "ter", "bin"})
_AGED = re.compile(
    r"(?:,| \() ?(?:[0-9]|[1-9][0-9]|10[0-9])(?: (?:jaar|jr)\.?[,.;)]|\) (?:is|heeft|valt|ligt|zit|woont|krijgt|wacht)\b)"
)


def stranger(reading: Reading, index: int) -> Person | None:
    """`Oksana Melnyk`, `Anneloe B.`, `Jaydn, 12 jaar,`; whether it is somebody, the words around it must say."""
    word = reading.words[index]
    if not may_be_name(word, (*OTHERWISE, "clients", "care", *_PLACES)) or word.is_short_form:
        return None
    if _AGED.match(reading.low, word.end):
        return person_at(reading, index, index + 1, "unknown")
    if reading.gap(index) != " ":
        return None
    if is_letter(reading, index + 1):
        return Person(word.start, reading.words[index + 1].end + 1, "unknown", index, index + 2)
    after = None if _begins_sentence(reading, index) else family(reading, index + 1)
    if after is None or any(
        lexicon(name).has(each.low) for name in _PLACES for each in reading.words[index + 1 : after]
    ):
        return None
    is_sure = is_surely_family(reading.words[after - 1].low) or reading.words[index + 1].low in _SURE_PARTICLES
    return person_at(reading, index, after, "full" if is_sure else "unknown")


def _begins_sentence(reading: Reading, index: int) -> bool:
    """`Vluchtelinge Oksana Melnyk`, `Verwijzing van Lars Hendriks`: the name begins behind this word."""
    ahead = reading.words[index + 1 : index + 4]
    if lexicon("first_names").is_whole(ahead[0].low) and not lexicon("everyday_names").is_whole(ahead[0].low):
        return True
    return len(ahead) > 2 and ahead[0].low == "van" and ahead[1].is_capital and ahead[2].is_capital
