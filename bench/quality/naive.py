"""What anybody would write first: count the keywords of each theme, and let the theme with the most of them win."""

from __future__ import annotations

from dataclasses import dataclass

from bot.organisation import Organisation

_PLUS = " + "


@dataclass(frozen=True, slots=True)
class Counted:
    """Keys of the organisation file, the likeliest first."""

    themes: tuple[str, ...]
    leads: tuple[str, ...]


def counted(text: str, organisation: Organisation) -> Counted:
    """By how often the letters of a keyword stand in the text; without any, what nobody recognises."""
    low = text.lower()
    counts = {
        theme.key: sum(low.count(keyword.lower()) for keyword in theme.keywords if _PLUS not in keyword)
        for theme in organisation.themes.values()
    }
    themes = tuple(sorted((key for key in counts if counts[key]), key=lambda key: -counts[key]))
    leads = tuple(dict.fromkeys(organisation.themes[key].lead for key in themes)) or (organisation.routing_fallback,)
    return Counted(themes[:3], leads)
