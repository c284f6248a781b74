"""What was found: where it is known, how it stands there, and what solved it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from bot.cards import Block, Button, Buttons, Card, Heading, Note, Paragraph
from bot.organisation import Organisation
from bot.signals import Signal
from bot.texts import Words
from bot.views.listing import listed_line

SHORT = 160
"""Characters of a solution: enough to see whether it would help."""


def found_card(title: str, signals: Sequence[Signal], organisation: Organisation, words: Words, more: str = "") -> Card:
    """`more` is the handle under which the next page can be asked for; empty when this is the last one."""
    blocks: list[Block] = [Heading(title)]
    for signal in signals:
        blocks += _told(signal, organisation, words)
    if not signals:
        blocks.append(Paragraph(words.spans("found.nothing")))
    if more:
        blocks.append(Buttons((Button(words.text("button.more"), "more_found"),)))
    return Card(words.count("list.summary", len(signals)), tuple(blocks), more, words.language)


def _told(signal: Signal, organisation: Organisation, words: Words) -> Iterator[Block]:
    yield Paragraph(listed_line(signal, organisation, words))
    if signal.outcome is not None:
        yield Note(words.spans("found.outcome", outcome=shorten(signal.outcome.text, SHORT, placeholder=" …")))
