"""The organisation as it is on a day: who is away or handed on their office, or has a day off, and who stands in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.organisation import Away, Organisation
from bot.store.absences import Absence
from bot.worktime import is_working_day, works_on


def present(organisation: Organisation, absences: Iterable[Absence], day: date) -> Organisation:
    """The same organisation when everybody is there. The deputy of the file stands in, unless another was named.

    `absences` in the order in which they were said: of two that hold on this day the last one counts.
    """
    away: dict[str, Away] = {}
    if is_working_day(day, organisation.clock):
        off = (person for person in organisation.people.values() if not works_on(person, day))
        away = {person.key: Away(until=day, deputy=person.deputy) for person in off}
    for absence in absences:
        person = organisation.person(absence.person)
        if person is not None and absence.holds(day):
            deputy = None if absence.alone else organisation.person(absence.deputy or person.deputy)
            away[person.key] = Away(until=absence.until, deputy=deputy.key if deputy else "")
    return organisation.model_copy(update={"away": away}) if away or organisation.away else organisation
