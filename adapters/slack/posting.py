"""One message on its way to Slack: with its pictures where Slack takes them, else in words, because it must arrive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog

from adapters.slack.api import Answer, Api
from adapters.slack.render import faces
from adapters.slack.uploads import SOON, Uploads
from bot.cards import Card
from bot.delivery import TryLater, Undeliverable

REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
"""What Slack says of blocks that it does not know, or not with this in them."""

log = structlog.get_logger("slack")


async def post(api: Api, uploads: Uploads, method: str, card: Card, arguments: Mapping[str, Any]) -> Answer:
    """What Slack answered to `method` with this card. Raises TryLater, Undeliverable or Uncertain."""
    files = await uploads.of(card)
    first, *worded = faces(card, home=api.home, files=files)
    try:
        answer = await api.call(method, {**arguments, **first})
    except Undeliverable as refused:
        if not worded or refused.reason not in REFUSED:
            raise
        if uploads.may_show_soon(files):
            raise TryLater("picture_not_ready", SOON) from None
        log.warning("Slack refused a picture", reason=refused.reason)
        return await api.call(method, {**arguments, **worded[0]})
    uploads.shown(files)
    return answer
