"""The one line with which the clock reminds a channel."""

from __future__ import annotations

from bot.cards import Card, Paragraph, plain
from bot.views.sight import Sight


def reminder(sight: Sight) -> Card:
    """Nobody has taken it on yet."""
    spans = sight.words.spans("reminder.unclaimed", number=sight.signal.number, region=sight.region)
    return Card(plain(spans), (Paragraph(spans),), language=sight.words.language)
