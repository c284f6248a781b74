"""Takes apart what somebody types after `stand`: by what to count, and to which region, theme or agreement to narrow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Literal, NamedTuple

from bot.organisation import Organisation

By = Literal["region", "theme", "agreement"]

BY: dict[str, By] = {
    **dict.fromkeys(("regio", "regio's", "regio’s", "regios", "region", "regions"), "region"),
    **dict.fromkeys(("thema", "thema's", "thema’s", "themas", "theme", "themes"), "theme"),
    **dict.fromkeys(("akkoord", "akkoorden", "agreement", "agreements"), "agreement"),
}
"""The words for it, in both languages."""

SHORT, LONGEST = 4, 8
"""Words that may still be typed in small letters, and of a command at all; the longest name of an agreement has six."""

SMALL = frozenset(["de", "het", "en", "van", "voor", "of", "the", "and", "for"])
"""Words in names that have no capital."""

ALIKE = 3
"""Names that are offered when none fits, and letters from which on a part of a name will do."""

_IN_FULL = re.compile(r"van zaken\b:?\s*(?:(?:in|bij|voor|van)\s+)?", re.IGNORECASE)

_SENTENCE = re.compile(r"[:;!?]|[.](?:\s|$)")


class Asked(NamedTuple):
    """What was typed: `by` is None where it says nothing of the kind, `name` is empty for everything."""

    by: By | None
    name: str


class Narrowed(NamedTuple):
    """The one region, theme or agreement that is meant."""

    by: By
    key: str
    name: str


def read(words: str) -> Asked:
    """A word to count by, and whatever follows it; `van zaken` is just what it is called in full."""
    first, _, rest = _IN_FULL.sub("", " ".join(words.split())).partition(" ")
    by = BY.get(first.casefold())
    return Asked(by, rest) if by else Asked(None, f"{first} {rest}".strip())


def is_meant(words: str) -> bool:
    """Whether a longer text behind the word begins as a command does, and is no sentence about a region."""
    by, typed = read(words).by, words.split()
    if _IN_FULL.match(words) and len(typed) <= SHORT + 1 and not _SENTENCE.search(words):
        return True
    if by is None or len(typed) > LONGEST or _SENTENCE.search(words):
        return False
    return by == "theme" or len(typed) <= SHORT or all(map(_is_of_a_name, typed[1:]))


def narrowed(asked: Asked, organisation: Organisation) -> Narrowed | None:
    """By key, name or alias, else by a part of a name that only one has; None when nothing or too much is called so."""
    found = list(_named(asked.by, organisation))
    typed = _folded(asked.name)
    exact = [each for each, names in found if typed in names]
    if exact:
        return exact[0]
    part = [each for each, names in found if len(typed) >= ALIKE and any(typed in name for name in names)]
    return part[0] if len(part) == 1 else None


def like(asked: Asked, organisation: Organisation) -> tuple[str, ...]:
    """At most three names that could have been meant: that it is a part of, else that are spelt alike."""
    typed = _folded(asked.name)
    found = {name: each.name for each, names in _named(asked.by, organisation) for name in names}
    part = [found[name] for name in found if len(typed) >= ALIKE and typed in name]
    close = [found[name] for name in get_close_matches(typed, found, n=ALIKE, cutoff=0.7)]
    return tuple(dict.fromkeys(part or close))[:ALIKE]


def _is_of_a_name(word: str) -> bool:
    return word in SMALL or not word[0].isalpha() or word[0].isupper()


def _named(by: By | None, organisation: Organisation) -> Iterator[tuple[Narrowed, list[str]]]:
    """Everything that can be meant, with all it is called: regions before agreements, and those before themes."""
    if by in (None, "region"):
        for region in organisation.regions.values():
            yield Narrowed("region", region.key, region.name), _all(region.key, region.name, *region.aliases)
    if by in (None, "agreement"):
        for key, agreement in organisation.agreements.items():
            short = agreement.abbreviation
            yield Narrowed("agreement", key, short or agreement.name), _all(key, agreement.name, short)
    if by in (None, "theme"):
        for theme in organisation.themes.values():
            yield Narrowed("theme", theme.key, theme.label), _all(theme.key, theme.label)


def _all(*names: str) -> list[str]:
    return [_folded(name) for name in names if name]


def _folded(name: str) -> str:
    return " ".join(_parts(name))


def _parts(name: str) -> Iterable[str]:
    return name.casefold().replace("_", " ").split()
