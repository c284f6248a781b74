"""Somebody named by what is theirs: `Fatima's rolstoel`, `Jaydens moeder`."""

from __future__ import annotations

from bot.privacy.lexicon import lexicon
from bot.privacy.ordinary import is_ordinary
from bot.privacy.person import Person
from bot.privacy.reading import Reading

_THEIRS = ("relatives", "health", "care")


def possessed(reading: Reading, index: int) -> Person | None:
    """Whose kin, illness or care it is."""
    word = reading.words[index]
    if (
        not word.is_capital
        or not word.low.endswith("s")
        or index + 1 >= len(reading.words)
        or reading.gap(index) != " "
    ):
        return None
    if reading.words[index + 1].is_capital:
        return None  # `Jan's Hoeve`
    behind = reading.words[index + 1].low
    is_kin = lexicon("relatives").is_whole(behind)
    if not is_kin and not any(lexicon(name).has(behind) for name in _THEIRS):
        return None
    owner = word.low[:-1].rstrip("'")
    is_known = lexicon("first_names").is_whole(owner) or lexicon("surnames").is_whole(owner)
    if not is_known and (not is_kin or is_ordinary(owner, 4) or lexicon("no_names").has(word.low)):
        return None
    return Person(word.start, word.start + len(owner), "introduced", index, index + 1)
