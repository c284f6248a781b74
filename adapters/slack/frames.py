"""What Slack says over a websocket: the text of a frame becomes a greeting, a farewell or an envelope. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass

from adapters.slack.admit import LARGEST, Payload, parsed

REFRESHED = ("warning", "refresh_requested")
"""Every connection is renewed after some hours: nothing is wrong."""

REASONS = (*REFRESHED, "link_disabled", "too_many_websockets")

_LONGEST_ID = 255


@dataclass(frozen=True, slots=True)
class Hello:
    """The connection is open, and may be used."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Slack is about to close this connection: another one is needed."""

    reason: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """A request of somebody; until its id is sent back Slack counts it as not arrived."""

    id: str
    payload: Payload
    takes_answer: bool


Frame = Hello | Leave | Envelope


def read(text: str) -> Frame | None:
    """What a frame says; None for everything else, however it looks."""
    if len(text) > LARGEST:
        return None
    try:
        said = parsed(text)
    except (ValueError, RecursionError):
        return None
    match said:
        case {"type": "hello"}:
            return Hello()
        case {"type": "disconnect"}:
            return Leave(next((reason for reason in REASONS if reason == said.get("reason")), "unknown"))
        case {"envelope_id": str(id), "payload": payload} if 0 < len(id) <= _LONGEST_ID:
            known = payload if isinstance(payload, dict) else {}
            return Envelope(id, known, said.get("accepts_response_payload") is True)
        case _:
            return None


def acknowledgement(envelope: Envelope, answer: str) -> str:
    """The frame that says an envelope is taken; `answer` is JSON, or empty where there is nothing to say."""
    told = {"payload": json.loads(answer)} if answer else {}
    return json.dumps({"envelope_id": envelope.id, **told})
