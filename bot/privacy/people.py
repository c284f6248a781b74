"""Whose name it is: a patient's or a neighbour's must go, a colleague's may be confirmed, a minister's is public."""

from __future__ import annotations

import re

from bot.privacy.births import Name, year_behind
from bot.privacy.facts import Facts
from bot.privacy.finding import Advice
from bot.privacy.lexicon import lexicon
from bot.privacy.person import Person
from bot.privacy.reading import Reading

_AGE = re.compile(
    r"(?:,? ?\( ?|, |: | )(?:[0-9]|[1-9][0-9]|10[0-9])(?: en [0-9]{1,3})?(?: ?(?:jaar|jr|jarige?|j)\b|-jarige|\)|,)"
)
_SURE_AGE = re.compile(r"(?:, | \()[0-9]{1,3}(?: (?:jaar|jr)\b\.?[,.;)]| ?\))")
"""An age that stands by itself."""

_ASKED = re.compile(
    r"\b(?:afgestemd|besproken|gesproken|overlegd|overleg|contact|contactpersoon|gebeld|gemaild|collega|volgens|aldus|dank|groet|groeten|met)(?: is| in de regio)?[ :,]{1,2}(?:met )?$"
)
_SPEAKS = re.compile(
    r"[ ,]{1,2}(?:zegt|meldt|vraagt|vindt|wil(?! naar| niet| geen| weg)|geeft|stelt|signaleert|schrijft|mailt|mailde|belt|belde|vroeg|meldde|noemt|ziet|stuurt|stuurde|pleit|heeft gevraagd)\b"
)
_UNDERGOES = re.compile(
    r"[ ,(]{1,3}(?:is|wordt|werd|was|heeft|had|kreeg|krijgt|ligt|lag|zit|zat|woont|wacht|mag|moet|kan|gebruikt|lijdt|staat|verblijft|valt|viel|komt|loopt|slikt|uit|geen|sinds)\b"
)
_ONLY_PEOPLE = re.compile(
    r" (?:verblijft|slikt|lijdt|woont|ligt|zit|is (?:gevallen|overleden|opgenomen|geopereerd|ontslagen))\b"
)
_OF = frozenset({"van", "bij", "vanuit", "namens"})
_MANY = re.compile(
    r"\b(?:mensen|clienten|patienten|bewoners|ouderen|kinderen|jongeren|inwoners|deelnemers|leden|bedden|plekken|locaties)\b"
)
_NEAR, _FAR = 60, 150


def advice_on(reading: Reading, person: Person, facts: Facts) -> Advice:
    """What its surroundings make of a name; `facts` are the addresses, birth dates and mail addresses in the text."""
    if _holds_office(reading, person):
        return "allow"
    if _is_born(reading, person, facts):
        return "block"
    if person.kind != "unknown" and _at_work(reading, person, facts):
        return "warn"
    match person.kind:
        case "introduced":
            return "block"
        case "titled" if _is_introduced(reading, person):
            return "block"
        case "titled":
            return "warn" if _is_asked(reading, person) and not _is_ill(reading, person, _NEAR) else "block"
        case "full":
            return "block" if _is_a_case(reading, person, facts) else "warn"
        case "first":
            return "block" if _is_known_by_first_name(reading, person) else "warn"
        case "unknown":
            return "block" if _is_told_of(reading, person) else "allow"


def _holds_office(reading: Reading, person: Person) -> bool:
    before = reading.words[max(0, person.first - 2) : person.first]
    if before and any(lexicon("offices").has(word.low) for word in before) and person.start - before[-1].end <= 2:
        return True
    behind = reading.words[person.after : person.after + 1]
    return bool(behind) and lexicon("offices").has(behind[0].low) and behind[0].start - person.end <= 2


def _is_born(reading: Reading, person: Person, facts: Facts) -> bool:
    """A birth date, an age or an address right behind it."""
    if any(fact.type in {"GEBOORTEDATUM", "ADRES"} for fact in facts.between(person.end - _NEAR, person.end + _NEAR)):
        return True
    if year_behind(reading, Name(person.start, person.end)) is not None:
        return True
    age = _SURE_AGE if person.kind == "unknown" else _AGE
    return age.match(reading.low, person.end) is not None


def _at_work(reading: Reading, person: Person, facts: Facts) -> bool:
    """A function right before it or in apposition behind it, an organisation it is of, or an address at work."""
    before = reading.words[max(0, person.first - 2) : person.first]
    if before and person.start - before[-1].end <= 2 and _is_function(before[-1].low):
        return True
    if (
        len(before) == 2
        and before[-1].low in {"mevrouw", "mevr", "dhr", "heer", "meneer", "de"}
        and _is_function(before[0].low)
    ):
        return True
    if any(fact.type == "EMAIL" and fact.advice == "warn" for fact in facts.between(person.end, person.end + _FAR)):
        return True
    behind = reading.words[person.after : person.after + 5]
    gap = reading.seen[person.end : behind[0].start] if behind else ""
    if gap in {", ", " (", " - ", ": ", ",", " / "}:
        return any(
            _is_function(word.low)
            for word in behind
            if word.start - person.end < _NEAR and "." not in reading.seen[person.end : word.start]
        )
    if gap == " " and behind[0].low in _OF:
        return any(lexicon("organisations").has(word.low) or word.is_short_form for word in behind[1:4])
    return False


def _is_function(low: str) -> bool:
    return lexicon("functions").has(low) and not lexicon("clients").has(low)


def _is_asked(reading: Reading, person: Person) -> bool:
    """Somebody one spoke with, not somebody one spoke of."""
    before = reading.low[max(0, person.start - 30) : person.start]
    return _ASKED.search(before) is not None or _SPEAKS.match(reading.low, person.end) is not None


def _is_ill(reading: Reading, person: Person, far: int) -> bool:
    return reading.has("health", person.start, person.end, far, far)


def _is_a_case(reading: Reading, person: Person, facts: Facts) -> bool:
    if _is_ill(reading, person, _FAR) or _is_introduced(reading, person):
        return True
    near = facts.between(person.start - _FAR, person.end + _FAR)
    if any(fact.type in {"TELEFOON", "EMAIL", "ADRES", "BSN", "IBAN"} and fact.advice == "block" for fact in near):
        return True
    if _UNDERGOES.match(reading.low, person.end) and reading.has("premises", person.start, person.end, 0, _NEAR):
        return True
    return not _is_asked(reading, person) and (
        reading.has("care", person.start, person.end, 80, _FAR)
        or reading.has("clients", person.start, person.end, _NEAR, _NEAR)
    )


def _is_introduced(reading: Reading, person: Person) -> bool:
    """Right behind a word for whom it is about."""
    before = reading.words[max(0, person.first - 2) : person.first]
    if not before or person.start - before[-1].end > 3:
        return False
    of_somebody = before[-1].low == "van" and lexicon("clients").has(before[0].low)
    return of_somebody or lexicon("clients").has(before[-1].low)


def _is_known_by_first_name(reading: Reading, person: Person) -> bool:
    if _is_introduced(reading, person) or _is_ill(reading, person, 40):
        return True
    if reading.has("clients", person.start, person.end, 25, 10):
        return not _is_asked(reading, person)
    return _UNDERGOES.match(reading.low, person.end) is not None and reading.has(
        "care", person.start, person.end, 0, 60
    )


def _is_told_of(reading: Reading, person: Person) -> bool:
    """Two unknown words with capitals are somebody where an illness is said to be theirs alone."""
    if _MANY.search(reading.low, person.end, person.end + _NEAR):
        return False
    if _ONLY_PEOPLE.match(reading.low, person.end) and reading.has("care", person.start, person.end, 0, 50):
        return True
    introduced = _is_introduced(reading, person)
    told = _UNDERGOES.match(reading.low, person.end) is not None or reading.seen[person.end : person.end + 2] in {
        " (",
        ", ",
    }
    return introduced or (told and reading.has("health", person.start, person.end, 0, 40))
