"""What a room of Teams remembers without a database, and what Teams says with every message."""

from __future__ import annotations

from typing import Any

from bot.delivery import TryLater
from tests.fake_teams import FakeTeams


class Shelf:
    """`bot.delivery.Memory` for one test; `away` makes it a store that does not answer."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.writes = 0
        self.away = False

    async def recall(self, key: str) -> str | None:
        if self.away:
            raise TryLater("the store is away")
        return self.kept.get(key)

    async def keep(self, key: str, value: str) -> None:
        if self.away:
            raise TryLater("the store is away")
        self.writes += 1
        self.kept[key] = value


def spoke(teams: FakeTeams, entra: str, conversation: str, **about: Any) -> dict[str, Any]:
    """What Teams sends when somebody says something there; `about` adds or overrides, `kind` the conversation's."""
    kind = about.pop("kind", "personal" if conversation.startswith("a:") else "channel")
    return {
        "type": "message",
        "serviceUrl": teams.service_url,
        "from": {"id": teams.users[entra]["id"], "aadObjectId": entra},
        "conversation": {"id": conversation, "conversationType": kind},
        "channelData": {"tenant": {"id": teams.tenant}},
        **about,
    }
