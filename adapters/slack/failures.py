"""What a failed call to Slack means for a message: not arrived but later perhaps, never, or nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.delivery import TryLater, Uncertain, Undeliverable

Failure = TryLater | Undeliverable | Uncertain

LATER = frozenset({"ratelimited", "rate_limited", "team_added_to_org", "request_timeout"})
"""Slack says itself that it did nothing and that trying again makes sense (request_timeout: the body was cut off)."""

UNSURE = frozenset({"internal_error", "fatal_error", "service_unavailable"})
"""Slack says that something broke on its side, not what had already been done."""

WAIT = timedelta(seconds=30)
"""When a rate limit comes without a readable Retry-After."""

LONGEST_WAIT = timedelta(hours=1)


def failure(error: Exception) -> Failure:
    """The failure of a delivery behind an error of the SDK, of aiohttp or of a timeout; none quotes the message."""
    match error:
        case SlackApiError():
            return _refused(error)
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError() | aiohttp.InvalidURL():
            return TryLater("unreachable")  # no connection, so nothing was sent
        case TimeoutError():
            return Uncertain("timeout")
        case aiohttp.ClientError():
            return Uncertain("connection_lost")
        case _:  # the SDK stumbles over answers that are not what Slack sends: text, a list, bytes
            return Uncertain("unreadable_answer")


def _refused(error: SlackApiError) -> Failure:
    response = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    headers: Mapping[str, str] = getattr(response, "headers", {})
    data = getattr(response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    if status == 429 or code in LATER:
        return TryLater(str(code or "ratelimited"), _wait(headers.get("Retry-After")))
    if status >= 500 or code in UNSURE:
        return Uncertain(str(code or f"http_{status}"))
    if isinstance(code, str):
        # ok:false means definitely not done. A code we have never seen is still a refusal: repeating it would hold up
        # the conversation behind it for ever, while an undeliverable message is shown to an admin with this very code.
        return Undeliverable(code)
    if status >= 400:
        return Undeliverable(f"http_{status}")
    return Uncertain("unreadable_answer")


def _wait(header: str | None) -> timedelta:
    if header is None or not (header.isascii() and header.isdigit() and len(header) < 10):
        return WAIT
    return min(timedelta(seconds=int(header)), LONGEST_WAIT)
