"""What a platform promises: deliver, know people, find what was posted, and say what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.cards import Card
from bot.conversation import Account, Place, Profile


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of a posted message: where it stands and its id there, opaque but to its adapter."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way. `edits` replaces a posted message, `under` replies in its thread."""

    key: str  # unique, and carried in the message where the platform allows, so that it can be found again
    to: Place | Account  # an account means a direct message; the adapter opens it
    card: Card
    edits: Receipt | None = None
    under: Receipt | None = None


class TryLater(Exception):
    """It certainly did not arrive, and may arrive later: refused connection, rate limit."""

    def __init__(self, reason: str, after: timedelta = timedelta(0)) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after  # at least this long, as the platform asked


class Undeliverable(Exception):
    """It did not arrive and will not: no such channel, blocked, token revoked."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Uncertain(Exception):
    """It may have arrived: a time-out or a broken connection after sending, a server error."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unsearchable(Exception):
    """Nobody may look there: it cannot be seen whether a message arrived."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that stops a platform from doing its work, and the step that mends it."""

    what: str
    mend: str


class Memory(Protocol):
    """What an adapter must still know after a restart, and what its siblings in other processes must know too."""

    async def recall(self, key: str) -> str | None:
        """What was kept last under this key; raises TryLater when the store does not answer."""
        ...

    async def keep(self, key: str, value: str) -> None:
        """Keep this, over what was there; raises TryLater when the store does not answer."""
        ...


class Platform(Protocol):
    """Five promises, none of them optional. Every adapter passes `tests/contract`."""

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Post, edit or reply; raises TryLater, Undeliverable or Uncertain, and nothing else."""
        ...

    async def profile(self, account: Account) -> Profile:
        """Who this is, now; raises TryLater when the platform does not answer, Undeliverable when it refuses to say."""
        ...

    async def account_of(self, email: str) -> Account | None:
        """The account of the member with this address; None for anybody else, and where nobody can be looked up.

        Raises TryLater when the platform does not answer.
        """
        ...

    async def find(self, delivery: Delivery) -> Receipt | None:
        """The message of an uncertain delivery; None when it can be seen that it did not arrive.

        Raises Unsearchable where that cannot be seen at all, TryLater when the platform does not answer.
        """
        ...

    async def check(self, places: Sequence[Place]) -> list[Fault]:
        """What would stop messages to these places; empty when all is well."""
        ...
