"""Takes apart what somebody types about being away: who, until which day, and who does the work meanwhile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.dates import WRITTEN, written_day

_UNTIL = r"(?:(?P<until>t/m|tm|tot en met|tot|until|till|through)\s+)?"
_FROM = rf"(?:(?:van|vanaf|from)\s+)?(?P<start>{WRITTEN})\s+(?=t/m|tm|tot|until|till|through)"
_DEPUTY = r"(?:\s+(?:met\s+|with\s+)?(?:vervanger|vervangster|vervangen door|waarnemer|deputy):?\s+(?P<deputy>.+))?"
_AWAY = re.compile(rf"(?:(?P<who>.+?)\s+)??{_UNTIL}(?P<day>{WRITTEN}){_DEPUTY}", re.IGNORECASE)
_PERIOD = re.compile(_FROM, re.IGNORECASE)
_BACK = re.compile(r"(?:(?P<who>.+?)\s+)?(?:nee|terug|no|back)", re.IGNORECASE)
LONGEST = 200
"""Characters that are looked at."""

LONGEST_NAME = 5
"""Words of a name."""

_TAGS = re.compile(r"</?at\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leave:
    """What was typed, taken apart: names as they were written."""

    who: str
    until: date | None  # None: back again
    deputy: str
    is_explicit: bool = False  # it says "until" or names a deputy: no other sentence happens to


def is_meant(words: str) -> bool:
    """Whether a longer text after the word is about being away, and not a knelpunt that happens to begin with it."""
    asked = _read(words, date(2000, 1, 1), begins_by=date.max)
    return asked is not None and (not asked.who or (asked.is_explicit and len(asked.who.split()) <= LONGEST_NAME))


def read(words: str, today: date) -> Leave | None:
    """None for what says nothing of the kind, or begins later: said too early it would be wrong until that day."""
    return _read(words, today, begins_by=today)


def _read(words: str, today: date, begins_by: date) -> Leave | None:
    words = " ".join(_TAGS.sub("", words[:LONGEST]).replace(",", " ").split())
    if back := _BACK.fullmatch(words):
        return Leave(back["who"] or "", None, "")
    if (period := _PERIOD.search(words)) and (start := written_day(period["start"], today)):
        if start > begins_by:
            return None
        words = words[: period.start()] + words[period.end() :]
    away = _AWAY.fullmatch(words)
    until = written_day(away["day"], today) if away else None
    if away is None or until is None:
        return None
    return Leave(away["who"] or "", until, away["deputy"] or "", bool(away["until"] or away["deputy"]))
