"""What a functional manager reads when a card could not be delivered."""

from __future__ import annotations

from bot.cards import Card, Note, Paragraph, plain
from bot.views.sight import Sight


def undelivered(sight: Sight) -> Card:
    """Which signal did not reach which directorate, and what to do now."""
    words, signal = sight.words, sight.signal
    point = words.spans("undelivered.point", number=signal.number, directorates=words.all_of(signal.missed))
    mend = words.spans("undelivered.mend", triage=sight.organisation.routing_fallback)
    return Card(summary=plain(point), blocks=(Paragraph(point), Note(mend)), language=words.language)
