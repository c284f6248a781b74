"""Named moments at which a process may die, so that tests can let it die exactly there."""

from __future__ import annotations

from collections.abc import Callable

POINTS = (
    "flush: begun",
    "flush: written",  # on PostgreSQL that is already committed
    "flush: committed",
    "claim: written",
    "claim: committed",
    "settle: written",
    "settle: committed",
    "timers: claimed",
    "numbers: reserved",
)

Passer = Callable[[str], None]

_passers: list[Passer] = []


def on_passing(passer: Passer) -> None:
    """Call `passer` with the name of every point that is passed from now on."""
    _passers.append(passer)


def passing(point: str) -> None:
    """Execution is at this point; nothing happens unless somebody asked."""
    for passer in _passers:
        passer(point)
