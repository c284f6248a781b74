"""What a failed call to Teams means for a message: not arrived but later perhaps, never, or nobody knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

import aiohttp

from bot.delivery import TryLater, Uncertain, Undeliverable

Failure = TryLater | Undeliverable | Uncertain

LATER = {
    401: "Teams refuses the token",
    408: "the request did not arrive whole",
    409: "somebody else was writing there",
    412: "somebody else was writing there",
    425: "too early",
    429: "too many messages",
}
"""Teams says itself that it did nothing, and trying again makes sense."""

MEANT = {
    "ActivityNotFoundInConversation": "the message is gone",
    "BotDisabledByAdmin": "an administrator has switched the app off",
    "BotDisabledByUser": "somebody has blocked the app there",
    "BotNotInConversationRoster": "the app is not installed there",
    "ConversationBlockedByUser": "somebody has blocked the app there",
    "ConversationNotFound": "there is no such conversation",
    "ForbiddenOperationException": "the app is not installed there",
    "InvalidBotApiHost": "the conversation lives at another address of Teams",
    "MemberNotFoundInConversation": "nobody of that name is there",
    "MessageSizeTooBig": "the message is too large",
    "MessageWritesBlocked": "somebody has blocked the app there",
    "NotEnoughPermissions": "the app may not post there",
}
"""What Teams' own codes say to somebody who runs the bot."""

LONGEST_WAIT = timedelta(hours=1)

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]{1,59}")


class Missing(Undeliverable):
    """What was asked for is not there: no such conversation, message or person."""


def failure(error: Exception) -> Failure:
    """The failure of a delivery behind an error of aiohttp or of a timeout; none quotes the message."""
    match error:
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError() | aiohttp.InvalidURL():
            return TryLater("unreachable")  # no connection, so nothing was sent
        case TimeoutError():
            return Uncertain("timeout")
        case aiohttp.ClientError() | OSError():
            return Uncertain("connection_lost")
        case _:  # what came back is not what Teams sends
            return Uncertain("unreadable_answer")


def refusal(status: int, headers: Mapping[str, str], answer: object) -> Failure:
    """The failure of a delivery behind an answer that is no success; `answer` is its JSON, if it had any."""
    code = code_in(answer)
    if status in LATER:
        return TryLater(_reason(LATER[status], code or f"http_{status}"), _wait(headers) or timedelta(0))
    if status == 503 and (wait := _wait(headers)) is not None:
        return TryLater("Teams is not available (http_503)", wait)
    if status >= 500:
        return Uncertain(code or f"http_{status}")
    if 300 <= status < 400:
        return TryLater(f"sent elsewhere (http_{status})")  # we do not follow, and who sent us on did not post
    reason = _reason(MEANT.get(code, "Teams refuses it"), code or f"http_{status}")
    return Missing(reason) if status == 404 else Undeliverable(reason)


def code_in(answer: object) -> str:
    """Teams' code for what went wrong, wherever it put it; empty where there is none."""
    if not isinstance(answer, dict):
        return ""
    error, said = answer.get("error"), answer.get("message")
    code = error.get("code") if isinstance(error, dict) else None
    if code is None and isinstance(said, str):  # the chat service answers with JSON inside its message
        code = next((known for known in MEANT if f'"{known}"' in said), None)
    return code if isinstance(code, str) and _CODE.fullmatch(code) else ""


def _reason(words: str, code: str) -> str:
    return f"{words} ({code})"


def _wait(headers: Mapping[str, str]) -> timedelta | None:
    """Teams does not always say how long; without that the outbox waits longer with every attempt."""
    after = headers.get("Retry-After", "")
    if not (after.isascii() and after.isdigit() and len(after) < 10):
        return None
    return min(timedelta(seconds=int(after)), LONGEST_WAIT)
