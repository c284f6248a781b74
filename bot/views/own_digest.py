"""The weekly digest of one person: what waits for them first, then what moved, then what is wider than theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.cards import Block, Card, Heading, Note, Paragraph, Spans
from bot.decisions import Decision
from bot.organisation import Organisation, Region
from bot.pictures import Legend, Tile, TileMap
from bot.texts import Words
from bot.views.digest_lines import Teller
from bot.weekly import OwnDigest, RegionNow

_PART = re.compile(r"[\s/-]+")


def own_digest_card(digest: OwnDigest, organisation: Organisation, words: Words) -> Card:
    """One sentence when there is nothing."""
    title = words.text("digest.own.so_far" if digest.so_far else "digest.own", number=digest.week.number)
    point = _point(digest, words)
    teller = Teller(organisation, words, digest.posted)
    blocks: list[Block] = [Heading(title), Paragraph((point,))]
    blocks += teller.listed("digest.own.to_tell", digest.to_tell, teller.late)
    blocks += teller.listed("digest.own.to_answer", digest.to_answer, teller.waits)
    blocks += teller.listed("digest.own.due", digest.due, teller.due)
    blocks += teller.listed("digest.own.claims", digest.claims, teller.stands)
    blocks += teller.listed("digest.own.moved", digest.moved, teller.stands)
    blocks += teller.listed("digest.own.stalled", digest.stalled, teller.late)
    blocks += teller.listed("digest.own.ending", digest.ending, lambda each: _ends(each, organisation, words))
    blocks += teller.listed("digest.patterns", digest.patterns, teller.pattern)
    if any(each.open or each.told for each in digest.regions.values()):
        blocks.append(tile_map(digest.regions, organisation, words, words.text("map.period.week")))
    if not digest.is_empty:
        blocks.append(Note(words.spans("digest.own.list")))
    return Card(f"{title}: {point}", tuple(blocks), language=words.language, shortened=words.text("digest.shortened"))


def tile_map(regions: Mapping[str, RegionNow], organisation: Organisation, words: Words, period: str) -> TileMap:
    """Where signals are open, stalled and told; `period` says over which time it was told."""
    stands = [(organisation.regions[key], now) for key, now in regions.items()]
    open_in, stalled_in, told_in = (
        sum(bool(getattr(now, name)) for _, now in stands) for name in ("open", "stalled", "told")
    )
    facts = {"regions": len(stands), "open": open_in, "stalled": stalled_in, "told": told_in}
    at = _places([region for region, _ in stands])
    short = short_names([region.name for region, _ in stands])
    return TileMap(
        title=words.text("map.title"),
        tiles=tuple(
            Tile(region.name, short[region.name], *at[region.key], now.open, now.stalled, now.told)
            for region, now in sorted(stands, key=lambda stand: stand[0].name)
        ),
        legend=Legend(*(words.text(f"map.{name}") for name in ("region", "open", "stalled", "told"))),
        summary=words.text("map.summary", **facts, period=period),
    )


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
        parts = [part.strip("'’") for part in _PART.split(name)]
        telling = [part for part in parts if part[:1].isupper()] or parts
        initials = "".join(part[0] for part in telling)[:4].upper()
        for short in (
            initials if len(telling) > 1 else telling[0][:4],
            *(f"{initials[:1]}{count}" for count in range(99)),
        ):
            if short not in found.values():
                found[name] = short
                break
    return found


def _point(digest: OwnDigest, words: Words) -> str:
    counts = {
        "to_tell": len(digest.to_tell),
        "to_answer": len(digest.to_answer),
        "due": len(digest.due),
        "stalled": len(digest.stalled),
        "moved": len(digest.moved),
    }
    said = [words.count(f"digest.own.point.{name}", number) for name, number in counts.items() if number]
    if not said:
        return words.text("digest.own.quiet" if digest.is_empty else "digest.own.calm")
    return words.text("digest.point", list=", ".join(said))


def _ends(decision: Decision, organisation: Organisation, words: Words) -> Spans:
    """A decision by its number, what it was, and the day on which it ends or is looked back at."""
    region: Region | None = organisation.region(decision.region)
    day = decision.until or decision.evaluation
    return words.spans(
        "digest.own.decision",
        number=decision.number,
        kind=words.text(f"decision.{decision.kind}"),
        region=region.name if region else decision.region,
        day=words.day(day) if day else "",
    )
