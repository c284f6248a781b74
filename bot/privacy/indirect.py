"""Somebody who is not named and yet is one person: a rare trait, or the trade of their kin, in a small place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import lexicon
from bot.privacy.reading import Reading, Span, Word
from bot.privacy.roles import MANY, is_ill_behind, known_in_the_village, upto_rare
from bot.privacy.traits import is_very_old, unusual
from bot.privacy.villages import AT, REACH, SHORT_OF, names_a_place, place_after, place_before

_ONLY = frozenset({"enige", "enigste"})
_MOST = frozenset({"oudste", "jongste", "laatste", "langste", "zwaarste", "rijkste", "bekendste"})
_DWELLERS = frozenset({"inwoner", "inwoonster", "bewoner", "bewoonster", "man", "vrouw", "eilander", "dorpsbewoner"})
_ONE = frozenset(
    {"man", "vrouw", "meisje", "jongen", "jongetje", "gezin", "persoon", "jarige", "meisjes", "echtpaar", "stel"}
)
_HOUSEHOLDS = frozenset({"gezin", "echtpaar", "stel"})
"""One of these is known in a village, with however many children."""

_YOUNG = frozenset({"meisje", "tiener", "scholiere", "jarige", "kind", "leerlinge"})
_KINDS = frozenset({"syndroom", "ziekte"})
_COMMON = frozenset(
    [
        "parkinson",
        "alzheimer",
        "down",
        "asperger",
        "crohn",
        "lyme",
        "hodgkin",
        "pfeiffer",
        "graves",
        "meniere",
        "bechterew",
    ]
)
"""Illnesses called after somebody that many have."""

_LINKS = AT | {"voor", "met", "die", "dat", "is", "om", "en", "of", "aan", "naar", "dan", "waar"}
"""What ends the words right behind `de enige`."""

_CLAUSE = re.compile(r",? (?:die|dat|welke) [^.;!?\n]{3,90}")
_AGE = re.compile(r"[0-9]{1,3}-?$")
_SOMEBODY_ENDS = (
    "plusser",
    "baller",
    "houder",
    "drager",
    "gebruiker",
    "zwemmer",
    "rijder",
    "lijder",
    "zanger",
    "boer",
    "genoot",
    "speler",
    "speelster",
    "balster",
    "loper",
    "loopster",
    "danser",
    "danseres",
)
"""What words for one person may end in, behind `de enige`."""

_ORIGINS = ("se", "sche")
_OF_HERE = frozenset(
    [
        *(
            "nederlandse",
            "hollandse",
            "friese",
            "groningse",
            "drentse",
            "twentse",
            "overijsselse",
            "gelderse",
            "zeeuwse",
        ),
        *("achterhoekse", "utrechtse", "amsterdamse", "haagse", "rotterdamse", "brabantse", "limburgse"),
    ]
)
"""Where many are from."""

_ILL_WITH = re.compile(r" met (?:die |dat |een |haar |zijn |de )?$")
_NEAR, _FAR = 20, 150
_ONE_ONLY = re.compile(r"\b(?:maar|slechts|precies) (?:een|1) $")
_WITH = re.compile(r" (?:met|zonder) [^.,;!?\n]{2,40}")
_ENDED = re.compile(r"[.!?] [A-Z]")


def indirect(reading: Reading) -> Iterator[Span]:
    """Descriptions that fit one person only, none over another: two that share words are one description."""
    if not names_a_place(reading):
        return
    open_: Span | None = None
    for index, word in enumerate(reading.words):
        if open_ is not None and word.start < open_.end:
            continue
        span = (
            _the_only_one(reading, index)
            or _kin_of_a_trade(reading, index)
            or known_in_the_village(reading, index)
            or _rare(reading, index)
        )
        if span is None:
            continue
        if open_ is not None and span.start >= open_.end:
            yield open_
        open_ = span if open_ is None or span.start >= open_.end else Span(open_.start, span.end, "INDIRECT")
    if open_ is not None:
        yield open_


def _the_only_one(reading: Reading, index: int) -> Span | None:
    """`de enige jongen met ... in ...`, and not the only general practitioner of an island."""
    words = reading.words
    is_most = words[index].low in _MOST and index + 1 < len(words) and words[index + 1].low in _DWELLERS
    if words[index].low not in _ONLY and not is_most:
        return None
    for at in range(index + 1, min(index + 5, len(words))):
        if words[at].low in _LINKS:
            return None
        if lexicon("functions").has(words[at].low) and not lexicon("clients").has(words[at].low):
            end = place_after(reading, at)
            return Span(words[index + 1].start, end, "INDIRECT") if end and is_ill_behind(reading, end) else None
        if _is_somebody(words[at]) or words[at].low.endswith(_SOMEBODY_ENDS):
            end = place_after(reading, at)
            return (
                Span(_with_age(reading, words[index + 1].start), upto_rare(reading, end), "INDIRECT") if end else None
            )
    return None


def _kin_of_a_trade(reading: Reading, index: int) -> Span | None:
    """`de oudste zoon van de bakker in ...`"""
    words = reading.words
    if not lexicon("relatives").is_whole(words[index].low):
        return None
    low = [word.low for word in words[index + 1 : index + 4]]
    if low and low[0] in SHORT_OF:
        low = ["van", "de", *low[1:]]
    if len(low) < 3 or low[0] != "van" or low[1] not in {"de", "het", "onze", "een", "den"}:
        return None
    if not lexicon("trades").has(low[2]):
        return None
    end = place_after(reading, index + 2)
    if end is None:
        return None
    start = (
        words[index - 1].start
        if index and words[index - 1].low in {"oudste", "jongste", "enige", "tweede"}
        else words[index].start
    )
    clause = _CLAUSE.match(reading.low, end)
    return Span(start, clause.end() if clause else end, "INDIRECT")


def _rare(reading: Reading, index: int) -> Span | None:
    """Somebody with an illness that few have, in a place where few live; in either order."""
    words = reading.words
    is_at_work = reading.low.startswith(" met ", words[index].end) and (
        lexicon("trades").has(words[index].low) or lexicon("functions").has(words[index].low)
    )
    if not (is_at_work or _is_somebody(words[index]) or _is_rare(reading, index)):
        return None
    rest = words[index : index + REACH]
    if any(word.low in MANY for word in words[max(0, index - 3) : index]):
        return None
    many = MANY - {"kinderen"} if words[index].low in _HOUSEHOLDS else MANY
    are_many = any(word.low in many for word in rest[:6])
    rare = [] if are_many else [word.end for at, word in enumerate(rest, index) if _is_rare(reading, at)]
    last = max(rare) if rare and (is_at_work or any(map(_is_somebody, rest))) else _unusual(reading, index)
    if last is None:
        return None
    is_named = index > 1 and words[index - 2].low in _KINDS and words[index - 1].low == "van"
    start = words[index - 2].start if is_named else _with_age(reading, words[index].start)
    end = place_after(reading, index)
    if end is None:
        before = place_before(reading, index)
        if before is None:
            return None
        start, end = before, last
    return None if _ENDED.search(reading.seen, start, max(end, last)) else Span(start, max(end, last), "INDIRECT")


def _unusual(reading: Reading, index: int) -> int | None:
    """Where that ends by which everybody there knows this person."""
    word = reading.words[index]
    if not _is_somebody(word):
        return None
    start = _with_age(reading, word.start)
    before = reading.words[index - 1].low if index else ""
    if before in {"zwanger", "zwangere"} and word.low in _YOUNG:
        return word.end
    if is_very_old(reading.low, start, word.end):
        return word.end
    if (clause := _WITH.match(reading.low, word.end)) and _ONE_ONLY.search(reading.low, max(0, start - 20), start):
        return clause.end()
    trait = unusual(reading.low, word.end, word.end + _FAR)
    return trait[1] if trait else _from_afar(reading, index)


def _from_afar(reading: Reading, index: int) -> int | None:
    """`dat Eritrese meisje met die brandwonden`: few in a village are from there, and fewer have that."""
    word, before = reading.words[index], reading.words[index - 1]
    if not index or not before.is_capital or not before.low.endswith(_ORIGINS) or before.low in _OF_HERE:
        return None
    ill = reading.nearest("health", word.end, word.end, 0, _NEAR)
    if ill is None or not _ILL_WITH.fullmatch(reading.low, word.end, word.end + ill):
        return None
    return next(each.end for each in reading.words[index:] if each.start >= word.end + ill)


def _is_somebody(word: Word) -> bool:
    return word.low in _ONE or (lexicon("clients").has(word.low) and word.low not in MANY)


def _is_rare(reading: Reading, index: int) -> bool:
    """A rare illness, or one called after somebody and known to few: `het syndroom van Hutchinson-Gilford`."""
    word = reading.words[index]
    if lexicon("rare").has(word.low, word.typed):
        return True
    if index < 2 or not word.is_capital or reading.words[index - 1].low != "van":
        return False
    return reading.words[index - 2].low in _KINDS and word.low not in _COMMON


def _with_age(reading: Reading, start: int) -> int:
    """`14-jarige` begins with its number."""
    age = _AGE.search(reading.low, max(0, start - 4), start)
    return age.start() if age else start
