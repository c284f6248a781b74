"""Names of people in a text: by title, by initials, by first name, or by a word for whom it is about."""

from __future__ import annotations

from collections.abc import Iterator

from bot.privacy.family import OTHERWISE, common_family, family, is_particle, is_surely_family, may_be_name, shortened
from bot.privacy.initials import with_initials
from bot.privacy.institutions import is_institution
from bot.privacy.lexicon import lexicon
from bot.privacy.ordinary import is_ordinary
from bot.privacy.owners import possessed
from bot.privacy.person import Person, person_at
from bot.privacy.reading import Reading
from bot.privacy.strangers import alone, is_behind_place, stranger
from bot.privacy.titles import TITLES, professional, titled
from bot.privacy.turns import LIVES, UNDERGOES

_SHORTEST = 4
"""Letters of a name in small letters."""

_FARMS = ("hof", "hoff")
"""What buildings end in and many family names as well: `Bertus Kamphof`, right behind a first name."""

_SEVERAL = frozenset(
    {"kinderen", "broers", "broertjes", "zussen", "zusjes", "ouders", "gebroeders", "echtpaar", "tweeling"}
)
_INTRODUCTIONS = frozenset({"casus", "heet", "genaamd", "heette", "achternaam", "voornaam", "roepnaam", "meisjesnaam"})


def names(reading: Reading) -> Iterator[Person]:
    """Names in order, none over another."""
    index = 0
    while index < len(reading.words):
        person = _name_at(reading, index)
        if person is None:
            index += 1
            continue
        if not is_institution(reading, person):
            yield person
        index = person.after


def _name_at(reading: Reading, index: int) -> Person | None:
    word = reading.words[index]
    if not word.is_capital and not _may_begin_small(word.low):
        return None
    return (
        titled(reading, index)
        or with_initials(reading, index)
        or professional(reading, index)
        or _with_first_name(reading, index)
        or _introduced(reading, index)
        or possessed(reading, index)
        or stranger(reading, index)
    )


def _may_begin_small(low: str) -> bool:
    """A title, an initial, a first name or what is joined to a family name; most words are none and cost no more."""
    return len(low) == 1 or low in TITLES or "-" in low or lexicon("first_names").is_whole(low)


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
        if after := common_family(reading, index + 1) or _small_family(reading, index):
            return person_at(reading, index, after, "full")
        is_client = _is_behind_client(reading, index)
        return person_at(reading, index, index + 1, "introduced") if is_client else None
    if couple := _couple(reading, index):
        return couple
    is_client = _is_behind_client(reading, index)
    besides = () if is_client else OTHERWISE if is_everyday else ("organisations",)
    if not is_everyday and index + 1 < len(reading.words) and reading.words[index + 1].low.endswith(_FARMS):
        besides = ()
    after = family(reading, index + 1, besides) if reading.gap(index) == " " else None
    if after:
        last = reading.words[after - 1].low
        is_of_place = (is_everyday and after == index + 2) or reading.words[index + 1].low == "te"
        is_place = is_of_place and lexicon("municipalities").is_whole(last)
        return None if is_place else person_at(reading, index, after, "full")
    letter = shortened(reading, index + 1) if reading.gap(index) == " " else None
    if letter:
        return Person(word.start, reading.words[letter].end + 1, "full", index, letter + 1)
    if word.is_short_form or "'" in word.low:
        return None
    if is_everyday:
        return alone(reading, index)
    return (
        None
        if is_behind_place(reading, index) or _ends_a_name(reading, index)
        else person_at(reading, index, index + 1, "first")
    )


def _ends_a_name(reading: Reading, index: int) -> bool:
    """`De Hooge Riet`: what something is called that ends like somebody."""
    before = reading.words[max(0, index - 2) : index]
    if len(before) < 2 or before[0].low not in {"de", "het"} or not before[1].is_capital:
        return False
    is_somebody = any(lexicon(name).has(before[1].low) for name in ("functions", "clients"))
    return reading.gap(index - 2) == reading.gap(index - 1) == " " and not is_somebody


def _couple(reading: Reading, index: int) -> Person | None:
    """`Henk en Truus Pelgrim`: two first names and one family name."""
    words = reading.words
    if index + 3 >= len(words) or words[index + 1].low != "en" or reading.gap(index + 1) != " ":
        return None
    other = words[index + 2]
    if not other.is_capital or not lexicon("first_names").is_whole(other.low) or reading.gap(index) != " ":
        return None
    after = family(reading, index + 3) if reading.gap(index + 2) == " " else None
    return person_at(reading, index, after, "full") if after else None


def _small_family(reading: Reading, index: int) -> int | None:
    """`fatima el ouali is zwanger`: small letters all along, and what is said of people behind them."""
    words, at = reading.words, index + 1
    if len(words[index].low) < _SHORTEST or is_ordinary(words[index].low):
        return None
    while at + 1 < len(words) and at < index + 4 and is_particle(reading, at):
        at += 1
    others = (
        "no_names",
        "small_words",
        "verbs",
        *OTHERWISE,
        "clients",
        "care",
        "municipalities",
        "particles",
        "relatives",
    )
    if at >= len(words) or is_ordinary(words[at].low, 5) or any(lexicon(name).has(words[at].low) for name in others):
        return None
    is_told = UNDERGOES.match(reading.low, words[at].end) or LIVES.match(reading.low, words[at].end)
    return at + 1 if is_told and len(words[at].low) >= _SHORTEST else None


def _introduced(reading: Reading, index: int) -> Person | None:
    """A capital behind a word for whom it is about: `cliënt Brandsma`, `zij heet Anouk`."""
    if index == 0 or not (reading.gap(index - 1) in {" ", ": "} or _isshortened(reading, index - 1)):
        return None
    word, before = reading.words[index], reading.words[index - 1]
    if word.is_capital and is_particle(reading, index):  # `casus Van Ommeren`
        after = family(reading, index)
        is_about = _is_client(reading, index - 1) or before.low in _INTRODUCTIONS
        return person_at(reading, index, after, "introduced") if after and is_about else None
    if word.low.endswith("'s"):
        return None  # `oma Miep's soep`
    if not may_be_name(word) or lexicon("municipalities").is_whole(word.low) or word.is_short_form:
        return None
    after = family(reading, index + 1) if reading.gap(index) == " " else None
    if before.low in _SEVERAL and is_surely_family(word.low):
        return person_at(reading, index, after or index + 1, "introduced")
    of_somebody = after is not None and before.low == "van" and _is_client(reading, index - 2)
    if not (
        of_somebody or _is_client(reading, index - 1) or before.low in _INTRODUCTIONS or _is_speaker(reading, index - 1)
    ):
        return None
    return person_at(reading, index, after or index + 1, "introduced")


def _isshortened(reading: Reading, index: int) -> bool:
    """`pat. Verschuren`: a point that ends no sentence."""
    return reading.words[index].low in {"pat", "pt", "cl"} and reading.gap(index) in {". ", "."}


def _is_client(reading: Reading, index: int) -> bool:
    return index >= 0 and lexicon("clients").has(reading.words[index].low)


def _is_behind_client(reading: Reading, index: int) -> bool:
    """`mijn oom Gerard`."""
    return index > 0 and reading.gap(index - 1) == " " and _is_client(reading, index - 1)


def _is_behind_function(reading: Reading, index: int) -> bool:
    """`kwartiermaker Bas`: who has a function has a name."""
    if not index or reading.gap(index - 1) != " ":
        return False
    before = reading.words[index - 1].low
    return lexicon("functions").has(before) and not lexicon("clients").has(before)


def _is_speaker(reading: Reading, index: int) -> bool:
    """`ik ben`, `mijn naam is`."""
    words = [word.low for word in reading.words[max(0, index - 2) : index + 1]]
    return words[-2:] == ["ik", "ben"] or words[-2:] == ["naam", "is"]
