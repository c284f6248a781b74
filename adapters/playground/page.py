"""The page and the messages on it, as one visitor reads them: who said it, when, and in whose language; pure."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.playground.message import Message
from adapters.playground.render import draw, render_card, render_page
from adapters.playground.stage import Player, Stage, direct
from adapters.playground.words import Words, words

_FRONT = 4  # people with a pane of their own


def whole_page(stage: Stage, language: str) -> str:
    """The page before any message is in it."""
    spoken = words(language)
    front, others = stage.people[:_FRONT], stage.people[_FRONT:]
    groups = [(spoken["first_people"], front), (spoken["others"], others)]
    return render_page(
        {
            "stage": stage,
            "words": spoken,
            "other": "en" if spoken["language"] == "nl" else "nl",
            "front": front,
            "groups": [(label, group) for label, group in groups if group],
            "samples": stage.samples,
            "initials": initials,
            "hint": _hint(front, spoken),
        }
    )


def places_of(stage: Stage, player: Player, language: str) -> list[dict[str, object]]:
    """What stands in a player's list: their own direct messages first, then their channels."""
    own = {"address": direct(player.key), "title": words(language)["direct"], "direct": True}
    return [own, *({"address": c.address, "title": c.title, "direct": False} for c in stage.seen_by(player))]


def shown(message: Message, stage: Stage, language: str) -> dict[str, object]:
    """One message for the page: its place in the conversations, and its HTML."""
    spoken, local = words(language), message.at.astimezone(ZoneInfo(stage.zone))
    player = stage.player(message.author)
    name = player.name if player else message.author or spoken["product"]
    html = draw(
        "message.html",
        "message",
        message.id,
        render_card(message.card),
        name,
        initials(name) if message.author else "R",
        not message.author,
        local,
        local.date().isoformat(),
        message.edited,
        message.under is not None,
        spoken,
    )
    return {
        "id": message.id,
        "change": message.change,
        "place": message.place,
        "under": message.under,
        "author": message.author,
        "edited": message.edited,
        "summary": message.card.summary,
        "html": html,
    }


def clock(now: datetime, last: int) -> dict[str, object]:
    """The demo's time and the newest change; a page that has seen a newer change knows an older world."""
    return {"now": now.isoformat(timespec="seconds"), "last": last}


def initials(name: str) -> str:
    """Two letters for somebody without a picture."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()


def _hint(front: tuple[Player, ...], spoken: Words) -> str:
    """What a newcomer does first: the first person files, the second takes it on."""
    if len(front) < 2:
        return ""
    filer, fixer = (player.name.split()[0] for player in front[:2])
    return spoken["hint"].format(filer=filer, fixer=fixer)
