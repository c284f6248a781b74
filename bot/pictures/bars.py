"""Where the bars of a chart stand, whoever paints them: upright when the words fit below, otherwise in rows.

All lengths are in the units of one drawing, WIDTH wide; the words have the sizes they need on a phone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from bot.pictures import Chart

WIDTH = 360
SIZE = 13  # of all words and numbers
_LETTER = 0.6  # of a word's size: as wide as a letter gets on average, in any of the fonts
_TALL = 120  # the highest upright bar
_WIDEST = 40  # of an upright bar
_ROW = 18  # the height of a lying bar
_LEGEND_ROW = 24
_AT_LEAST = 4  # for a bar of full length: a single signal is no tower
_LINES = 3  # that many lines of words fit below a group


@dataclass(frozen=True, slots=True)
class Bar:
    """One value; `series` counts from 0 and chooses the filling."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True, slots=True)
class Text:
    """Words on one line; `x` is their beginning or their middle, `y` their baseline."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle"] = "start"


@dataclass(frozen=True, slots=True)
class Bars:
    """All of it; `ground` is the height at which upright bars stand, none when they lie."""

    height: float
    shapes: tuple[Bar | Text, ...]
    ground: float | None = None


def bars(chart: Chart) -> Bars:
    """The legend, and below it the bars with their numbers and labels."""
    legend, top = _legend(chart)
    wrapped = _wrapped(chart)
    if wrapped is None:
        return _lying(chart, legend, top)
    return _upright(chart, wrapped, legend, top)


def _legend(chart: Chart) -> tuple[list[Bar | Text], float]:
    shapes: list[Bar | Text] = []
    x, y = 0.0, 0.0
    for number, series in enumerate(chart.series):
        needed = 22 + _wide(series.name)
        if x and x + needed > WIDTH:
            x, y = 0.0, y + _LEGEND_ROW
        shapes += (Bar(x, y + 2, 16, 14, number), Text(x + 22, y + 14, series.name))
        x += needed + 16
    return shapes, y + _LEGEND_ROW + 8


def _wrapped(chart: Chart) -> list[list[str]] | None:
    """The labels in lines as wide as their group; none when words or numbers would run into each other."""
    group = _group(chart)
    lines = [wrap(label, max(1, int(group / (SIZE * _LETTER))), break_long_words=False) for label in chart.labels]
    fits = all(len(label) <= _LINES and all(_wide(line) <= group for line in label) for label in lines)
    widest = max((_wide(str(number)) for number in _numbers(chart)), default=0)
    return lines if fits and widest + 3 <= _bar_width(chart) else None


def _upright(chart: Chart, lines: list[list[str]], legend: list[Bar | Text], top: float) -> Bars:
    group, width, unit = _group(chart), _bar_width(chart), _TALL / _most(chart)
    ground = round(top + SIZE + 4 + unit * max(_numbers(chart), default=0), 1)
    shapes = [*legend]
    for place, label in enumerate(lines):
        middle = group * (place + 0.5)
        for number, value in enumerate(_values(chart, place)):
            x, tall = middle + width * (number - len(chart.series) / 2), round(unit * value, 1)
            shapes.append(Bar(x + 1, ground - tall, width - 2, tall, number))
            shapes.append(Text(x + width / 2, ground - tall - 4, str(value), "middle"))
        shapes += (Text(middle, ground + 18 + 16 * row, line, "middle") for row, line in enumerate(label))
    return Bars(ground + 8 + 16 * max(map(len, lines), default=1), tuple(shapes), ground)


def _lying(chart: Chart, legend: list[Bar | Text], top: float) -> Bars:
    most = _most(chart)
    longest = WIDTH - 6 - _wide(str(most))
    shapes, y = [*legend], top
    for place, label in enumerate(chart.labels):
        shapes.append(Text(0, y + 14, label))
        y += 20
        for number, value in enumerate(_values(chart, place)):
            long = round(longest * value / most, 1)
            shapes.append(Bar(0, y, long, _ROW - 2, number))
            shapes.append(Text(long + 5, y + 13, str(value)))
            y += _ROW
        y += 10
    return Bars(y, tuple(shapes))


def _values(chart: Chart, place: int) -> Iterator[int]:
    return (series.values[place] for series in chart.series)


def _numbers(chart: Chart) -> list[int]:
    return [value for series in chart.series for value in series.values]


def _most(chart: Chart) -> int:
    """What a bar of full length stands for."""
    return max(_AT_LEAST, *_numbers(chart), 0)


def _group(chart: Chart) -> float:
    return WIDTH / max(1, len(chart.labels))


def _bar_width(chart: Chart) -> float:
    return min(_WIDEST, (_group(chart) - 6) / max(1, len(chart.series)))


def _wide(text: str) -> float:
    return len(text) * SIZE * _LETTER
