"""A list of signals: one line each, the number first."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from bot.cards import Block, Bold, Button, Buttons, Card, Heading, Paragraph, Spans
from bot.organisation import Organisation
from bot.signals import Signal
from bot.texts import Words
from bot.views.regions import regions_of

SHORT = 90
"""Characters of a text: enough to recognise it by."""


def list_card(signals: Sequence[Signal], organisation: Organisation, words: Words, more: str = "") -> Card:
    """`more` is the handle under which the next page can be asked for; empty when this is the last one."""
    blocks: list[Block] = [Heading(words.text("list.title"))]
    blocks += [Paragraph(listed_line(signal, organisation, words)) for signal in signals]
    if not signals:
        blocks.append(Paragraph(words.spans("list.empty")))
    if more:
        blocks.append(Buttons((Button(words.text("button.more"), "more"),)))
    return Card(words.count("list.summary", len(signals)), tuple(blocks), more, words.language)


def listed_line(signal: Signal, organisation: Organisation, words: Words) -> Spans:
    """One signal in one line."""
    return words.spans(
        "list.line",
        number=Bold(signal.number),
        region=regions_of(signal, organisation, words),
        lead=signal.lead,
        state=words.text(f"state.{signal.state}"),
        text=shorten(signal.text, SHORT, placeholder=" …"),
    )
