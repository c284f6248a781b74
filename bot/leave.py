"""Takes apart what somebody types about being away: who, until which day, and who does the work meanwhile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.dates import WRITTEN, written_day

_UNTIL = r"(?:(?P<until>t/m|tm|tot en met|tot|until|till|through|to)\s+)?"
_FROM_WHEN = ("van", "vanaf", "from")
_FROM = rf"(?:(?:{'|'.join(_FROM_WHEN)})\s+)?(?P<since>{WRITTEN})\s+(?=t/m|tm|tot|until|till|through|to)"
_SAME_MONTH = (
    rf"(?:(?:{'|'.join(_FROM_WHEN)})\s+)?(?<![-/.\d])\b(?P<number>\d{{1,2}})\s+"
    r"(?=(?:t/m|tm|tot en met|tot|until|till|through|to)\s+\d{1,2}(?:e|st|nd|rd|th)?\s+[a-z])"
)
_ON = rf"\b(?:op|on)\s+(?P<day>{WRITTEN})"
_DEPUTY = r"(?:\s+(?:met\s+|with\s+)?(?:vervanger|vervangster|vervangen door|waarnemer|deputy):?\s+(?P<deputy>.+))?"
_AWAY = re.compile(rf"(?:(?P<who>.+?)\s+)??{_UNTIL}(?P<day>{WRITTEN}){_DEPUTY}", re.IGNORECASE)
_PERIOD = re.compile(_FROM, re.IGNORECASE)
_NUMBER = re.compile(_SAME_MONTH, re.IGNORECASE)
_ONE_DAY = re.compile(_ON, re.IGNORECASE)
_ALONE = re.compile(
    r"\s*\b(?:(?:zonder|without(?:\s+a)?|geen|no)\s+(?:vervanger|vervangster|waarnemer|deputy)"
    r"|(?:vervanger|vervangster|waarnemer|deputy):?\s+(?:geen|niemand|nobody|none))\b",
    re.IGNORECASE,
)
_BACK = re.compile(r"(?:(?P<who>.+?)\s+)?(?:nee|terug|no|back)", re.IGNORECASE)
LONGEST = 200
"""Characters that are looked at."""

LONGEST_NAME = 5
"""Words of a name."""

_DASH = re.compile(r"(?<=\w)\s+[-–—]\s+(?=\w)")
_TAGS = re.compile(r"</?at\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leave:
    """What was typed, taken apart: names as they were written."""

    who: str
    until: date | None  # None: back again
    deputy: str
    is_explicit: bool = False  # it says "until", a day to begin or a deputy: no other sentence happens to
    since: date | None = None  # None: at once
    alone: bool = False  # nobody is to stand in


def is_meant(words: str) -> bool:
    """Whether a longer text after the word is about being away, and not a knelpunt that happens to begin with it."""
    asked = read(words, date(2000, 1, 1))
    return asked is not None and (not asked.who or (asked.is_explicit and len(asked.who.split()) <= LONGEST_NAME))


def read(words: str, today: date) -> Leave | None:
    """None for what says nothing of the kind. The last day may be past, or before the first: that is not for here."""
    words = " ".join(_TAGS.sub("", words[:LONGEST]).replace(",", " ").split())
    if back := _BACK.fullmatch(words):
        return Leave(back["who"] or "", None, "")
    words, alone = _ALONE.subn("", words)
    words = _DASH.sub(" t/m ", words.strip())
    if number := _NUMBER.search(words):
        words = words[: number.start()] + words[number.end() :]
    words, since, on_one_day = _begins(words, today)
    away = _AWAY.fullmatch(words)
    until = _last_day(away["day"], since, today) if away else None
    if away is None or until is None or (away["who"] or "").lower() in _FROM_WHEN:  # and no last day
        return None
    if number:
        since = written_day(f"{number['number']}-{until.month}-{until.year}", today)
    elif since is None and not away["until"] and away["day"].isalpha():  # tomorrow, or on Friday
        since = until
    is_explicit = bool(away["until"] or away["deputy"] or alone or on_one_day)
    return Leave(away["who"] or "", until, away["deputy"] or "", is_explicit, since, bool(alone))


def _begins(words: str, today: date) -> tuple[str, date | None, bool]:
    """The first day if one is named, and the words without it; of `op 12 mei` the day stays, for it is the last too."""
    if (period := _PERIOD.search(words)) and (since := written_day(period["since"], today)):
        return words[: period.start()] + words[period.end() :], since, False
    if (one := _ONE_DAY.search(words)) and (since := written_day(one["day"], today)):
        return words[: one.start()] + words[one.start("day") :], since, True
    return words, None, False


def _last_day(words: str, since: date | None, today: date) -> date | None:
    """As it is meant from today on, or else from the first day on: `van donderdag t/m maandag`."""
    day = written_day(words, today)
    return written_day(words, since) if since and day and day < since else day
