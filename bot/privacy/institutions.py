"""What bears the name of a person and is none: hospitals, foundations, streets, rules."""

from __future__ import annotations

from bot.privacy.family import is_surely_family
from bot.privacy.lexicon import lexicon, phrases
from bot.privacy.person import Person
from bot.privacy.reading import Reading

_NAMED_AFTER = (
    "ziekenhuis",
    "kliniek",
    "stichting",
    "foundation",
    "gasthuis",
    "centrum",
    "instituut",
    "fonds",
    "huis",
    "school",
    "gemeenschap",
    "lyceum",
    "hoeve",
    "oord",
    "mc",
)


_ARTICLES = frozenset({"het", "'t", "sint", "st"})
_ASKING = frozenset(
    {"vraag", "vroeg", "vertel", "vertelde", "zeg", "zei", "geef", "gaf", "stuur", "mail", "meld", "gun", "laat"}
)
"""`vraag het Ruben`: then somebody is named after all."""

_THINGS = (
    "app",
    "robot",
    "systeem",
    "tool",
    "bot",
    "programma",
    "project",
    "software",
    "cursus",
    "methode",
    "portaal",
    "site",
)
"""What is given a name as if it were somebody; the end of longer words as well."""

_STORMS = frozenset({"storm", "orkaan"})
_NAMES = frozenset({"heet", "heette", "genaamd"})


def is_institution(reading: Reading, person: Person) -> bool:
    """Whether it is the name of something that is called after somebody; `mevr. Van Arkel` has a title and is not."""
    if person.kind == "titled":
        return False
    low = reading.low[reading.words[max(0, person.first - 1)].start : person.end]
    if any(phrase in low for phrase in phrases("namesakes")):
        return True
    return _is_a_thing(reading, person) or _is_called_after(reading, person) or _is_called_before(reading, person)


def _is_called_after(reading: Reading, person: Person) -> bool:
    """`Stichting Philadelphia`, `het Antoni van Leeuwenhoek`."""
    if not person.first or reading.gap(person.first - 1) not in {" ", " '", "-", ' "', " & "}:
        return False
    before = reading.words[person.first - 1].low
    if reading.gap(person.first - 1) == " & ":
        return True
    if reading.words[person.first - 1].is_capital and lexicon("clients").has(before) and person.first > 1:
        before = reading.words[person.first - 2].low  # `Stichting Opa Jan`
    is_asked = person.first > 1 and reading.words[person.first - 2].low in _ASKING
    return lexicon("organisations").has(before) or (before in _ARTICLES and not is_asked)


def _is_a_thing(reading: Reading, person: Person) -> bool:
    """`de app heet Anna`, `storm Poly`; `Storm Jansen` is a boy."""
    name = reading.words[person.first : person.after]
    if name[0].low in _STORMS and len(name) > 1 and not is_surely_family(name[-1].low):
        return True
    if person.first and reading.words[person.first - 1].low in _STORMS and reading.gap(person.first - 1) == " ":
        return True
    before = reading.words[max(0, person.first - 2) : person.first]
    return len(before) > 1 and before[1].low in _NAMES and before[0].low.endswith(_THINGS)


def _is_called_before(reading: Reading, person: Person) -> bool:
    """`Jeroen Bosch Ziekenhuis`, `Johan Cruijff Foundation`."""
    if person.after >= len(reading.words) or reading.gap(person.after - 1) not in {" ", "-"}:
        return False
    behind = reading.words[person.after]
    is_house = behind.low.endswith(_NAMED_AFTER) and behind.low != "thuis"
    return is_house or (behind.is_capital and lexicon("organisations").has(behind.low))
