"""What the front door hands to the playground: who plays, where, with which texts, and the clock to push."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

PLATFORM = "playground"
TENANT = "demo"
_DIRECT = "dm:"

Until = Literal["next working day", "next monday"]


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody a visitor can be; `role` and `name` are finished words."""

    key: str
    name: str
    role: str
    email: str
    language: str  # "nl", "en"
    places: tuple[str, ...] = ()  # addresses of the channels they see; their own direct messages come by themselves
    start: str = ""  # the address that stands open at first; empty means their direct messages


@dataclass(frozen=True, slots=True)
class Channel:
    """A place many people see."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Stage:
    """All the playground knows of the world; it never looks further."""

    people: tuple[Player, ...]  # the first three stand side by side, the fourth is one press away, the first one files
    places: tuple[Channel, ...]
    samples: tuple[str, ...]  # ready texts for the first person
    advance: Callable[[Until], Awaitable[None]]  # returns when everything due until then has been delivered
    now: Callable[[], datetime]  # the demo's clock, aware
    zone: str  # IANA name in which people read times

    def player(self, key: str) -> Player | None:
        """The player with this key."""
        return next((player for player in self.people if player.key == key), None)

    def seen_by(self, player: Player) -> tuple[Channel, ...]:
        """The channels of one player, in the player's own order; an address without a channel is left out."""
        titles = {channel.address: channel for channel in self.places}
        return tuple(titles[address] for address in player.places if address in titles)

    def addresses_of(self, player: Player) -> frozenset[str]:
        """Every address this player reads, direct messages included."""
        return frozenset({direct(player.key), *(channel.address for channel in self.seen_by(player))})

    def knows(self, address: str) -> bool:
        """Whether a message to this address would stand somewhere."""
        person = person_of(address)
        if person is not None:
            return self.player(person) is not None
        return any(channel.address == address for channel in self.places)


def direct(person: str) -> str:
    """The address of the direct messages between Regiolijn and one person."""
    return f"{_DIRECT}{person}"


def person_of(address: str) -> str | None:
    """Whose direct messages an address means; None for a channel."""
    return address.removeprefix(_DIRECT) if address.startswith(_DIRECT) else None
