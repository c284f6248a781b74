"""What the pictures show can be read without colour, on paper and in the dark, and nothing on them runs into another."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageColor

from bot.organisation import Organisation
from bot.pictures import Chart, Legend, Series, Tile, TileMap
from bot.pictures.bars import SIZE, WIDTH, Bar, Text, bars
from bot.pictures.png import map_png
from bot.pictures.svg import chart_svg, map_svg
from bot.pictures.tile_map import COLOURS, GAP, TILE_HEIGHT, TILE_WIDTH, Box, Words, drawing
from tests.pictured import CHART, MAP

Rgb = tuple[int, int, int]
SVG = "{http://www.w3.org/2000/svg}"
STYLE = Path(__file__).parents[2] / "adapters" / "playground" / "static" / "style.css"
DARK = {name.replace("-", "_"): value for name, value in re.findall(r"--map-([a-z-]+): (#\w+)", STYLE.read_text())}
LEGEND = Legend("Regio", "Open", "Stilgevallen", "Teruggekoppeld")


def whole(organisation: Organisation, counts: Callable[[int], tuple[int, int, int]]) -> TileMap:
    """Every region of the example, each with its open, stalled and told; names as long as they may be."""
    placed = [region for region in organisation.regions.values() if region.tile]
    tiles = (
        Tile(region.name, f"{chr(65 + n % 26)}W{n // 26}M", region.tile.col, region.tile.row, *counts(n))
        for n, region in enumerate(placed)
        if region.tile
    )
    return TileMap("Waar speelt het?", tuple(tiles), LEGEND, "Overal.")


def contrast(one: Rgb, other: Rgb) -> float:
    """The ratio of WCAG 2.2: 1 for the same, 21 for black on white."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def rgb(colour: str) -> Rgb:
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return red, green, blue


def painted(map: TileMap) -> Image.Image:
    return Image.open(BytesIO(map_png(map)))


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  our own


# The map


def test_every_region_stands_on_the_map_once_and_no_two_touch(organisation: Organisation) -> None:
    here = whole(organisation, lambda n: (n, n // 3, n % 4))
    plan = drawing(here)
    tiles = [s for s in plan.shapes if isinstance(s, Box) and (s.width, s.height) == (TILE_WIDTH, TILE_HEIGHT)]
    names = [s.text for s in plan.shapes if isinstance(s, Words)]
    assert len(tiles) == len(here.tiles) == 31
    assert all(names.count(tile.short) == 1 for tile in here.tiles)
    for one, other in combinations(tiles, 2):
        assert abs(one.x - other.x) >= one.width + GAP or abs(one.y - other.y) >= one.height + GAP
    assert all(box.x + box.width <= plan.width and box.y + box.height <= plan.height for box in tiles)


def test_each_region_lies_where_the_organisation_says(organisation: Organisation) -> None:
    here = whole(organisation, lambda _: (0, 0, 0))
    at = {shape.text: (shape.x, shape.y) for shape in drawing(here).shapes if isinstance(shape, Words)}
    for one, other in combinations(here.tiles, 2):
        assert (at[one.short][0] < at[other.short][0]) == (one.col < other.col)
        assert (at[one.short][1] < at[other.short][1]) == (one.row < other.row)


def grey(colour: Rgb) -> Rgb:
    shade = round(0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2])
    return shade, shade, shade


def without_green(colour: Rgb) -> Rgb:
    """As somebody with deuteranopia sees it (Viénot, Brettel and Mollon 1999), in linear light."""
    red, green, blue = ((part / 255) ** 2.2 for part in colour)
    yellow = 0.29275 * red + 0.70725 * green
    seen = (yellow, yellow, -0.02234 * red + 0.02234 * green + blue)
    return tuple(round(255 * max(0.0, part) ** (1 / 2.2)) for part in seen)  # type: ignore[return-value]


@pytest.mark.parametrize("eyes", [grey, without_green])
@pytest.mark.parametrize("many", [1, 6])
def test_open_stalled_and_told_are_told_apart_without_colour(eyes: Callable[[Rgb], Rgb], many: int) -> None:
    states = ((many, 0, 0), (many, many, 0), (0, 0, many), (many, 0, many), (many, many, many), (0, 0, 0))
    tiles = tuple(Tile("Regio", "X", col, 0, *state) for col, state in enumerate(states))
    picture = painted(TileMap("", tiles, LEGEND, "")).convert("RGB")
    top = picture.height - TILE_HEIGHT - GAP
    seen = [
        [
            eyes(picture.getpixel((GAP + col * (TILE_WIDTH + GAP) + x, top + y)))  # type: ignore[arg-type]
            for y in range(TILE_HEIGHT)
            for x in range(TILE_WIDTH)
        ]
        for col in range(len(states))
    ]
    for one, other in combinations(seen, 2):
        clear = sum(contrast(a, b) >= 3 for a, b in zip(one, other, strict=True) if a != b)
        assert clear >= 40, "as many points differ plainly as a digit has"


@pytest.mark.parametrize("theme", [COLOURS, DARK], ids=["light", "dark"])
def test_words_and_marks_stand_out_from_their_ground(theme: dict[str, str]) -> None:
    assert theme.keys() == COLOURS.keys()
    tone = {name: rgb(value) for name, value in theme.items()}
    for ground in ("paper", "some", "more", "most"):
        assert contrast(tone["ink"], tone[ground]) >= 4.5, ground
        assert contrast(tone["told"], tone[ground]) >= 3, ground
    assert contrast(tone["soft"], tone["empty"]) >= 4.5
    assert contrast(tone["on_told"], tone["told"]) >= 4.5
    assert contrast(tone["edge"], tone["paper"]) >= 3


def test_a_full_map_is_a_small_picture_and_always_the_same(organisation: Organisation) -> None:
    busy = whole(organisation, lambda n: (99 - n, 68 - 2 * n % 50, 10 + 7 * n % 90))
    file = map_png(busy)
    assert len(file) <= 9 * 1024
    assert file == map_png(busy)
    picture = painted(busy)
    assert (picture.mode, picture.width) == ("P", 480)
    assert picture.convert("RGB").getpixel((0, picture.height - 1)) == (255, 255, 255)


def test_a_name_with_an_accent_and_a_number_beyond_all_bounds_are_painted() -> None:
    plain, accented = (TileMap("", (Tile(n, n, 0, 0, 10**9, 10**6, 10**7),), LEGEND, "") for n in ("FRY", "FRŸ"))
    assert map_png(plain) == map_png(accented)
    assert {"999+", "99+"} <= {shape.text for shape in drawing(plain).shapes if isinstance(shape, Words)}


def test_a_map_without_regions_still_has_its_legend() -> None:
    assert painted(TileMap("", (), LEGEND, "")).width == 480


# The chart


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in parsed(svg).iter(f"{SVG}text")]


def test_a_chart_says_every_number_and_every_name() -> None:
    shown = texts(chart_svg(CHART))
    assert sorted(shown) == sorted([*CHART.labels, "Nieuw", "Teruggekoppeld", *"30521224"])


def test_twelve_series_have_twelve_fillings() -> None:
    chart = Chart("", ("week 47",), tuple(Series(f"reeks {n}", (5,)) for n in range(12)), "")
    swatches = [bar for bar in parsed(chart_svg(chart)).iter(f"{SVG}svg") if bar.get("width") == "16"]
    fillings = {"".join(str(part.attrib) for part in bar) for bar in swatches}
    assert (len(swatches), len(fillings)) == (12, 12)


CHARTS = st.integers(1, 20).flatmap(
    lambda many: st.builds(
        Chart,
        st.just("Per week"),
        st.tuples(*[st.text("abcd efg", max_size=20)] * many),
        st.lists(
            st.builds(Series, st.text("abcdefgh", max_size=20), st.tuples(*[st.integers(0, 10**6)] * many)),
            max_size=12,
        ).map(tuple),
        st.just("Het loopt terug."),
    )
)


def _box(text: Text) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of words in a narrow font; a wide one is only just as wide as its room."""
    wide = len(text.text) * SIZE * 0.55
    left = text.x - (wide / 2 if text.anchor == "middle" else 0)
    return left, text.y - SIZE * 0.72, left + wide, text.y


@given(CHARTS)
def test_nothing_on_a_chart_runs_into_another_or_off_the_paper(chart: Chart) -> None:
    plan = bars(chart)
    words = [_box(shape) for shape in plan.shapes if isinstance(shape, Text) and shape.text.strip()]
    for one, other in combinations(words, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for left, top, right, bottom in words:
        assert left >= -0.5
        assert right <= WIDTH + 0.5
        assert top >= 0
        assert bottom <= plan.height
    standing = [shape for shape in plan.shapes if isinstance(shape, Bar)]
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH and bar.y + bar.height <= plan.height for bar in standing)


# Both


@pytest.mark.parametrize(
    ("svg", "title", "point"),
    [(chart_svg(CHART), CHART.title, CHART.takeaway), (map_svg(MAP), MAP.title, MAP.summary)],
    ids=["chart", "map"],
)
def test_a_picture_says_in_words_what_it_shows(svg: str, title: str, point: str) -> None:
    root = parsed(svg)
    assert root.get("role") == "img"
    assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == (title, point)
    assert not [element for element in root.iter() if element.get("id") or element.get("style")]


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_words_in_a_picture_stay_words(typed: str) -> None:
    chart = Chart(typed, (typed,), (Series(typed, (1,)),), typed)
    here = TileMap(typed, (Tile(typed, typed, 0, 0, 1, 1, 1),), Legend(typed, typed, typed, typed), typed)
    for svg in (chart_svg(chart), map_svg(here)):
        root = parsed(svg)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            "svg", "title", "desc", "rect", "path", "polyline", "text",
        }  # fmt: skip
        assert root.findtext(f"{SVG}title") == typed
