"""Who is asking, according to their platform: fetched before a transaction opens, and remembered for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.conversation import Account, Profile
from bot.delivery import Platform

MOST = 2000
"""Accounts that are remembered at a time."""


class Profiles:
    """Profiles by account, each for as long as its platform lets it hold."""

    def __init__(self, platforms: Mapping[str, Platform], real: Callable[[], datetime]) -> None:
        self._platforms = platforms
        self._real = real
        self._known: OrderedDict[Account, tuple[datetime, Profile]] = OrderedDict()

    async def of(self, account: Account) -> Profile:
        """Raises TryLater when the platform does not answer, Undeliverable when it refuses to say."""
        found = self._known.get(account)
        if found is not None and timedelta(0) <= self._real() - found[0] < found[1].holds:
            return found[1]
        profile = await self._platforms[account.platform].profile(account)
        self._known[account] = (self._real(), profile)
        self._known.move_to_end(account)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return profile
