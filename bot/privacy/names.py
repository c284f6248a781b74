"""Names of people, told apart from institutions, streets and rules that bear one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.privacy.lexicon import lexicon, phrases
from bot.privacy.reading import Reading, Word

Kind = Literal["titled", "full", "first", "introduced", "unknown"]
"""How it can be seen to be a name: a title, a first and family name, a first name, a word for whom, two capitals."""

_TITLES = frozenset(
    ["mw", "mevr", "mevrouw", "mej", "mejuffrouw", "dhr", "hr", "heer", "meneer", "mijnheer", "fam", "familie"]
)
_INTRODUCTIONS = frozenset(["heet", "genaamd", "heette"])
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
    "mc",
)
_FAMILY_ENDS = ("sma", "stra", "inga", "enga", "ema", "mans", "ssen", "oglu", "ski", "ska", "enko", "ovic")
"""What few words but family names end in."""

_SURE_PARTICLES = frozenset({"el", "al", "ten", "ter", "bin"})
_NO_PEOPLE = frozenset({"nb", "ps", "bv", "nv", "vof", "dd", "tav", "mbv", "ivm", "ca", "pgb"})
_OTHERWISE = ("organisations", "offices", "functions", "health")
"""Lists of words that are no family name, unless something says that they are."""

_LONGEST = 6
"""Words of a name, particles among them."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name; `first` and `after` are the places of its words in the reading."""

    start: int
    end: int
    kind: Kind
    first: int
    after: int


def names(reading: Reading) -> Iterator[Person]:
    """Names in order, none over another."""
    index = 0
    while index < len(reading.words):
        person = _name_at(reading, index)
        if person is None:
            index += 1
            continue
        if not _is_institution(reading, person):
            yield person
        index = person.after


def _name_at(reading: Reading, index: int) -> Person | None:
    return (
        _titled(reading, index)
        or _with_initials(reading, index)
        or _with_first_name(reading, index)
        or _introduced(reading, index)
        or _unknown(reading, index)
    )


def _person(reading: Reading, first: int, after: int, kind: Kind) -> Person:
    return Person(reading.words[first].start, reading.words[after - 1].end, kind, first, after)


def _titled(reading: Reading, index: int) -> Person | None:
    """`mevr. Ooijevaar`, `de heer J. Wijnbergen`, `mw jansen-de boer`."""
    word = reading.words[index]
    if word.low not in _TITLES or reading.gap(index) not in {" ", ". ", "."}:
        return None
    start = index
    if word.low == "heer":
        if index == 0 or reading.words[index - 1].low != "de":
            return None
        start = index - 1
    after = _family(reading, index + 1, ())
    return _person(reading, start, after, "titled") if after else None


def _with_initials(reading: Reading, index: int) -> Person | None:
    """`P. Lagendijk`, `C.J. van der Velde`."""
    if not _is_initial(reading, index):
        return None
    after = _family(reading, index, ("no_names",))
    initials = "".join(word.low for word in reading.words[index : after or index] if len(word.low) == 1)
    return _person(reading, index, after, "full") if after and initials not in _NO_PEOPLE else None


def _with_first_name(reading: Reading, index: int) -> Person | None:
    """`Sanne van Aalst`, `Yara M.`, `Femke`; in small letters where both names are common ones."""
    word = reading.words[index]
    first = word.low.partition("-")[0]
    if "-" in word.low and (lexicon("organisations").has(word.low) or lexicon("municipalities").is_whole(word.low)):
        return None
    if not (lexicon("first_names").is_whole(word.low) or lexicon("first_names").is_whole(first)):
        return None
    is_everyday = lexicon("everyday_names").is_whole(word.low) and not _is_behind_function(reading, index)
    if not word.is_capital:
        if is_everyday or len(word.low) < 3 or reading.gap(index) != " ":
            return None
        if after := _common_family(reading, index + 1):
            return _person(reading, index, after, "full")
        is_client = index > 0 and reading.gap(index - 1) == " " and _is_client(reading, index - 1)
        return _person(reading, index, index + 1, "introduced") if is_client else None
    besides = _OTHERWISE if is_everyday else ("organisations",)
    after = _family(reading, index + 1, besides) if reading.gap(index) == " " else None
    if after:
        last = reading.words[after - 1].low
        is_place = is_everyday and lexicon("municipalities").is_whole(last)
        return None if is_place else _person(reading, index, after, "full")
    if index + 1 < len(reading.words) and _is_letter(reading, index + 1) and reading.gap(index) == " ":
        return Person(word.start, reading.words[index + 1].end + 1, "full", index, index + 2)
    if is_everyday or word.is_short_form or "'" in word.low:
        return None
    return _person(reading, index, index + 1, "first")


def _introduced(reading: Reading, index: int) -> Person | None:
    """A capital behind a word for whom it is about: `cliënt Brandsma`, `zij heet Anouk`."""
    if index == 0 or not (reading.gap(index - 1) in {" ", ": "} or _is_shortened(reading, index - 1)):
        return None
    word, before = reading.words[index], reading.words[index - 1]
    if not _may_be_name(word) or lexicon("municipalities").is_whole(word.low) or word.is_short_form:
        return None
    after = _family(reading, index + 1) if reading.gap(index) == " " else None
    of_somebody = after is not None and before.low == "van" and _is_client(reading, index - 2)
    if not (
        of_somebody or _is_client(reading, index - 1) or before.low in _INTRODUCTIONS or _is_speaker(reading, index - 1)
    ):
        return None
    return _person(reading, index, after or index + 1, "introduced")


def _is_shortened(reading: Reading, index: int) -> bool:
    """`pat. Verschuren`: a point that ends no sentence."""
    return reading.words[index].low in {"pat", "pt", "cl"} and reading.gap(index) in {". ", "."}


def _is_client(reading: Reading, index: int) -> bool:
    return index >= 0 and lexicon("clients").has(reading.words[index].low)


def _is_behind_function(reading: Reading, index: int) -> bool:
    """`kwartiermaker Bas`: who has a function has a name."""
    if not index or reading.gap(index - 1) != " ":
        return False
    before = reading.words[index - 1].low
    return lexicon("functions").has(before) and not lexicon("clients").has(before)


def _unknown(reading: Reading, index: int) -> Person | None:
    """Two words with a capital, of which nothing is known."""
    word = reading.words[index]
    if not _may_be_name(word, (*_OTHERWISE, "clients", "care")) or word.is_short_form or reading.gap(index) != " ":
        return None
    ahead = reading.words[index + 1].low
    if lexicon("first_names").is_whole(ahead) and not lexicon("everyday_names").is_whole(ahead):
        return None  # a sentence begins, and then somebody is named
    after = _family(reading, index + 1)
    if not after or any(lexicon("municipalities").is_whole(each.low) for each in reading.words[index:after]):
        return None
    last = reading.words[after - 1].low
    is_family = lexicon("surnames").is_whole(last) or last.endswith(_FAMILY_ENDS) or ahead in _SURE_PARTICLES
    return _person(reading, index, after, "full" if is_family else "unknown")


def _family(reading: Reading, index: int, besides: Sequence[str] = _OTHERWISE) -> int | None:
    """Where a family name ends that begins here, initials before it and a second name behind it among it."""
    words, at = reading.words, index
    while at < len(words) and at < index + _LONGEST and _is_initial(reading, at):
        at += 1
    while at + 1 < len(words) and at < index + _LONGEST and _is_particle(reading, at):
        at += 1
    if at >= len(words) or at >= index + _LONGEST:
        return None
    if not besides and not words[at].is_capital:
        return _common_family(reading, index)
    if not _may_be_name(words[at], besides):
        return None
    return _second(reading, at)


def _second(reading: Reading, at: int) -> int:
    """`Jansen-de Boer`, `Bouzid El Idrissi`: the word after the last one of the name that ends at `at` or goes on."""
    words, after = reading.words, at + 1
    while after < len(words) and after < at + 4 and reading.gap(after - 1) == " ":
        joined = words[after - 1].low.rpartition("-")[2] in {"de", "van", "der", "den"} and "-" in words[after - 1].low
        ahead = after
        while ahead + 1 < len(words) and ahead < after + 2 and words[ahead].is_capital and _is_particle(reading, ahead):
            ahead += 1
        if not joined and not (words[ahead].is_capital and _may_be_name(words[ahead])):
            break
        after = ahead + 1
    return after


def _common_family(reading: Reading, index: int) -> int | None:
    """The same in small letters, where the name is one of the most common."""
    words, at = reading.words, index
    while at + 1 < len(words) and at < index + 3 and _is_particle(reading, at):
        at += 1
    if at >= len(words):
        return None
    first = words[at].low.partition("-")[0]
    if not lexicon("surnames").is_whole(words[at].low) and not (
        "-" in words[at].low and lexicon("surnames").is_whole(first)
    ):
        return None
    return _second(reading, at)


def _is_letter(reading: Reading, index: int) -> bool:
    """A capital with a point behind it."""
    word = reading.words[index]
    return len(word.typed) == 1 and word.is_capital and reading.seen[word.end : word.end + 1] == "."


def _is_initial(reading: Reading, index: int) -> bool:
    """One with the rest of a name behind it."""
    return _is_letter(reading, index) and reading.gap(index) in {".", ". "}


def _is_particle(reading: Reading, index: int) -> bool:
    return lexicon("particles").is_whole(reading.words[index].low) and reading.gap(index) in {" ", " '", ". "}


def _is_speaker(reading: Reading, index: int) -> bool:
    """`ik ben`, `mijn naam is`."""
    words = [word.low for word in reading.words[max(0, index - 2) : index + 1]]
    return words[-2:] == ["ik", "ben"] or words[-2:] == ["naam", "is"]


def _may_be_name(word: Word, besides: Sequence[str] = _OTHERWISE) -> bool:
    """`besides`: lists of what it may not be; the surer that a name stands here, the fewer."""
    if not word.is_capital or len(word.low) < 2 or "_" in word.low or any(sign.isdigit() for sign in word.low):
        return False
    if lexicon("surnames").is_whole(word.low):
        return True
    if lexicon("no_names").has(word.low):
        return False
    return not any(lexicon(name).has(word.low, word.typed) for name in besides)


def _is_institution(reading: Reading, person: Person) -> bool:
    """Whether it is the name of something that is called after somebody."""
    low = reading.low[person.start : person.end]
    if any(phrase in low for phrase in _namesakes(low)):
        return True
    return person.kind != "titled" and (_is_called_after(reading, person) or _is_called_before(reading, person))


def _is_called_after(reading: Reading, person: Person) -> bool:
    """`Stichting Philadelphia`, `het Antoni van Leeuwenhoek`."""
    if not person.first or reading.gap(person.first - 1) not in {" ", " '", "-", ' "'}:
        return False
    before = reading.words[person.first - 1].low
    return lexicon("organisations").has(before) or before in {"het", "'t", "sint", "st"}


def _is_called_before(reading: Reading, person: Person) -> bool:
    """`Jeroen Bosch Ziekenhuis`, `Johan Cruijff Foundation`."""
    if person.after >= len(reading.words) or reading.gap(person.after - 1) not in {" ", "-"}:
        return False
    behind = reading.words[person.after]
    return behind.low.endswith(_NAMED_AFTER) or (behind.is_capital and lexicon("organisations").has(behind.low))


def _namesakes(low: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases("namesakes") if phrase in low)
