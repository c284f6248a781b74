"""How whoever asked can be answered privately: read once from the verified payload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from adapters.slack.wording import storable


@dataclass(frozen=True, slots=True)
class Way:
    """The way back of one request. `on_screen` maps the questions of a sent form to the blocks they stand in.

    `message` is the one, in `channel`, that the request was made about. Where Slack `takes_answer` is False, nothing can stand in the answer to its own request.
    """

    kind: Literal["command", "window", "form", "message", "menu"]
    user: str
    trigger: str = ""
    response_url: str = ""
    channel: str = ""
    message: str = ""
    on_screen: Mapping[str, str] = field(default_factory=dict)
    takes_answer: bool = True


def way_back(payload: Mapping[str, Any], *, takes_answer: bool = True) -> Way:
    """The way back for a payload that `receive` understood."""
    user, channel = payload.get("user"), payload.get("channel")
    return Way(
        kind=_kind(payload),
        user=_text(user, "id") or _text(payload, "user_id"),
        trigger=_text(payload, "trigger_id"),
        response_url=_text(payload, "response_url"),
        channel=_text(channel, "id") or _text(payload, "channel_id"),
        message=_text(payload, "message_ts"),
        on_screen=_on_screen(payload),
        takes_answer=takes_answer,
    )


def _kind(payload: Mapping[str, Any]) -> Literal["command", "window", "form", "message", "menu"]:
    if "command" in payload:
        return "command"
    match payload.get("type"):
        case "view_submission":
            return "form"
        case "block_actions" if isinstance(payload.get("view"), dict):
            return "window"
        case "block_actions" | "message_action":
            return "message"
        case _:
            return "menu"


def _on_screen(payload: Mapping[str, Any]) -> Mapping[str, str]:
    view = payload.get("view")
    state = view.get("state") if isinstance(view, dict) else None
    values = state.get("values") if isinstance(state, dict) else None
    if not isinstance(values, dict):
        return {}
    return {
        storable(key): storable(block)
        for block, elements in values.items()
        if isinstance(elements, dict)
        for key in elements
    }


def _text(part: object, name: str) -> str:
    value = part.get(name) if isinstance(part, dict) else None
    return value if isinstance(value, str) else ""
