"""The rules for pictures, charts and tables on Teams that no published tool checks; every function yields sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.adaptive_words import MARKS, seen

Json = Mapping[str, Any]

COLOURS = {
    *("good", "warning", "attention", "neutral", *(f"sequential{number}" for number in range(1, 9))),
    *(
        f"categorical{name}"
        for name in ("Red", "Purple", "Lavender", "Blue", "LightBlue", "Teal", "Green", "Lime", "Marigold")
    ),
    *(
        f"diverging{name}"
        for name in ("Blue", "LightBlue", "Cyan", "Teal", "Yellow", "Peach", "LightRed", "Red", "Maroon", "Gray")
    ),
}
SETS = {"categorical", "sequential", "diverging"}


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
    """As "Charts in Adaptive Cards" has it; that four is the most says Microsoft's own client for tests."""
    known = {"type", "title", "data", "fallback", "stacked", "colorSet", "xAxisTitle", "yAxisTitle"}
    texts = [part[name] for name in ("title", "xAxisTitle", "yAxisTitle") if name in part]
    for series in part["data"]:
        if not {"legend", "values"} <= set(series) <= {"legend", "values", "color"}:
            yield "a row of bars without name or values"
        if "color" in series and series["color"] not in COLOURS:
            yield "a colour that is not one of the theme's"
        texts += [series["legend"], *(bar["x"] for bar in series["values"])]
        if not all(set(bar) == {"x", "y"} and isinstance(bar["y"], int) for bar in series["values"]):
            yield "a bar without a place or a number"
    if set(part) - known or part.get("colorSet", "categorical") not in SETS:
        yield "a chart with something that is not documented"
    if not (part.get("title") and isinstance(part.get("fallback"), Mapping)):
        yield "a chart without words"
    if not 0 < len(part["data"]) <= 4:
        yield "nothing in a chart, or more than is drawn"
    if not all(seen(text) and not MARKS.search(text) for text in texts):
        yield "a chart with a name that is empty or read as markup"
