"""What a view may look at: one signal, its reader's role and language, and the organisation's names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.decisions import Decision
from bot.organisation import Organisation
from bot.signals import Event, Signal
from bot.texts import Words
from bot.views.regions import regions_of

Role = Literal["lead", "co", "region", "triage", "filer", "reader"]


@dataclass(frozen=True, slots=True)
class Sight:
    """One signal through one pair of eyes. `filed` is its first event, `event` the one a line of history is about.

    The signal stands under the keys of today's organisation (`Organisation.current`), its events under those of then.
    `planned` is what it promises by itself, by kind; `since` the moment after which working days count for that. `via`
    is the platform of the event, where its readers are not all there. `decisions` are all of them about the signal, the
    oldest first. `entitled`: the reader is one person, who may read the words of a confidential signal as well.
    """

    signal: Signal
    role: Role
    organisation: Organisation
    words: Words
    filed: Event
    reader: str = ""  # who, by key, where it is one person
    event: Event | None = None
    via: str = ""
    planned: Mapping[str, datetime] = field(default_factory=dict)
    since: datetime | None = None
    decisions: tuple[Decision, ...] = ()
    absorbed: tuple[str, ...] = ()  # the numbers of those that go on in it
    together: tuple[Event, ...] = ()  # the event with those of its kind at the same moment
    decider: str = ""  # who decided that it cannot be, as it was typed
    entitled: bool = False

    @property
    def is_sealed(self) -> bool:
        """Whether nothing may be shown but the number, the directorates, who works on it and how it stands."""
        return self.signal.confidential and not self.entitled

    @property
    def is_joined(self) -> bool:
        """Whether the reader stands behind what somebody of another region filed."""
        return self.reader in self.signal.co_filers

    def name(self, key: str) -> str:
        """A person's name."""
        person = self.organisation.person(key)
        return person.name if person else self.words.text("person.unknown")

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
        return self.place(self.signal.region)

    @property
    def regions(self) -> str:
        """The region's name, and how many others have the same."""
        return regions_of(self.signal, self.organisation, self.words)

    def place(self, key: str) -> str:
        """The name of a region."""
        region = self.organisation.region(key)
        return region.name if region else key

    def party(self, key: str) -> str:
        """Whom it waits for, by the shortest name people know."""
        if party := self.organisation.parties.get(key):
            return party.abbreviation or party.name
        ministry = self.organisation.ministries.get(key)
        return ministry.name if ministry else key

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
