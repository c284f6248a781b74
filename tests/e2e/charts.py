"""Slack's chart as SVG: bars in groups with their numbers, an approximation made from the very JSON that is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

WIDTH, HEIGHT, FOOT, HEAD = 540, 190, 22, 16
COLOURS = ("#1264a3", "#e8912d", "#2eb67d", "#611f69", "#e01e5a", "#36c5f0")


def chart(block: Mapping[str, Any]) -> Markup:
    """A `data_visualization` block of bars."""
    series, categories = block["chart"]["series"], block["chart"]["axis_config"]["categories"]
    values = [[point["value"] for point in each["data"]] for each in series]
    legend = Markup(" ").join(
        Markup("<span style='color:{}'>■</span> {}").format(COLOURS[at % len(COLOURS)], each["name"])
        for at, each in enumerate(series)
    )
    return Markup("<figure><b>{}</b><svg viewBox='0 0 {} {}'>{}</svg><div class=context>{}</div></figure>").format(
        block["title"], WIDTH, HEIGHT, _groups(values, categories), legend
    )


def _groups(values: Sequence[Sequence[int]], categories: Sequence[str]) -> Markup:
    most = max(1, *(value for row in values for value in row))
    group = WIDTH / len(categories)
    bar = group * 0.8 / len(values)
    drawn = [
        _bar(at * group + group * 0.1 + of * bar, bar, value / most, value, COLOURS[of % len(COLOURS)])
        for of, row in enumerate(values)
        for at, value in enumerate(row)
    ]
    drawn += [_words(at * group + group / 2, HEIGHT - 6, name) for at, name in enumerate(categories)]
    return Markup().join(drawn)


def _bar(x: float, width: float, share: float, value: int, colour: str) -> Markup:
    height = share * (HEIGHT - FOOT - HEAD)
    top = HEIGHT - FOOT - height
    bar = Markup("<rect x='{:.1f}' y='{:.1f}' width='{:.1f}' height='{:.1f}' fill='{}' rx=2 />")
    return bar.format(x, top, width - 2, height, colour) + _words(x + width / 2, top - 4, str(value))


def _words(x: float, y: float, words: str) -> Markup:
    return Markup("<text x='{:.1f}' y='{:.1f}' text-anchor=middle font-size=11 fill='#616061'>{}</text>").format(
        x, y, words
    )
