"""Which signals have which marks, in memory: what a million of them have in common with one text, within a blink.

A signal that comes again replaces what was known of it.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection
from math import log

import numpy as np

COMMON = 0.25
"""A mark that more than this part of all signals has tells nothing, once there are many."""

FEW = 200
"""Signals up to which every mark tells."""


class Postings:
    """Documents are numbered as they come; a number is never given out again."""

    def __init__(self) -> None:
        self._of: dict[str, array[int]] = {}
        self._ids: list[str] = []
        self._lengths = array("f")
        self._number: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._number)

    def put(self, signal_id: str, marks: Collection[str]) -> None:
        """What it has now; nothing, for one that must not be found."""
        if (before := self._number.pop(signal_id, None)) is not None:
            self._lengths[before] = float("inf")  # nothing is like it any more
        if not marks:
            return
        number = len(self._ids)
        self._ids.append(signal_id)
        self._lengths.append(float(len(marks)))
        self._number[signal_id] = number
        for mark in marks:
            if (found := self._of.get(mark)) is None:
                found = self._of[mark] = array("I")
            found.append(number)

    def nearest(self, marks: Collection[str], limit: int) -> list[tuple[str, float]]:
        """The signals that have most in common with these marks, the nearest first, and how much: from 0 to about 1."""
        total = len(self._ids)
        telling = [(self._of[mark], self._weight(len(self._of[mark]))) for mark in marks if mark in self._of]
        telling = [(numbers, weight) for numbers, weight in telling if weight > 0]
        if not telling:
            return []
        numbers = np.concatenate([np.frombuffer(each, dtype=np.uint32) for each, _ in telling])
        weights = np.repeat([weight for _, weight in telling], [len(each) for each, _ in telling])
        shared = np.bincount(numbers, weights=weights, minlength=total)
        scores = shared / (np.sqrt(np.frombuffer(self._lengths, dtype=np.float32)) * len(marks) ** 0.5 * log(total + 2))
        best = np.argpartition(scores, -limit)[-limit:] if limit < total else np.arange(total)
        order = sorted(((float(scores[each]), self._ids[each]) for each in best if scores[each] > 0), reverse=True)
        return [(signal_id, score) for score, signal_id in order]

    def _weight(self, having: int) -> float:
        total = len(self._ids)
        if total > FEW and having > COMMON * total:
            return 0.0
        return log(1 + total / having)
