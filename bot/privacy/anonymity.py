"""Somebody asks not to be named: whoever files is asked about it, for the text itself may give them away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.reading import Reading, Span

_ASKS = "wil|wilt|willen|wilde|wenst|wensen|wens|vraagt|vragen|verzoekt|verzoek|liever|graag|mag|moet|hecht"
_THEIRS = "(?:mijn|zijn|haar|onze|hun)"
_NAMED = "(?:genoemd|vermeld)"

_ASKED_FOR = (
    "anoniem\\b(?! (?:onderzoek|aanvragen|enquete|solliciteren))",
    f"niet (?:met |bij )?(?:{_THEIRS} )?(?:naam |name )?(?:en toenaam )?(?:worden )?{_NAMED}",
    f"niet (?:bij|met) naam|naam niet|geen naam|niet dat {_THEIRS} naam|zonder {_THEIRS} naam",
    f"niet herleidbaar|{_THEIRS} identiteit (?:niet|geheim)",
    "identiteit (?:niet )?(?:te )?(?:delen|verbergen|beschermen)",
    "niet (?:in het verslag|geciteerd)",
)
"""Behind a word that asks for it, in the same sentence."""

_NEVER = "onder geen beding|in geen geval|absoluut niet|liever niet|beslist niet|zeker niet"
_TIP = "(?:het|dit|de melding|de tip)"
_SAID = (
    rf"\b(?:{_ASKS})\b[^.!?\n]{{0,40}}?\b(?:{'|'.join(_ASKED_FOR)})",
    r"\b(?:op voorwaarde van|op basis van) anonimiteit\b",
    r"\banoniem (?:te )?(?:blijven|houden)\b|\bblijft (?:liever |graag )?anoniem\b",
    rf"\b(?:{_NEVER}) (?:met |bij )?(?:[a-z]+ )?(?:naam|genoemd|vermeld|geciteerd)",
    r"\b(?:niet|nooit) (?:(?:met|bij) naam )?genoemd (?:te )?(?:wil|willen|worden)\b",
    rf"\bniet (?:bij |zeggen |vermelden |laten weten )?dat {_TIP} (?:van|bij) (?:mij|ons) (?:komt|kwam|vandaan|is)\b",
    r"\bniet dat (?:bekend|duidelijk|zichtbaar|openbaar) wordt (?:van|bij|door) wie\b",
)
_WISH = re.compile("|".join(_SAID))


def wishes(reading: Reading) -> Iterator[Span]:
    """Where somebody does."""
    for match in _WISH.finditer(reading.low):
        yield Span(match.start(), match.end(), "ANONIEM", "warn")
