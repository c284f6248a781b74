"""What happens in a turn: where it came from is noted, who is new is welcomed, and what was asked gets its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import structlog

from adapters.teams.answers import Json
from adapters.teams.receive import receive
from adapters.teams.references import References
from adapters.teams.replies import Replies
from adapters.teams.way import way_back
from adapters.teams.welcome import Welcome

NOTED = 1.0
"""Seconds that a turn waits until it is noted where it came from; when the store is slow that goes on meanwhile."""

LAST = 5.0
"""Seconds that a room which closes waits for the same."""

log = structlog.get_logger("teams")


class Desk:
    """Takes activities that certainly come from Teams, in one of our tenants. `bot` is our app id."""

    def __init__(self, bot: str, references: References, welcome: Welcome, replies: Replies) -> None:
        self._bot = bot
        self._references = references
        self._welcome = welcome
        self._replies = replies
        self._noting: set[asyncio.Task[None]] = set()

    async def take(self, payload: Mapping[str, Any]) -> Json | None:
        """The body with which an invoke is answered; None where nobody here has anything to say."""
        if not self._references.knows(payload):
            noting = asyncio.create_task(self._note(payload))
            self._noting.add(noting)
            noting.add_done_callback(self._noting.discard)
            await asyncio.wait({noting}, timeout=NOTED)
        request = receive(payload, bot=self._bot)
        if request is None:
            await self._welcome.greet(payload)
            return None
        return await self._replies.to(request, way_back(payload))

    async def finish(self) -> None:
        """Wait until what was heard last is kept."""
        if self._noting:
            await asyncio.wait(set(self._noting), timeout=LAST)

    async def _note(self, payload: Mapping[str, Any]) -> None:
        try:
            await self._references.note(payload)
        except Exception:
            log.exception("where somebody can be reached was not noted")
