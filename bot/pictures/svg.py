"""The pictures as SVG for a page: every word escaped, its colours those of the page's theme, its point said aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import assert_never

from bot.pictures import Chart, TileMap
from bot.pictures.bars import SIZE, WIDTH, Bar, Text, bars
from bot.pictures.tile_map import COLOURS, Box, Shape, Stroke, Tone, Words, drawing

_HATCHES = ("", "/", "\\", "-", "|", "/\\")
_BETWEEN = 6  # from one line of a filling to the next
_DARK, _LIGHT = "var(--accent, #154273)", "var(--paper, #ffffff)"


def map_svg(map: TileMap) -> str:
    """One `svg` element without ids; a page sets `--map-` and a tone's name to recolour it."""
    plan = drawing(map)
    return _svg(plan.width, plan.height, map.title, map.summary, (_shape(shape) for shape in plan.shapes))


def chart_svg(chart: Chart) -> str:
    """One `svg` element without ids; the words have the colour of the text around it."""
    plan = bars(chart)
    parts = [_bar(shape) if isinstance(shape, Bar) else _text(shape) for shape in plan.shapes]
    if plan.ground is not None:
        parts.append(f'<path d="M0 {plan.ground:g}H{WIDTH}" stroke="currentColor"/>')
    return _svg(WIDTH, plan.height, chart.title, chart.takeaway, parts)


def _svg(width: float, height: float, title: str, point: str, parts: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(point)}</desc>{''.join(parts)}</svg>"
    )


def _shape(shape: Shape) -> str:
    match shape:
        case Box():
            inset = shape.border / 2
            edge = f' stroke="{_tone(shape.edge)}" stroke-width="{shape.border}"' if shape.border else ""
            return (
                f'<rect x="{shape.x + inset:g}" y="{shape.y + inset:g}" width="{shape.width - shape.border}"'
                f' height="{shape.height - shape.border}" fill="{_tone(shape.tone)}"{edge}/>'
            )
        case Stroke():
            points = " ".join(f"{x},{y}" for x, y in shape.points)
            return (
                f'<polyline points="{points}" fill="none" stroke="{_tone(shape.tone)}" stroke-width="{shape.width}"/>'
            )
        case Words():
            return (
                f'<text x="{shape.x}" y="{shape.y}" font-size="{shape.size}" fill="{_tone(shape.tone)}">'
                f"{escape(shape.text)}</text>"
            )
        case _:
            assert_never(shape)


def _tone(tone: Tone) -> str:
    return f"var(--map-{tone.replace('_', '-')}, {COLOURS[tone]})"


def _text(text: Text) -> str:
    anchor = ' text-anchor="middle"' if text.anchor == "middle" else ""
    return (
        f'<text x="{text.x:g}" y="{text.y:g}" font-size="{SIZE}" fill="currentColor"{anchor}>{escape(text.text)}</text>'
    )


def _bar(bar: Bar) -> str:
    """A bar with the filling of its series. The inner `svg` cuts the lines off at its edge, which needs no ids."""
    round_two = bar.series // len(_HATCHES)
    is_dark = (bar.series + round_two) % 2 == 0
    ground, line = (_DARK, _LIGHT) if is_dark else (_LIGHT, _DARK)
    hatch = "".join(_lines(_HATCHES[bar.series % len(_HATCHES)], bar.width, bar.height))
    hatched = f'<path d="{hatch}" stroke="{line}" stroke-width="2"/>' if hatch else ""
    return (
        f'<svg x="{bar.x:g}" y="{bar.y:g}" width="{bar.width:g}" height="{bar.height:g}">'
        f'<rect width="100%" height="100%" fill="{ground}"/>{hatched}'
        f'<rect width="100%" height="100%" fill="none" stroke="{_DARK}" stroke-width="3"/></svg>'
    )


def _lines(hatch: str, width: float, height: float) -> Iterator[str]:
    """The lines of a filling, as the commands of a path; those that lean begin to the left of the bar."""
    for direction in hatch:
        match direction:
            case "-":
                yield from (f"M0 {y}h{width:g}" for y in range(_BETWEEN, int(height), _BETWEEN))
            case "|":
                yield from (f"M{x} 0v{height:g}" for x in range(_BETWEEN, int(width), _BETWEEN))
            case "/":
                yield from (
                    f"M{x} {height:g}l{height:g} -{height:g}" for x in range(int(-height), int(width), _BETWEEN)
                )
            case _:
                yield from (f"M{x} 0l{height:g} {height:g}" for x in range(int(-height), int(width), _BETWEEN))
