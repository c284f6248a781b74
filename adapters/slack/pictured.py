"""Charts and maps as Block Kit, each with its point in words beside it.

The JSON and limits of `data_visualization`, `table` and `slack_file` are those of Slack's reference pages;
docs/decisions/0007 names them.
"""

from __future__ import annotations

from collections.abc import Sequence

from adapters.slack.pieces import SECTION, Json, context, label, rich_text, words
from adapters.slack.sheet import Sheet
from adapters.slack.spans import rich
from adapters.slack.wording import cut, line, visible
from bot.cards import Bold, Spans
from bot.pictures import Chart, Legend, Tile, TileMap

TITLE, NAME = 50, 20
POINTS, SERIES = 20, 12
ROWS, CELL = 99, 75
"""Of a table, its head apart."""
ALT, CAPTION = 2000, 150


def chart(part: Chart, sheet: Sheet) -> list[Json]:
    """Bars and their takeaway; where Slack could not draw them, the title and the takeaway."""
    bars = _bars(part) if sheet.pictures else None
    if bars is None:
        return _titled(part.title, part.takeaway, sheet)
    whole = len(part.labels) <= POINTS and len(part.series) <= SERIES
    return [bars, *_said((part.takeaway,) if whole else (f"{part.takeaway} {sheet.mark}",), sheet)]


def tile_map(part: TileMap, sheet: Sheet) -> list[Json]:
    """The picture where Slack holds it, what it shows in words, and its numbers by region."""
    file = sheet.files.get(part, "") if sheet.pictures else ""
    said = [_image(part, file), *_said((part.summary,), sheet)] if file else _titled(part.title, part.summary, sheet)
    return [*said, *_numbers(part, sheet)]


def _bars(part: Chart) -> Json | None:
    """None where two names would be the same to Slack, or to a reader: it tells bars apart by nothing else."""
    labels = _names(part.labels[-POINTS:])
    series = part.series[-SERIES:]
    names = _names([each.name for each in series])
    if not (labels and names) or any(len(each.values) != len(part.labels) for each in series):
        return None
    bars = [
        {"name": name, "data": [{"label": at, "value": value} for at, value in zip(labels, values, strict=True)]}
        for name, values in zip(names, (each.values[-POINTS:] for each in series), strict=True)
    ]
    drawn = {"type": "bar", "series": bars, "axis_config": {"categories": labels}}
    return {"type": "data_visualization", "title": label(part.title, TITLE), "chart": drawn}


def _names(given: Sequence[str]) -> list[str]:
    """Names as Slack takes them, or none when they can no longer be told apart."""
    short = [cut(line(name), NAME) for name in given]
    return short if all(map(visible, short)) and len(set(short)) == len(short) else []


def _image(part: TileMap, file: str) -> Json:
    return {
        "type": "image",
        "slack_file": {"id": file},
        "alt_text": label(part.summary, ALT),
        "title": words(part.title, CAPTION),
    }


def _numbers(part: TileMap, sheet: Sheet) -> list[Json]:
    told = part.telling
    if not told:
        return []
    if not (sheet.pictures and sheet.tables):
        return _said(("\n".join(_row(tile, part.legend) for tile in told),), sheet)
    more = [context(sheet.mark)] if len(told) > ROWS else []
    return [_table(told[:ROWS], part.legend), *more]


def _row(tile: Tile, legend: Legend) -> str:
    counts = ((tile.open, legend.open), (tile.stalled, legend.stalled), (tile.told, legend.told))
    return f"{line(tile.name)}: " + ", ".join(f"{count} {line(name).lower()}" for count, name in counts)


def _table(tiles: Sequence[Tile], legend: Legend) -> Json:
    head = (legend.region, legend.open, legend.stalled, legend.told)
    rows = ((tile.name, *map(str, (tile.open, tile.stalled, tile.told))) for tile in tiles)
    return {
        "type": "table",
        "column_settings": [{"is_wrapped": True}, *({"align": "right"} for _ in head[1:])],
        "rows": [[{"type": "raw_text", "text": label(cell, CELL)} for cell in row] for row in (head, *rows)],
    }


def _titled(title: str, said: str, sheet: Sheet) -> list[Json]:
    return _said((Bold(line(title)), "\n", said) if visible(title) else (said,), sheet)


def _said(spans: Spans, sheet: Sheet) -> list[Json]:
    return rich_text("rich_text_section", rich(spans, SECTION, sheet.mark))
