"""Cards as Adaptive Cards. What people typed only ever stands in text runs, where nothing is markup.

Teams' limits live here: long bodies are cut and say so, head, labels and buttons stay, and no length or character fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, assert_never

from adapters.teams import pictures
from adapters.teams.buttons import steps
from adapters.teams.client import ANYWHERE, Client
from adapters.teams.fitting import ADDED, LARGEST, MARK, Piece, Worth, fit, size
from adapters.teams.spans import led, rich
from adapters.teams.wording import ELLIPSIS, cut, label, line, tame, unmarked, visible
from bot.cards import Block, Buttons, Card, Fact, Facts, Heading, Lines, Note, Paragraph, Quote, Spans
from bot.pictures import Chart, TileMap

Json = dict[str, Any]

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
VERSION = "1.5"

SUMMARY, HEADING, LABEL, VALUE, LINE = 250, 150, 75, 2000, 300
LONGEST = (6000, 3000, 1500, 700, 300, MARK)
"""Characters of one body: the most it gets, then what it gets when the card as a whole is too large."""

BULLET = {"type": "TextRun", "text": "• "}


def card(card: Card, client: Client = ANYWHERE) -> Json:
    """The content of an Adaptive Card. Of one that is too large tables, pictures and lines go before a text is cut shorter."""
    frame = framed(card.summary, card.language)
    room = LARGEST - ADDED - size(frame) - size(frame["speak"])
    mark = cut(label(card.shortened), MARK)
    pieces: list[Piece] = []
    for longest in LONGEST:
        pieces = drawn(card.blocks, card.handle, mark, longest, client)
        if size([piece.shown for piece in pieces if piece.worth > Worth.LINE]) <= room:
            break
    return frame | {"body": fit(pieces, room, mark) or rich((frame["speak"],), SUMMARY, mark)}


def attachment(content: Json) -> Json:
    """A card as it travels in a message, a dialog or an answer."""
    return {"contentType": CONTENT_TYPE, "content": content}


def message(shown: Card, client: Client = ANYWHERE) -> Json:
    """A message with one card; its summary is what a notification says of it."""
    content = card(shown, client)
    return {"type": "message", "summary": content["speak"], "attachments": [attachment(content)]}


def window(title: str, content: Json) -> Json:
    """A card as a dialog."""
    return {"title": cut(label(title), LABEL), "height": "large", "width": "medium", "card": attachment(content)}


def framed(summary: str, language: str) -> Json:
    """A card without a body: its language, and the point in one line for who hears it or cannot see it."""
    said = label(cut(unmarked(summary), SUMMARY))
    return {
        "$schema": SCHEMA,
        "type": "AdaptiveCard",
        "version": VERSION,
        "lang": language,
        "speak": said,
        "fallbackText": said,
        "msteams": {"width": "Full"},
    }


def drawn(blocks: Iterable[Block], handle: str, mark: str, longest: int, client: Client) -> list[Piece]:
    """The elements of these blocks, each body at most `longest` characters."""
    return [
        piece for index, block in enumerate(blocks) for piece in _draw(block, f"{index}", handle, mark, longest, client)
    ]


def _draw(block: Block, name: str, handle: str, mark: str, longest: int, client: Client) -> Iterator[Piece]:
    match block:
        case Heading(text):
            yield from (Piece(shown, Worth.KEPT) for shown in heading(text))
        case Paragraph(spans):
            yield from (Piece(shown, Worth.BODY) for shown in rich(led(spans, client.tenant), longest, mark))
        case Quote(text):
            for shown in rich((text,), longest, mark):
                yield Piece({"type": "Container", "style": "emphasis", "items": [shown]}, Worth.BODY)
        case Facts(facts):
            yield from _facts(facts, min(longest, VALUE), mark, client.tenant)
        case Lines(lines):
            yield from _lines(lines, client.tenant)
        case Chart():
            yield from pictures.chart(block, mark)
        case TileMap():
            yield from pictures.tile_map(block, mark)
        case Note(spans):
            small = rich(led(spans, client.tenant), longest, mark, size="small", isSubtle=True)
            yield from (Piece(shown, Worth.BODY) for shown in small)
        case Buttons(buttons):
            yield from (Piece(shown, Worth.KEPT) for shown in steps(buttons, name, handle, dialogs=client.dialogs))
        case _:
            assert_never(block)


def heading(text: str) -> list[Json]:
    """The head of a card; a screen reader finds it as one, unless there is something in it that Markdown reads."""
    head = cut(line(text), HEADING)
    if not tame(head):
        return rich((head,), HEADING, ELLIPSIS, size="large", weight="bolder")
    return [{"type": "TextBlock", "text": head, "style": "heading", "size": "large", "weight": "bolder", "wrap": True}]


def _facts(facts: Sequence[Fact], longest: int, mark: str, tenant: str) -> Iterator[Piece]:
    """A line for each fact, so that its value is a text run: the values of a FactSet are Markdown."""
    spacing = "default"
    for fact in facts:
        for shown in rich(led(fact.value, tenant), longest, mark):
            name = cut(line(fact.label), LABEL)
            if visible(name):
                shown["inlines"].insert(0, {"type": "TextRun", "text": f"{name}: ", "weight": "bolder"})
            yield Piece(shown | {"spacing": spacing}, Worth.FACT)
            spacing = "small"


def _lines(lines: Sequence[Spans], tenant: str) -> Iterator[Piece]:
    """A block for each line, so that it is read out by itself; its bullet is a character, as cards know no lists."""
    for spans in lines:
        for shown in rich(led(spans, tenant), LINE, ELLIPSIS):
            runs = [run | {"text": run["text"].replace("\n", " ")} for run in shown["inlines"]]
            yield Piece(shown | {"inlines": [BULLET, *runs], "spacing": "small"}, Worth.LINE)
