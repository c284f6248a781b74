"""How results are told: as Markdown, so that they can be put in docs/performance.md as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """A figure that has a goal: at least that much, or at most where `most`."""

    what: str
    reached: float
    goal: float
    most: bool = False

    @property
    def met(self) -> bool:
        """Whether the goal was reached."""
        return self.reached <= self.goal if self.most else self.reached >= self.goal


def ratio(value: float) -> str:
    """A ratio with as many digits as mean something."""
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def heading(text: str) -> None:
    """What follows."""
    print(f"\n## {text}\n", flush=True)


def table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table."""
    print(f"| {' | '.join(names)} |\n|{'---|' * len(names)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")


def goals(measured: Iterable[Measured]) -> None:
    """Every goal, and whether it was reached."""
    heading("Goals")
    rows = (
        [
            each.what,
            f"{'<=' if each.most else '>='} {ratio(each.goal)}",
            ratio(each.reached),
            "yes" if each.met else "**no**",
        ]
        for each in measured
    )
    table(["What", "Goal", "Reached", "Met"], rows)
