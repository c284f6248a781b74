"""A name in a text, and how it can be seen to be one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.privacy.reading import Reading

Kind = Literal["titled", "full", "first", "introduced", "unknown"]
"""By a title, a first and a family name, a first name alone, a word for whom, or just by capitals."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name; `first` and `after` are the places of its words in the reading."""

    start: int
    end: int
    kind: Kind
    first: int
    after: int


def person_at(reading: Reading, first: int, after: int, kind: Kind) -> Person:
    """The name from the word at `first` up to the one at `after`."""
    return Person(reading.words[first].start, reading.words[after - 1].end, kind, first, after)
