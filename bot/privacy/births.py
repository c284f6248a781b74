"""Days on which somebody was born: said so, or right behind a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.privacy.reading import Reading, Span

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul"
    "|aug|sept|sep|okt|nov|dec"
)
_SPELT_DAY = (
    "(?:eerste|derde|(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien"
    "|(?:vijf|zes|zeven|acht|negen)tien"
    "|(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)en)?(?:twintig|dertig))(?:ste|de)?)"
)
_DATE = re.compile(
    r"(?<![\w.\-/])(?:"
    r"[0-3]?[0-9][.\-/][01]?[0-9][.\-/](?:'?[0-9]{2}|(?:19|20)[0-9]{2})"
    r"|(?:19|20)[0-9]{2}[.\-/][01]?[0-9][.\-/][0-3]?[0-9]"
    rf"|[0-3]?[0-9][ \-](?:{_MONTHS})\.?[ \-](?:'?[0-9]{{2}}|(?:19|20)[0-9]{{2}})"
    rf"|{_SPELT_DAY} (?:{_MONTHS}) (?:'?[0-9]{{2}}|(?:19|20)[0-9]{{2}}|negentien(?:honderd)? ?(?:en ?)?[a-z]{{3,20}})"
    r"|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19[0-9]{2}|20[0-2][0-9])"
    r"|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}"
    r")(?![\w/]|-[0-9])"
)
_BORN = re.compile(
    r"(?:\bgeb(?:oren|\.|oortedatum|oortedag|dat)?|\bg\.?[bd]\.?|\bd\.?o\.?b\.?|\bgeb\.? ?dat\.?"
    r"|\bgeboorte ?datum|\*|°)(?: (?:is|op|dd))?[ .:=]{0,3}$"
)
_BORN_IN = re.compile(r"\bgeboren (?:te|in) [a-z' \-]{2,30} op $")
_IS_OF = re.compile(
    r"\b(?:(?:ze|zij|hij)|(?<!van )(?<!van de )(?<!van het )"
    r"(?:client|cliente|patient|patiente|bewoner|bewoonster|kind|jongen|meisje|baby)) is (?:er een )?van $"
)
_BORN_BEHIND = re.compile(r",? (?:het levenslicht|ter wereld|geboren|is (?:zijn|haar|de) geboorte)")
_OF_CLIENT = re.compile(
    r"\b(?:mw|mevr|mevrouw|dhr|meneer|heer|client|cliente|patient|patiente|bewoner|bewoonster|jongen|meisje|kind|man"
    r"|vrouw|zoon|dochter)"
    r"\.?[ ,]{0,2}\( ?(?:[mvx],? ?|man,? ?|vrouw,? ?)?$"
)
_SAID = re.compile(r"geboorte ?(?:datum|dag)|geb\.? ?datum")
"""Somewhere before it."""

_FROM_THEN_ON = re.compile(r"\b(?:na|voor|vanaf|sinds|tot|tussen|t/m|per) $")
"""Right before a day from which or until which many were born."""

_SHORTENED = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,4} ?(\()?$")
_OF_SOMEBODY = re.compile(
    r"\b(?:client|cliente|patient|patiente|pt|bewoner|bewoonster|kind|kindje|baby|jongen|meisje|man|vrouw|mw|mevr|dhr"
    r"|hr|casus|betreft|bewoonster|zoon|dochter)\b[^.;!?\n]{0,20}$"
)
"""Right before initials."""

_AFTER_NAME = re.compile(r"[ ,:(\-]{0,4}(?:(?:geb|geboren|gd|geb\.dat|d\.d|op)[.: ]{0,3})*[*]? ?$")
_YEAR = re.compile(
    r"[ ,]{0,2}\( ?(?:geb(?:oren|\.)? ?(?:in )?|\* ?)?((?:19|20)[0-9]{2}) ?\)"
    r"|[ ,(]{1,3}(?:geb(?:oren|\.)? ?(?:in )?|\* ?)((?:19|20)[0-9]{2})\b(?![\-/.][0-9])"
    r"|(?: uit [a-z' \-]{2,25})?, (19[0-9]{2})(?=[,;)])"
    r"|(?: uit [a-z' \-]{2,25})?[ ,(]{1,3}(?:bj|geb\.? ?jaar|geboortejaar|bouwjaar)[.:]? ?('?[0-9]{2}(?:[0-9]{2})?)\b"
)
_NEXT = re.compile(r"[ ,]{0,2}(?:resp\.?|en|&|/|,)[ ]{0,2}")
_LATEST_BARE = 2015
"""A bare year behind a name is of a birth up to here; later it is rather of a report."""


class Name(NamedTuple):
    """Where a name stands that a date may belong to."""

    start: int
    end: int


def births(reading: Reading, names: Sequence[Name]) -> Iterator[Span]:
    """Birth dates, each once, in order."""
    ends = {name.end for name in names}
    last = -1
    for match in _DATE.finditer(reading.low):
        before = reading.low[max(0, match.start() - 24) : match.start()]
        chained = last >= 0 and _NEXT.fullmatch(reading.low, last, match.start()) is not None
        if (
            _BORN.search(before)
            or chained
            or _is_said(reading, match)
            or _is_told(reading, match)
            or _is_behind(reading, match.start(), ends)
        ):
            yield Span(match.start(), match.end(), "GEBOORTEDATUM")
            last = match.end()


def _is_told(reading: Reading, date: re.Match[str]) -> bool:
    """`geboren te Emmen op ...`, `heeft op ... het levenslicht gezien`."""
    if _OF_CLIENT.search(reading.low, max(0, date.start() - 30), date.start()):
        return True
    if _BORN_BEHIND.match(reading.low, date.end()):
        return _FROM_THEN_ON.search(reading.low, max(0, date.start() - 10), date.start()) is None
    if _is_behind_initials(reading, date):
        return True
    if _IS_OF.search(reading.low, max(0, date.start() - 40), date.start()):
        return True
    return _BORN_IN.search(reading.low, max(0, date.start() - 50), date.start()) is not None


def _is_behind_initials(reading: Reading, date: re.Match[str]) -> bool:
    """`M.A. (02/11/88)`, `kindje S.T. 2019-08-23`: nobody's signature, for it stands in brackets or is said to be theirs."""
    initials = _SHORTENED.search(reading.seen, max(0, date.start() - 12), date.start())
    if initials is None:
        return False
    in_brackets = initials[1] is not None and reading.low.startswith(")", date.end())
    return in_brackets or _OF_SOMEBODY.search(reading.low, max(0, initials.start() - 40), initials.start()) is not None


def _is_said(reading: Reading, date: re.Match[str]) -> bool:
    """`foute geboortedatum: het moet ... zijn`."""
    year = re.search(r"[0-9]{4}", date[0])
    if year is None or int(year[0]) > _LATEST_BARE:
        return False
    return _SAID.search(reading.low, max(0, date.start() - 90), date.start()) is not None


def year_behind(reading: Reading, name: Name) -> Span | None:
    """The year of birth right behind this name."""
    match = _YEAR.match(reading.low, name.end)
    if match is None:
        return None
    group = next(at for at in range(1, 5) if match[at])
    if group == 1 and int(match[1]) > _LATEST_BARE and "geb" not in match[0] and "*" not in match[0]:
        return None
    return Span(match.start(group), match.end(group), "GEBOORTEDATUM")


def _is_behind(reading: Reading, start: int, ends: set[int]) -> bool:
    return any(
        place in ends and _AFTER_NAME.fullmatch(reading.low, place, start)
        for place in range(max(0, start - 20), start + 1)
    )
