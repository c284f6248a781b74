"""Personal data in a text: what is found, whether the text may be filed, and the same text with it masked.

Judges numbers that identify one person by themselves: a BSN (nine digits that pass the 11-test) and an IBAN, however
they are spaced. The check digits are python-stdnum's; what belongs to an organisation (an RSIN passes the 11-test too)
is told apart by the words around it. Linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from stdnum import iban, numdb
from stdnum.nl import bsn

Advice = Literal["block", "warn", "allow"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal data: `text[start:end] == value`, counted in Unicode characters."""

    type: str  # "BSN", "IBAN"
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What may be done with a text; `masked` is the text to propose instead."""

    advice: Advice
    findings: tuple[Finding, ...]
    masked: str


def judge(text: str) -> Judgement:
    """Judge one text. Never fails, whatever the text is; nothing found gives "allow" and the text itself."""
    plain, origin = _plain(text)
    accounts = list(_accounts(plain))
    # An account number is not searched for a BSN again; as the mask would, it parts what stands before from behind.
    rest = _without(plain, accounts)
    spans = [("IBAN", *span) for span in accounts] + [("BSN", *span) for span in _citizens(rest)]
    findings = tuple(
        Finding(type_, origin[start], origin[end - 1] + 1, text[origin[start] : origin[end - 1] + 1])
        for type_, start, end in sorted(spans, key=lambda span: span[1])
    )
    return Judgement("block" if findings else "allow", findings, _masked(text, findings))


def _masked(text: str, findings: Sequence[Finding]) -> str:
    parts, after = [], 0
    for finding in findings:
        parts += [text[after : finding.start], f"[{finding.type}]"]
        after = finding.end
    return "".join([*parts, text[after:]])


# What people see alike is made alike ---------------------------------------------------------------------------------

_UNSEEN = "\x00"
_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters to Unicode, nothing to the eye
_BRAILLE_BLANK = "\u2800"
_SPACE, _DASH, _DOT = " ", "-", "."


class _Alike(dict[int, str]):
    """Maps a character to the plain one people read in it, one to one, so that offsets stay; learnt as they come."""

    _MOST = 4096  # characters remembered, so that no text can fill the memory

    def __missing__(self, code: int) -> str:
        plain = self._read(chr(code))
        if len(self) < self._MOST:
            self[code] = plain
        return plain

    @staticmethod
    def _read(character: str) -> str:
        category = unicodedata.category(character)
        if category in {"Cf", "Mn", "Me"} or character in _FILLERS or character == _UNSEEN:
            return _UNSEEN  # zero-width characters, soft hyphens, direction and variation marks
        if category == "Nd":
            return str(unicodedata.decimal(character))
        if category == "Zs" or character in f"\t{_BRAILLE_BLANK}":
            return _SPACE
        if category == "Pd" or character in "\u2212\u2043":
            return _DASH
        if character in "\u00b7\u2022\u2024\u2027\u30fb":
            return _DOT
        plain = unicodedata.normalize("NFKC", character).lower()
        return plain if len(plain) == 1 else character


_ALIKE = _Alike()


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text in plain lower case without unseen characters, and for each character its place in the text."""
    plain = text.translate(_ALIKE)
    if _UNSEEN not in plain:
        return plain, range(len(plain))
    origin = [place for place, character in enumerate(plain) if character != _UNSEEN]
    return plain.replace(_UNSEEN, ""), origin


def _without(plain: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, after = [], 0
    for start, end in spans:
        parts += [plain[after:start], "\n" * (end - start)]
        after = end
    return "".join([*parts, plain[after:]])


# IBAN ----------------------------------------------------------------------------------------------------------------

_SIGN = re.compile(r"[0-9a-z]")
_ACCOUNT_START = re.compile(r"(?=([a-z])[ .-]{0,3}([a-z])[ .-]{0,3}[0-9][ .-]{0,3}[0-9])")
_BROKEN = re.compile(r"[^0-9a-z .-]|[ .-]{4}")
_ACCOUNTS = numdb.get("iban")


def _accounts(plain: str) -> Iterator[tuple[int, int]]:
    """Where account numbers stand, whatever separates their characters."""
    after = 0
    signs: Sequence[int] | None = None
    at = 0
    for match in _ACCOUNT_START.finditer(plain):
        start = match.start()
        pattern = _account_pattern(match[1] + match[2])
        if pattern is None or start < after:
            continue
        if signs is None:  # only texts that hold a candidate pay for this
            signs = [sign.start() for sign in _SIGN.finditer(plain)]
        while signs[at] < start:
            at += 1
        length, shape = pattern
        if at + length > len(signs):
            continue
        end = signs[at + length - 1] + 1
        if _BROKEN.search(plain, start, end):
            continue
        number = "".join(plain[place] for place in signs[at : at + length])
        if shape.fullmatch(number) and iban.is_valid(number.upper(), check_country=False):
            yield start, end
            after = end


@lru_cache(maxsize=26 * 26)
def _account_pattern(country: str) -> tuple[int, re.Pattern[str]] | None:
    """Length and shape of a country's account numbers; None where the country has none."""
    about = _ACCOUNTS.info(country.upper() + "00")[0][1]
    parts = re.findall(r"(\d+)!([nac])", about.get("bban", ""))
    if not parts:
        return None
    kinds = {"n": "[0-9]", "a": "[a-z]", "c": "[0-9a-z]"}
    shape = "".join(f"{kinds[kind]}{{{count}}}" for count, kind in parts)
    return 4 + sum(int(count) for count, _ in parts), re.compile(f"{country}[0-9]{{2}}{shape}")


# BSN -----------------------------------------------------------------------------------------------------------------

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
_VAT_AFTER = re.compile(r"b[0-9]{2}(?![0-9])")
_OF_CITIZEN = re.compile(r"(?:bsn|burgerservice|sofi)[^0-9\n\[\]]{0,30}$")
_CONTEXT = 60  # characters before a number that say whose it is


class _Group(NamedTuple):
    """A run of digits, and what separates it from the run before: a separator, or "" where nothing does."""

    start: int
    end: int
    gap: str


def _citizens(plain: str) -> Iterator[tuple[int, int]]:
    """Where citizen service numbers stand, whatever separates their digits."""
    chain: list[_Group] = []
    for match in _DIGITS.finditer(plain):
        gap = _GAP.fullmatch(plain, chain[-1].end, match.start()) if chain else None
        if chain and not gap:
            yield from _citizens_in(plain, chain)
            chain = []
        chain.append(_Group(match.start(), match.end(), gap[1] if gap else ""))
    yield from _citizens_in(plain, chain)


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
    if not _is_one_number(chain, first, after, low, high) and not _OF_CITIZEN.search(plain, context, start):
        return False
    number = "".join(plain[group.start : group.end] for group in chain[first:after])
    if not bsn.is_valid(number):
        return False
    if plain.endswith("nl", context, start) and _VAT_AFTER.match(plain, end):
        return False
    return not (_OF_ORGANISATION.search(plain, context, start) or _OF_ORGANISATION_AFTER.match(plain, end))


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
    return gap == _SPACE and shape in _USUAL_SHAPES
