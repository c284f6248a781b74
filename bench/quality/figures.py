"""A part of a whole, and how sure one can be of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

_Z = 1.959964  # of the normal distribution: 95 % lies within


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many."""

    hits: int
    of: int

    @classmethod
    def counted(cls, answers: Iterable[bool]) -> Part:
        """How many of these are so."""
        said = list(answers)
        return cls(sum(said), len(said))

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 of nothing."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The range that holds the true share in 95 of 100 such measurements, by Wilson's score."""
        if not self.of:
            return 0.0, 1.0
        spread = _Z * sqrt(self.share * (1 - self.share) / self.of + _Z**2 / (4 * self.of**2))
        middle, width = self.share + _Z**2 / (2 * self.of), 1 + _Z**2 / self.of
        return max(0.0, (middle - spread) / width), min(1.0, (middle + spread) / width)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.share:.0%} ({low:.0%}-{high:.0%})".replace("%", " %")
