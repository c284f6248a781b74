"""The regions as a map: where signals are open, where they stall, and where people were told."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.organisation import Organisation, Region
from bot.pictures import Legend, Tile, TileMap
from bot.texts import Words
from bot.weekly import RegionNow

_PART = re.compile(r"[\s/-]+")


def tile_map(regions: Mapping[str, RegionNow], organisation: Organisation, words: Words, period: str) -> TileMap:
    """Where signals are open, stalled and told; `period` says over which time it was told."""
    stands = [(organisation.regions[key], now) for key, now in regions.items()]
    open_in, stalled_in, told_in = (
        sum(bool(getattr(now, name)) for _, now in stands) for name in ("open", "stalled", "told")
    )
    facts = {"open": open_in, "stalled": stalled_in, "told": told_in}
    at = _places([region for region, _ in stands])
    short = short_names([region.name for region, _ in stands])
    return TileMap(
        title=words.text("map.title"),
        tiles=tuple(
            Tile(region.name, short[region.name], *at[region.key], now.open, now.stalled, now.told)
            for region, now in sorted(stands, key=lambda stand: stand[0].name)
        ),
        legend=Legend(*(words.text(f"map.{name}") for name in ("region", "open", "stalled", "told"))),
        summary=_summary(len(stands), facts, words, period),
    )


def _summary(regions: int, facts: Mapping[str, int], words: Words, period: str) -> str:
    """Three sentences; of none there is a sentence of its own."""
    said = {
        name: words.count(f"map.says.{name}", number, regions=regions, period=period) for name, number in facts.items()
    }
    none = {name: words.text(f"map.none.{name}", regions=regions, period=period) for name in facts}
    return " ".join(said[name] if number else none[name] for name, number in facts.items())


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
