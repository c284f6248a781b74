"""How results are told: as Markdown, so that they can be put in docs/performance.md as they are."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median


@dataclass(frozen=True)
class Measured:
    """A figure that has a goal: at least that much, or at most where `most`. `at_once` is "" where it does not count.

    `by_processor` is the same ratio by the processor time of the servers, which other work disturbs less.
    """

    what: str
    at_once: int | str
    reached: float
    goal: float
    most: bool = False
    unit: str = ""
    by_processor: float = 0.0

    @property
    def met(self) -> bool:
        """Whether the goal was reached."""
        return self.reached <= self.goal if self.most else self.reached >= self.goal

    @property
    def row(self) -> list[object]:
        """What, how many at once, the goal, what was reached (it stands out where it falls short), and by processor."""
        wanted = f"{'<=' if self.most else '>='} {self.goal:g}{self.unit}"
        reached = f"{ratio(self.reached)}{self.unit}"
        processor = ratio(self.by_processor) if self.by_processor else ""
        return [self.what, self.at_once, wanted, reached if self.met else f"**{reached}**", processor]


def ratio(value: float) -> str:
    """A number with as many digits as mean something."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def per_turn(ours: Iterable[float], theirs: Iterable[float]) -> float:
    """The median of what two arms did in the same turn: other work disturbs neighbours alike."""
    return median(mine / other for mine, other in zip(ours, theirs, strict=True))


def heading(text: str) -> None:
    """What follows."""
    print(f"\n## {text}\n", flush=True)


def table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table."""
    print(f"| {' | '.join(names)} |\n|{'---|' * len(names)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")
    print(flush=True)


def goals(measured: Iterable[Measured]) -> None:
    """Every goal and what was reached, with the day and the machine."""
    heading("Goals and the last run")
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(
        f"{datetime.now(UTC):%-d %B %Y}, Python {platform.python_version()}, {os.cpu_count()} cores{load} at the end:\n"
    )
    table(["What", "At once", "Goal", "Reached", "By processor"], (each.row for each in measured))
