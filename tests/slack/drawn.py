"""What the tests of Slack's drawing share: charts and maps of every length, and the parts they compare with."""

from __future__ import annotations

from typing import Any

from adapters.slack.render import message
from bot.cards import Card
from bot.pictures import Chart, Series, Tile, TileMap
from tests.pictured import MAP

HOME, FILE = "https://vws.slack.com/", "F0123456789"


def long_chart(weeks: int, rows: int) -> Chart:
    """Bars for so many weeks, in so many rows."""
    names = tuple(f"week {week}" for week in range(weeks))
    return Chart("Per week", names, tuple(Series(f"rij {row}", tuple(range(weeks))) for row in range(rows)), "Meer.")


def long_map(count: int) -> TileMap:
    """A map of so many regions."""
    return TileMap(
        "Waar?", tuple(Tile(f"Regio {n}", f"{n}", n, 0, n, 1, 2) for n in range(count)), MAP.legend, "Overal."
    )


def drawn_in_full(card: Card) -> dict[str, Any]:
    """With everything Slack can be given: the workspace's address, and a picture of every map."""
    files = {part: FILE for part in card.blocks if isinstance(part, TileMap)}
    return message(card, home=HOME, files=files)


def plain(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words, "emoji": False}


def text(words: str, *, bold: bool = False) -> dict[str, Any]:
    return {"type": "text", "text": words} | ({"style": {"bold": True}} if bold else {})


def rich(kind: str, *elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(elements)}]}
