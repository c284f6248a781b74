"""Whether somebody is named shortly before a place, told by first names alone."""

from __future__ import annotations

import re

from bot.privacy.lexicon import lexicon
from bot.privacy.reading import Reading

_CAPITAL = re.compile(r"(?<![\w'\-])[A-Z][\w'\-]+")
_REACH = 40


def is_named(reading: Reading, start: int) -> bool:
    """`bellen met Jaap Dijkgraaf op`, `Rinske Dijkstra-Postma (`."""
    for match in _CAPITAL.finditer(reading.seen, max(0, start - _REACH), start):
        low = reading.low[match.start() : match.end()]
        if lexicon("first_names").is_whole(low) and not lexicon("everyday_names").is_whole(low):
            return True
    return False
