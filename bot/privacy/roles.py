"""Somebody known in a small place by what they are there: its baker, its former mayor, the head of its club."""

from __future__ import annotations

import re

from bot.privacy.lexicon import lexicon
from bot.privacy.reading import Reading, Span
from bot.privacy.traits import is_in_a_state, is_said_ill, unusual
from bot.privacy.villages import AT, SHORT_OF, place_after

MANY = frozenset(
    {
        "mensen",
        "patienten",
        "clienten",
        "kinderen",
        "jongeren",
        "ouderen",
        "bewoners",
        "gezinnen",
        "inwoners",
        "mannen",
        "vrouwen",
    }
)
"""Words for more than one."""

_IMPAIRED = frozenset(
    {
        "dove",
        "blinde",
        "zwangere",
        "demente",
        "zieke",
        "verslaafde",
        "verlamde",
        "depressieve",
        "psychotische",
    }
)
_WITH = re.compile(r" met [a-z\- ]{0,25}")
_WORD = re.compile(r"[\w'\-]+")
_FORMER = frozenset({"vroegere", "voormalige", "voormalig", "vorige", "gewezen", "gepensioneerde", "oude"})
_NEAR, _FAR = 60, 150
_ENDED = re.compile(r"[.!?] [A-Z]")
_CLUB = 7
"""Words from a role to the end of the place: `van de voetbalclub in Wijk aan Zee`."""


def known_in_the_village(reading: Reading, index: int) -> Span | None:
    """`de vroegere burgemeester van ... heeft`, `de voorzitter van de voetbalclub in ... is opgenomen met`."""
    words = reading.words
    low = words[index].low
    if not (lexicon("trades").has(low) or lexicon("functions").has(low) or lexicon("offices").has(low)):
        return None
    if index + 2 >= len(words) or words[index + 1].low not in AT | SHORT_OF:
        return None
    before = words[index - 1].low if index else ""
    is_former = before in _FORMER or low.startswith(("oud-", "ex-"))
    end = place_after(reading, index + 1)
    if end is None or end > words[min(index + _CLUB, len(words) - 1)].end:
        return _by_fate(reading, index)
    start = words[index - 1].start if before in _FORMER else words[index].start
    if before in _IMPAIRED or (index and lexicon("rare").has(before)):
        return Span(words[index - 1].start, end, "INDIRECT")
    if not lexicon("functions").has(low) and _WITH.match(reading.low, end):
        ill = reading.nearest("health", end, end, 0, _NEAR // 2)
        if ill is not None:
            return Span(start, upto_rare(reading, end), "INDIRECT")
    trait = unusual(reading.low, end, end + _FAR)
    if trait and trait[0] <= end + 2:
        return Span(start, trait[1], "INDIRECT")
    if not is_ill_behind(reading, end) and not (is_former and reading.has("health", end, end, 0, _NEAR)):
        return None
    return Span(start, end, "INDIRECT")


def _by_fate(reading: Reading, index: int) -> Span | None:
    """`de oud-keeper van FC Emmen die van het dak viel ... in Klazienaveen`: what befell them, and then the place."""
    words = reading.words
    trait = unusual(reading.low, words[index].end, words[index].end + _FAR)
    if trait is None or not lexicon("trades").has(words[index].low):
        return None
    behind = next((at for at in range(index, len(words)) if words[at].start >= trait[1]), None)
    end = None if behind is None else place_after(reading, behind)
    if end is None or _ENDED.search(reading.seen, trait[1], end):
        return None
    return Span(words[index].start, end, "INDIRECT")


def upto_rare(reading: Reading, end: int) -> int:
    """`van Rottum met een kunsthart`: the rare thing right behind the place belongs to it."""
    if _WITH.match(reading.low, end):
        ahead = reading.nearest("rare", end, end, 0, _NEAR // 2)
        if ahead is not None and (word := _WORD.match(reading.low, end + ahead)):
            return word.end()
    return end


def is_ill_behind(reading: Reading, end: int) -> bool:
    """Whether an illness is said to be theirs right behind here."""
    verb = is_said_ill(reading.low, end)
    if verb is None:
        return False
    if is_in_a_state(reading.low, verb):
        return True
    ill = reading.nearest("health", verb, verb, 0, _NEAR)
    return ill is not None and not any(many in reading.low[verb : verb + ill].split() for many in MANY)
