"""What is better seen than read: numbers as bars, and the regions as tiles. Every one says the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars, as many as the chart has labels."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars side by side, in the order of time; `takeaway` says in words what they show."""

    title: str
    labels: tuple[str, ...]  # at most 20, at most 20 characters each
    series: tuple[Series, ...]  # at most 12
    takeaway: str
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True)
class Tile:
    """One region on the map, by column and row from the top left; how many signals stand there, and how."""

    name: str
    short: str  # at most four letters, no two the same
    col: int
    row: int
    open: int
    stalled: int  # of those that are open
    told: int


@dataclass(frozen=True, slots=True)
class Legend:
    """What the numbers on the tiles are called, and the column of the regions' names."""

    region: str
    open: str
    stalled: str
    told: str


@dataclass(frozen=True, slots=True)
class TileMap:
    """The regions where they lie, roughly: drawn, with the same numbers in a table; `summary` says what it shows."""

    title: str
    tiles: tuple[Tile, ...]
    legend: Legend
    summary: str
    kind: Literal["tile_map"] = "tile_map"

    @property
    def telling(self) -> tuple[Tile, ...]:
        """The tiles on which there is something to see: the rows of the table."""
        return tuple(tile for tile in self.tiles if tile.open or tile.told)
