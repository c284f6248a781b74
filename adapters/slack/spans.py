"""Spans as the elements of rich text: bold, links and mentions without a single mark in the text itself."""

from __future__ import annotations

import re
from typing import Any, assert_never

from adapters.slack import address
from adapters.slack.wording import cut, showable, units
from bot.cards import Bold, Link, Mention, Moment, Posted, Span, Spans

_USER = re.compile(r"[UW][A-Z0-9]{1,30}")
_ADDRESS = re.compile(r"https://[!-~]{1,2900}")
"""Only addresses that start with https and hold no space, control or look-alike character become links."""


def rich(spans: Spans, longest: int, mark: str) -> list[dict[str, Any]]:
    """Elements with at most `longest` units of text together; what crosses the limit is cut, and the mark follows."""
    elements = [element for element in map(_element, spans) if element["type"] == "user" or element["text"]]
    if sum(_size(element) for element in elements) <= longest:
        return elements
    kept: list[dict[str, Any]] = []
    room = max(longest - units(mark), 0)
    for element in elements:
        if _size(element) > room:
            return [*kept, element | {"text": cut(element["text"], room, "") + mark}]
        kept.append(element)
        room -= _size(element)
    return kept


def _size(element: dict[str, Any]) -> int:
    return units(element.get("text", ""))


def flat(spans: Spans) -> bool:
    """Whether small print can show these spans: it has no links and no mentions."""
    return not any(_element(span)["type"] in ("link", "user") for span in spans)


def _element(span: Span) -> dict[str, Any]:
    match span:
        case str():
            return {"type": "text", "text": showable(span)}
        case Bold(text):
            return {"type": "text", "text": showable(text), "style": {"bold": True}}
        case Moment(text) | Posted(text):
            return {"type": "text", "text": showable(text)}
        case Link(text, url):
            shown = showable(text) or url
            return {"type": "link", "url": url, "text": shown} if _ADDRESS.fullmatch(url) else _element(shown)
        case Mention(name, platform, user):
            known = platform == address.NAME and _USER.fullmatch(user)
            return {"type": "user", "user_id": user} if known else {"type": "text", "text": showable(name)}
        case _:
            assert_never(span)
