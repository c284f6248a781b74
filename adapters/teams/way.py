"""How whoever asked can be answered: read once from the verified payload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

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
    where = payload.get("conversation")
    conversation = _text(where, "id")
    return Way(
        kind=_KINDS.get(_text(payload, "name"), "message") if payload.get("type") == "invoke" else "message",
        conversation=conversation,
        personal=in_own_chat(payload),
        thread=conversation.partition(";messageid=")[2],
        card=_text(payload, "replyToId"),
    )


def in_own_chat(payload: Mapping[str, Any]) -> bool:
    """Whether it comes from somebody's chat with us; Teams also calls the chat in which two people use a menu personal."""
    personal = _text(payload.get("conversation"), "conversationType") == "personal"
    return personal and not _text(payload, "name").startswith("composeExtension/")


def _text(part: object, name: str) -> str:
    value = part.get(name) if isinstance(part, dict) else None
    return value if isinstance(value, str) else ""
