"""The small parts that every block is made of; none of them is ever empty, too long, or read for marks."""

from __future__ import annotations

from typing import Any

from adapters.slack.wording import ELLIPSIS, cut, line, units, visible

Json = dict[str, Any]

SECTION = 3000
"""Units of text in one block."""


def words(text: str, longest: int) -> Json:
    """One line of plain text of at most `longest`, never empty, in which a colon stays a colon."""
    return {"type": "plain_text", "text": label(text, longest), "emoji": False}


def label(text: str, longest: int) -> str:
    """One line of at most `longest`, never empty, for where Slack takes a bare string."""
    short = cut(line(text), longest)
    return short if visible(short) else ELLIPSIS


def context(text: str) -> Json:
    """Small print."""
    shown = text if visible(text) else ELLIPSIS
    return {"type": "context", "elements": [{"type": "plain_text", "text": shown, "emoji": False}]}


def rich_text(kind: str, elements: list[Json]) -> list[Json]:
    """A section or a quote of these elements; none where there is nothing to see in it."""
    return [{"type": "rich_text", "elements": [{"type": kind, "elements": elements}]}] if seen(elements) else []


def seen(elements: list[Json]) -> bool:
    """Whether there is anything to see in elements of rich text; a mention has no text and is a name all the same."""
    return any(visible(element.get("text", "person")) for element in elements)


def length(elements: list[Json]) -> int:
    """Units of text in elements of rich text."""
    return sum(units(element.get("text", "")) for element in elements)
