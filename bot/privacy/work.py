"""Who is named because of their work: by function, by organisation, or as somebody one spoke with."""

from __future__ import annotations

import re

from bot.privacy.facts import Facts
from bot.privacy.lexicon import lexicon
from bot.privacy.person import Person
from bot.privacy.reading import Reading

_ASKED = re.compile(
    r"\b(?:afgestemd|besproken|gesproken|overlegd|overleg|contact|contactpersoon|aanspreekpunt|gebeld|gemaild|collega"
    r"|volgens|aldus|dank|groet|groeten|gr|met|sprak|spreek|notulen|notulist|verslag|auteur|opsteller|afzender"
    r"|presentatie|spreker|genodigd|aanwezig|afwezig|namens|cc|terugkoppelen aan|doorgeven aan|vraag het aan"
    r"|vraag dit aan|navragen bij|na te vragen bij|bekend bij|geregeld door|opgesteld door|geschreven door|getekend)"
    r"(?: is| in de regio| door| aan)?[ :,]{1,2}(?:met )?$"
)
_SPEAKS = re.compile(
    r"[ ,]{1,2}(?:zegt|zei|meldt|vraagt|vindt|wil(?! naar| niet| geen| weg| graag naar)|geeft|stelt|signaleert"
    r"|schrijft|schreef|mailt|mailde|belt|belde|vroeg|meldde|noemt"
    r"|ziet(?! slecht| niets)|stuurt|stuurde|pleit|heeft (?:gevraagd|gebeld|gemaild|gemeld|toegezegd|aangegeven|dit"
    r"|het|de cijfers|eerder)|neemt (?:contact|het)|pakt|regelt|bereidt|schuift|sluit aan|zit voor|coordineert"
    r"|organiseert|presenteert|adviseert|herkent|levert|zoekt uit|zoekt dit|komt erop terug|komt hierop terug"
    r"|is er weer|is (?:op|met) (?:vakantie|verlof)|belooft|beloofde|werkt|trekt|leidt(?! aan)|bevestigt|antwoordt"
    r"|antwoordde|is bereikbaar|is (?:onze|de|het) "
    r"(?:contactpersoon|aanspreekpunt|trekker)|gaf aan|geeft aan|deed|lichtte|licht toe|vervangt|denkt mee|legt uit"
    r"|legde)\b"
)
_IS_THE = re.compile(r"(?: is)? (?:de|een|onze|het) ")
_OF = frozenset({"van", "bij", "vanuit", "namens"})
_TITLES = frozenset({"mevrouw", "mevr", "mw", "dhr", "heer", "meneer", "de"})
_APART = frozenset({", ", " (", " - ", ": ", ",", " / "})
_NEAR, _FAR = 60, 150


def holds_office(reading: Reading, person: Person) -> bool:
    """A minister, a mayor: their name in function is public."""
    before = reading.words[max(0, person.first - 2) : person.first]
    if reading.low.endswith("commissaris van de ", 0, person.start):
        return True
    if before and any(lexicon("offices").has(word.low) for word in before) and person.start - before[-1].end <= 2:
        return True
    behind = reading.words[person.after : person.after + 1]
    return bool(behind) and lexicon("offices").has(behind[0].low) and behind[0].start - person.end <= 2


def at_work(reading: Reading, person: Person, facts: Facts) -> bool:
    """A function right before it or in apposition behind it, an organisation it is of, or an address at work."""
    if _is_behind_function(reading, person):
        return True
    if any(fact.type == "EMAIL" and fact.advice == "warn" for fact in facts.between(person.end, person.end + _FAR)):
        return True
    behind = reading.words[person.after : person.after + 5]
    gap = reading.seen[person.end : behind[0].start] if behind else ""
    if gap == " (" and behind[0].is_short_form and reading.seen[behind[0].end : behind[0].end + 1] == ")":
        return not lexicon("health").has(behind[0].low, behind[0].typed)  # `Ruben Alting (MEVA)`
    if gap in _APART:
        return any(
            is_function(word.low)
            for word in behind
            if word.start - person.end < _NEAR and "." not in reading.seen[person.end : word.start]
        )
    if (turn := _IS_THE.match(reading.low, person.end)) and (
        work := reading.nearest("functions", turn.end(), turn.end(), 0, 25)
    ):
        return " " not in reading.low[turn.end() : turn.end() + work].strip()
    if gap == " " and behind[0].low in _OF:
        return any(
            lexicon("organisations").has(word.low) or word.is_short_form or is_function(word.low.removesuffix("s"))
            for word in behind[1:4]
        )
    return False


def is_asked(reading: Reading, person: Person) -> bool:
    """Somebody one spoke with, not somebody one spoke of."""
    return (
        _ASKED.search(reading.low, max(0, person.start - 30), person.start) is not None
        or _SPEAKS.match(reading.low, person.end) is not None
    )


def is_function(low: str) -> bool:
    """Whether this is what somebody is at work."""
    return lexicon("functions").has(low) and not lexicon("clients").has(low)


def _is_behind_function(reading: Reading, person: Person) -> bool:
    """`projectleider Ingrid`, `transferverpleegkundige mevrouw Vos`, `casemanager dementie Gerben`."""
    before = reading.words[max(0, person.first - 2) : person.first]
    if not before or person.start - before[-1].end > 2:
        return False
    if is_function(before[-1].low):
        return reading.seen[before[-1].end : person.start] != ", " or not reading.has(
            "relatives", person.start, person.end, 40, 0
        )
    if len(before) < 2 or not is_function(before[0].low) or before[1].start - before[0].end != 1:
        return False
    return before[1].low in _TITLES or (not before[1].is_capital and lexicon("fields").has(before[1].low))
