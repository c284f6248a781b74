"""Which words are no names, whatever their capital: listed ones, and longer ones that end in them."""

from __future__ import annotations

from functools import lru_cache

from bot.privacy.lexicon import lexicon

_SHAPES = (
    "heid",
    "atie",
    "iteit",
    "isme",
    "lijk",
    "lijke",
    "ische",
    "ingen",
    "baar",
    "schap",
    "loos",
    "zaam",
    "tschappij",
)
_LONGEST = 40


@lru_cache(maxsize=4096)
def is_ordinary(low: str, tail: int = 6) -> bool:
    """Whether this is an ordinary word, or one put together of which the last has at least `tail` letters."""
    listed = lexicon("ordinary")
    if listed.is_whole(low) or low.endswith(_SHAPES) or len(low) > _LONGEST:
        return True
    if "-" in low:
        return all(listed.is_whole(part) or len(part) < 2 for part in low.split("-"))
    return any(listed.is_whole(low[at:]) for at in range(2, len(low) - tail + 1))
