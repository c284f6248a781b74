"""A chart and a map as a digest has them, for whoever draws them."""

from __future__ import annotations

from bot.pictures import Chart, Legend, Series, Tile, TileMap

CHART = Chart(
    title="Nieuw en teruggekoppeld, per week",
    labels=("week 44", "week 45", "week 46", "week 47"),
    series=(Series("Nieuw", (3, 0, 5, 2)), Series("Teruggekoppeld", (1, 2, 2, 4))),
    takeaway="Deze week 2 nieuw en 4 teruggekoppeld. Vorige week 5 en 2.",
)

MAP = TileMap(
    title="Waar speelt het?",
    tiles=(
        Tile("Groningen", "GR", 5, 0, open=4, stalled=1, told=2),
        Tile("Zuid-Limburg", "ZL", 5, 7, open=0, stalled=0, told=3),
        Tile("Zeeland", "ZE", 1, 7, open=0, stalled=0, told=0),
    ),
    legend=Legend("Regio", "Open", "Stilgevallen", "Teruggekoppeld"),
    summary="In 1 van 3 regio's staat iets open, in 1 ligt iets stil, in 2 is teruggekoppeld.",
)
