"""What people ask, the same on every platform, and what they get at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from bot.cards import Card, Form


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody on a platform, as the platform itself vouches for: never taken from what a client sent along."""

    platform: str
    tenant: str
    user: str


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation; the address is opaque and only its own adapter reads it."""

    platform: str
    address: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What the platform says about an account; an e-mail address is only trusted of a member."""

    account: Account
    name: str
    standing: Literal["member", "guest", "foreign", "bot", "gone"]
    email: str = ""
    language: str = ""  # "nl", "en"; empty where the platform does not say
    zone: str = ""  # IANA name; empty where the platform does not say
    holds: timedelta = timedelta(minutes=10)  # so long may it be remembered: who becomes a guest is one here by then


@dataclass(frozen=True, slots=True)
class Command:
    """`/knelpunt words`. `key` is the platform's own id of this request: a retry carries the same one."""

    key: str
    by: Account
    name: str
    words: str
    place: Place | None = None
    direct: bool = False  # asked in the direct messages between Regiolijn and one person


@dataclass(frozen=True, slots=True)
class MessageAction:
    """Somebody asks to make a bottleneck of a message: its text and its link, never its author."""

    key: str
    by: Account
    name: str
    text: str
    link: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A button. `subject` stays empty until the core has looked the handle up."""

    by: Account
    action: str
    handle: str
    place: Place | None = None
    subject: str = ""

    @property
    def key(self) -> str:
        """One rendering of a card, one person, one step: pressing twice asks once."""
        return f"press:{self.action}:{self.handle}:{self.by.platform}:{self.by.tenant}:{self.by.user}"


@dataclass(frozen=True, slots=True)
class Submission:
    """A form sent in: values by field key, as text. `subject` stays empty until the core has looked the handle up."""

    by: Account
    action: str
    handle: str
    values: Mapping[str, str]
    place: Place | None = None
    subject: str = ""

    @property
    def key(self) -> str:
        """A form counts once, however often it arrives."""
        return f"form:{self.action}:{self.handle}:{self.by.platform}:{self.by.tenant}:{self.by.user}"


@dataclass(frozen=True, slots=True)
class Unopened:
    """A form that the platform could not open; what stood in it must not be lost."""

    key: str
    by: Account
    form: Form
    place: Place | None = None


Request = Command | MessageAction | Press | Submission | Unopened


@dataclass(frozen=True, slots=True)
class Say:
    """An answer only the asker sees."""

    card: Card
    kind: Literal["say"] = "say"


@dataclass(frozen=True, slots=True)
class Open:
    """A form to fill in."""

    form: Form
    kind: Literal["open"] = "open"


@dataclass(frozen=True, slots=True)
class Correct:
    """The same form again, what was typed still in it; `errors` by field key say what is wrong and what to do."""

    form: Form
    errors: Mapping[str, str]
    kind: Literal["correct"] = "correct"


@dataclass(frozen=True, slots=True)
class Done:
    """Accepted; what follows, follows by itself. `said` is for a platform that must show something in its answer."""

    said: str = field(default="", compare=False)
    kind: Literal["done"] = "done"


Reply = Say | Open | Correct | Done

Answer = Callable[[Request], Awaitable[Reply]]
"""What an adapter is handed: every request in, one reply out, never an exception for what a person did."""


class Refusal(Exception):
    """A handler's no: nothing of this request is kept, and the asker reads the card."""

    def __init__(self, card: Card) -> None:
        super().__init__(card.summary)
        self.card = card
