"""One message as the playground remembers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.cards import Card


@dataclass(frozen=True, slots=True)
class Message:
    """`change` grows with every post and edit, so that a page can ask for what it missed."""

    id: int
    change: int
    place: str
    card: Card
    at: datetime  # UTC
    author: str = ""  # key of a person; empty for Regiolijn itself
    under: int | None = None  # the message it replies to
    edited: bool = False
