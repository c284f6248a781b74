"""Working days and moments as a sentence says them: how many have passed, and when the next thing is due."""

from __future__ import annotations

from datetime import datetime

from bot.cards import Spans
from bot.texts import Words
from bot.views.sight import Sight
from bot.worktime import local_day, next_working_day, whole_days_between, working_days_between

SPELLED = 12
"""Numbers up to this one are written in letters."""


def days_passed(sight: Sight) -> int:
    """Whole working days from the moment that counts to the event."""
    if sight.since is None or sight.event is None:
        return 0
    return whole_days_between(sight.since, sight.event.at, sight.organisation.clock)


def day_number(sight: Sight) -> int:
    """On which working day the event fell."""
    if sight.since is None or sight.event is None:
        return 0
    return working_days_between(sight.since, sight.event.at, sight.organisation.clock)


def working_days(count: int, words: Words) -> str:
    """`vijf werkdagen`."""
    return words.count("days", count, spelled=words.text(f"number.{count}") if 0 < count <= SPELLED else count)


def ahead(key: str, at: datetime, sight: Sight, **facts: str) -> Spans:
    """The sentence under `key` about a moment to come: today and tomorrow are said in a word."""
    clock, event, words = sight.organisation.clock, sight.event, sight.words
    today = local_day(event.at, clock) if event else None
    if today and local_day(at, clock) == today:
        return words.spans(f"{key}.today", time=words.time(at), **facts)
    if today and (local_day(at, clock) - today).days == 1 and next_working_day(today, clock) == local_day(at, clock):
        return words.spans(f"{key}.tomorrow", time=words.time(at), **facts)
    return words.spans(key, at=words.moment(at), **facts)
