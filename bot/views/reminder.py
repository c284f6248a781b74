"""The one line with which the clock reminds a channel."""

from __future__ import annotations

from bot.cards import Button, Buttons, Card, Paragraph, plain
from bot.views.sight import Sight


def reminder(sight: Sight) -> Card:
    """Nobody has taken it on yet; the card itself may stand far above."""
    spans = sight.words.spans("reminder.unclaimed", number=sight.signal.number, region=sight.region)
    look = Button(sight.words.text("button.look"), "look")
    return Card(plain(spans), (Paragraph(spans), Buttons((look,))), language=sight.words.language)
