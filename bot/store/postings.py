"""Which signals have which marks, in memory: what a million of them have in common with one text, within a blink.

A signal that comes again replaces what was known of it.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from bot.likeness import extent, rarity, weight

COMMON = 0.25
"""A mark that more than this part of all signals has tells nothing, once there are many."""

FEW = 200
"""Signals up to which every mark tells."""

FIRST = 300_000
"""Signals that the most telling marks may bring up together; of what those have, the commoner marks are looked up."""

KEPT = 3000
"""Signals among which the nearest are sought, by what the most telling marks say."""

_Numbers = NDArray[np.uint32]
_Scores = NDArray[np.float32]


class Postings:
    """Documents are numbered as they come; a number is never given out again."""

    def __init__(self) -> None:
        self._of: dict[str, array[int]] = {}
        self._ids: list[str] = []
        self._parts = array("f")  # by number: one divided by its extent, 0 for what must not be found any more
        self._number: dict[str, int] = {}
        self._versions = array("q")

    def put(self, signal_id: str, marks: Collection[str], version: int = 0) -> None:
        """What it has now; nothing, for one that must not be found. An earlier version than it has is passed over."""
        if (before := self._number.get(signal_id)) is not None:
            if version < self._versions[before]:
                return
            self._parts[before] = 0.0
        number = len(self._ids)
        self._ids.append(signal_id)
        self._versions.append(version)
        self._parts.append(1 / extent(marks) if marks else 0.0)
        self._number[signal_id] = number
        for mark in marks:
            if (found := self._of.get(mark)) is None:
                found = self._of[mark] = array("I")
            found.append(number)

    def nearest(self, marks: Collection[str], limit: int) -> list[tuple[str, float]]:
        """The signals that have most in common with these marks, the nearest first, and how much."""
        telling = self._telling(marks)
        if not telling:
            return []
        rare, common = _apart(telling)
        scores = np.zeros(len(self._ids), dtype=np.float32)
        for numbers, worth in rare:
            scores[numbers] += worth  # a number comes once in the list of a mark
        scores *= np.frombuffer(self._parts, dtype=np.float32)
        best = _best(scores, KEPT)
        found = scores[best]
        parts = np.frombuffer(self._parts, dtype=np.float32)[best]
        for numbers, worth in common:
            found += worth * parts * _has(numbers, best)
        order = np.lexsort((-best, -found))[:limit]  # of those that are equally near the newest comes first
        share = 1 / extent(marks)
        return [(self._ids[best[each]], float(found[each]) * share) for each in order if found[each] > 0]

    def _telling(self, marks: Collection[str]) -> list[tuple[_Numbers, float]]:
        """The signals that have each mark and what it tells, the most telling first."""
        total = len(self._ids)
        lists = [(np.frombuffer(self._of[mark], dtype=np.uint32), weight(mark)) for mark in marks if mark in self._of]
        told = [
            (numbers, base * rarity(len(numbers), total))
            for numbers, base in lists
            if total <= FEW or len(numbers) <= COMMON * total
        ]
        return sorted(told, key=lambda each: -each[1])


def _apart(telling: list[tuple[_Numbers, float]]) -> tuple[list[tuple[_Numbers, float]], list[tuple[_Numbers, float]]]:
    """What brings signals up, and what only says more about them."""
    rare: list[tuple[_Numbers, float]] = []
    common: list[tuple[_Numbers, float]] = []
    up = 0
    for numbers, worth in telling:
        if not rare or up + len(numbers) <= FIRST:
            rare.append((numbers, worth))
            up += len(numbers)
        else:
            common.append((numbers, worth))
    return rare, common


def _best(scores: _Scores, most: int) -> NDArray[np.intp]:
    """The numbers with the highest scores, in their order."""
    some = np.flatnonzero(scores)
    if most >= len(some):
        return some
    return np.sort(some[np.argpartition(scores[some], -most)[-most:]])


def _has(numbers: _Numbers, asked: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which of those asked are among the numbers, which come in their order."""
    at = np.minimum(np.searchsorted(numbers, asked), len(numbers) - 1)
    return np.asarray(numbers[at] == asked)
