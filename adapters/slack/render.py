"""Cards as Block Kit. What people typed only ever stands in plain or rich text, where nothing is markup.

Slack's limits live here, in `pictured` and in `fitting`: long bodies are cut and say so, head and buttons stay, and no
length or character fails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from adapters.slack.buttons import actions
from adapters.slack.fitting import MESSAGE_BLOCKS, VIEW_BLOCKS, bullets, fit, fits, whole
from adapters.slack.pictured import chart, tile_map
from adapters.slack.pieces import SECTION, Json, context, rich_text, seen, words
from adapters.slack.sheet import NO_FILES, Files, Sheet
from adapters.slack.spans import flat, rich
from adapters.slack.wording import ELLIPSIS, cut, escaped, line, showable, units, visible
from bot.cards import (
    Block,
    Buttons,
    Card,
    Fact,
    Facts,
    Heading,
    Lines,
    Note,
    Paragraph,
    Quote,
    Spans,
    plain,
)
from bot.pictures import Chart, TileMap

NOTE, HEADER, SUMMARY = 2000, 150, 3000
LINE = 300
FACTS = 20
LABEL = 75
TITLE = 24
NAME = "Regiolijn"

MOST = {"chart": 2, "tile_map": 1}
"""In one message; a map brings a table along, of which Slack takes one."""

QUIETLY = {"unfurl_links": False, "unfurl_media": False, "mrkdwn": False}
"""How every message is posted: Slack fetches no page for it, and reads no marks in its text."""


def faces(card: Card, *, home: str = "", files: Files = NO_FILES) -> list[Json]:
    """The message, and, where that differs, the same in words alone: for a Slack that refuses one of its pictures."""
    drawn = message(card, home=home, files=files)
    if not any(part.kind in MOST for part in card.blocks):
        return [drawn]
    worded = message(card, home=home, pictures=False)
    return [drawn] if drawn == worded else [drawn, worded]


def message(card: Card, *, home: str = "", files: Files = NO_FILES, pictures: bool = True) -> Json:
    """`text` and `blocks` of a message; the text alone states the point. Without `pictures` all of it is words."""
    summary = cut(line(card.summary), SUMMARY, card.shortened)
    text = summary if visible(summary) else ELLIPSIS
    sheet = Sheet(card.handle, card.shortened, home, files, pictures)
    shown = _drawn(card, sheet)
    if fits(shown, MESSAGE_BLOCKS):  # as nearly always
        return {"text": escaped(text), "blocks": whole(shown)}
    shown = _drawn(card, replace(sheet, tables=False))
    return {"text": escaped(text), "blocks": fit(shown, MESSAGE_BLOCKS, card.shortened)}


def notice(card: Card, *, home: str = "") -> Json:
    """A card as a small window without questions, for who asked from a window; it shows no pictures."""
    sheet = Sheet(card.handle, card.shortened, home, pictures=False)
    shown = _drawn(card, sheet)
    if not shown:
        shown = draw(Paragraph((card.summary,)), sheet) or [context(card.shortened)]
    head = next((part.text for part in card.blocks if isinstance(part, Heading)), NAME)
    return {
        "type": "modal",
        "title": words(head, TITLE),
        "blocks": fit(shown, VIEW_BLOCKS, card.shortened),
    } | ({"private_metadata": card.handle} if card.handle else {})


def draw(block: Block, sheet: Sheet) -> list[Json]:
    """The blocks of one part; none where it has nothing to show."""
    match block:
        case Heading(text):
            return [{"type": "header", "text": words(text, HEADER)}] if visible(text) else []
        case Paragraph(spans):
            return rich_text("rich_text_section", rich(spans, SECTION, sheet.mark, sheet.home))
        case Quote(text):
            return rich_text("rich_text_quote", rich((text,), SECTION, sheet.mark))
        case Facts(facts):
            parts = [facts[start : start + FACTS] for start in range(0, len(facts), FACTS)]
            return [shown for part in parts for shown in rich_text("rich_text_section", _facts(part, sheet))]
        case Lines(lines):
            return _list(lines, sheet)
        case Chart():
            return chart(block, sheet)
        case TileMap():
            return tile_map(block, sheet)
        case Note(spans):
            return _note(spans, sheet)
        case Buttons(buttons):
            return actions(buttons, sheet.handle)
        case _:
            assert_never(block)


def _drawn(card: Card, sheet: Sheet) -> list[Json]:
    return [shown for part, on in _sheets(card.blocks, sheet) for shown in draw(part, on)]


def _sheets(blocks: Sequence[Block], sheet: Sheet) -> Iterator[tuple[Block, Sheet]]:
    """Every part with its sheet: a picture beyond those that Slack takes in one message is drawn in words."""
    met: Counter[str] = Counter()
    for part in blocks:
        met[part.kind] += 1
        beyond = met[part.kind] > MOST.get(part.kind, met[part.kind])
        yield part, replace(sheet, pictures=False) if beyond else sheet


def _note(spans: Spans, sheet: Sheet) -> list[Json]:
    if not flat(spans, sheet.home):
        return rich_text("rich_text_section", rich(spans, NOTE, sheet.mark, sheet.home))
    small = cut(showable(plain(spans)), NOTE, sheet.mark)
    return [context(small)] if visible(small) else []


def _list(lines: Sequence[Spans], sheet: Sheet) -> list[Json]:
    drawn = [elements for spans in lines if seen(elements := rich(spans, LINE, sheet.mark, sheet.home))]
    return [bullets(drawn)] if drawn else []


def _facts(facts: Sequence[Fact], sheet: Sheet) -> list[Json]:
    """Every fact on its own line with an equal share of the room, so that a long one leaves the others standing."""
    elements: list[Json] = []
    share = SECTION // len(facts) - 1
    for fact in facts:
        label = cut(line(fact.label), LABEL)
        value = rich(fact.value, share - units(label) - 2, sheet.mark, sheet.home)
        if not value:
            continue
        if elements:
            elements.append({"type": "text", "text": "\n"})
        if visible(label):
            elements.append({"type": "text", "text": f"{label}: ", "style": {"bold": True}})
        elements += value
    return elements
