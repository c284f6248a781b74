"""What a view may look at: one signal, its reader's role and language, and the organisation's names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.organisation import Organisation
from bot.signals import Event, Signal
from bot.texts import Words

Role = Literal["lead", "co", "region", "triage", "filer", "reader"]


@dataclass(frozen=True, slots=True)
class Sight:
    """One signal through one pair of eyes. `filed` is its first event, `event` the one a line of history is about.

    The signal stands under the keys of today's organisation (`Organisation.current`), its events under those of then.
    `reminder` is the planned moment of the first reminder, if it is still ahead. `via` is the platform of the event,
    where its readers are not all there.
    """

    signal: Signal
    role: Role
    organisation: Organisation
    words: Words
    filed: Event
    event: Event | None = None
    via: str = ""
    reminder: datetime | None = None

    def person(self, key: str) -> str:
        """A person's name, with the directorate where they fix: `Ruben Alting (MEVA)`."""
        person = self.organisation.people.get(key)
        if person is None:
            return self.words.text("person.unknown")
        if self.signal.lead in person.directorates:
            return f"{person.name} ({self.signal.lead})"
        return person.name

    @property
    def region(self) -> str:
        """The region's name; its key, once it left the file without a successor."""
        region = self.organisation.region(self.signal.region)
        return region.name if region else self.signal.region

    @property
    def theme(self) -> str:
        """The first theme's label."""
        return self._labels()[0] if self._labels() else self.words.text("theme.none")

    @property
    def themes(self) -> str:
        """The themes' labels, the first one first; a sentence of its own when there are none."""
        return ", ".join(self._labels()) or self.words.text("theme.none")

    def _labels(self) -> list[str]:
        found = ((key, self.organisation.theme(key)) for key in self.signal.themes)
        return [theme.label if theme else key for key, theme in found]
