"""Direct messages that ask something of the liaison: to answer the fixer, or to tell the region."""

from __future__ import annotations

from bot.cards import Buttons, Card, Note, Paragraph, Quote, plain
from bot.views.sight import Sight
from bot.views.steps import button


def question(sight: Sight) -> Card:
    """Who asks, what, and until when it may wait."""
    signal, words = sight.signal, sight.words
    point = words.spans("question.asked", number=signal.number, who=sight.person(signal.fixer))
    until = words.day(signal.waits_until) if signal.waits_until else ""
    blocks = (
        Paragraph(point),
        Quote(signal.question),
        Buttons((button("ask_answer", signal, words),)),
        Note(words.spans("question.pause", day=until)),
    )
    return Card(plain(point), blocks, language=words.language, shortened=words.text("shortened", number=signal.number))


def solved(sight: Sight) -> Card:
    """What solved it, in words that can be passed on, and the step that is left."""
    signal, words = sight.signal, sight.words
    point = words.spans("solved.point", number=signal.number, who=sight.person(signal.fixer))
    late = sight.planned.get("untold_late")
    tell = words.spans("solved.tell.before", at=words.moment(late)) if late else words.spans("solved.tell")
    blocks = (
        Paragraph(point),
        Quote(signal.outcome.text if signal.outcome else ""),
        Buttons((button("ask_tell", signal, words),)),
        Note(tell),
    )
    return Card(plain(point), blocks, language=words.language, shortened=words.text("shortened", number=signal.number))
