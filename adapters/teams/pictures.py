"""Charts and maps on Teams: a picture, its point in words, and the numbers of a map in a table below it.

The chart is Teams' own element, as the page "Charts in Adaptive Cards" in Microsoft's documentation of Teams describes it.
It is newer than version 1.5, so it carries its numbers in words for a client that does not know it.
"""

from __future__ import annotations

from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from adapters.teams.fitting import Piece, Worth, size
from adapters.teams.spans import rich
from adapters.teams.wording import ELLIPSIS, cut, label, tame, unmarked
from bot.cards import Bold
from bot.pictures import Chart, Legend, Series, Tile, TileMap

Json = dict[str, Any]

TITLE, NAME, POINT, NUMBERS = 100, 40, 500, 600
SERIES, POINTS = 4, 20
"""Of more than four rows of bars Teams draws none."""

COLOURS: tuple[Json, ...] = ({}, {"color": "sequential4"}, {"color": "divergingRed"}, {"color": "categoricalLightBlue"})
"""Names of Teams' own. The set gives the first its shade, dark on light and light on dark; the others keep theirs, and
each of them is at least three to one against both."""


def chart(chart: Chart, mark: str) -> Iterator[Piece]:
    """Title, bars, and always below them in words what they show; Teams keeps the title of its own for who cannot see."""
    labels, series = [_tamed(each) for each in chart.labels[:POINTS]], chart.series[:SERIES]
    yield from (Piece(shown, Worth.FACT) for shown in _bold(chart.title))
    if labels and series:
        along, places = _axis(labels)
        drawn = {
            "type": "Chart.VerticalBar.Grouped",
            "title": _tamed(chart.title, TITLE),
            "colorSet": "diverging",
            "data": [_bars(each, places) | colour for each, colour in zip(series, COLOURS, strict=False)],
            "fallback": {"type": "Container", "items": list(_numbers(series, labels))},
        }
        yield Piece(drawn | ({"xAxisTitle": along} if along else {}), Worth.PICTURE)
    if len(chart.labels) > POINTS or len(chart.series) > SERIES:
        yield from (Piece(shown, Worth.FACT) for shown in rich((mark,), POINT, ELLIPSIS, isSubtle=True))
    yield from (Piece(shown, Worth.FACT) for shown in rich((chart.takeaway,), POINT, mark))


def tile_map(map: TileMap, mark: str) -> Iterator[Piece]:
    """Title, picture, what it shows in words, and the table."""
    yield from (Piece(shown, Worth.FACT) for shown in _bold(map.title))
    if map.tiles:
        picture = {"type": "Image", "url": _picture(map), "altText": _tamed(map.summary, POINT)}
        yield Piece(picture, Worth.PICTURE)
    yield from (Piece(shown, Worth.FACT) for shown in rich((map.summary,), POINT, mark))
    if tiles := map.telling:
        yield Piece(_table(map, tiles), Worth.ROWS, lambda room: _largest(map, tiles, room))


def _axis(labels: Sequence[str]) -> tuple[str, list[str]]:
    """The word that all labels begin with stands once below them: of eight long ones Teams shows only dots."""
    split = [label.partition(" ") for label in labels]
    if len({first for first, _, _ in split}) == 1 and all(rest for _, _, rest in split):
        return split[0][0], [rest for _, _, rest in split]
    return "", list(labels)


def _bars(series: Series, places: Sequence[str]) -> Json:
    values = [{"x": place, "y": value} for place, value in zip(places, series.values, strict=False)]
    return {"legend": _tamed(series.name), "values": values}


def _numbers(series: Sequence[Series], labels: Sequence[str]) -> Iterator[Json]:
    """A line for each row of bars."""
    for each in series:
        said = ", ".join(f"{value} ({label})" for label, value in zip(labels, each.values, strict=False))
        yield from rich((Bold(f"{_name(each.name)}: "), said), NUMBERS, ELLIPSIS)


@lru_cache(maxsize=8)
def _picture(map: TileMap) -> str:
    """An address that holds the picture itself: Teams need not fetch anything from us."""
    from bot.pictures.png import map_png  # what it paints with is loaded where a map is shown, and nowhere else

    return f"data:image/png;base64,{b64encode(map_png(map)).decode()}"


def _largest(map: TileMap, tiles: Sequence[Tile], room: int) -> Json | None:
    """The table with as many rows as fit into so many bytes, fewer than all."""
    most = bisect_right(range(1, len(tiles)), room, key=lambda rows: size(_table(map, tiles[:rows])))
    return _table(map, tiles[:most]) if most else None


def _table(map: TileMap, tiles: Sequence[Tile]) -> Json:
    """Two columns: more of them break their words on a phone. Where a client knows no tables, a line for each row."""
    legend = map.legend
    rows = [(_name(tile.name), _counted(tile, legend)) for tile in tiles]
    heads = (_name(legend.region), ", ".join(_name(each) for each in (legend.open, legend.stalled, legend.told)))
    return {
        "type": "Table",
        "columns": [{"width": 4}, {"width": 5}],
        "rows": [_row(*heads, weight="bolder"), *(_row(*row) for row in rows)],
        "fallback": _text("\n".join(f"{name}: {counts}" for name, counts in rows)),
    }


def _counted(tile: Tile, legend: Legend) -> str:
    """What there is of it, each number on one line with its words."""
    counts = ((legend.open, tile.open), (legend.stalled, tile.stalled), (legend.told, tile.told))
    return ", ".join(f"{_name(name)} {count}".replace(" ", "\N{NO-BREAK SPACE}") for name, count in counts if count)


def _row(*cells: str, **look: str) -> Json:
    return {"type": "TableRow", "cells": [{"type": "TableCell", "items": [_cell(each, **look)]} for each in cells]}


def _cell(words: str, **look: str) -> Json:
    """In a block where it can be: there a phone breaks a word that is wider than its column."""
    if tame(words):
        return {"type": "TextBlock", "text": words, "wrap": True} | look
    return _text(words, **look)


def _text(words: str, **look: str) -> Json:
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": words} | look]}


def _bold(title: str) -> list[Json]:
    return rich((Bold(_name(title, TITLE)),), TITLE, ELLIPSIS)


def _name(words: str, longest: int = NAME) -> str:
    """One line of text for a run, never empty."""
    return cut(label(words), longest)


def _tamed(words: str, longest: int = NAME) -> str:
    """The same for what is no run: nobody says whether it is read for marks."""
    return label(cut(unmarked(words), longest))
