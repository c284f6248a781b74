"""A place on Slack is a channel; here alone its id becomes an address and back."""

from __future__ import annotations

import re

from bot.conversation import Place

NAME = "slack"

_CHANNEL = re.compile(r"[CDG][A-Z0-9]{1,30}")


def place(channel: str) -> Place | None:
    """The place of a channel or direct message, or None where Slack names neither."""
    return Place(NAME, channel) if _CHANNEL.fullmatch(channel) else None


def channel(where: Place) -> str | None:
    """The channel id of a place, or None when it is not one of Slack's."""
    return where.address if where.platform == NAME and _CHANNEL.fullmatch(where.address) else None
