"""Who and what came in the place of an entry that left the file, so that what is stored under its key goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from pydantic import Field

from bot.organisation.values import Entry, Key
from bot.signals import Signal

Section = Literal["regions", "directorates", "themes", "people"]
"""The parts of the file whose keys are stored."""


class Successors(Entry):
    """The old key and the new one. A successor that left too has its own line: A to B, B to C."""

    regions: dict[Key, Key] = Field(default_factory=dict)
    directorates: dict[Key, Key] = Field(default_factory=dict)
    themes: dict[Key, Key] = Field(default_factory=dict)
    people: dict[Key, Key] = Field(default_factory=dict)

    def current(self, signal: Signal) -> Signal:
        """The signal under the keys of this file: to look at, never to save. A key without a successor stays."""
        if not (self.regions or self.directorates or self.themes or self.people):
            return signal  # as in most files; it is asked more than once for every press
        region, lead = followed(signal.region, self.regions), followed(signal.lead, self.directorates)
        filer, fixer = followed(signal.filer, self.people), followed(signal.fixer, self.people)
        return replace(
            signal,
            region=region,
            also_regions=_each(signal.also_regions, self.regions, but=region),
            heard=self._heard(signal),
            themes=_each(signal.themes, self.themes),
            lead=lead,
            co=_each(signal.co, self.directorates, but=lead),
            missed=_each(signal.missed, self.directorates),
            filer=filer,
            co_filers=_each(signal.co_filers, self.people, but=filer),
            fixer=fixer,
            joined=_each(signal.joined, self.people, but=fixer),
        )

    def _heard(self, signal: Signal) -> tuple[str, ...]:
        """A merger of which only a part was told has still to hear it."""
        unheard = {followed(key, self.regions) for key in signal.unheard}
        return tuple(key for key in _each(signal.heard, self.regions) if key not in unheard)

    def ever(self, section: Section, key: str) -> tuple[str, ...]:
        """Every key that leads to this one of today, itself first: what is stored under any of them is its own."""
        steps: Mapping[str, str] = getattr(self, section)
        return (key, *sorted(old for old in steps if followed(old, steps) == key))


def followed(key: str, steps: Mapping[str, str]) -> str:
    """The key at the end of the line; a file in which a line comes back to itself is refused before."""
    while key in steps:
        key = steps[key]
    return key


def _each(keys: Iterable[str], steps: Mapping[str, str], *, but: str = "") -> tuple[str, ...]:
    """Each once, and not what a merger made the same as `but`."""
    return tuple(key for key in dict.fromkeys(followed(key, steps) for key in keys) if key != but)
