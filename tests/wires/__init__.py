"""What differs between the platforms when people chat on them; the stories are the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from adapters import Room
from bot.conversation import Answer
from bot.organisation import Organisation, Person


@dataclass(frozen=True)
class Shown:
    """One message as people see it now. `where` is "#dir-meva", or a person's name for direct messages."""

    id: str
    where: str
    words: str
    buttons: tuple[str, ...]
    edits: int = 0
    under: str = ""  # id of the message whose thread this is in


@dataclass(frozen=True)
class Form:
    """A form as it stands open: what was chosen and typed, and what is wrong, by field key."""

    values: Mapping[str, str]
    errors: Mapping[str, str]
    words: str


class Wire(Protocol):
    """A platform on this machine, reached over HTTP."""

    name: str

    def seated(self, organisation: Organisation) -> Organisation:
        """The organisation with its channels on this platform alone."""
        ...

    async def open(self, organisation: Organisation, answer: Answer) -> Room:
        """The room, connected; its people and channels exist."""
        ...

    async def close(self) -> None: ...

    async def types(self, person: Person, words: str, channel: str = "") -> None:
        """Type a command in a channel, or anywhere."""
        ...

    async def sends(self, person: Person, values: Mapping[str, str], times: int = 1) -> None:
        """Send in the form that is open, with these answers changed; it arrives this many times."""
        ...

    async def presses(self, person: Person, label: str, message: Shown) -> None: ...

    async def chooses(self, person: Person, action: str, message: Shown) -> None:
        """Choose an action from a message's menu."""
        ...

    def speaks(self, person: Person, language: str) -> None:
        """Their screen is in this language ("nl", "en") from now on."""
        ...

    def form(self, person: Person) -> Form | None: ...

    async def shown(self) -> list[Shown]:
        """Every message that stands anywhere, in order."""
        ...

    def whispered(self, person: Person) -> list[Shown]:
        """The private answers to somebody, in order."""
        ...

    async def welcome(self, person: Person, about: Mapping[str, object]) -> Room:
        """Somebody new on the platform, with what it says about them. The room as it goes on."""
        ...

    async def finds(self, channel: str) -> Room:
        """Somebody makes a channel that the organisation does not know. The room as it goes on."""
        ...

    async def loses(self, channel: str) -> Room:
        """A channel is taken away: nothing can be posted there any more. The room as it goes on."""
        ...

    async def regains(self, channel: str) -> Room:
        """A channel that was taken away is back. The room as it goes on."""
        ...
