"""Days as people write them, in Dutch and in English: 12-5, 12 mei, May 12, 12-05-2027, vrijdag, morgen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from babel.dates import get_day_names, get_month_names

LANGUAGES = ("nl", "en")

WRITTEN = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}[-/.]\d{1,2}(?:[-/.](?:\d{4}|\d{2}))?"
    r"|\d{1,2}(?:e|st|nd|rd|th)?\s+[a-z]+\.?(?:\s+\d{4})?"
    r"|[a-z]+\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?"
    r"|[a-z]+)"
)
"""What may be a day, for inside a larger pattern (in lower case); `written_day` says whether it is one."""

JUST_PASSED = timedelta(days=60)
"""Without a year, 1 November is on 2 November a slip, and not a day of next year."""

_AHEAD = {"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2}


def written_day(words: str, today: date) -> date | None:
    """The day that is meant, which may have just passed; without a year, the next one. None for what is no day."""
    words = " ".join(words.lower().replace(",", " ").split())
    if words in _AHEAD:
        return today + timedelta(days=_AHEAD[words])
    if words in _weekdays():
        return today + timedelta(days=(_weekdays()[words] - today.weekday()) % 7)
    for pattern, order in _PATTERNS:
        if found := pattern.fullmatch(words):
            day, month, year = (found[name] for name in order)
            return _day(day, month, year, today)
    return None


_PATTERNS = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), (3, 2, 1)),
    (re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})(?:e|st|nd|rd|th)?\s([a-z]+)\.?(?:\s(\d{4}))?"), (1, 2, 3)),
    (re.compile(r"([a-z]+)\.?\s(\d{1,2})(?:st|nd|rd|th)?(?:\s(\d{4}))?"), (2, 1, 3)),
)


def _day(day: str, month: str, year: str | None, today: date) -> date | None:
    number = int(month) if month.isdigit() else _months().get(month)
    if number is None:
        return None
    if year:
        return _that_day(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    days = (_that_day(today.year + later, number, int(day)) for later in (-1, 0, 1))
    return next((each for each in days if each and each >= today - JUST_PASSED), None)


def _that_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 31 June, or 29 February of another year
        return None


@cache
def _months() -> Mapping[str, int]:
    names = (get_month_names(width, locale=each) for width in ("wide", "abbreviated") for each in LANGUAGES)
    return {name.lower().rstrip("."): number for each in names for number, name in each.items()}


@cache
def _weekdays() -> Mapping[str, int]:
    names = (get_day_names(width, locale=each) for width in ("wide", "abbreviated") for each in LANGUAGES)
    return {name.lower().rstrip("."): number for each in names for number, name in each.items()}
