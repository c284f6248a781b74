"""A card as plain text, for a terminal: every word of it, charts and maps as tables, and nothing a terminal would obey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import assert_never

from bot.cards import Block, Buttons, Card, Facts, Heading, Lines, Link, Note, Paragraph, Quote, Span, Spans, plain
from bot.pictures import Chart, TileMap

WIDTH = 100
"""Characters on a line."""

LONGEST = 40
"""Characters of the longest bar."""

BAR = "█"


def as_text(card: Card) -> str:
    """Block after block with an empty line between them, but for a list under its title; ends with a line feed."""
    lines: list[str] = []
    for before, block in zip((None, *card.blocks), card.blocks, strict=False):
        drawn = list(_drawn(block))
        is_under_title = isinstance(before, Paragraph) and isinstance(block, Lines | Facts)
        lines += drawn if is_under_title or not lines else ["", *drawn]
    return "\n".join(lines) + "\n"


def _drawn(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text):
            title = _safe(text)
            yield from (title, "=" * len(title))
        case Paragraph(spans=spans) | Note(spans=spans):
            yield from _wrapped(_words(spans))
        case Quote(text=text):
            for line in text.splitlines():
                yield from _wrapped(_safe(line), "> ", "> ")
        case Facts(facts=facts):
            yield from _table([(_safe(fact.label), _words(fact.value)) for fact in facts])
        case Lines(lines=lines):
            for spans in lines:
                yield from _wrapped(_words(spans), "- ", "  ")
        case Chart():
            yield from (_safe(block.title), *_bars(block), *_wrapped(_safe(block.takeaway)))
        case TileMap():
            yield from (_safe(block.title), *_wrapped(_safe(block.summary)), *_regions(block))
        case Buttons(buttons=buttons):
            yield " ".join(f"[{_safe(button.label)}]" for button in buttons)
        case _:
            assert_never(block)


def _words(spans: Spans) -> str:
    return _safe("".join(map(_word, spans)))


def _word(span: Span) -> str:
    return f"{span.text} ({span.url})" if isinstance(span, Link) else plain((span,))


def _safe(text: str) -> str:
    """On one line, and without what moves a cursor, rings a bell or turns the order of letters round."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _wrapped(text: str, first: str = "", further: str = "") -> list[str]:
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=further, break_on_hyphens=False) or [
        first.rstrip()
    ]


def _bars(chart: Chart) -> Iterator[str]:
    most = max((value for series in chart.series for value in series.values), default=0)
    rows = []
    for at, label in enumerate(chart.labels):
        for number, series in enumerate(chart.series):
            value = series.values[at]
            length = max(round(LONGEST * value / most), 1) if value else 0
            rows.append((_safe(label) if not number else "", _safe(series.name), f"{BAR * length} {value}".lstrip()))
    yield from _table(rows)


def _regions(tiles: TileMap) -> Iterator[str]:
    """The same table that stands beside the picture."""
    legend = tiles.legend
    rows = [(_safe(tile.name), str(tile.open), str(tile.stalled), str(tile.told)) for tile in tiles.telling]
    if rows:
        yield from _table([(legend.region, legend.open, legend.stalled, legend.told), *rows])


def _table(rows: Sequence[Iterable[str]]) -> Iterator[str]:
    """Columns as wide as they need to be; the last one as it is."""
    whole = [tuple(row) for row in rows]
    wide = [max(map(len, column)) for column in zip(*whole, strict=True)]
    for row in whole:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip()
