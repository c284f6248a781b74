"""Names with initials: `P. Lagendijk`, `PJ de Vries`, `Wijnbergen, J.`."""

from __future__ import annotations

from bot.privacy.family import OTHERWISE, common_family, family, is_initial, is_letter, is_surely_family, may_be_name
from bot.privacy.lexicon import lexicon
from bot.privacy.person import Person, person_at
from bot.privacy.reading import Reading

_NO_PEOPLE = frozenset({"nb", "ps", "bv", "nv", "vof", "dd", "tav", "mbv", "ivm", "ca", "pgb"})
"""What is written like initials."""


def with_initials(reading: Reading, index: int) -> Person | None:
    """`P. Lagendijk`, `C.J. van der Velde`."""
    if not is_initial(reading, index):
        return (
            _with_bare_initials(reading, index)
            or _with_initials_behind(reading, index)
            or _with_first_name_behind(reading, index)
            or _with_small_initials(reading, index)
        )
    after = family(reading, index, ("no_names",))
    initials = "".join(word.low for word in reading.words[index : after or index] if len(word.low) == 1)
    return person_at(reading, index, after, "full") if after and initials not in _NO_PEOPLE else None


def _with_bare_initials(reading: Reading, index: int) -> Person | None:
    """`P Jansen`, `PJ de Vries`: no points, so the family name must be a common one."""
    word = reading.words[index]
    if len(word.typed) > 2 or not word.typed.isupper() or reading.gap(index) != " " or word.low in _NO_PEOPLE:
        return None
    if reading.seen[max(0, word.start - 2) : word.start].rstrip(" ")[-1:].isdigit():
        return None  # a postcode
    after = family(reading, index + 1)
    is_sure = after is not None and is_surely_family(reading.words[after - 1].low)
    return person_at(reading, index, after, "full") if after and is_sure else None


def _with_initials_behind(reading: Reading, index: int) -> Person | None:
    """`Wijnbergen, J.`, `Vries, A.B. de`."""
    word, after = reading.words[index], index + 1
    if (
        not word.is_capital
        or reading.gap(index) != ", "
        or after >= len(reading.words)
        or not is_letter(reading, after)
    ):
        return None
    if not may_be_name(word, (*OTHERWISE, "municipalities", "large_places", "ordinary")):
        return None
    while after + 1 < len(reading.words) and is_letter(reading, after + 1) and reading.gap(after) in {".", ". "}:
        after += 1
    return Person(word.start, reading.words[after].end + 1, "full", index, after + 1)


def _with_first_name_behind(reading: Reading, index: int) -> Person | None:
    """`Okonkwo, Blessing`: the family name first, as in a file."""
    words = reading.words
    if (
        index + 1 >= len(words)
        or reading.gap(index) != ", "
        or (index and reading.gap(index - 1) == " " and words[index - 1].is_capital)
    ):
        return None
    word, first = words[index], words[index + 1]
    if (
        not first.is_capital
        or not lexicon("first_names").is_whole(first.low)
        or lexicon("first_names").is_whole(word.low)
    ):
        return None
    is_family = word.is_capital and is_surely_family(word.low) and not lexicon("municipalities").is_whole(word.low)
    return person_at(reading, index, index + 2, "full") if is_family else None


def _with_small_initials(reading: Reading, index: int) -> Person | None:
    """`a. v.d. meulen`: small letters all along, and a family name that is one."""
    words, at = reading.words, index
    while at + 1 < len(words) and at < index + 3 and len(words[at].low) == 1 and reading.gap(at) in {". ", "."}:
        at += 1
    if at == index or words[index].is_capital or words[index].low in {"s", "t", "d", "v"}:
        return None
    after = common_family(reading, at)
    return person_at(reading, index, after, "full") if after else None
