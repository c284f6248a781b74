"""Who is away until when, or handed their office on, and who does their work; who said so, and when."""

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

_NAMES = ("until", "deputy", "by", "at")

KEEP = Insertion(
    tables.absences,
    lambda new: new.on_conflict_do_update(
        index_elements=["person"], set_={name: new.excluded[name] for name in _NAMES}
    ),
)


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody who is away, today and through `until`; whoever is back has an absence that is over.

    Without a day the office is the deputy's for good: a successor has its duties, until they are handed back.
    """

    person: str  # key
    until: date | None  # the last day away; None: handed on
    deputy: str  # key; empty where nobody was named
    by: str  # key of whoever said so
    at: datetime

    def holds(self, day: date) -> bool:
        """Whether it still is so on this day."""
        return self.until is None or self.until >= day


class Absences:
    """The absences as one unit of work finds and changes them: one for each person, the newest."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._changed: dict[str, Absence] = {}

    async def of(self, person: str) -> Absence | None:
        """What was last said about this person, over or not."""
        return next((each for each in await self._runner.read(every) if each.person == person), None)

    def keep(self, absence: Absence) -> None:
        """From the commit on, instead of what was said before."""
        self._changed[absence.person] = absence

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self._changed)

    def collect(self, into: Changes) -> None:
        """Hand over what changed."""
        for person, absence in sorted(self._changed.items()):
            into.absences.append({"person": person, **{name: getattr(absence, name) for name in _NAMES}})


def every(connection: Connection) -> tuple[Absence, ...]:
    """Each stored absence, by person."""
    rows = connection.execute(select(tables.absences).order_by(tables.absences.c.person))
    return tuple(Absence(*row) for row in rows)
