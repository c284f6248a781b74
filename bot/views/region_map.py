"""The regions as a map: where signals are open, where they stall, and where people were told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.organisation import Organisation, Region
from bot.pictures import Legend, Tile, TileMap
from bot.texts import Words
from bot.weekly import RegionNow

_PART = re.compile(r"[\s/-]+")


def tile_map(regions: Mapping[str, RegionNow], organisation: Organisation, words: Words, period: str) -> TileMap:
    """Where signals are open, stalled and told; `period` says over which time it was told."""
    stands = [(organisation.regions[key], now) for key, now in regions.items()]
    at = _places([region for region, _ in stands])
    short = short_names([region.name for region, _ in stands])
    return TileMap(
        title=words.text("map.title"),
        tiles=tuple(
            Tile(region.name, short[region.name], *at[region.key], now.open, now.stalled, now.told)
            for region, now in sorted(stands, key=lambda stand: stand[0].name)
        ),
        legend=Legend(*(words.text(f"map.{name}") for name in ("region", "open", "stalled", "told"))),
        summary=_summary(stands, words, period),
    )


def _summary(stands: Sequence[tuple[Region, RegionNow]], words: Words, period: str) -> str:
    """Of the regions three sentences; what lies nowhere on the map is no region to count, and is told of by name.

    One region alone is told of by name as well.
    """
    regions = [stand for stand in stands if stand[0].tile] or stands
    if len(regions) == 1:
        return _by_name(stands, words, period)
    others = [stand for stand in stands if stand not in regions]
    said = []
    for name in ("open", "stalled", "told"):
        number, also = len(_having(name, regions)), _having(name, others)
        if number:
            said.append(words.count(f"map.says.{name}", number, regions=len(regions), period=period))
        elif name == "open" or not also:
            said.append(words.text(f"map.none.{name}", regions=len(regions), period=period))
        if also:
            said.append(words.text(f"map.also.{name}", places=words.all_of(also), period=period))
    return " ".join(said)


def _by_name(stands: Sequence[tuple[Region, RegionNow]], words: Words, period: str) -> str:
    nowhere = {"open": "digest.open.none", "stalled": "map.none.stalled", "told": "map.none.told"}
    having = {name: words.all_of(_having(name, stands)) for name in nowhere}
    return " ".join(
        words.text(f"map.in.{name}" if places else nowhere[name], places=places, period=period)
        for name, places in having.items()
    )


def _having(name: str, stands: Iterable[tuple[Region, RegionNow]]) -> list[str]:
    """The names of those in which there is any of it."""
    return [region.name for region, now in stands if getattr(now, name)]


def _places(regions: list[Region]) -> dict[str, tuple[int, int]]:
    """Column and row of each; what lies nowhere on the map, such as the country as a whole, stands in a row below it."""
    found = {region.key: (region.tile.col, region.tile.row) for region in regions if region.tile}
    below = max((row for _, row in found.values()), default=-1) + 1
    elsewhere = [region.key for region in regions if not region.tile]
    return found | {key: (column, below) for column, key in enumerate(elsewhere)}


def short_names(names: list[str]) -> dict[str, str]:
    """At most four letters for each, no two the same: `NML` for Noord- en Midden-Limburg, `Gron` for Groningen."""
    found: dict[str, str] = {}
    for name in names:
        parts = [stripped for part in _PART.split(name) if (stripped := part.strip("'’"))] or [name]
        telling = [part for part in parts if part[:1].isupper()] or parts
        initials = "".join(part[0] for part in telling).upper()[:4]
        for short in (
            initials if len(telling) > 1 else telling[0][:4],
            *(f"{initials[:1]}{count}" for count in range(99)),
        ):
            if short not in found.values():
                found[name] = short
                break
    return found
