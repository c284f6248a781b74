"""Spans as the elements of rich text: bold, links and mentions without a single mark in the text itself."""

from __future__ import annotations

import re
from typing import Any, assert_never

from adapters.slack import address
from adapters.slack.pieces import length
from adapters.slack.wording import cut, showable, units
from bot.cards import Bold, Link, Mention, Moment, Posted, Span, Spans

_USER = re.compile(r"[UW][A-Z0-9]{1,30}")
_ADDRESS = re.compile(r"https://[!-~]{1,2900}")
"""Only addresses that start with https and hold no space, control or look-alike character become links."""


def rich(spans: Spans, longest: int, mark: str, home: str = "") -> list[dict[str, Any]]:
    """Elements with at most `longest` units of text together; what crosses the limit is cut, and the mark follows.

    `home` is the workspace's address, for links to its messages; where it is not known they are words.
    """
    drawn = (_element(span, home) for span in spans)
    elements = [element for element in drawn if element["type"] == "user" or element["text"]]
    if length(elements) <= longest:
        return elements
    kept: list[dict[str, Any]] = []
    room = max(longest - units(mark), 0)
    for element in elements:
        if length([element]) > room:
            return [*kept, element | {"text": cut(element["text"], room, "") + mark}]
        kept.append(element)
        room -= length([element])
    return kept


def flat(spans: Spans, home: str = "") -> bool:
    """Whether small print can show these spans: it has no links and no mentions."""
    return not any(_element(span, home)["type"] in ("link", "user") for span in spans)


def _element(span: Span, home: str) -> dict[str, Any]:
    match span:
        case str():
            return {"type": "text", "text": showable(span)}
        case Bold(text):
            return {"type": "text", "text": showable(text), "style": {"bold": True}}
        case Moment(text):
            return {"type": "text", "text": showable(text)}
        case Posted(text):
            stands = address.link(home, span)
            return _element(Link(text, stands), home) if stands else {"type": "text", "text": showable(text)}
        case Link(text, url):
            shown = showable(text) or url
            return {"type": "link", "url": url, "text": shown} if _ADDRESS.fullmatch(url) else _element(shown, home)
        case Mention(name, platform, user):
            known = platform == address.NAME and _USER.fullmatch(user)
            return {"type": "user", "user_id": user} if known else {"type": "text", "text": showable(name)}
        case _:
            assert_never(span)
