"""Somebody asks not to be named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.reading import Reading, Span

_WISH = re.compile(
    r"\b(?:wil|wilt|willen|wilde|wenst|wensen|wens|vraagt|vragen|verzoekt|verzoek|liever|graag|mag|moet|hecht)\b[^.!?\n]{0,40}?"
    r"\b(?:anoniem\b(?! (?:onderzoek|aanvragen|enquete|solliciteren))|niet (?:met |bij )?(?:zijn |haar |hun )?(?:naam |name )?(?:en toenaam )?(?:worden )?(?:genoemd|vermeld)|naam niet|geen naam|niet bij naam|niet met naam"
    r"|niet dat (?:zijn|haar|hun|mijn) naam|niet herleidbaar|zonder (?:mijn|zijn|haar|onze|hun) naam|(?:zijn|haar|hun) identiteit (?:niet|geheim)|identiteit (?:niet )?(?:te )?(?:delen|verbergen|beschermen)|niet (?:in het verslag|geciteerd))"
    r"|\b(?:op voorwaarde van|op basis van) anonimiteit\b|\banoniem (?:blijven|te blijven|houden)\b|\bblijft (?:liever |graag )?anoniem\b"
    r"|\b(?:onder geen beding|in geen geval|absoluut niet|liever niet|beslist niet|zeker niet) (?:met |bij )?(?:[a-z]+ )?(?:naam|genoemd|vermeld|geciteerd)"
    r"|\b(?:niet|nooit) (?:genoemd|met naam genoemd|bij naam genoemd) (?:te )?(?:wil|willen|worden)\b"
)


def wishes(reading: Reading) -> Iterator[Span]:
    """Where somebody does."""
    for match in _WISH.finditer(reading.low):
        yield Span(match.start(), match.end(), "ANONIEM", "warn")
