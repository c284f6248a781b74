"""A list of signals: one line each, the number first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import shorten

from bot.cards import Block, Bold, Button, Buttons, Card, Heading, Note, Paragraph, Posted, Span, Spans
from bot.delivery import Receipt
from bot.organisation import Organisation
from bot.signals import Signal
from bot.texts import Words
from bot.views.regions import regions_of, without_region

SHORT = 90
"""Characters of a text: enough to recognise it by."""


def list_card(
    title: str,
    signals: Sequence[Signal],
    organisation: Organisation,
    words: Words,
    more: str = "",
    posted: Mapping[str, Receipt] | None = None,
) -> Card:
    """`more` is the handle under which the next page can be asked for; empty when this is the last one.

    `posted` says by id where the reader finds the card of a signal, where there is one.
    """
    blocks: list[Block] = [Heading(title)]
    blocks += [Paragraph(listed_line(signal, organisation, words, (posted or {}).get(signal.id))) for signal in signals]
    if signals:
        blocks.append(Note(words.spans("list.opens", number=signals[0].number)))
    else:
        blocks.append(Paragraph(words.spans("list.empty")))
        blocks.append(Note(words.spans("list.others")))
    if more:
        blocks.append(Buttons((Button(words.text("button.more"), "more"),)))
    return Card(words.count("list.summary", len(signals)), tuple(blocks), more, words.language)


def listed_line(signal: Signal, organisation: Organisation, words: Words, stands: Receipt | None = None) -> Spans:
    """One signal in one line; its number leads to where its card stands, if that is known."""
    first = organisation.region(signal.region)
    region = first.name if first else signal.region
    number: Span = Bold(signal.number)
    if stands:
        number = Posted(signal.number, stands.place.platform, stands.place.address, stands.message)
    return words.spans(
        "list.line",
        number=number,
        region=regions_of(signal, organisation, words),
        lead=signal.lead,
        state=words.text(f"state.{signal.state}"),
        text=shorten(without_region(signal.text, region), SHORT, placeholder=" …"),
    )
