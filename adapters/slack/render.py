"""Cards as Block Kit. What people typed only ever stands in plain or rich text, where nothing is markup.

Slack's limits live here: long bodies are cut and say so, head and buttons stay, and no length or character fails.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, assert_never

from adapters.slack.spans import flat, rich
from adapters.slack.wording import ELLIPSIS, cut, escaped, line, showable, units, visible
from bot.cards import Block, Button, Buttons, Card, Confirm, Fact, Facts, Heading, Lines, Note, Paragraph, Quote, plain
from bot.pictures import Chart, TileMap

Json = dict[str, Any]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
LONGEST_MESSAGE = 12_000
"""Of all blocks as JSON together: Slack refused messages from about 13,200, containers counted."""

SECTION, NOTE, HEADER, SUMMARY = 3000, 2000, 150, 3000
ACTIONS = 25
FACTS = 20
LABEL = 75
TITLE = 24
NAME = "Regiolijn"


_ENCODE = json.JSONEncoder(ensure_ascii=False).encode

QUIETLY = {"unfurl_links": False, "unfurl_media": False, "mrkdwn": False}
"""How every message is posted: Slack fetches no page for it, and reads no marks in its text."""


def message(card: Card) -> Json:
    """`text` and `blocks` of a message; the text alone states the point."""
    summary = cut(line(card.summary), SUMMARY, card.shortened)
    text = summary if visible(summary) else ELLIPSIS
    shown = [block for part in card.blocks for block in draw(part, card.handle, card.shortened)]
    return {"text": escaped(text), "blocks": fit(shown, MESSAGE_BLOCKS, card.shortened)}


def notice(card: Card) -> Json:
    """A card as a small window without questions, for who asked from a window."""
    shown = [block for part in card.blocks for block in draw(part, card.handle, card.shortened)]
    if not shown:
        shown = draw(Paragraph((card.summary,)), card.handle, card.shortened) or [_context(card.shortened)]
    head = next((part.text for part in card.blocks if isinstance(part, Heading)), NAME)
    return {
        "type": "modal",
        "title": words(head, TITLE),
        "blocks": fit(shown, VIEW_BLOCKS, card.shortened),
    } | ({"private_metadata": card.handle} if card.handle else {})


def draw(block: Block, handle: str, mark: str) -> list[Json]:
    """The blocks of one part; none where it has nothing to show."""
    match block:
        case Heading(text):
            return [{"type": "header", "text": words(text, HEADER)}] if visible(text) else []
        case Paragraph(spans):
            return _rich("rich_text_section", rich(spans, SECTION, mark))
        case Quote(text):
            return _rich("rich_text_quote", rich((text,), SECTION, mark))
        case Facts(facts):
            parts = [facts[start : start + FACTS] for start in range(0, len(facts), FACTS)]
            return [shown for part in parts for shown in _rich("rich_text_section", _facts(part, mark))]
        case Lines(lines):
            return [shown for spans in lines for shown in draw(Paragraph(spans), handle, mark)]
        case Chart(takeaway=words_) | TileMap(summary=words_):
            return draw(Paragraph((words_,)), handle, mark)
        case Note(spans):
            if not flat(spans):
                return _rich("rich_text_section", rich(spans, NOTE, mark))
            small = cut(showable(plain(spans)), NOTE, mark)
            return [_context(small)] if visible(small) else []
        case Buttons(buttons):
            return _actions(buttons, handle)
        case _:
            assert_never(block)


def fit(blocks: list[Json], most: int, mark: str) -> list[Json]:
    """As many blocks as Slack takes: what is dropped are the last bodies, and the mark stands in their place."""
    if len(blocks) <= most and _size(blocks) <= LONGEST_MESSAGE:
        return blocks
    bodies = [index for index, block in enumerate(blocks) if block["type"] in ("rich_text", "context")]
    count, size = len(blocks) + 1, _size([*blocks, _context(mark)])  # the mark takes a block as well
    dropped: set[int] = set()
    while bodies and (count > most or size > LONGEST_MESSAGE):
        last = bodies.pop()
        dropped.add(last)
        count, size = count - 1, size - _size(blocks[last])
    at = min(dropped, default=-1)
    kept = [
        _context(mark) if index == at else block for index, block in enumerate(blocks) if index not in dropped - {at}
    ]
    return kept[:most]


def _size(part: Json | list[Json]) -> int:
    return units(_ENCODE(part))


def words(text: str, longest: int) -> Json:
    """One line of plain text of at most `longest`, never empty, in which a colon stays a colon."""
    short = cut(line(text), longest)
    return {"type": "plain_text", "text": short if visible(short) else ELLIPSIS, "emoji": False}


def _rich(kind: str, elements: list[Json]) -> list[Json]:
    if not any(visible(element.get("text", "person")) for element in elements):
        return []
    return [{"type": "rich_text", "elements": [{"type": kind, "elements": elements}]}]


def _facts(facts: Sequence[Fact], mark: str) -> list[Json]:
    """Every fact on its own line with an equal share of the room, so that a long one leaves the others standing."""
    elements: list[Json] = []
    share = SECTION // len(facts) - 1
    for fact in facts:
        label = cut(line(fact.label), LABEL)
        value = rich(fact.value, share - units(label) - 2, mark)
        if not value:
            continue
        if elements:
            elements.append({"type": "text", "text": "\n"})
        if visible(label):
            elements.append({"type": "text", "text": f"{label}: ", "style": {"bold": True}})
        elements += value
    return elements


def _context(text: str) -> Json:
    shown = text if visible(text) else ELLIPSIS
    return {"type": "context", "elements": [{"type": "plain_text", "text": shown, "emoji": False}]}


def _actions(buttons: Sequence[Button], handle: str) -> list[Json]:
    """One step is offered once: a second button for it would ask for the same."""
    offered: dict[str, Button] = {}
    for button in buttons:
        offered.setdefault(button.action, button)
    drawn = [_button(button, handle) for button in offered.values()]
    return [{"type": "actions", "elements": drawn[start : start + ACTIONS]} for start in range(0, len(drawn), ACTIONS)]


def _button(button: Button, handle: str) -> Json:
    drawn: Json = {"type": "button", "action_id": button.action, "text": words(button.label, LABEL)}
    if handle:
        drawn["value"] = handle
    if button.style != "plain":
        drawn["style"] = button.style
    if button.confirm:
        drawn["confirm"] = _confirm(button.confirm, button.style)
    return drawn


def _confirm(confirm: Confirm, style: str) -> Json:
    return {
        "title": words(confirm.title, 100),
        "text": words(confirm.text, 300),
        "confirm": words(confirm.yes, 30),
        "deny": words(confirm.no, 30),
        **({"style": "danger"} if style == "danger" else {}),
    }
