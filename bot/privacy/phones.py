"""Phone numbers: whose are they, somebody's own or an organisation's?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.finding import Advice
from bot.privacy.nearby import is_named
from bot.privacy.reading import Reading, Span
from bot.privacy.spelt import spelt

_ABROAD = re.compile(
    r"(?<![0-9a-z+])(?:\+|00)([1-9][0-9])\)?[ .\-/]{0,3}(?:\(0\))?(?:[ .\-/]{0,3}[0-9]){8,11}(?![0-9])"
)
_MOBILE = re.compile(r"(?<![0-9a-z])\(?0 ?6\)?(?:[ .\-/]{0,3}[0-9]){8}(?![0-9])")
_FIXED = re.compile(r"(?<![0-9a-z])\(?0[1-57-9][0-9]{1,2}\)?[ .\-/]{0,3}[0-9](?:[ .\-/]{0,2}[0-9]){5,6}(?![0-9])")
_DATE = re.compile(r"\(?0[0-9][.\-/][0-9]{1,2}[.\-/](?:19|20)[0-9]{2}")
_OF_ORGANISATION = re.compile(r"\(?0(?:88|800|90[069])")
_DIGITS = 10
_AT_HOME = re.compile(r"\b(?:thuis|thuisnummer|prive|privenummer|vaste? (?:nummer|lijn)|huistelefoon)\b")
_DIRECT = re.compile(r"\b(?:directe lijn|rechtstreeks|doorkies\w*|toestel)\b")
_OF_KIN = re.compile(
    r"[^.;!?\n0-9]{0,45}?\b(?:dat is|is van|is|van|=) (?:de |haar |zijn |mijn |een )?(?:zoon|dochter|moeder|vader|zus"
    r"|broer|partner|man|vrouw|client|patient|bewoner|mantelzorger|buurvrouw|buurman|oma|opa"
    r"|ouders)\b"
)
"""Right behind a number: whose it is."""

_AT_WORK = re.compile(r"\b(?:werk|dienst|zakelijke?)[ \-]?(?:mobiel|telefoon|nummer|toestel)\b[^0-9]{0,20}$")
_OWN = re.compile(
    r"\b(?:haar|zijn|hun|mijn) (?:nieuwe |mobiele |eigen |vaste )?(?:tel|nummer|nr|mobiel|telefoon|06)[^0-9]{0,30}$"
    r"|\b(?:haar|hem) (?:terug)?bel(?:t|len)\b[^0-9]{0,15}$"
)
_MAIL = re.compile(r"\n{8,}[ ,;/|.]{0,3}(?:(?:of|en|tel|mobiel|m|t)[ .:]{1,3})?$")
_BEFORE, _AFTER = 70, 40


def phones(reading: Reading) -> Iterator[Span]:
    """Numbers of ten digits, and those with a country before them."""
    for match in _ABROAD.finditer(reading.low):
        dutch = match[1] == "31"
        mobile = not dutch or re.match(r"[\D]*(?:\(0\))?\D*6", reading.low[match.end(1) : match.end()])
        yield from _judged(reading, match.start(), match.end(), mobile=bool(mobile))
    for match in _MOBILE.finditer(reading.low):
        if not _DATE.match(match[0]):
            yield from _judged(reading, match.start(), match.end(), mobile=True)
    for number in spelt(reading.low):
        if len(number.digits) == _DIGITS and number.digits.startswith("06"):
            yield from _judged(reading, number.start, number.end, mobile=True)
    for match in _FIXED.finditer(reading.low):
        is_whole = sum(character.isdigit() for character in match[0]) == _DIGITS
        if is_whole and not _DATE.match(match[0]) and not _OF_ORGANISATION.match(match[0]):
            yield from _judged(reading, match.start(), match.end(), mobile=False)


def _judged(reading: Reading, start: int, end: int, *, mobile: bool) -> Iterator[Span]:
    advice = _of_mobile(reading, start, end) if mobile else _of_line(reading, start, end)
    if advice != "allow":
        yield Span(start, end, "TELEFOON", advice)


def _of_mobile(reading: Reading, start: int, end: int) -> Advice:
    """Somebody's own, unless it is the number they work with."""
    if _is_behind_mail(reading, start):
        return "warn"
    before = reading.low[max(0, start - _BEFORE) : start]
    if _AT_WORK.search(before):
        return "warn"
    if _OF_KIN.match(reading.low, end):
        return "block"
    if _OWN.search(before) and not any(reading.has(name, start, end, _BEFORE, 0) for name in ("offices", "functions")):
        return "block"
    person = reading.nearest("clients", start, end, _BEFORE, _AFTER)
    work = min(
        (
            near
            for name in ("functions", "offices", "premises")
            if (near := reading.nearest(name, start, end, _BEFORE, _AFTER)) is not None
        ),
        default=None,
    )
    return "warn" if work is not None and (person is None or work < person) else "block"


def _is_behind_mail(reading: Reading, start: int) -> bool:
    """Whether a mail address at work, taken out already, stands between a function and this number."""
    mail = _MAIL.search(reading.low, max(0, start - 2 * _BEFORE), start)
    return mail is not None and reading.has("functions", mail.start(), mail.end(), 2 * _BEFORE, 0)


def _of_line(reading: Reading, start: int, end: int) -> Advice:
    """An organisation's, unless somebody lives there."""
    before = reading.low[max(0, start - _BEFORE) : start]
    if _AT_HOME.search(before):
        return "block"
    person = reading.nearest("clients", start, end, _BEFORE, _AFTER)
    work = [reading.nearest(name, start, end, _BEFORE, _AFTER) for name in ("premises", "functions", "offices")]
    if person is not None and all(near is None or person < near for near in work):
        return "block"
    if all(near is None for near in work) and is_named(reading, start):
        return "block"
    return "warn" if _DIRECT.search(before) else "allow"
