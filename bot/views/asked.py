"""Direct messages that ask something of the liaison: to answer the fixer, or to tell the region."""

from __future__ import annotations

from bot.cards import Buttons, Card, Note, Paragraph, Quote, plain
from bot.signals import Step
from bot.views.sight import Sight
from bot.views.steps import button


def question(sight: Sight) -> Card:
    """Who asks, what, and until when it may wait."""
    signal, words = sight.signal, sight.words
    point = words.spans("question.asked", number=signal.number, who=_whoever(Step.WAIT, sight))
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
    point = words.spans("solved.point", number=signal.number, who=_whoever(Step.SOLVE, sight))
    late = sight.planned.get("untold_late")
    tell = words.spans("solved.tell.before", at=words.moment(late)) if late else words.spans("solved.tell")
    blocks = (
        Paragraph(point),
        Quote(signal.outcome.text if signal.outcome else ""),
        Buttons((button("ask_tell", signal, words),)),
        Note(tell),
    )
    return Card(plain(point), blocks, language=words.language, shortened=words.text("shortened", number=signal.number))


def _whoever(step: Step, sight: Sight) -> str:
    """Took this step; the first fixer where the message is about another one."""
    event = sight.event
    return sight.person(event.by if event and event.step is step else sight.signal.fixer)
