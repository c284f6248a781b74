"""How a place in the file and a better guess are said in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from bot.organisation.page import Where

NOUNS = {
    "regions": "regio",
    "region_kinds": "regiosoort",
    "sub_regions": "streek",
    "iza_regions": "IZA-regio",
    "ggd_regions": "GGD-regio",
    "directorates_general": "directoraat-generaal",
    "directorates": "directie",
    "themes": "thema",
    "care_systems": "stelsel",
    "agreements": "akkoord",
    "parties": "partij",
    "ministries": "ministerie",
    "urgencies": "urgentie",
    "ladder": "ladder",
    "kinds": "signaalsoort",
    "people": "persoon",
}
"""What one entry of a section is called."""


def said(where: Where) -> str:
    """The place in words: persoon ‘noor-habets’, veld ‘emails’."""
    section, rest = str(where[0]), where[1:]
    if section not in NOUNS or not rest:
        return f"‘{'.'.join(str(step) for step in where if isinstance(step, str))}’"
    entry = f"‘{rest[0]}’" if isinstance(rest[0], str) else str(rest[0] + 1)
    fields = ".".join(step for step in rest[1:] if isinstance(step, str))
    return f"{NOUNS[section]} {entry}" + (f", veld ‘{fields}’" if fields else "")


def mended(word: object, known: Iterable[str], otherwise: str = "haal het weg") -> str:
    """The second half of a sentence about a wrong word: the nearest right one, or the few there are."""
    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(str(word).lower(), by_lower, n=1, cutoff=0.7)
    if close:
        return f"bedoelde u ‘{by_lower[close[0]]}’?"
    return f"kies uit {', '.join(by_lower.values())}" if 0 < len(by_lower) <= 12 else otherwise
