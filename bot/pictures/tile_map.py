"""Where everything on the map of the regions stands: one drawing of boxes, marks and words for every painter.

Nothing is said by colour alone: more open signals make a darker tile and a number, what stalls a thick border and two
bars, what was told a dark badge with a check mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.pictures import Legend, Tile, TileMap

Tone = Literal["paper", "empty", "some", "more", "most", "edge", "soft", "ink", "told", "on_told"]

COLOURS: dict[Tone, str] = {
    "paper": "#ffffff",
    "empty": "#eef1f5",  # nothing there
    "some": "#d3e3f4",  # one or two open
    "more": "#a3c6ea",  # three to five
    "most": "#72a7dd",  # six and up
    "edge": "#7b8794",
    "soft": "#55606d",
    "ink": "#10202f",
    "told": "#14523a",
    "on_told": "#ffffff",
}

TILE_WIDTH, TILE_HEIGHT, GAP = 77, 66, 3
_STEP_X, _STEP_Y = TILE_WIDTH + GAP, TILE_HEIGHT + GAP
_LEAST_WIDTH = 480  # the words of the legend need room, however few regions there are
_SIGN, _LEGEND_ROW, _LEGEND_SIZE = 33, 34, 17  # a sign with the room beside it, a line of the legend, its letters
_LETTER = 0.62  # of a word's size: as wide as a letter gets on average, in any of the fonts


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `border` is the thickness of its edge, drawn inside."""

    x: int
    y: int
    width: int
    height: int
    tone: Tone
    edge: Tone = "ink"
    border: int = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line along these points."""

    points: tuple[tuple[int, int], ...]
    tone: Tone
    width: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words from (x, y), the left end of their baseline; `size` as of a font."""

    x: int
    y: int
    text: str
    size: int
    tone: Tone


Shape = Box | Stroke | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order in which they are painted, on paper of this size; all lengths in the same unit."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def drawing(map: TileMap) -> Drawing:
    """The map and its legend above it. A column or row without any region takes no room."""
    cols = sorted({tile.col for tile in map.tiles})
    rows = sorted({tile.row for tile in map.tiles})
    width = max(_LEAST_WIDTH, len(cols) * _STEP_X)
    shapes, top = _legend(map.legend, width)
    for tile in map.tiles:
        shapes += _tile(tile, GAP + cols.index(tile.col) * _STEP_X, top + rows.index(tile.row) * _STEP_Y)
    return Drawing(width, top + len(rows) * _STEP_Y, tuple(shapes))


def _legend(legend: Legend, width: int) -> tuple[list[Shape], int]:
    """Each state with its word, on as many lines as the words need; and where the map below may begin."""
    shapes: list[Shape] = []
    x, y = GAP, 2
    for sign, word in ((_open_sign, legend.open), (_stalled_sign, legend.stalled), (_told_sign, legend.told)):
        needed = _SIGN + round(len(word) * _LEGEND_SIZE * _LETTER)
        if x > GAP and x + needed > width:
            x, y = GAP, y + _LEGEND_ROW
        shapes += sign(x, y)
        shapes.append(Words(x + _SIGN, y + 20, word, _LEGEND_SIZE, "ink"))
        x += needed + 16
    return shapes, y + _LEGEND_ROW + 4


def _open_sign(x: int, y: int) -> Iterator[Shape]:
    yield Box(x, y, 9, 26, "some")
    yield Box(x + 9, y, 9, 26, "more")
    yield Box(x + 18, y, 9, 26, "most")


def _stalled_sign(x: int, y: int) -> Iterator[Shape]:
    yield Box(x, y, 27, 26, "some", border=4)
    yield from _bars(x + 9, y + 7)


def _told_sign(x: int, y: int) -> Iterator[Shape]:
    yield Box(x, y + 4, 27, 18, "told")
    yield _check(x + 8, y + 8)


def _tile(tile: Tile, x: int, y: int) -> Iterator[Shape]:
    """One region: its short name, and below it the open ones large with the stalled and the told beside them."""
    is_empty = not (tile.open or tile.told)
    edge: Tone = "ink" if tile.stalled else "edge"
    yield Box(x, y, TILE_WIDTH, TILE_HEIGHT, _tone(tile), edge, 4 if tile.stalled else int(not is_empty))
    yield Words(x + 8, y + 21, tile.short, 16, "soft" if is_empty else "ink")
    if tile.open:
        number = _capped(tile.open, 999)
        yield Words(x + 7, y + 56, number, (30, 21, 16, 12)[len(number) - 1], "ink")
    if tile.stalled:
        yield from _bars(x + 42, y + 26)
        yield _count(x + 53, y + 38, tile.stalled, "ink")
    if tile.told:
        yield Box(x + 38, y + 42, 35, 18, "told")
        yield _check(x + 41, y + 46)
        yield _count(x + 53, y + 56, tile.told, "on_told")


def _tone(tile: Tile) -> Tone:
    steps: Sequence[tuple[int, Tone]] = ((6, "most"), (3, "more"), (1, "some"))
    lightest: Tone = "paper" if tile.told else "empty"
    return next((tone for least, tone in steps if tile.open >= least), lightest)


def _count(x: int, y: int, number: int, tone: Tone) -> Words:
    text = _capped(number, 99)
    return Words(x, y, text, 15 if len(text) < 3 else 11, tone)


def _capped(number: int, most: int) -> str:
    """What fits; the table beside the map has the number itself."""
    return str(number) if number <= most else f"{most}+"


def _bars(x: int, y: int) -> Iterator[Shape]:
    """Standing still."""
    yield Box(x, y, 3, 12, "ink")
    yield Box(x + 6, y, 3, 12, "ink")


def _check(x: int, y: int) -> Stroke:
    return Stroke(((x, y + 5), (x + 3, y + 9), (x + 9, y + 1)), "on_told", 2)
