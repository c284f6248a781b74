"""Names of places in what a liaison typed, and the regions they stand for.

The longest name counts, capitals and accents do not matter, except where a name is an ordinary word or an abbreviation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.organisation import Organisation
from bot.recognise import Word, fold, words

_HARD = re.compile(r"[^\s'’‘/&()\u2010-\u2015-]")
_SENTENCE_END = re.compile(r"[.!?:;\n\u2022\"“”]")
_ARTICLES = frozenset({"de", "het", "t", "the"})
_AREA_WORDS = re.compile(r"^(?:regio|prov\.?|provincie)\s+|\s+e\.?\s?o\.?$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_WIDEST_GAP = 3  # characters between two words of one name
_ABBREVIATION = 4  # letters; capitals in a name this short are meant
_QUARTERS = frozenset(
    {"noord", "oost", "zuid", "west", "noordoost", "noordwest", "zuidoost", "zuidwest", "midden", "centrum", "nieuw"}
)
_INSURERS = frozenset({"verzekeraar", "zorgverzekeraar"})
_TOWARDS = frozenset({"naar", "richting"})
_SEAT = ("den", "haag")  # "naar Den Haag": to the government, not to the town


@dataclass(frozen=True, slots=True)
class Place:
    """What a name of a place may stand for: regions, the likeliest first.

    `open` where a name alone does not settle it; `equal` where there is no likeliest either (Bergen, twice).
    """

    regions: tuple[str, ...]
    open: bool = False
    equal: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text: `text[start:end]` as somebody typed it."""

    place: Place
    start: int
    end: int
    towards: bool = False  # where people have to go: "naar Zwolle"


@dataclass(frozen=True, slots=True)
class _Name:
    """A way to write a place. `loose` says per further word that the name itself has a full stop or comma before it."""

    words: tuple[str, ...]
    capital: bool = False  # only with the capitals in `typed`
    leading: bool = False  # only as "name: text"
    typed: tuple[str, ...] = field(default=(), compare=False)
    loose: tuple[bool, ...] = field(default=(), compare=False)


class Places:
    """All names of places in an organisation: regions, municipalities, sub-regions and other divisions."""

    def __init__(self, organisation: Organisation) -> None:
        self._ordinary = {fold(word) for word in organisation.ordinary_words}
        self._by_first: dict[str, list[tuple[_Name, Place]]] = defaultdict(list)
        for name, place in self._gathered(organisation).items():
            self._by_first[name.words[0]].append((name, place))
        for names in self._by_first.values():
            names.sort(key=lambda entry: -len(entry[0].words))

    def find(self, text: str, found: Sequence[Word]) -> list[Mention]:
        """The places in a text in their order; where names overlap the longest counts."""
        mentions, index = [], 0
        while index < len(found):
            match = self._longest(text, found, index)
            if match is None:
                index += 1
                continue
            name, place = match
            last = index + len(name.words) - 1
            if not _means_something_else(found, index, name):
                bounds = _bounds(text, found, index, last, name)
                mentions.append(Mention(place, *bounds, towards=_is_towards(found, index)))
            index = last + 1
        return mentions

    def _longest(self, text: str, found: Sequence[Word], index: int) -> tuple[_Name, Place] | None:
        for name, place in self._by_first.get(found[index].folded, ()):
            piece = found[index : index + len(name.words)]
            if tuple(word.folded for word in piece) == name.words and _stands(name, text, found, index):
                return name, place
        return None

    def _gathered(self, organisation: Organisation) -> dict[_Name, Place]:
        """Names by rank: a region's own name beats an alias or municipality, and that beats other divisions."""
        own: dict[_Name, list[str]] = defaultdict(list)
        within: dict[_Name, list[str]] = defaultdict(list)
        wider: dict[_Name, list[str]] = defaultdict(list)
        unsettled: set[_Name] = set()
        for key, region in organisation.regions.items():
            for name in self._variants(region.name):
                own[name].append(key)
            for name in self._variants(key):
                own[replace(name, leading=True)].append(key)
            for name in self._variants(*region.aliases, *region.municipalities):
                within[name].append(key)
        for sub_region in organisation.sub_regions:
            for name in self._variants(sub_region.name, *sub_region.aliases):
                wider[name] += sub_region.parents
                if sub_region.ambiguous:
                    unsettled.add(name)
        divisions = [(iza.name, iza.parents) for iza in organisation.iza_regions]
        divisions += [(ggd.name, ggd.overlaps) for ggd in organisation.ggd_regions]
        for given, regions in divisions:
            for name in self._variants(given):
                if name not in within:
                    wider[name] += regions
        return {
            name: _place(own.get(name, []), within.get(name, []), wider.get(name, []), name in unsettled)
            for name in {**own, **within, **wider}
        }

    def _variants(self, *given: str) -> set[_Name]:
        """Names as people shorten them: without what is in brackets, "regio", "e.o." and the article."""
        written: set[str] = set()
        for name in given:
            bare = _ASIDE.sub("", name).strip()
            shorter = (bare, *bare.split("/")) if bare != bare.lower() else ()
            written |= {_AREA_WORDS.sub("", part.strip()) for part in (_ASIDE.sub(r" \1", name), *shorter)}
        variants = set()
        for parts in map(words, written):
            variants.add(self._name(parts))
            if len(parts) > 1 and parts[0].folded in _ARTICLES and parts[1].typed[0].isupper():
                variants.add(self._name(parts[1:], capital=True))
        return {name for name in variants if not _QUARTERS.issuperset(name.words)}

    def _name(self, parts: Sequence[Word], *, capital: bool = False) -> _Name:
        if len(parts) == 1:
            [only] = parts
            capital |= only.folded in self._ordinary or (only.typed.isupper() and len(only.typed) <= _ABBREVIATION)
        return _Name(
            words=tuple(word.folded for word in parts),
            capital=capital,
            typed=tuple(word.typed for word in parts),
            loose=tuple(bool(_HARD.search(word.gap)) for word in parts[1:]),
        )


def _place(own: Sequence[str], within: Sequence[str], wider: Sequence[str], ambiguous: bool) -> Place:
    if own:
        return Place((own[0],))
    near = tuple(dict.fromkeys(within))
    regions = tuple(dict.fromkeys((*near, *wider)))
    equal = len(near) > 1
    return Place(regions, open=len(regions) > 1 and (equal or ambiguous), equal=equal)


def _stands(name: _Name, text: str, found: Sequence[Word], index: int) -> bool:
    """Whether the words from here on, which spell the name, are the name."""
    piece = found[index : index + len(name.words)]
    if any(_parted(word.gap, loose) for loose, word in zip(name.loose, piece[1:], strict=True)):
        return False
    end = piece[-1].end
    if name.leading:
        return index == 0 and text[end : end + 4].lstrip().startswith(":")
    if name.words[0].isdecimal():
        return not _beside_a_number(found, index)
    if not name.capital:
        return True
    if any(word.typed != typed for word, typed in zip(piece, name.typed, strict=True)):
        return False
    begins = index == 0 or _SENTENCE_END.search(found[index].gap) is not None
    return not begins or name.typed[0].isupper() or _set_apart(text, end)


def _bounds(text: str, found: Sequence[Word], first: int, last: int, name: _Name) -> tuple[int, int]:
    """Where a mention starts and ends: with its apostrophe, its bracket and the quarter behind it."""
    start = found[first].start
    if name.typed[0] in {"t", "s"} and found[first].gap.endswith(("'", "’", "‘")):
        start -= 1
    while last + 1 < len(found) and _is_quarter(found[last + 1]):
        last += 1
    end = found[last].end
    closes = text[end : end + 1] == ")" and "(" in text[start:end]
    return start, end + closes


def _is_quarter(word: Word) -> bool:
    """The second word of Amsterdam Zuidoost and Rotterdam-West."""
    return word.folded in _QUARTERS and word.gap in {" ", "-"} and not word.typed.islower()


def _parted(gap: str, loose: bool) -> bool:
    return len(gap) > _WIDEST_GAP or (not loose and _HARD.search(gap) is not None)


def _beside_a_number(found: Sequence[Word], index: int) -> bool:
    """Whether a name of digits is a piece of a longer number: 010 is a town, 010-4567 is not."""
    beside = range(max(1, index), min(index + 2, len(found)))
    return any(
        len(found[right].gap) <= _WIDEST_GAP and found[right - 1].folded.isdecimal() and found[right].folded.isdecimal()
        for right in beside
    )


def _set_apart(text: str, end: int) -> bool:
    """Whether a name at the start of a sentence is followed by a sign, as in "Best: ..." and "Beek e.o."."""
    after = text[end : end + 5].lstrip()
    return not after or after.startswith((*":,./()-–—", "eo", "e.o", "ea", "e.a"))


def _is_towards(found: Sequence[Word], index: int) -> bool:
    at = index - 1
    if at > 0 and found[at].folded in _ARTICLES:
        at -= 1
    return at >= 0 and found[at].folded in _TOWARDS


def _means_something_else(found: Sequence[Word], index: int, name: _Name) -> bool:
    before = found[index - 1].folded if index else ""
    return before in _INSURERS or (name.words == _SEAT and before in _TOWARDS)
