"""Whom a message to one person reaches today: them, whoever has their office, and whoever does their work meanwhile."""

from __future__ import annotations

from bot.organisation import Organisation
from bot.signals import Signal, Step

BETWEEN_TWO = frozenset({"spar_back"})
"""Messages that nobody else reads, whoever does the work meanwhile."""

FOR_WHO_ACTS = frozenset({"question", "solved", "assigned", "entrusted", "decision_told", "nobody_came", "undelivered"})
"""Messages that ask something: whoever stands in for somebody gets them as well, and may do it."""

ASKING = frozenset({Step.NOTE, Step.ANSWER, Step.HAND_OVER, Step.REOPEN, Step.DECLINE})
"""Steps whose news asks something of who reads it, if only to tell it on."""


def addressed(
    person: str, view: str, signal: Signal, event_version: int, organisation: Organisation, actor: str
) -> list[str]:
    """The keys of everybody who gets it. `actor`, by key, is not told as a deputy what they do themselves; or empty."""
    if view in BETWEEN_TWO:
        return [person]
    listed = organisation.person(person)
    key = listed.key if listed else person
    holder, there = organisation.holder(key), organisation.stand_in(key)
    steps = {event.step for event in signal.fresh if event.version == event_version}
    asks = view in FOR_WHO_ACTS or (view == "news" and not ASKING.isdisjoint(steps))
    return [holder, there] if asks and there not in ("", holder, actor) else [holder]
