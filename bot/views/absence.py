"""What is read when somebody is away: how long, who stands in, and what lies with that one from now on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.cards import Block, Button, Buttons, Card, Note, Paragraph, plain
from bot.organisation import Organisation, Person
from bot.signals import Signal
from bot.texts import Words
from bot.views.listing import listed_line

MOST = 20
"""Signals in one message."""


def days_of(first: date, last: date, today: date, words: Words) -> str:
    """From when until when, behind "away": `tot en met 12 mei 2027`, `van 10 t/m 20 december 2026`."""
    if first <= today:
        return words.text("absent.days.now", day=words.day(last))
    if first == last:
        return words.text("absent.days.one", day=words.day(last))
    return words.text("absent.days", days=words.days(first, last))


def handed_card(
    signals: Sequence[Signal], whom: Person, days: str, organisation: Organisation, words: Words, handle: str
) -> Card:
    """For the deputy. `handle` leads to the signal, if it is just one."""
    note = Note(words.spans("absent.until", who=whom.name, days=days))
    if len(signals) == 1:
        region = organisation.region(signals[0].region)
        name = region.name if region else signals[0].region
        point = words.spans("absent.lies", who=whom.name, number=signals[0].number, region=name)
        look = Buttons((Button(words.text("button.look"), "look"),))
        return Card(plain(point), (Paragraph(point), look, note), handle, words.language)
    point = words.spans("absent.lie" if signals else "absent.lies.nothing", who=whom.name)
    return Card(plain(point), (Paragraph(point), *listed(signals, organisation, words), note), language=words.language)


def listed(signals: Sequence[Signal], organisation: Organisation, words: Words) -> list[Block]:
    """A line for each, up to what one message holds."""
    lines: list[Block] = [Paragraph(listed_line(signal, organisation, words)) for signal in signals[:MOST]]
    left = len(signals) - MOST
    return [*lines, Note((words.count("absent.more", left),))] if left > 0 else lines
