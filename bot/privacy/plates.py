"""Number plates: the Dutch series, or any of their kind right behind the word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.reading import Reading, Span

_L, _D = "[a-z]", "[0-9]"
_SERIES = [
    "LL-DD-DD",
    "DD-DD-LL",
    "DD-LL-DD",
    "LL-DD-LL",
    "LL-LL-DD",
    "DD-LL-LL",
    "DD-LLL-D",
    "D-LLL-DD",
    "LL-DDD-L",
    "L-DDD-LL",
    "LLL-DD-L",
    "L-DD-LLL",
    "D-LL-DDD",
    "DDD-LL-D",
]


def _shape(series: str, gap: str) -> str:
    return series.replace("-", gap).replace("L", _L).replace("D", _D)


_DASHED = re.compile(rf"(?<![\w\-.])(?:{'|'.join(_shape(series, '-') for series in _SERIES)})(?![\w\-])")
_NAMED = re.compile(
    r"\b(?:kenteken\w{0,8}|nummerplaat|nummerbord|auto|busje|bus|wagen|voertuig|scooter|brommer|motor"
    r"|scootmobiel)\b[^0-9\n]{0,25}?\b(" + "|".join(_shape(series, "[ -]?") for series in _SERIES) + r")(?![\w\-])"
)
_CODE = re.compile(r"\b\w*(?:code|versie|type|nummer|kenmerk) ?:? ?$")
"""Then it is no plate."""

_IN_A_DATE = re.compile(r"jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec|uur|min")


def plates(reading: Reading) -> Iterator[Span]:
    """Where they stand; three letters that are a month make a date, and vowels make a word."""
    taken = 0
    for match in sorted((*_DASHED.finditer(reading.low), *_NAMED.finditer(reading.low)), key=_start):
        start, end = match.span(match.re.groups)
        if _CODE.search(reading.low, max(0, start - 12), start):
            continue
        if start >= taken and not _IN_A_DATE.search(match[match.re.groups]) and not reading.low[start:end].isalpha():
            yield Span(start, end, "KENTEKEN")
            taken = end


def _start(match: re.Match[str]) -> int:
    return match.start(match.re.groups)
