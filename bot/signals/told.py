"""What a signal carries beside its own words: what solved it, who was told, and one event for every step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.signals.drawing import Step


class Verdict(StrEnum):
    """What the region says when it has been told."""

    HELPED = "helped"
    HALF = "half"
    NOT = "not"


class OutcomeKind(StrEnum):
    """What a solution was."""

    ARRANGEMENT = "arrangement"
    RULE_CHANGED = "rule_changed"
    EXPLANATION = "explanation"
    SANDBOX = "sandbox"
    MONEY = "money"
    OTHER = "other"


class Landed(StrEnum):
    """Where a solution landed in policy."""

    LAW = "law"
    SCHEME = "scheme"
    LETTER = "letter"
    EXPLANATION = "explanation"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What solved it. `reason` is required where nothing landed in policy."""

    kind: OutcomeKind
    text: str
    landed: Landed
    structural: bool
    reason: str = ""
    to_adapt: str = ""  # what another region would have to adapt
    lesson: str = ""  # of a bundle: what policy learns of it, so that it does not come back

    def __post_init__(self) -> None:
        if self.landed is Landed.NOTHING and not self.reason.strip():
            raise ValueError("an outcome that landed nowhere in policy needs a reason")


@dataclass(frozen=True, slots=True)
class Told:
    """Who in the region was told, when, and what the region made of it."""

    whom: str
    on: date
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline. `facts` are short values by name; `at` is UTC.

    `platform` is where it was said, known once it is stored.
    """

    version: int
    step: Step
    by: str  # key of a person, or "clock"
    at: datetime
    facts: Mapping[str, str] = field(default_factory=dict)
    platform: str = field(default="", compare=False)
