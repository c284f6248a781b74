"""Who is away from when until when, or handed their office on, and who does their work; who said so, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from bot.store import tables
from bot.store.writing import Insertion

if TYPE_CHECKING:
    from bot.store.changes import Changes
    from bot.store.runner import Runner

_NAMES = ("until", "deputy", "alone", "by", "at")

KEEP = Insertion(
    tables.absences,
    lambda new: new.on_conflict_do_update(
        index_elements=["person", "since"], set_={name: new.excluded[name] for name in _NAMES}
    ),
)


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody who is away from `since` through `until`; whoever is back has an absence that is over.

    Without a last day the office is the deputy's for good: a successor has its duties, until they are handed back.
    """

    person: str  # key
    since: date  # the first day away; with the person it says which absence this is
    until: date | None  # the last day away; None: handed on
    deputy: str  # key; empty where nobody was named, which leaves it to the deputy of the organisation file
    by: str  # key of whoever said so
    at: datetime
    alone: bool = False  # nobody stands in, not even the deputy of the file

    def holds(self, day: date) -> bool:
        """Whether they are away on this day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def is_over(self, day: date) -> bool:
        """Whether it was before this day, or is taken back."""
        return self.until is not None and self.until < day

    def meets(self, other: Absence) -> bool:
        """Whether both are about one and the same day."""
        return self.holds(max(self.since, other.since)) and other.holds(max(self.since, other.since))

    def is_within(self, other: Absence) -> bool:
        """Whether every day of it is one of the other's."""
        return self.until is not None and other.holds(self.since) and other.holds(self.until)


class Absences:
    """The absences as one unit of work finds and changes them: somebody may have one for now and others for later."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._changed: dict[tuple[str, date], Absence] = {}

    async def every(self) -> tuple[Absence, ...]:
        """Each one, over or not, in the order in which they were said: on one day, the last word counts."""
        stored = {(each.person, each.since): each for each in await self._runner.read(every)}
        return tuple(sorted((stored | self._changed).values(), key=_said))

    async def of(self, person: str, day: date) -> list[Absence]:
        """Those of this person that are not over on this day, the earliest first."""
        theirs = [each for each in await self.every() if each.person == person and not each.is_over(day)]
        return sorted(theirs, key=lambda each: each.since)

    def keep(self, absence: Absence) -> None:
        """From the commit on; instead of what was said of this person from the same first day."""
        self._changed[(absence.person, absence.since)] = absence

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self._changed)

    def collect(self, into: Changes) -> None:
        """Hand over what changed."""
        for (person, since), absence in sorted(self._changed.items()):
            named = {name: getattr(absence, name) for name in _NAMES}
            into.absences.append({"person": person, "since": since, **named})


def every(connection: Connection) -> tuple[Absence, ...]:
    """Each stored absence, in the order in which they were said."""
    its = tables.absences.c
    asked = select(its.person, its.since, its.until, its.deputy, its.by, its.at, its.alone)
    return tuple(sorted((Absence(*row) for row in connection.execute(asked)), key=_said))


def _said(absence: Absence) -> tuple[datetime, str, date]:
    return absence.at, absence.person, absence.since
