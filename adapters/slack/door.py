"""The one address Slack posts to: admitted, understood, handed to Bolt, answered. Bad input never gets a 5xx."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncBoltRequest

from adapters.slack.admit import LARGEST, Letter, Payload, Refused, admit, is_certificate_check
from adapters.slack.receive import home, receive
from adapters.slack.replies import Replies
from adapters.slack.way import way_back

PATH = "/slack/events"

log = structlog.get_logger("slack")


class Door:
    """Requests from Slack over HTTP. `homes` are the workspaces that may ask; it is empty, so closed, until start."""

    def __init__(
        self, app: AsyncApp, replies: Replies, secret: str, homes: Collection[str], now: Callable[[], float]
    ) -> None:
        self._app = app
        self._secret = secret.encode()
        self._homes = homes
        self._now = now
        self._listen(replies)

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
        if home(payload) not in self._homes:
            return web.Response()
        request = receive(payload)
        if request is None:  # also keeps from Bolt what it would print in its log as unhandled
            return web.Response()
        context = {"asked": request, "way": way_back(payload)}
        try:
            asked = AsyncBoltRequest(body=payload, mode="socket_mode", context=context)  # our own gate has verified it
        except Exception:  # a shape that Bolt stumbles over, in a part that we do not read
            log.exception("Bolt did not understand", request=type(request).__name__)
            return web.Response(status=400)
        answer = await self._app.async_dispatch(asked)
        if answer.status != 200:
            log.error("Bolt did not answer", request=type(request).__name__, status=answer.status)
        return web.Response(text=answer.body, content_type="application/json" if answer.body else "text/plain")

    def _listen(self, replies: Replies) -> None:
        """Four listeners for every present and future command, button, form and shortcut; the core has the list."""

        async def listen(ack: AsyncAck, context: AsyncBoltContext) -> None:
            body: dict[str, Any] = await replies.to(context["asked"], context["way"])
            await ack(body or "")

        everything = re.compile(".*", re.DOTALL)
        self._app.command(everything)(listen)
        self._app.action(everything)(listen)
        self._app.view(everything)(listen)
        self._app.shortcut(everything)(listen)


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
