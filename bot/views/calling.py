"""What the regiocommissaris reads when called in or asked to spar, and the forms in which somebody does so by hand."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import Bold, Button, Buttons, Card, Form, Note, Paragraph, Quote, Spans, plain
from bot.signals import Signal
from bot.texts import Words
from bot.views.asking import form_of, long_text
from bot.views.counted import days_passed, working_days
from bot.views.deciding import CALLED, called_buttons, gist
from bot.views.sight import Sight

LONGEST = 1000
"""Characters of a question."""


def called_in(sight: Sight) -> Card:
    """What stalls, since when and with whom; what the region asks, in its own words; what can be done."""
    signal, words = sight.signal, sight.words
    point = _why(sight)
    blocks = (
        Paragraph(point),
        Paragraph(words.spans("called_in.region")),
        gist(signal),
        Note(words.spans("called_in.choices", **{action: Bold(words.text(f"button.{action}")) for action in CALLED})),
        called_buttons(signal, words),
    )
    return Card(plain(point), blocks, language=words.language, shortened=words.text("shortened", number=signal.number))


def spar(sight: Sight) -> Card:
    """A private word; nobody else reads it."""
    event, words = sight.event, sight.words
    who = sight.person(event.by) if event else ""
    look = Button(words.text("button.look"), "look")
    point = words.spans("spar.point", who=who, number=sight.signal.number, region=sight.region)
    blocks = (
        Paragraph(point),
        Quote(event.facts.get("text", "") if event else ""),
        Note(words.spans("spar.private")),
        Buttons((Button(words.text("button.ask_spar_back"), "ask_spar_back", "primary", opens=True), look)),
    )
    return Card(plain(point), blocks, language=words.language)


def escalate_form(signal: Signal, handle: str, words: Words, text: str = "") -> Form:
    """A question to the regiocommissaris that everybody involved may read."""
    return _form("escalate", signal, handle, words, text)


def spar_form(signal: Signal, handle: str, words: Words) -> Form:
    """A question to the regiocommissaris alone."""
    return _form("spar", signal, handle, words, "")


def _why(sight: Sight) -> Spans:
    event, signal, words = sight.event, sight.signal, sight.words
    facts = event.facts if event else {}
    days = days_passed(sight)
    names = {
        "number": signal.number,
        "region": sight.region,
        "lead": signal.lead,
        "theme": sight.theme,
        "days": working_days(days, words),
        "who": sight.person(event.by) if event else "",
        "reason": facts.get("reason", ""),
        "fixer": sight.name(signal.fixer),
        "day": words.short_day(signal.claimed_at) if signal.claimed_at else "",
    }
    if facts.get("reason"):
        return words.spans("called_in.by_hand", **names)
    kind = "silent" if facts.get("kind", "").startswith("silent") and signal.fixer else "unclaimed"
    return words.spans(f"called_in.{kind}" if days else f"called_in.{kind}.early", **names)


def _form(action: str, signal: Signal, handle: str, words: Words, text: str) -> Form:
    return form_of(
        action, signal, handle, words, replace(long_text(action, "text", words, value=text), longest=LONGEST)
    )
