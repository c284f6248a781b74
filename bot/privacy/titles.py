"""Names behind a title: `mevr. Ooijevaar`, `dr. Van Ommen`, also in small letters."""

from __future__ import annotations

from dataclasses import replace

from bot.privacy.family import OTHERWISE, family, is_initial, is_letter, is_particle, is_surely_family, shortened
from bot.privacy.lexicon import lexicon
from bot.privacy.person import Person, person_at
from bot.privacy.reading import Reading

TITLES = frozenset(
    ["mw", "mevr", "mevrouw", "mej", "mejuffrouw", "dhr", "hr", "heer", "meneer", "mijnheer", "fam", "familie"]
)
_SHORT = frozenset({"mw", "mevr", "mej", "dhr", "hr", "fam"})
"""Written with a point, which ends no sentence."""

_OF_MORE = frozenset({"fam", "familie"})
_SHORTEST = 4
"""Letters of a name in small letters."""

_APART = frozenset({", ", " (", ": "})
_LEARNED = frozenset({"dr", "drs", "prof", "ir", "ing", "mr", "dokter", "professor", "zuster", "broeder"})


def titled(reading: Reading, index: int) -> Person | None:
    """`mevr. Ooijevaar`, `de heer J. Wijnbergen`, `mw jansen-de boer`."""
    word = reading.words[index]
    if word.low not in TITLES or reading.gap(index) not in ({" ", ". ", "."} if word.low in _SHORT else {" "}):
        return None
    start = index
    if word.low == "heer":
        if index == 0 or reading.words[index - 1].low != "de":
            return None
        start = index - 1
    after = family(reading, index + 1, ())
    if after is None and (letter := shortened(reading, index + 1)):
        return Person(reading.words[start].start, reading.words[letter].end + 1, "titled", start, letter + 1)
    if after is None and word.low not in _OF_MORE:
        after = _in_small_letters(reading, index + 1)
    if after is None:
        return None
    person = person_at(reading, start, after, "titled")
    has_letter = after < len(reading.words) and is_letter(reading, after) and reading.gap(after - 1) == " "
    if has_letter:  # `mevrouw Boukje S.`
        return Person(reading.words[index + 1].start, reading.words[after].end + 1, "titled", start, after + 1)
    has_first = after > index + 2 and lexicon("first_names").is_whole(reading.words[index + 1].low)
    return replace(person, start=reading.words[index + 1].start) if has_first else person


def _in_small_letters(reading: Reading, index: int) -> int | None:
    """`mevr ooijevaar heeft`: a word that is nothing else, between a title and a verb."""
    words, at = reading.words, index
    while at + 1 < len(words) and at < index + 3 and is_particle(reading, at):
        at += 1
    if (
        at + 1 >= len(words)
        or reading.gap(at) not in {" ", *_APART}
        or len(words[at].low) < _SHORTEST
        or words[at].low.endswith("en")
    ):
        return None  # the last is a verb itself
    is_of_two = words[at + 1].low == "en" and words[min(at + 2, len(words) - 1)].low in TITLES
    is_said = is_of_two or lexicon("verbs").is_whole(words[at + 1].low) or reading.gap(at) in _APART
    others = ("no_names", "small_words", *OTHERWISE, "clients", "care", "municipalities")
    return at + 1 if is_said and not any(lexicon(name).has(words[at].low) for name in others) else None


def professional(reading: Reading, index: int) -> Person | None:
    """`geriater dr. Van Ommen`, `huisarts Bakema`: a family name right behind what somebody is at work."""
    if not index or reading.gap(index - 1) not in {" ", ". "} or not reading.words[index].is_capital:
        return None
    before = reading.words[index - 1].low
    is_learned = before in _LEARNED
    if not is_learned and (not lexicon("functions").has(before) or lexicon("clients").has(before)):
        return None
    if reading.gap(index - 1) == ". " and not is_learned:
        return None
    after = None if is_initial(reading, index) or is_letter(reading, index) else family(reading, index)
    if after is None or (after > index + 1 and not is_particle(reading, index)):
        return None
    return (
        person_at(reading, index, after, "full")
        if is_surely_family(reading.words[after - 1].low) or is_learned
        else None
    )
