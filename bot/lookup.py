"""Somebody who never spoke and whose account nobody wrote down, found by e-mail address.

Nothing is recorded here: an account belongs to a person once they speak from it themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation import Account
from bot.delivery import Platform, TryLater
from bot.organisation import Person


async def looked_up(person: Person, platforms: Mapping[str, Platform]) -> Account | None:
    """The first account found; raises TryLater when there is none and a platform did not answer."""
    silent: TryLater | None = None
    for platform in platforms.values():
        try:
            for email in person.emails:
                if found := await platform.account_of(email):
                    return found
        except TryLater as later:
            silent = later
    if silent:
        raise silent
    return None
