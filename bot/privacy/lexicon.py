"""Lists of ordinary words, from the files beside this one: names, illnesses, kin, trades, institutions, places."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_REMEMBERED = 2048
"""Words of which a list remembers whether it has them, so that no text can fill the memory."""

_WORDS = Path(__file__).parent / "words"


class Lexicon:
    """A list of words. An entry that begins with "-" stands for every longer word with that end; one with a capital
    counts only when typed with capitals (ALS is an illness, "als" is not).
    """

    def __init__(self, entries: frozenset[str]) -> None:
        self._ends = tuple(entry[1:] for entry in entries if entry.startswith("-"))
        self._typed = frozenset(entry for entry in entries if entry != entry.lower())
        self._words = entries - self._typed - {f"-{end}" for end in self._ends}
        self._known = lru_cache(maxsize=_REMEMBERED)(self._is_listed)

    def has(self, low: str, typed: str = "") -> bool:
        """Whether this word, in small letters without accents, is listed: whole, its last part, or by its end."""
        return self._known(low) or typed in self._typed

    def _is_listed(self, low: str) -> bool:
        if low in self._words or (self._ends and low.endswith(self._ends)):
            return True
        return "-" in low and low.rpartition("-")[2] in self._words

    def is_whole(self, low: str) -> bool:
        """Whether exactly this word is listed."""
        return low in self._words


@lru_cache(maxsize=32)
def lexicon(name: str) -> Lexicon:
    """The list in `words/<name>.txt`."""
    return Lexicon(frozenset(word for line in _lines(name) for word in line.split()))


@lru_cache(maxsize=8)
def phrases(name: str) -> frozenset[str]:
    """The list in `words/<name>.txt`, one entry a line."""
    return frozenset(_lines(name))


def _lines(name: str) -> list[str]:
    lines = (_WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line and not line.startswith("#")]
