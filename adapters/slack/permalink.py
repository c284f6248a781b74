"""The address of a message on Slack, so that a knelpunt can point back to it; never a reason to fail, or to be late."""

from __future__ import annotations

import re

from adapters.slack.api import Api
from bot.delivery import TryLater, Uncertain, Undeliverable

WITHIN = 0.8
"""Seconds Slack gets to say where a message stands: whoever asked waits for a form within three."""

_OWN = re.compile(r"https://([a-z0-9-]{1,63}\.){1,3}slack(-gov)?\.com/archives/[!-~]{1,400}")
"""What Slack calls a message's address stands on a host of Slack, or it is no link of ours."""


async def permalink(api: Api, channel: str, message: str) -> str:
    """The address of this message; empty where Slack does not give one, as where the bot cannot look."""
    if not (channel and message):
        return ""
    try:
        answer = await api.read("chat.getPermalink", {"channel": channel, "message_ts": message}, within=WITHIN)
    except (TryLater, Undeliverable, Uncertain):
        return ""
    found = answer.get("permalink")
    return found if isinstance(found, str) and _OWN.fullmatch(found) else ""
