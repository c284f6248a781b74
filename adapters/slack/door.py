"""The one address Slack posts to: read, admitted, handed to the desk. Bad input never gets a 5xx."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from aiohttp import web

from adapters.slack.admit import LARGEST, Letter, Payload, Refused, admit, is_certificate_check
from adapters.slack.desk import Desk

PATH = "/slack/events"

log = structlog.get_logger("slack")


class Door:
    """Requests from Slack over HTTP. `now` gives POSIX seconds, for the age of signatures."""

    def __init__(self, desk: Desk, secret: str, now: Callable[[], float]) -> None:
        self._desk = desk
        self._secret = secret.encode()
        self._now = now

    async def open(self, request: web.Request) -> web.Response:
        """The HTTP handler of `POST /slack/events`."""
        if request.headers.get("Content-Encoding", "identity") != "identity":  # Slack packs nothing
            return web.Response(status=400)
        try:
            body = await _read(request)
        except web.RequestPayloadError:  # cut off or wrongly chunked: nothing that Slack sends
            return web.Response(status=400)
        if body is None:
            return web.Response(status=413)
        headers = request.headers
        letter = Letter(
            body=body,
            content_type=headers.getall("Content-Type", ()),
            timestamp=headers.getall("X-Slack-Request-Timestamp", ()),
            signature=headers.getall("X-Slack-Signature", ()),
        )
        payload = admit(letter, self._secret, self._now())
        if isinstance(payload, Refused):
            if is_certificate_check(letter):
                return web.Response()
            log.info("refused at the door", reason=payload.reason, status=payload.status)
            return web.Response(status=payload.status)
        return await self._answer(payload)

    async def _answer(self, payload: Payload) -> web.Response:
        if payload.get("type") == "url_verification" and isinstance(payload.get("challenge"), str):
            return web.json_response({"challenge": payload["challenge"]})
        answer = await self._desk.take(payload)
        if answer is None:
            return web.Response(status=400)
        return web.Response(text=answer, content_type="application/json" if answer else "text/plain")


async def _read(request: web.Request) -> bytes | None:
    """The body as it was sent, or None when it is too large; nothing beyond the limit is taken in."""
    if (request.content_length or 0) > LARGEST:
        return None
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)
