"""Cards as Adaptive Cards. What people typed only ever stands in text runs, where nothing is markup.

Teams' limits live here: long bodies are cut and say so, head, labels and buttons stay, and no length or character fails.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, assert_never

from adapters.teams.buttons import steps
from adapters.teams.spans import rich
from adapters.teams.wording import ELLIPSIS, cut, label, line, tame, unmarked, visible
from bot.cards import Block, Buttons, Card, Fact, Facts, Heading, Lines, Note, Paragraph, Quote
from bot.pictures import Chart, TileMap

Json = dict[str, Any]

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
VERSION = "1.5"

LARGEST = 28 * 1024
"""Bytes of a message as JSON in UTF-8, with room kept for what the sender adds: addresses, ids."""

ADDED = 2048
SUMMARY, HEADING, LABEL, VALUE, MARK = 250, 150, 75, 2000, 100
LONGEST = (6000, 3000, 1500, 700, 300, MARK)
"""Characters of one body: the most it gets, then what it gets when the card as a whole is too large."""

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


class Piece(NamedTuple):
    """One element of a card, and how soon it is dropped from one too large: 0 first, 1 then, 2 never."""

    shown: Json
    worth: int


def card(card: Card, *, dialogs: bool = True) -> Json:
    """The content of an Adaptive Card; with `dialogs`, a button that a form answers asks Teams for a dialog."""
    frame = framed(card.summary, card.language)
    room = LARGEST - ADDED - size(frame) - size(frame["speak"])
    mark = cut(label(card.shortened), MARK)
    pieces: list[Piece] = []
    for longest in LONGEST:
        pieces = drawn(card.blocks, card.handle, mark, longest, dialogs=dialogs)
        if size([piece.shown for piece in pieces]) <= room:
            break
    return frame | {"body": fit(pieces, room, mark) or rich((frame["speak"],), SUMMARY, mark)}


def attachment(content: Json) -> Json:
    """A card as it travels in a message, a dialog or an answer."""
    return {"contentType": CONTENT_TYPE, "content": content}


def message(shown: Card, *, dialogs: bool = True) -> Json:
    """A message with one card; its summary is what a notification says of it."""
    content = card(shown, dialogs=dialogs)
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


def drawn(blocks: Iterable[Block], handle: str, mark: str, longest: int, *, dialogs: bool) -> list[Piece]:
    """The elements of these blocks, each body at most `longest` characters."""
    return [
        piece
        for index, block in enumerate(blocks)
        for piece in _draw(block, f"{index}", handle, mark, longest, dialogs=dialogs)
    ]


def _draw(block: Block, name: str, handle: str, mark: str, longest: int, *, dialogs: bool) -> Iterator[Piece]:
    match block:
        case Heading(text):
            yield from (Piece(shown, 2) for shown in heading(text))
        case Paragraph(spans):
            yield from (Piece(shown, 0) for shown in rich(spans, longest, mark))
        case Quote(text):
            items = rich((text,), longest, mark)
            yield from (Piece({"type": "Container", "style": "emphasis", "items": [shown]}, 0) for shown in items)
        case Facts(facts):
            yield from _facts(facts, min(longest, VALUE), mark)
        case Lines(lines):
            for spans in lines:
                yield from _draw(Paragraph(spans), name, handle, mark, longest, dialogs=dialogs)
        case Chart(takeaway=words) | TileMap(summary=words):
            yield from _draw(Paragraph((words,)), name, handle, mark, longest, dialogs=dialogs)
        case Note(spans):
            yield from (Piece(shown, 0) for shown in rich(spans, longest, mark, size="small", isSubtle=True))
        case Buttons(buttons):
            yield from (Piece(shown, 2) for shown in steps(buttons, name, handle, dialogs=dialogs))
        case _:
            assert_never(block)


def heading(text: str) -> list[Json]:
    """The head of a card; a screen reader finds it as one, unless there is something in it that Markdown reads."""
    head = cut(line(text), HEADING)
    if not tame(head):
        return rich((head,), HEADING, ELLIPSIS, size="large", weight="bolder")
    return [{"type": "TextBlock", "text": head, "style": "heading", "size": "large", "weight": "bolder", "wrap": True}]


def _facts(facts: Sequence[Fact], longest: int, mark: str) -> Iterator[Piece]:
    """A line for each fact, so that its value is a text run: the values of a FactSet are Markdown."""
    spacing = "default"
    for fact in facts:
        for shown in rich(fact.value, longest, mark):
            name = cut(line(fact.label), LABEL)
            if visible(name):
                shown["inlines"].insert(0, {"type": "TextRun", "text": f"{name}: ", "weight": "bolder"})
            yield Piece(shown | {"spacing": spacing}, 1)
            spacing = "small"


def fit(pieces: Sequence[Piece], room: int, mark: str) -> list[Json]:
    """As many elements as fit into `room` bytes: the last bodies go first, then the last facts; the mark replaces them."""
    left = [piece.shown for piece in pieces]
    size_left = size(left)
    if size_left <= room:
        return left
    noted = rich((mark,), MARK, ELLIPSIS, isSubtle=True)
    size_left += size(noted)
    dropped: set[int] = set()
    for worth in (0, 1):
        for index in reversed(range(len(pieces))):
            if size_left > room and pieces[index].worth == worth:
                dropped.add(index)
                size_left -= size(pieces[index].shown)
    if not dropped:
        return left
    first = min(dropped)
    kept = [shown for index, shown in enumerate(left) if index not in dropped]
    return [*left[:first], *noted, *kept[first:]]


def size(part: object) -> int:
    """Bytes of a part of a card, as it travels."""
    return len(_ENCODE(part).encode())
