"""How many regions are behind a signal, in few words: the more there are, the less it is one region's own matter."""

from __future__ import annotations

from bot.organisation import Organisation
from bot.signals import Signal
from bot.texts import Words


def regions_of(signal: Signal, organisation: Organisation, words: Words) -> str:
    """`Zuid-Limburg`, or `Zuid-Limburg en 2 andere regio's`. The signal stands under the keys of today."""
    first = organisation.region(signal.region)
    name = first.name if first else signal.region
    others = len(signal.regions) - 1
    return words.count("regions.more", others, region=name) if others else name


def without_region(text: str, region: str) -> str:
    """What was typed, without the region before a colon, where the line says it already."""
    first, colon, rest = text.partition(":")
    return rest.strip() if colon and first.strip().casefold() == region.casefold() else text
