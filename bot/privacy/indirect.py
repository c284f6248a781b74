"""Somebody who is not named and yet is one person: a rare trait, or the trade of their kin, in a small place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.privacy.lexicon import lexicon
from bot.privacy.reading import Reading, Span, Word
from bot.privacy.traits import is_in_a_state, is_said_ill, is_very_old, unusual

_ONLY = frozenset({"enige", "enigste"})
_MOST = frozenset({"oudste", "jongste", "laatste", "langste", "zwaarste", "rijkste", "bekendste"})
_DWELLERS = frozenset({"inwoner", "inwoonster", "bewoner", "bewoonster", "man", "vrouw", "eilander", "dorpsbewoner"})
_AT = frozenset({"in", "uit", "te", "van", "bij", "op", "nabij"})
_ONE = frozenset(
    {"man", "vrouw", "meisje", "jongen", "jongetje", "gezin", "persoon", "jarige", "meisjes", "echtpaar", "stel"}
)
_LINKS = _AT | {"voor", "met", "die", "dat", "is", "om", "en", "of", "aan", "naar", "dan", "waar"}
"""What ends the words right behind `de enige`."""

_SMALL = frozenset({"dorp", "dorpje", "gehucht", "buurtschap", "eiland", "eilandje", "straatje"})
_HEADS = frozenset({"sint", "st", "oude", "nieuwe", "nieuw", "oud", "den", "de", "het", "een", "'s"})
_MANY = frozenset(
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

_ENDED = re.compile(r"[.!?] [A-Z]")
_IMPAIRED = frozenset(
    {
        "dove",
        "blinde",
        "zwangere",
        "demente",
        "zieke",
        "verslaafde",
        "verlamde",
        "zwarte",
        "depressieve",
        "psychotische",
    }
)
_WITH = re.compile(r" met [a-z\- ]{0,25}")
_FORMER = frozenset({"vroegere", "voormalige", "voormalig", "vorige", "gewezen", "gepensioneerde", "oude"})
_NEAR, _FAR = 60, 150
_CLUB = 7
"""Words from a role to the end of the place: `van de voetbalclub in Wijk aan Zee`."""

_REACH = 14
"""Words between a person and the place, at most."""


def indirect(reading: Reading) -> Iterator[Span]:
    """Descriptions that fit one person only, none over another: two that share words are one description."""
    if not _names_a_place(reading):
        return
    open_: Span | None = None
    for index, word in enumerate(reading.words):
        if open_ is not None and word.start < open_.end:
            continue
        span = (
            _the_only_one(reading, index)
            or _kin_of_a_trade(reading, index)
            or _known_in_the_village(reading, index)
            or _rare(reading, index)
        )
        if span is None:
            continue
        if open_ is not None and span.start >= open_.end:
            yield open_
        open_ = span if open_ is None or span.start >= open_.end else Span(open_.start, span.end, "INDIRECT")
    if open_ is not None:
        yield open_


def _names_a_place(reading: Reading) -> bool:
    words = reading.words
    return any(
        word.low in _AT and (ahead.is_capital or ahead.low in _HEADS or ahead.low in _SMALL or ahead.low == "klein")
        for word, ahead in pairwise(words)
    )


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
            end = _place_after(reading, at)
            return Span(words[index + 1].start, end, "INDIRECT") if end and _is_ill(reading, end) else None
        if _is_somebody(words[at]) or words[at].low.endswith(_SOMEBODY_ENDS):
            end = _place_after(reading, at)
            return (
                Span(_with_age(reading, words[index + 1].start), _upto_rare(reading, end), "INDIRECT") if end else None
            )
    return None


def _kin_of_a_trade(reading: Reading, index: int) -> Span | None:
    """`de oudste zoon van de bakker in ...`"""
    words = reading.words
    if not lexicon("relatives").is_whole(words[index].low):
        return None
    low = [word.low for word in words[index + 1 : index + 4]]
    if len(low) < 3 or low[0] != "van" or low[1] not in {"de", "het", "onze", "een", "den"}:
        return None
    if not lexicon("trades").has(low[2]):
        return None
    end = _place_after(reading, index + 3)
    if end is None:
        return None
    start = (
        words[index - 1].start
        if index and words[index - 1].low in {"oudste", "jongste", "enige", "tweede"}
        else words[index].start
    )
    clause = _CLAUSE.match(reading.low, end)
    return Span(start, clause.end() if clause else end, "INDIRECT")


def _known_in_the_village(reading: Reading, index: int) -> Span | None:
    """`de vroegere burgemeester van ... heeft`, `de voorzitter van de voetbalclub in ... is opgenomen met`."""
    words = reading.words
    low = words[index].low
    if not (lexicon("trades").has(low) or lexicon("functions").has(low) or lexicon("offices").has(low)):
        return None
    if index + 2 >= len(words) or words[index + 1].low not in _AT:
        return None
    before = words[index - 1].low if index else ""
    is_former = before in _FORMER or low.startswith(("oud-", "ex-"))
    end = _place_after(reading, index + 1)
    if end is None or end > words[min(index + _CLUB, len(words) - 1)].end:
        return None
    start = words[index - 1].start if before in _FORMER else words[index].start
    if before in _IMPAIRED or (index and lexicon("rare").has(before)):
        return Span(words[index - 1].start, end, "INDIRECT")
    if not lexicon("functions").has(low) and _WITH.match(reading.low, end):
        ill = reading.nearest("health", end, end, 0, _NEAR // 2)
        if ill is not None:
            return Span(start, _upto_rare(reading, end), "INDIRECT")
    trait = unusual(reading.low, end, end + _FAR)
    if trait and trait[0] <= end + 2:
        return Span(start, trait[1], "INDIRECT")
    if not _is_ill(reading, end) and not (is_former and reading.has("health", end, end, 0, _NEAR)):
        return None
    return Span(start, end, "INDIRECT")


def _upto_rare(reading: Reading, end: int) -> int:
    """`van Rottum met een kunsthart`: the rare thing right behind the place belongs to it."""
    if _WITH.match(reading.low, end):
        for at in reading.places("rare"):
            if end < at <= end + _NEAR // 2:
                return next(word.end for word in reading.words if word.start == at)
    return end


def _is_ill(reading: Reading, end: int) -> bool:
    """Whether an illness is said to be theirs right behind here."""
    verb = is_said_ill(reading.low, end)
    if verb is None:
        return False
    if is_in_a_state(reading.low, verb):
        return True
    ill = reading.nearest("health", verb, verb, 0, _NEAR)
    return ill is not None and not any(many in reading.low[verb : verb + ill].split() for many in _MANY)


def _rare(reading: Reading, index: int) -> Span | None:
    """Somebody with an illness that few have, in a place where few live; in either order."""
    words = reading.words
    is_at_work = reading.low.startswith(" met ", words[index].end) and (
        lexicon("trades").has(words[index].low) or lexicon("functions").has(words[index].low)
    )
    if not (is_at_work or _is_somebody(words[index]) or _is_rare(reading, index)):
        return None
    rest = words[index : index + _REACH]
    if any(word.low in _MANY for word in words[max(0, index - 3) : index]):
        return None
    are_many = any(word.low in _MANY for word in rest[:6])
    rare = [] if are_many else [word.end for at, word in enumerate(rest, index) if _is_rare(reading, at)]
    last = max(rare) if rare and (is_at_work or any(map(_is_somebody, rest))) else _unusual(reading, index)
    if last is None:
        return None
    is_named = index > 1 and words[index - 2].low in _KINDS and words[index - 1].low == "van"
    start = words[index - 2].start if is_named else _with_age(reading, words[index].start)
    end = _place_after(reading, index)
    if end is None:
        before = _place_before(reading, index)
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
    trait = unusual(reading.low, word.end, word.end + _FAR)
    return trait[1] if trait else None


def _is_somebody(word: Word) -> bool:
    return word.low in _ONE or (lexicon("clients").has(word.low) and word.low not in _MANY)


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


def _place_after(reading: Reading, index: int) -> int | None:
    """Where the first small place behind this word ends; None where there is none, or only a large one."""
    words = reading.words
    for at in range(index, min(index + _REACH, len(words) - 1)):
        if words[at].low not in _AT or "." in reading.gap(at):
            continue
        ahead = at + 1
        while ahead + 1 < len(words) and words[ahead].low in _HEADS:
            ahead += 1
        if words[ahead].low in _SMALL or (
            words[ahead].low == "klein" and words[min(ahead + 1, len(words) - 1)].low in _SMALL
        ):
            return words[ahead].end
        if _is_small_place(words[ahead]):
            return _end_of_place(reading, ahead)
    return None


def _is_small_place(word: Word) -> bool:
    if not word.is_capital or word.is_short_form or len(word.low) < 2:
        return False
    others = ("large_places", "no_names", "organisations", "first_names", "health", "rare")
    if lexicon("municipalities").is_whole(word.low):
        return not lexicon("large_places").has(word.low)
    if "-" in word.low:  # `Een-West` is not the west
        return not any(lexicon(name).is_whole(word.low) for name in others)
    return not any(lexicon(name).has(word.low, word.typed) for name in others)


def _place_before(reading: Reading, index: int) -> int | None:
    """Where the small place begins that stands shortly before this word: `in ... woont een meisje met`."""
    words = reading.words
    for at in range(index - 1, max(index - 7, 0), -1):
        if words[at - 1].low in _AT and _is_small_place(words[at]) and reading.gap(at - 1) == " ":
            return words[at].start
    return None


def _end_of_place(reading: Reading, at: int) -> int:
    words = reading.words
    if at + 1 < len(words) and reading.gap(at) == " " and words[at + 1].is_capital and _is_small_place(words[at + 1]):
        return words[at + 1].end
    return words[at].end
