"""One line per step: replies under a signal's card, and the short direct message that a step also sends."""

from __future__ import annotations

from bot.cards import Card, Paragraph, Spans, plain
from bot.signals import Step
from bot.views.sight import Sight


def history(sight: Sight) -> Card:
    """What happened, for the thread under the card."""
    return _line(sight, "history")


def news(sight: Sight) -> Card:
    """What happened, for one person: an edited message notifies nobody."""
    return _line(sight, "news")


def _line(sight: Sight, kind: str) -> Card:
    spans = _sentence(sight, kind)
    return Card(summary=plain(spans), blocks=(Paragraph(spans),), language=sight.words.language)


def _sentence(sight: Sight, kind: str) -> Spans:
    event, words, signal = sight.event, sight.words, sight.signal
    if event is None:
        raise ValueError("a line of history tells about one event")
    facts = {
        "number": signal.number,
        "who": sight.person(event.by),
        "lead": signal.lead,
        "step": event.facts.get("next_step", ""),
        "directorate": event.facts.get("directorate", ""),
        "triage": sight.organisation.routing_fallback,
        "reason": event.facts.get("reason", ""),
        "text": event.facts.get("text", ""),
        "from": event.facts.get("from", ""),
        "to": event.facts.get("to", ""),
    }
    if event.step is Step.NOTE and sight.via:
        return words.spans(f"{kind}.note.via", via=words.text(f"platform.{sight.via}"), **facts)
    return words.spans(f"{kind}.{event.step}", **facts)
