"""A text as the finders read it: plain characters, small letters, words, and where cue words stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from bot.privacy.alike import lower, without
from bot.privacy.finding import Advice, Type
from bot.privacy.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_][\w'\-]*")


class Span(NamedTuple):
    """Something found in a plain text."""

    start: int
    end: int
    type: Type
    advice: Advice = "block"


class Word(NamedTuple):
    """A word, as typed and in small letters without accents."""

    start: int
    end: int
    typed: str
    low: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.typed[0].isupper()

    @property
    def is_short_form(self) -> bool:
        """Whether it is made of capitals: VWS, ALS."""
        return len(self.typed) > 1 and self.typed.isupper()


class Reading:
    """One text; `seen` in plain characters, `low` in small letters without accents, both equally long."""

    def __init__(self, seen: str, cues: Reading | None = None) -> None:
        self.seen = seen
        self.low = lower(seen)
        self._places: dict[str, list[int]] = {}
        self._whole = self if cues is None else cues

    def without(self, spans: Sequence[Span]) -> Reading:
        """The same text with these spans taken out; the words around them still count as cues."""
        return Reading(without(self.seen, [(span.start, span.end) for span in sorted(spans)]), self._whole)

    @cached_property
    def words(self) -> Sequence[Word]:
        """Its words, in order."""
        found = []
        for match in _WORD.finditer(self.seen):
            end = match.start() + len(match[0].rstrip("'-"))
            found.append(Word(match.start(), end, self.seen[match.start() : end], self.low[match.start() : end]))
        return found

    def gap(self, index: int) -> str:
        """What stands between the word at `index` and the next; a line end where there is none."""
        if index + 1 >= len(self.words):
            return "\n"
        return self.seen[self.words[index].end : self.words[index + 1].start]

    def nearest(self, name: str, start: int, end: int, before: int, after: int) -> int | None:
        """How many characters away the nearest word of this list stands; None beyond `before` and `after`."""
        places = self._whole.places(name)
        at = bisect_left(places, start)
        behind = start - places[at - 1] if at else None
        ahead = bisect_left(places, end)
        front = places[ahead] - end if ahead < len(places) else None
        near = [behind] if behind is not None and behind <= before else []
        near += [front] if front is not None and front <= after else []
        return min(near, default=None)

    def has(self, name: str, start: int, end: int, before: int, after: int) -> bool:
        """Whether a word of this list stands so near."""
        return self.nearest(name, start, end, before, after) is not None

    def places(self, name: str) -> list[int]:
        """Where words of this list begin, in order."""
        if name not in self._places:
            listed = lexicon(name)
            self._places[name] = [word.start for word in self.words if listed.has(word.low, word.typed)]
        return self._places[name]
