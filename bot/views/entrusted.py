"""What somebody reads privately who works on a confidential signal from now on: its words, which no channel shows."""

from __future__ import annotations

from bot.cards import Button, Buttons, Card, Note, Paragraph, Quote, plain
from bot.views.sight import Sight


def entrusted(sight: Sight) -> Card:
    """The words of the region, and the way to everything else."""
    signal, words = sight.signal, sight.words
    point = words.spans("entrusted.point", number=signal.number, region=sight.regions)
    blocks = (
        Paragraph(point),
        Quote(signal.text),
        Buttons((Button(words.text("button.look"), "look"),)),
        Note(words.spans("entrusted.note")),
    )
    return Card(plain(point), blocks, language=words.language, shortened=words.text("shortened", number=signal.number))
