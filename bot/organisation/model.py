"""What an organisation is: regions, directorates, themes, people, frozen once read.

Keys (`zuid-limburg`, `MEVA`, `arbeidsmarkt`, `noor-habets`) are what the rest of the product stores and passes on.
Whether the parts fit together is for `checks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from pydantic import Field

from bot.organisation.clock import Clock, Rungs
from bot.organisation.people import Person, Presence, Role
from bot.organisation.same import Same
from bot.organisation.successors import Successors, followed
from bot.organisation.values import Count, Entry, Key, Language, Platform, Text, UrgencyKey, Yes
from bot.signals import Signal


class Tile(Entry):
    """Where a region stands on the schematic map."""

    col: Count
    row: Count


class Named(Entry):
    """Anything that is a key with a name and, where it helps, a remark."""

    key: Key
    name: Text
    note: str = ""


class Region(Named):
    """A care-office region, or one of the two places outside them. `aliases` are what liaisons type."""

    kind: Key
    aliases: tuple[Text, ...] = ()
    municipalities: tuple[Text, ...] = ()
    neighbours: tuple[Key, ...] = ()
    international_border: tuple[Text, ...] = ()
    channels: dict[Platform, Text] = Field(default_factory=dict)
    cbs_code: str = ""
    insurer: str = ""
    tile: Tile | None = None


class SubRegion(Entry):
    """A part of one or more regions; the first parent is the one meant unless somebody says otherwise."""

    name: Text
    parents: tuple[Key, ...] = Field(min_length=1)
    aliases: tuple[Text, ...] = ()
    ambiguous: Yes = False  # always ask which region is meant
    note: str = ""


class IzaRegion(Entry):
    """A region of the IZA agreement, and the municipality that holds its mandate."""

    name: Text
    mandate_holder: Text
    parents: tuple[Key, ...] = Field(min_length=1)


class GgdRegion(Entry):
    """A public health region, and the regions it overlaps."""

    name: Text
    overlaps: tuple[Key, ...] = Field(min_length=1)


class Directorate(Named):
    """A unit of the ministry. Only a routable one gets signals, and has a channel and fixers for them."""

    dg: Key
    kind: Literal["policy", "staff", "programme"]
    routable: Yes
    aliases: tuple[Text, ...] = ()
    dossiers: tuple[Text, ...] = ()
    channels: dict[Platform, Text] = Field(default_factory=dict)
    language: Language
    head: str = ""  # key of a person, told on the second rung
    ladder: dict[UrgencyKey, Rungs] = Field(default_factory=dict)  # where it differs from everybody's


class Override(Entry):
    """A case in which a theme belongs to another directorate; the first that fits wins."""

    when: Text
    lead: Key


class Theme(Entry):
    """What a signal is about, and whose it is."""

    key: Key
    label: Text
    lead: Key
    co: tuple[Key, ...] = ()
    keywords: tuple[Text, ...] = ()  # "one + other": both in one sentence
    hints: tuple[Text, ...] = ()  # words that help but do not tell by themselves
    crosscutting: bool = False  # it gives way where another theme is named as well
    route_overrides: tuple[Override, ...] = ()
    external: tuple[Key, ...] = ()
    external_ministries: tuple[Key, ...] = ()
    agreements: tuple[Key, ...] = ()


class CareSystem(Named):
    """A law that care is paid under, who pays and which directorates look after it."""

    payer: Text
    stewards: tuple[Key, ...] = Field(min_length=1)
    core: Yes = True


class Agreement(Named):
    """What ministry and field agreed on, and for which years ("2022-2026")."""

    years: str = ""
    abbreviation: str = ""


class Party(Named):
    """Somebody outside the ministry: may be involved, never the owner of a signal."""

    type: Text
    involve_when: Text
    abbreviation: str = ""


class Ministry(Named):
    """Another ministry, and what it is about."""

    topics: tuple[Text, ...] = ()


class Urgency(Entry):
    """How pressing a signal is."""

    key: Key
    label: Text
    meaning: Text


class SignalKind(Entry):
    """What sort of signal it is."""

    key: Key
    label: Text
    meaning: Text


class Organisation(Presence):
    """Everything the organisation file says, and who is away today.

    `version` is the first 12 hex digits of the file's SHA-256.
    """

    version: str
    name: Text
    language: Language
    routing_fallback: Key
    contact: Key  # the person whom somebody unknown may ask
    decision_channels: dict[Platform, Text] = Field(default_factory=dict)
    clock: Clock
    ladder: dict[UrgencyKey, Rungs]
    urgencies: dict[UrgencyKey, Urgency]
    kinds: dict[Key, SignalKind]
    region_kinds: dict[Key, Named]
    regions: dict[Key, Region]
    sub_regions: tuple[SubRegion, ...] = ()
    iza_regions: tuple[IzaRegion, ...] = ()
    ggd_regions: tuple[GgdRegion, ...] = ()
    ordinary_words: tuple[Text, ...] = ()  # names of places that are words too: only with their capital
    directorates_general: dict[Key, Named]
    directorates: dict[Key, Directorate]
    themes: dict[Key, Theme]
    care_systems: dict[Key, CareSystem]
    agreements: dict[Key, Agreement] = Field(default_factory=dict)
    parties: dict[Key, Party] = Field(default_factory=dict)
    ministries: dict[Key, Ministry] = Field(default_factory=dict)
    successors: Successors = Successors()

    def region(self, key: str) -> Region | None:
        """Of a stored key: the region or its successor; None when it left without one."""
        return self.regions.get(followed(key, self.successors.regions))

    def directorate(self, key: str) -> Directorate | None:
        """Of a stored key: the directorate or its successor; None when it left without one."""
        return self.directorates.get(followed(key, self.successors.directorates))

    def theme(self, key: str) -> Theme | None:
        """Of a stored key: the theme or its successor; None when it left without one."""
        return self.themes.get(followed(key, self.successors.themes))

    def person(self, key: str) -> Person | None:
        """Of a stored key: whoever does this person's work now; None when they left without a successor."""
        return self.people.get(followed(key, self.successors.people))

    def current(self, signal: Signal) -> Signal:
        """The signal under the keys of this file: to look at, never to save."""
        return self.successors.current(signal)

    def in_triage(self, signal: Signal) -> bool:
        """Whether its lead directorate cannot see it, so that triage finds somebody."""
        lead = self.directorates.get(signal.lead)
        return lead is None or not lead.channels or signal.lead in signal.missed

    @property
    def zone(self) -> str:
        """The IANA name of the local time."""
        return self.clock.zone

    def person_by_account(self, platform: str, user: str) -> Person | None:
        """Whom the file gives this very account."""
        return _listed(Same(self)).get((platform, user))

    def person_by_email(self, email: str) -> Person | None:
        """Who has this address, in whatever capitals."""
        return _listed(Same(self)).get(email.strip().lower())

    def admins(self) -> tuple[Person, ...]:
        """Who looks after channels and undelivered messages."""
        return tuple(person for person in self.people.values() if person.may_be(Role.ADMIN))

    def routable(self) -> tuple[Directorate, ...]:
        """The directorates that signals can go to."""
        return tuple(directorate for directorate in self.directorates.values() if directorate.routable)

    def rungs(self, urgency: str, lead: str = "") -> Rungs:
        """The ladder of an urgency: the lead directorate's own, else everybody's, which has one for each."""
        directorate = self.directorate(lead)
        own = {str(key): rungs for key, rungs in directorate.ladder.items()} if directorate else {}
        return own.get(urgency) or next(rungs for key, rungs in self.ladder.items() if key == urgency)


@lru_cache(maxsize=4)
def _listed(same: Same) -> Mapping[str | tuple[str, str], Person]:
    """Everybody by e-mail address and by account: asked at every request, so not searched for."""
    people = same.organisation.people.values()
    by_email = {email: person for person in people for email in person.emails}
    return by_email | {account: person for person in people for account in person.accounts.items()}
