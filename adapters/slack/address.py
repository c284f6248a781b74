"""A place on Slack is a channel; here alone its id becomes an address and back, and a message's a link."""

from __future__ import annotations

import re

from bot.cards import Posted
from bot.conversation import Place

NAME = "slack"

_CHANNEL = re.compile(r"[CDG][A-Z0-9]{1,30}")
_MESSAGE = re.compile(r"[0-9]{1,12}\.[0-9]{6}")
_HOME = re.compile(r"https://([a-z0-9-]{1,63}\.){1,3}slack(-gov)?\.com/")


def place(channel: str) -> Place | None:
    """The place of a channel or direct message, or None where Slack names neither."""
    return Place(NAME, channel) if _CHANNEL.fullmatch(channel) else None


def channel(where: Place) -> str | None:
    """The channel id of a place, or None when it is not one of Slack's."""
    return where.address if where.platform == NAME and _CHANNEL.fullmatch(where.address) else None


def link(home: str, posted: Posted) -> str:
    """Where a message stands, as Slack itself would say, without asking it; `home` is the workspace's address.

    Empty where any part of it is not Slack's.
    """
    where = channel(Place(posted.platform, posted.address))
    if where is None or not (_HOME.fullmatch(home) and _MESSAGE.fullmatch(posted.message)):
        return ""
    return f"{home}archives/{where}/p{posted.message.replace('.', '')}"
