"""Whose name it is: a patient's or a neighbour's must go, a colleague's may be confirmed, a minister's is public."""

from __future__ import annotations

from bot.privacy.cases import (
    is_a_case,
    is_about_their_own,
    is_born,
    is_ill,
    is_introduced,
    is_known_by_first_name,
    is_said_ill,
    is_told_of,
)
from bot.privacy.facts import Facts
from bot.privacy.finding import Advice
from bot.privacy.person import Person
from bot.privacy.reading import Reading
from bot.privacy.work import at_work, holds_office, is_asked

_NEAR = 60


def advice_on(reading: Reading, person: Person, facts: Facts) -> Advice:
    """What its surroundings make of a name; `facts` are the addresses, birth dates and mail addresses in the text."""
    if holds_office(reading, person):
        return "allow"
    if is_born(reading, person, facts):
        return "block"
    if at_work(reading, person, facts):
        return "block" if is_said_ill(reading, person) else "warn"
    match person.kind:
        case "introduced":
            return "block"
        case "titled" if is_introduced(reading, person):
            return "block"
        case "titled":
            is_case = is_ill(reading, person, _NEAR) or is_about_their_own(reading, person)
            return "warn" if is_asked(reading, person) and not is_case else "block"
        case "full":
            return "block" if is_a_case(reading, person, facts) else "warn"
        case "first":
            return "block" if is_known_by_first_name(reading, person) else "warn"
        case "unknown":
            return _on_stranger(reading, person)


def _on_stranger(reading: Reading, person: Person) -> Advice:
    if is_told_of(reading, person):
        return "block"
    return "warn" if is_asked(reading, person) else "allow"
