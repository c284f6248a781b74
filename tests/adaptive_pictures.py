"""The rules for pictures, charts and tables on Teams that no published tool checks; every function yields sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.adaptive_words import MARKS, seen

Json = Mapping[str, Any]

COLOURS = {"good", "warning", "attention", "neutral"} | {
    f"categorical{name}"
    for name in ("Red", "Purple", "Lavender", "Blue", "LightBlue", "Teal", "Green", "Lime", "Marigold")
}
"""Named, so that they hold in every theme."""


def image(part: Json) -> Iterator[str]:
    if not re.fullmatch(r"data:image/png;base64,[A-Za-z0-9+/]+=*", part["url"]):
        yield "an image that is fetched from elsewhere"
    if not seen(part.get("altText")) or MARKS.search(part["altText"]):
        yield "an image without words, or with words read as markup"


def table(part: Json) -> Iterator[str]:
    rows = part.get("rows", [])
    if len(rows) < 2 or part.get("firstRowAsHeader") is False:
        yield "a table without heads, or with nothing under them"
    if any(len(row["cells"]) != len(part.get("columns", [])) for row in rows):
        yield "a table with a row that is shorter or longer than its head"
    if any(not cell["items"] for row in rows for cell in row["cells"]):
        yield "a table with an empty cell"
    if not isinstance(part.get("fallback"), Mapping):
        yield "a table that says nothing where tables are not known"


def bars(part: Json) -> Iterator[str]:
    """As "Charts in Adaptive Cards" has it, and the limits that this product sets."""
    known = {"type", "title", "data", "fallback", "showBarValues", "stacked", "colorSet", "xAxisTitle", "yAxisTitle"}
    texts = [part.get("title")]
    for series in part["data"]:
        if set(series) != {"legend", "color", "values"} or series["color"] not in COLOURS:
            yield "a row of bars without name, colour of the theme or values"
        texts += [series["legend"], *(bar["x"] for bar in series["values"])]
        if not all(set(bar) == {"x", "y"} and isinstance(bar["y"], int) for bar in series["values"]):
            yield "a bar without a place or a number"
    if set(part) - known or not isinstance(part.get("fallback"), Mapping):
        yield "a chart with something that is not documented, or without words"
    if not 0 < len(part["data"]) <= 12 or any(len(series["values"]) > 20 for series in part["data"]):
        yield "more than anybody can see in a chart"
    if not all(seen(text) and not MARKS.search(text) for text in texts):
        yield "a chart with a name that is empty or read as markup"
