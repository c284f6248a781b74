"""The one address Teams posts to: read, admitted, handed to the host. Bad input never gets a 5xx."""

from __future__ import annotations

import json

import structlog
from aiohttp import web

from adapters.teams.admit import LARGEST, Gate, Refused
from adapters.teams.host import Host, Malformed

PATH = "/api/messages"

log = structlog.get_logger("teams")


class Door:
    """Requests from Teams."""

    def __init__(self, gate: Gate, host: Host) -> None:
        self._gate = gate
        self._host = host

    async def open(self, request: web.Request) -> web.Response:
        """The HTTP handler of `POST /api/messages`."""
        if request.headers.get("Content-Encoding", "identity") != "identity":  # Teams packs nothing
            return web.Response(status=400)
        try:
            body = await _read(request)
        except web.RequestPayloadError:  # cut off or wrongly chunked: nothing that Teams sends
            return web.Response(status=400)
        if body is None:
            return web.Response(status=413)
        try:
            admitted = await self._gate.admit(body, request.headers, request.remote or "")
        except Refused as refused:
            log.info("refused at the door", reason=refused.why, status=refused.status)
            return web.Response(status=refused.status)
        try:
            answer = await self._host.take(admitted.payload, admitted.claims)
        except Malformed as unread:
            log.info("refused at the door", reason=str(unread), status=400)
            return web.Response(status=400)
        except Exception:  # a shape that the framework stumbles over, in a part that we do not read
            log.exception("a turn was not finished", kind=_kind(admitted.payload))
            return web.Response(status=400)
        if answer is None:
            return web.Response()
        return web.Response(body=json.dumps(answer).encode(), content_type="application/json")


def _kind(payload: object) -> str:
    """What sort of activity it is, by the names that Teams itself gives: never anything that a person chose."""
    kind = payload.get("type") if isinstance(payload, dict) else None
    return kind if kind in {"message", "invoke", "installationUpdate", "conversationUpdate"} else "other"


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
