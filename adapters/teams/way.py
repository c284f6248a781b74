"""How whoever asked can be answered: read once from the verified payload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from adapters.teams.parts import part, text

Kind = Literal["message", "card", "opening", "window", "extension"]


@dataclass(frozen=True, slots=True)
class Way:
    """The way back of one request.

    `kind` is what waits for an answer: a message for none, a card with a button, a window about to open, one that
    stands open over the card it belongs to, or an extension's, which a menu opened. `thread` is the id of the message
    that began the thread, in a channel; `card` that of the message in which the pressed card stands.
    """

    kind: Kind
    conversation: str
    personal: bool
    thread: str = ""
    card: str = ""


_KINDS: Mapping[str, Kind] = {
    "adaptiveCard/action": "card",
    "task/fetch": "opening",
    "composeExtension/fetchTask": "opening",
    "task/submit": "window",
    "composeExtension/submitAction": "extension",
}


def way_back(payload: Mapping[str, Any]) -> Way:
    """The way back for a payload that `receive` understood."""
    conversation = text(part(payload, "conversation"), "id")
    return Way(
        kind=_KINDS.get(text(payload, "name"), "message") if payload.get("type") == "invoke" else "message",
        conversation=conversation,
        personal=in_own_chat(payload),
        thread=conversation.partition(";messageid=")[2],
        card=text(payload, "replyToId"),
    )


def in_own_chat(payload: Mapping[str, Any]) -> bool:
    """Whether it comes from somebody's chat with us; Teams also calls the chat in which two people use a menu personal."""
    personal = text(part(payload, "conversation"), "conversationType") == "personal"
    return personal and not text(payload, "name").startswith("composeExtension/")
