"""What a directorate reads when three regions have the same: that it is one now, or that it could be."""

from __future__ import annotations

from bot.cards import Button, Buttons, Card, Note, Paragraph, plain
from bot.views.sight import Sight


def bundled(sight: Sight) -> Card:
    """Every region behind it, by name."""
    regions = [sight.place(key) for key in sight.signal.regions]
    point = sight.words.spans(
        "bundled.point", number=sight.signal.number, count=len(regions), regions=sight.words.all_of(regions)
    )
    return Card(plain(point), (Paragraph(point),), language=sight.words.language)


def bundle_offered(sight: Sight) -> Card:
    """Which ones are alike, by number, and the one button that makes them one."""
    words, others = sight.words, sight.filed.facts.get("like", "").split()
    point = words.spans(
        "bundle_offered.point", number=sight.signal.number, region=sight.region, others=words.all_of(others)
    )
    make = Buttons((Button(words.text("button.bundle"), "bundle", "primary"),))
    blocks = (Paragraph(point), make, Note(words.spans("bundle_offered.note")))
    return Card(plain(point), blocks, language=words.language)
