"""Where citizen service numbers (BSN) stand: nine digits that pass the 11-test, however they are spaced.

What belongs to an organisation (an RSIN passes the 11-test too) is told apart by the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stdnum.nl import bsn

from bot.privacy.spelt import spelt

_DIGITS = re.compile(r"[0-9]+")
_GAP = re.compile(r" {0,2}([ .\-/]) {0,2}")
_LENGTH = 9
_USUAL_SHAPES = frozenset({(3, 3, 3), (4, 2, 3), (2, 4, 3), (4, 5), (5, 4), (3, 6), (6, 3)})

_ORGANISATION = r"rsin|kvk|k\.v\.k|agb|uzovi|btw|oin|oidn|vestiging|vestigings|fiscaal"
_OF_ORGANISATION = re.compile(
    rf"\b(?:{_ORGANISATION})[a-z]{{0,12}}[ -]?(?:nummer|nr|no|code)?\.?[ :=#(]{{0,3}}(?:(?:is|was|luidt)[ :]{{0,2}})?$"
    rf"|\b(?:{_ORGANISATION})\b[^0-9;!?\n]{{0,40}} (?:is|was|luidt)[ :]{{0,2}}$"
)
_OF_ORGANISATION_AFTER = re.compile(rf" ?\((?:{_ORGANISATION})\b")
_VAT_AFTER = re.compile(r"[ .]?b[ .]?[0-9]{2}(?![0-9])")
_CITIZEN = r"(?:bsn|burgerservice|sofi)[^0-9\n\[\]]{0,30}"
_OF_CITIZEN = re.compile(rf"{_CITIZEN}$")
_SAID = re.compile(rf"{_CITIZEN}(?=[0-9])")
_PIECES = re.compile(r"[0-9]{1,7}(?:[^0-9;!?\n]{1,35}[0-9]{1,7}){1,4}(?![0-9])")
_PIECE = re.compile(r"[0-9]+")
_IN_EUROS = re.compile(r" ?(?:(?:euro|eur)\b|€)|,-")
_EUROS = re.compile(r"(?:€|\b(?:euro|eur)) ?$")
_FILED = re.compile(r"(?:199|20[0-3])[0-9][\-/][0-9]{5}$")  # 2026-12345: a year in the number of a file
_CONTEXT = 60  # characters before a number that say whose it is


class _Group(NamedTuple):
    """A run of digits, and what separates it from the run before: a separator, or "" where nothing does."""

    start: int
    end: int
    gap: str


def citizens(plain: str) -> Iterator[tuple[int, int]]:
    """The spans of citizen service numbers in a plain text in small letters, whatever separates their digits."""
    chain: list[_Group] = []
    for match in _DIGITS.finditer(plain):
        gap = _GAP.fullmatch(plain, chain[-1].end, match.start()) if chain else None
        if chain and not gap:
            yield from _citizens_in(plain, chain)
            chain = []
        chain.append(_Group(match.start(), match.end(), gap[1] if gap else ""))
    yield from _citizens_in(plain, chain)
    yield from _spelt(plain)
    yield from _in_pieces(plain)


def _spelt(plain: str) -> Iterator[tuple[int, int]]:
    """Nine digits that somebody read out."""
    for number in spelt(plain):
        is_whole = len(number.digits) == _LENGTH and bsn.is_valid(number.digits)
        if is_whole and not _is_of_organisation(plain, number.start, number.end):
            yield number.start, number.end


def _in_pieces(plain: str) -> Iterator[tuple[int, int]]:
    """`het eerste stuk van haar BSN is 4956, dan 908 en de laatste twee zijn 80`."""
    for said in _SAID.finditer(plain):
        pieces = _PIECES.match(plain, said.end())
        if pieces is None:
            continue
        digits = ""
        for piece in _PIECE.finditer(plain, *pieces.span()):
            digits += piece[0]
            if len(digits) >= _LENGTH:
                if bsn.is_valid(digits):
                    yield pieces.start(), piece.end()
                break


def _citizens_in(plain: str, chain: Sequence[_Group]) -> Iterator[tuple[int, int]]:
    """The numbers in one chain of groups. One that is found parts the chain, exactly as its mask would."""
    free = 0  # groups before this one are taken
    for first in range(len(chain)):
        after = _window_from(chain, first)
        if first < free or after is None or not _is_citizen(plain, chain, first, after, free, len(chain)):
            continue
        yield chain[first].start, chain[after - 1].end
        upto = first
        while (before := _window_to(chain, upto)) is not None and before >= free:
            if not _is_citizen(plain, chain, before, upto, free, upto):
                break
            yield chain[before].start, chain[upto - 1].end
            upto = before
        free = after


def _window_from(chain: Sequence[_Group], first: int) -> int | None:
    """The index after the last group, where the groups from `first` on make nine digits."""
    total = 0
    for index in range(first, min(first + _LENGTH, len(chain))):
        total += chain[index].end - chain[index].start
        if total >= _LENGTH:
            return index + 1 if total == _LENGTH else None
    return None


def _window_to(chain: Sequence[_Group], after: int) -> int | None:
    """The index of the first group, where the groups up to `after` make nine digits."""
    total = 0
    for index in range(after - 1, max(after - 1 - _LENGTH, -1), -1):
        total += chain[index].end - chain[index].start
        if total >= _LENGTH:
            return index if total == _LENGTH else None
    return None


def _is_citizen(plain: str, chain: Sequence[_Group], first: int, after: int, low: int, high: int) -> bool:
    """Whether these groups are a BSN; `low` and `high` bound the groups that are not part of another number."""
    start, end = chain[first].start, chain[after - 1].end
    context = max(0, start - _CONTEXT)
    is_said = _OF_CITIZEN.search(plain, context, start) is not None
    if not is_said and not _is_one_number(chain, first, after, low, high):
        return False
    if not is_said and after - first == 2 and _FILED.match(plain, start, end):
        return False
    number = "".join(plain[group.start : group.end] for group in chain[first:after])
    if not bsn.is_valid(number):
        return False
    if plain.endswith("nl", context, start) and _VAT_AFTER.match(plain, end):
        return False
    is_amount = _IN_EUROS.match(plain, end) or _EUROS.search(plain, context, start)
    return bool(is_said or not is_amount) and not _is_of_organisation(plain, start, end)


def _is_of_organisation(plain: str, start: int, end: int) -> bool:
    before = _OF_ORGANISATION.search(plain, max(0, start - _CONTEXT), start)
    return bool(before or _OF_ORGANISATION_AFTER.match(plain, end))


def _is_one_number(chain: Sequence[_Group], first: int, after: int, low: int, high: int) -> bool:
    """Whether nine digits were meant as one number, and not as a piece of a longer one or as a date and a count."""
    if after - first == 1:
        return True
    gap = chain[first + 1].gap
    if any(group.gap != gap for group in chain[first + 2 : after]):
        return False
    longer = (first > low and chain[first].gap == gap) or (after < high and chain[after].gap == gap)
    if not longer:
        return True
    shape = tuple(group.end - group.start for group in chain[first:after])
    return gap == " " and shape in _USUAL_SHAPES
