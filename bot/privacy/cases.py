"""Who is named because of what they go through: their age, their illness, their kin, what is said of them."""

from __future__ import annotations

import re

from bot.privacy.births import Name, year_behind
from bot.privacy.facts import Facts
from bot.privacy.lexicon import lexicon
from bot.privacy.person import Person
from bot.privacy.reading import Reading
from bot.privacy.turns import LIVES, MANY, MATTER, OWNED, PRONOUN, SICK_ASIDE, SUFFERS, UNDERGOES
from bot.privacy.work import is_asked, is_function

_AGE = re.compile(
    r"(?:,? ?\( ?|, |: | | - )(?:[0-9]|[1-9][0-9]|10[0-9])(?: en [0-9]{1,3})?(?: ?(?:jaar|jr|jarige?|j|mnd"
    r"|maanden)\b|-jarige|\)|,)"
    r"| van (?:[0-9]|[1-9][0-9]|10[0-9])\b(?! ?(?:%|euro|procent|uur|mensen|[a-z]+en\b))"
    r"| (?:is|wordt) (?:nu |al |net |pas |bijna )?(?:[1-9][0-9]|10[0-9])(?:,? (?:en|met|maar)\b|,|\.)"
    r"|[?.] (?:[1-9][0-9]|10[0-9]), (?!(?:en|of)\b)[a-z]"
)
_SURE_AGE = re.compile(r"(?:, | \()[0-9]{1,3}(?: (?:jaar|jr)\b\.?[,.;)]| ?\))")
"""An age that stands by itself."""

_ILL = re.compile(
    r",?(?: (?:die|ze|zij|hij))? (?:heeft|had|kreeg|slikt|lijdt aan|is)(?: (?:al|nu|ook|weer|zelf|een|zware|ernstige"
    r"|vorig|jaar)){0,3} "
)
_THEMSELVES = re.compile(
    r"[^.;!?\n]{0,50}\bzelf (?:ook |nu |al |weer )?(?:met|aan|onder|een|heeft|had|is|client|patient|ziek"
    r"|dement)\b[^.;!?\n]{0,20}"
)
"""Between a name and an illness: it is their own, whatever they are at work."""

_THEIR_OWN = re.compile(
    r"[^.;!?\n]{0,80}?\b(?:haar|zijn|hun) (?:pgb|indicatie|rolstoel|zorg|thuiszorg|medicijnen|moeder|vader|man|vrouw"
    r"|kind|zoon|dochter|behandeling|uitkering|huis|woning|traplift|scootmobiel|opname"
    r"|hulp)\b"
)
_OF_THEIR_OWN = frozenset({"TELEFOON", "EMAIL", "ADRES", "BSN", "IBAN", "PATIENTNUMMER", "POLISNUMMER", "IDDOCUMENT"})
_NAMED = frozenset({"heet", "heette", "genaamd"})
_RIGHT_THERE, _CLOSE, _NEAR, _FAR = 8, 40, 60, 150
_BEFORE = 60
"""Characters before a name that tell whose it is."""


def is_born(reading: Reading, person: Person, facts: Facts) -> bool:
    """A birth date, an age or an address right behind it."""
    if any(fact.type in {"GEBOORTEDATUM", "ADRES"} for fact in facts.between(person.end - _NEAR, person.end + _NEAR)):
        return True
    if year_behind(reading, Name(person.start, person.end)) is not None:
        return True
    age = _SURE_AGE if person.kind == "unknown" else _AGE
    return age.match(reading.low, person.end) is not None


def is_ill(reading: Reading, person: Person, far: int) -> bool:
    """An illness so near."""
    return reading.has("health", person.start, person.end, far, far)


def is_about_their_own(reading: Reading, person: Person) -> bool:
    """`belt elke dag over haar pgb`."""
    return _THEIR_OWN.match(reading.low, person.end) is not None


def is_introduced(reading: Reading, person: Person) -> bool:
    """Right behind a word for whom it is about."""
    before = reading.words[max(0, person.first - 2) : person.first]
    if not before or person.start - before[-1].end > 3:
        return False
    if before[-1].low in _NAMED:
        return not is_function(before[0].low)
    of_somebody = before[-1].low == "van" and lexicon("clients").has(before[0].low)
    return of_somebody or lexicon("clients").has(before[-1].low)


def is_said_ill(reading: Reading, person: Person) -> bool:
    """`, ze heeft ALS`: an illness is said to be theirs in so many words, whatever they are at work."""
    ill = reading.nearest("health", person.end, person.end, 0, _NEAR)
    if ill is None:
        return False
    return any(turn.fullmatch(reading.low, person.end, person.end + ill) for turn in (_ILL, _THEMSELVES))


def is_a_case(reading: Reading, person: Person, facts: Facts) -> bool:
    """A first and a family name of somebody who is cared for."""
    if is_ill(reading, person, _FAR) or is_introduced(reading, person) or _is_owner(reading, person):
        return True
    near = facts.between(person.start - _FAR, person.end + _FAR)
    if any(fact.type in _OF_THEIR_OWN and fact.advice == "block" for fact in near):
        return True
    if _follows(UNDERGOES, reading, person) and reading.has("premises", person.start, person.end, 0, _NEAR):
        return True
    if is_asked(reading, person):
        return is_about_their_own(reading, person)
    return (
        _follows(LIVES, reading, person)
        or (_follows(SUFFERS, reading, person) and not reading.has("work", person.end, person.end, 0, _NEAR))
        or _follows(PRONOUN, reading, person)
        or _precedes(MATTER, reading, person)
        or reading.has("care", person.start, person.end, 80, _FAR)
        or reading.has("clients", person.start, person.end, _NEAR, _NEAR)
    )


def is_known_by_first_name(reading: Reading, person: Person) -> bool:
    """The same by a first name alone, which a professional has as well."""
    if is_introduced(reading, person) or is_ill(reading, person, _CLOSE) or _is_owner(reading, person):
        return True
    if is_asked(reading, person):
        return False
    if _follows(LIVES, reading, person) or reading.has("clients", person.start, person.end, 25, 10):
        return True
    if _follows(PRONOUN, reading, person) and not any(
        reading.has(name, person.start, person.end, _NEAR, _NEAR) for name in ("work", "functions")
    ):
        return True
    return _follows(UNDERGOES, reading, person) and (
        reading.has("care", person.end, person.end, 0, _NEAR) or reading.has("health", person.end, person.end, 0, 80)
    )


def is_told_of(reading: Reading, person: Person) -> bool:
    """Words with capitals that no list knows are somebody where this is said of people only."""
    if is_introduced(reading, person) or _is_owner(reading, person) or _follows(LIVES, reading, person):
        return True
    if MANY.search(reading.low, person.end, person.end + _NEAR):
        return False
    is_ill_behind = reading.has("health", person.end, person.end, 0, _CLOSE)
    if _follows(UNDERGOES, reading, person) or _follows(PRONOUN, reading, person):
        return is_ill_behind or reading.has("care", person.end, person.end, 0, _NEAR)
    aside = SICK_ASIDE.match(reading.low, person.end)
    far = 0 if aside is None else _CLOSE if aside[0] == " met " else _RIGHT_THERE
    return aside is not None and reading.has("health", person.end, person.end, 0, far)


def _is_owner(reading: Reading, person: Person) -> bool:
    """`de indicatie van`, `de moeder van`; `bij ... thuis`."""
    if _precedes(OWNED, reading, person):
        return True
    return reading.low.startswith("bij ", person.start - 4) and reading.low.startswith(" thuis", person.end)


def _follows(turn: re.Pattern[str], reading: Reading, person: Person) -> bool:
    return turn.match(reading.low, person.end) is not None


def _precedes(turn: re.Pattern[str], reading: Reading, person: Person) -> bool:
    return turn.search(reading.low, max(0, person.start - _BEFORE), person.start) is not None
