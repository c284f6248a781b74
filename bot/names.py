"""Takes apart what somebody types about a hand-over: who leaves and who comes, or whose office comes back."""

from __future__ import annotations

BETWEEN = (" aan ", " to ")
"""Where an admin does it for somebody else."""

BACK = ("terug", "back")
"""What stands before the name of whoever has their office back."""

SMALL = frozenset(["aan", "to", "van", "de", "den", "der", "het", "te", "ten", "ter", "el", "al", "von"])
"""Words in and between names that have no capital."""

LONGEST = 10
"""Words of two names."""


def two_names(words: str) -> tuple[str, str]:
    """Who leaves, empty for whoever types it, and who comes."""
    for between in BETWEEN:
        leaves, found, comes = words.partition(between)
        if found:
            return leaves, comes
    return "", words


def comes_back(words: str) -> str | None:
    """Whose office comes back, empty for whoever types it; None where that is not what is asked."""
    first, _, name = words.partition(" ")
    return name.strip() if first.lower() in BACK else None


def is_meant(words: str) -> bool:
    """Whether a longer text after the word holds names only, and is no knelpunt that happens to begin with it."""
    typed = (comes_back(words) or words).split()
    return len(typed) <= LONGEST and all(word in SMALL or not word[0].isalpha() or word[0].isupper() for word in typed)
