"""Who works with it, who of them is there today, and whose office has become somebody else's."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from bot.organisation.values import Email, Entry, Key, Language, Platform, Text, Weekday


class Role(StrEnum):
    """What somebody is here; what that allows is in `rights`."""

    LIAISON = "liaison"
    FIXER = "fixer"
    COMMISSIONER = "commissioner"
    ADMIN = "admin"
    READER = "reader"


class Person(Entry):
    """Somebody who works with it. A commissioner without regions is there for all of them."""

    key: Key
    name: Text
    emails: tuple[Email, ...] = Field(min_length=1)
    roles: tuple[Role, ...]
    regions: tuple[Key, ...] = ()
    directorates: tuple[Key, ...] = ()
    working_days: tuple[Weekday, ...] = Field(("ma", "di", "wo", "do", "vr"), min_length=1)
    deputy: str = ""  # key of a person
    language: Language | None = None  # for whoever wants another than their chat is in
    accounts: dict[Platform, Text] = Field(default_factory=dict)

    def may_be(self, role: Role | str) -> bool:
        """Whether this person has the role."""
        return role in self.roles


class Away(Entry):
    """Somebody who is not there today, or handed their office on."""

    until: date | None  # the last day; None: the office is a successor's, until it is handed back
    deputy: str = ""  # key of a person; empty where there is none


class Presence(Entry):
    """Everybody by key, and who of them is away today, which is for `absences` to add."""

    people: dict[Key, Person]
    away: dict[str, Away] = Field(default_factory=dict)  # by the key of the person

    def stand_in(self, key: str) -> str:
        """Who does this person's work today: themselves, else their deputy or that one's; empty when nobody is."""
        passed: set[str] = set()
        while key in self.away and key not in passed:
            passed.add(key)
            key = self.away[key].deputy
        return key if key in self.people and key not in passed else ""

    def handed_on_to(self, key: str) -> str:
        """Who has this person's office, by key, since they handed it on; empty while it is their own."""
        holder = self.holder(key)
        return holder if holder != key else ""

    def holder(self, key: str) -> str:
        """Whose this person's office is by now, there today or not."""
        passed = {key}
        while (away := self.away.get(key)) and away.until is None and away.deputy not in (*passed, ""):
            key = away.deputy
            passed.add(key)
        return key

    def offices_of(self, key: str) -> frozenset[str]:
        """Whose offices this person has, by key: their own, unless they handed it on, and what was handed on to them."""
        return frozenset(each for each in (key, *self.away) if self.holder(each) == key)

    def listener(self, key: str) -> str:
        """Who hears today what is for this person alone: whoever does their work, else whoever has their office."""
        return self.stand_in(key) or self.holder(key)

    def stood_in_for(self, key: str) -> tuple[Person, ...]:
        """Everybody whose work this person does today beside their own."""
        return tuple(self.people[each] for each in self.away if each != key and self.stand_in(each) == key)
