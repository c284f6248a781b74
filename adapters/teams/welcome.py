"""The first words to somebody who has just installed the app: once, in their chat with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog

from adapters.teams import address
from adapters.teams.receive import COMMAND, installed
from adapters.teams.replies import Replies
from adapters.teams.sender import sender
from adapters.teams.way import way_back
from bot.conversation import Command
from bot.delivery import Memory, TryLater

log = structlog.get_logger("teams")


class Welcome:
    """Says to whoever installs the app for themselves what it can do; in a team or a chat of several it waits to be asked."""

    def __init__(self, memory: Memory, replies: Replies) -> None:
        self._memory = memory
        self._replies = replies
        self._greeting: set[str] = set()

    async def greet(self, payload: Mapping[str, Any]) -> None:
        """When this verified activity says that the app was added; Teams says so twice, as two kinds of activity."""
        way = way_back(payload)
        place = address.place(way.conversation)
        by = sender(payload)
        if not (installed(payload) and way.personal and place and by and await self._is_first(place.address)):
            return
        key = f"{address.NAME}:welcome:{by.tenant}:{place.address}"
        await self._replies.to(Command(key, by, COMMAND, "help", place, direct=True), way)

    async def _is_first(self, conversation: str) -> bool:
        """Noted before anything is said: rather no welcome than two."""
        if conversation in self._greeting:
            return False
        self._greeting.add(conversation)
        key = f"welcomed:{conversation}"
        try:
            if await self._memory.recall(key) is not None:
                return False
            await self._memory.keep(key, "yes")
        except TryLater as away:
            log.warning("nobody was welcomed", reason=away.reason)
            return False
        finally:
            self._greeting.discard(conversation)
        return True
