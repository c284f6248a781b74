"""From what the page sends to what the core is asked; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, assert_never

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from adapters.playground.stage import PLATFORM, TENANT, person_of
from bot.conversation import Account, Command, MessageAction, Place, Press, Request, Submission

_Name = Annotated[str, Field(max_length=200)]
_COMMAND = "knelpunt"


class Malformed(Exception):
    """Not something the page sends."""


class _Ask(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)

    id: Annotated[str, Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]  # a retry carries the same one
    person: Annotated[str, Field(alias="as", max_length=200)]
    place: _Name
    language: _Name = "nl"

    @property
    def by(self) -> Account:
        """The person the visitor plays."""
        return Account(PLATFORM, TENANT, self.person)

    @property
    def key(self) -> str:
        """One request, however often it is sent."""
        return f"{PLATFORM}:{self.person}:{self.id}"

    @property
    def where(self) -> Place:
        """The conversation that stood open."""
        return Place(PLATFORM, self.place)


class Typed(_Ask):
    """What somebody typed into the composer."""

    kind: Literal["text"]
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

    @property
    def is_chat(self) -> bool:
        """Words for the other people in a place, not for Regiolijn."""
        return not self.text.startswith("/")


class Pressed(_Ask):
    """A button on a card."""

    kind: Literal["press"]
    action: _Name
    handle: _Name


class Submitted(_Ask):
    """A form."""

    kind: Literal["submission"]
    action: _Name
    handle: _Name
    values: Mapping[str, str]


class Chosen(_Ask):
    """An entry of the menu beside a message; the text is looked up, never sent along."""

    kind: Literal["message action"]
    name: _Name
    message: Annotated[int, Field(ge=0, lt=2**63)]


Ask = Typed | Pressed | Submitted | Chosen
_ASK: TypeAdapter[Ask] = TypeAdapter(Annotated[Ask, Field(discriminator="kind")])


def read(payload: Mapping[str, object]) -> Ask:
    """What the page asks; raises Malformed."""
    try:
        return _ASK.validate_python(payload)
    except ValidationError:
        raise Malformed from None


def receive(ask: Ask, text: str = "") -> Request | None:
    """The request in it, or None for talk between people. `text` is what the message of a message action says."""
    match ask:
        case Typed():
            return _command(ask)
        case Pressed():
            return Press(by=ask.by, action=ask.action, handle=ask.handle, place=ask.where)
        case Submitted():
            return Submission(by=ask.by, action=ask.action, handle=ask.handle, values=ask.values, place=ask.where)
        case Chosen():
            return MessageAction(key=ask.key, by=ask.by, name=ask.name, text=text, place=ask.where)
        case _:
            assert_never(ask)


def _command(ask: Typed) -> Command | None:
    """`/name words`; whatever else is said to Regiolijn itself needs no command before it."""
    if ask.is_chat:
        return None if person_of(ask.place) is None else _asked(ask, _COMMAND, ask.text)
    name, *words = ask.text[1:].split(maxsplit=1) or [""]
    return _asked(ask, name.lower().rstrip(":"), "".join(words))


def _asked(ask: Typed, name: str, words: str) -> Command:
    direct = person_of(ask.place) is not None
    return Command(key=ask.key, by=ask.by, name=name, words=words, place=ask.where, direct=direct)
