"""Spans as text runs: the one kind of text in a card of which Teams reads no character as a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, assert_never

from adapters.teams import address
from adapters.teams.wording import cut, showable, visible
from bot.cards import Bold, Link, Mention, Moment, Posted, Span, Spans, plain

Json = dict[str, Any]

_ADDRESS = re.compile(r"https://[!-z|~]{1,1000}")
"""Only addresses that start with https and hold no space, control, look-alike or brace become links."""


def rich(spans: Spans, longest: int, mark: str, **look: object) -> list[Json]:
    """A text block of at most `longest` characters; none where there is nothing to see.

    What crosses the limit is cut, and the mark follows. `look` is how every run looks: properties of a TextRun.
    """
    runs = _trimmed([run for run in map(_run, _joined(spans)) if run["text"]])
    if not any(visible(run["text"]) for run in runs):
        return []
    return [{"type": "RichTextBlock", "inlines": [run | look for run in _shortened(runs, longest, mark)]}]


def led(spans: Spans, tenant: str) -> Spans:
    """The same spans, with links to the messages that stand in this tenant."""
    return tuple(_led(span, tenant) for span in spans)


def _led(span: Span, tenant: str) -> Span:
    if isinstance(span, Posted) and (url := address.link(span, tenant)):
        return Link(span.text, url)
    return span


def _joined(spans: Spans) -> Iterator[Span]:
    """What looks alike as one: a screen reader stops less often, and a message gets smaller."""
    for mere_words, found in groupby(spans, lambda span: isinstance(span, str | Moment | Mention | Posted)):
        if mere_words:
            yield plain(tuple(found))
        else:
            yield from found


def _shortened(runs: list[Json], longest: int, mark: str) -> list[Json]:
    if sum(len(run["text"]) for run in runs) <= longest:
        return runs
    kept: list[Json] = []
    room = max(longest - len(mark), 0)
    for run in runs:
        if len(run["text"]) > room:
            return [*kept, run | {"text": cut(run["text"], room, "") + mark}]
        kept.append(run)
        room -= len(run["text"])
    return kept


def _trimmed(runs: list[Json]) -> list[Json]:
    """Without the newlines at either end, which some clients show as empty lines and some not at all."""
    while runs and not runs[0]["text"].strip("\n"):
        runs = runs[1:]
    while runs and not runs[-1]["text"].strip():
        runs = runs[:-1]
    if not runs:
        return []
    first = runs[0] | {"text": runs[0]["text"].lstrip("\n")}
    runs = [first, *runs[1:]]
    return [*runs[:-1], runs[-1] | {"text": runs[-1]["text"].rstrip()}]


def _run(span: Span) -> Json:
    """A mention is a name: in a text run nobody can be notified, and whom it concerns gets a message."""
    match span:
        case str(text) | Moment(text) | Mention(text) | Posted(text):
            return {"type": "TextRun", "text": showable(text)}
        case Bold(text):
            return {"type": "TextRun", "text": showable(text), "weight": "bolder"}
        case Link(text, url):
            shown = showable(text) or url
            if not _ADDRESS.fullmatch(url):
                return {"type": "TextRun", "text": showable(shown)}
            opens = {"type": "Action.OpenUrl", "url": url}
            return {"type": "TextRun", "text": shown, "color": "accent", "underline": True, "selectAction": opens}
        case _:
            assert_never(span)
