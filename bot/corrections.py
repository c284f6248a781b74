"""Where a filer chose something else than was suggested, or a directorate sent it on: kept beside that step, and read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.routing import Suggestion

About = Literal["theme", "lead", "region"]
Who = Literal["filer", "directorate"]
"""Who corrected: the filer in the form, or the directorate afterwards, with "not ours"."""

_ABOUTS: tuple[About, ...] = ("theme", "lead", "region")
_SUGGESTED, _CHOSEN, _BY = "suggested_", "chosen_", "suggested_by"
_BETWEEN = ", "

MARK = _SUGGESTED
"""How the facts of a correction begin, and no other fact does."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One choice that was corrected. Keys of the organisation file; `suggested` is "" where nothing was recognised.

    `phrases` are the words of the organisation file, or the name of a place, that spoke for the suggestion. Where a
    directorate corrected, `suggested` is that directorate, whoever had chosen it.
    """

    about: About
    suggested: str
    chosen: str
    phrases: tuple[str, ...]
    by: Who = "filer"


def noted(guess: Suggestion, *, theme: str, lead: str, region: str) -> dict[str, str]:
    """The facts of a filing that differs from its suggestion; empty where it does not. `theme` "" was left as it was."""
    theme_guessed = guess.themes[0] if guess.themes else ""
    facts: dict[str, str] = {}
    if theme not in {"", theme_guessed}:
        facts |= {f"{_SUGGESTED}theme": theme_guessed, f"{_CHOSEN}theme": theme}
    if lead != guess.lead:
        facts |= {f"{_SUGGESTED}lead": guess.lead, f"{_CHOSEN}lead": lead}
    if facts and guess.phrases:
        facts[_BY] = _BETWEEN.join(guess.phrases)
    if guess.region and region != guess.region:
        facts |= {f"{_SUGGESTED}region": guess.region, f"{_CHOSEN}region": region}
        if guess.region_mention:
            facts[f"{_BY}_region"] = guess.region_mention
    return facts


def spoke_for(lead: str, guess: Suggestion) -> dict[str, str]:
    """The facts of "not ours": which words speak for the directorate that says so; empty where none do."""
    return {_BY: _BETWEEN.join(guess.phrases)} if guess.lead == lead and guess.phrases else {}


def sent_on(facts: Mapping[str, str]) -> Correction:
    """The correction that "not ours" is; `facts` as the step has them."""
    return Correction("lead", facts["from"], facts["proposed"], _phrases(facts.get(_BY, "")), "directorate")


def read_back(facts: Mapping[str, str]) -> Iterator[Correction]:
    """The corrections that `noted` wrote down."""
    for about in _ABOUTS:
        if (suggested := facts.get(f"{_SUGGESTED}{about}")) is not None:
            spoke = facts.get(f"{_BY}_region" if about == "region" else _BY, "")
            yield Correction(about, suggested, facts[f"{_CHOSEN}{about}"], _phrases(spoke))


def _phrases(kept: str) -> tuple[str, ...]:
    return tuple(filter(None, kept.split(_BETWEEN)))
