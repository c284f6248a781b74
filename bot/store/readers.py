"""Who can read about a step in their weekly digest, and under which names they stand in the table of moves."""

from __future__ import annotations

from collections.abc import Iterator

from bot.signals import Event, Signal, Step

NOT_READ = frozenset(
    {Step.SPAR, Step.SEE, Step.REMIND, Step.MISS, Step.REACH, Step.SEAL, Step.UNSEAL, Step.REDACT},
)
"""Private to two people, or the clock's own: no digest is about these."""


def directorate(key: str) -> str:
    """How a directorate stands in the table."""
    return f"directorate:{key}"


def region(key: str) -> str:
    """How a region stands in the table."""
    return f"region:{key}"


def person(key: str) -> str:
    """How a person stands in the table."""
    return f"person:{key}"


def readers(signal: Signal, event: Event) -> tuple[str, ...]:
    """Everybody whose digest can tell of this step, each once; `signal` is as the work that took it left it.

    Of the directorates only the one in the lead: one that reads along would count what is another's to do. One that
    passed the signal on reads that it did. None for a step that no digest is about.
    """
    return () if event.step in NOT_READ else tuple(dict.fromkeys(_all(signal, event)))


def _all(signal: Signal, event: Event) -> Iterator[str]:
    yield directorate(signal.lead)
    if event.step is Step.REROUTE:
        yield directorate(event.facts["from"])
    told = event.facts.get("regions", "") if event.step is Step.TELL else ""
    yield from map(region, told.split(",") if told else signal.regions)
    yield from map(person, signal.owners)
