"""Where a signal stands: in which conversations its card belongs, and in which role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.conversation import Place
from bot.organisation import Organisation
from bot.signals import Signal
from bot.store.lanes import lane_of

Role = Literal["lead", "triage", "co", "region"]
"""The lead has the buttons; triage stands in for a lead that cannot be reached; the others read along."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One place where a signal stands. `of` is the key of the directorate or region whose place it is."""

    role: Role
    place: Place
    of: str

    @property
    def target(self) -> str:
        """The place, written down as its lane."""
        return lane_of(self.place)


def where(signal: Signal, organisation: Organisation) -> tuple[Standing, ...]:
    """Every place once, in its weightiest role; a signal whose lead has no place at all stands in triage."""
    found: dict[Place, Standing] = {}
    for standing in _all(signal, organisation):
        found.setdefault(standing.place, standing)
    return tuple(found.values())


def _all(signal: Signal, organisation: Organisation) -> Iterator[Standing]:
    signal = organisation.current(signal)
    yield from _of_directorate("lead", signal.lead, organisation)
    if organisation.in_triage(signal):
        yield from _of_directorate("triage", organisation.routing_fallback, organisation)
    for key in signal.co:
        yield from _of_directorate("co", key, organisation)
    for key in () if signal.confidential else signal.regions:  # a channel of a region would tell which it is
        if region := organisation.regions.get(key):
            yield from _standings("region", key, region.channels.items())


def _of_directorate(role: Role, key: str, organisation: Organisation) -> Iterator[Standing]:
    if directorate := organisation.directorates.get(key):
        yield from _standings(role, key, directorate.channels.items())


def _standings(role: Role, of: str, channels: Iterable[tuple[str, str]]) -> Iterator[Standing]:
    for platform, address in sorted(channels):
        yield Standing(role, Place(platform, address), of)
