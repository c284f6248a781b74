"""Slack's end of Socket Mode: tickets, connections, and envelopes that are sent again until somebody acknowledges them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

Json = dict[str, Any]

HELLO = {
    "type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0APP"},
    "debug_info": {"host": "applink-1", "build_number": 10, "approximate_connection_time": 18060},
}  # fmt: skip
MOST = 10
"""Connections that one app may have."""


@dataclass
class Pending:
    """An envelope on its way; `on` is the connection it was sent over last."""

    envelope: Json
    acknowledged: asyncio.Future[Json]
    on: web.WebSocketResponse | None = None


@dataclass
class Sockets:
    """What a test may do to the connections; what no well-behaved app does is noted in `complaints`."""

    complaints: list[str]
    links: list[web.WebSocketResponse] = field(default_factory=list)
    made: int = 0  # connections so far
    pings: int = 0
    pongs: list[bytes] = field(default_factory=list)
    greeting: list[str] = field(default_factory=list)  # said instead of hello, one each connection
    mute: bool = False  # nothing is said or answered any more, on connections there are
    lost_acknowledgements: int = 0  # this many are lost, and the connection with each
    _pending: dict[str, Pending] = field(default_factory=dict)
    _tickets: set[str] = field(default_factory=set)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _sending: set[asyncio.Task[None]] = field(default_factory=set)
    _count: int = 0

    # What people do

    async def ask(self, kind: str, payload: Json, *, takes_answer: bool = True) -> Json:
        """Put something in an envelope; the payload of its acknowledgement, however many connections that takes."""
        async with asyncio.timeout(60):
            return await self.sent(kind, payload, takes_answer=takes_answer)

    def sent(self, kind: str, payload: Json, *, takes_answer: bool = True) -> asyncio.Future[Json]:
        """The same without waiting."""
        self._count += 1
        envelope = {
            "envelope_id": f"e-{self._count}", "type": kind, "payload": payload, "accepts_response_payload": takes_answer,
        }  # fmt: skip
        pending = Pending(envelope, asyncio.get_running_loop().create_future())
        self._pending[envelope["envelope_id"]] = pending
        sending = asyncio.create_task(self._send_waiting())
        self._sending.add(sending)
        sending.add_done_callback(self._sending.discard)
        return pending.acknowledged

    # What happens to connections

    async def say(self, text: str | bytes) -> None:
        """Any frame, on the newest connection."""
        await (self.links[-1].send_str(text) if isinstance(text, str) else self.links[-1].send_bytes(text))

    async def leave(self, reason: str) -> None:
        """Ask for another connection; the old one stays until somebody closes it."""
        await self.say(json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}))

    async def close(self) -> None:
        """Say goodbye on every connection."""
        for link in list(self.links):
            await link.close()

    def cut(self) -> None:
        """Every connection breaks."""
        for link in list(self.links):
            _abort(link)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until this holds of the connections; they tell when anything changes."""
        async with asyncio.timeout(60), self._changed:
            await self._changed.wait_for(holds)

    # The protocol

    def ticket(self) -> str:
        """One way in, once."""
        ticket = f"t-{len(self._tickets)}-{self.made}"
        self._tickets.add(ticket)
        return ticket

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """The address behind `apps.connections.open`."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=404)
        self._tickets.discard(ticket)
        link = web.WebSocketResponse(autoping=False)
        await link.prepare(request)
        self.mute = False
        await link.send_str(self.greeting.pop(0) if self.greeting else json.dumps(HELLO))
        if len(self.links) >= MOST:
            self.complaints.append("more connections than Slack allows")
        self.links.append(link)
        self.made += 1
        try:
            await self._tell()
            await self._send_waiting()
            await self._listen(link)
        finally:
            self.links.remove(link)
            for pending in self._pending.values():
                pending.on = None if pending.on is link else pending.on
            await self._tell()
            await self._send_waiting()
        return link

    async def _listen(self, link: web.WebSocketResponse) -> None:
        async for message in link:
            if message.type is WSMsgType.PING:
                self.pings += 1
                if not self.mute:
                    await link.pong(message.data)
                await self._tell()
            elif message.type is WSMsgType.PONG:
                self.pongs.append(bytes(message.data))
                await self._tell()
            elif message.type is WSMsgType.TEXT and not self.mute:
                self._acknowledged(link, message.data)

    def _acknowledged(self, link: web.WebSocketResponse, text: str) -> None:
        if self.lost_acknowledgements:
            self.lost_acknowledgements -= 1
            _abort(link)
            return
        answer = json.loads(text)
        pending = self._pending.pop(answer.get("envelope_id"), None)
        if pending is None:
            self.complaints.append(f"acknowledged what nobody waits for: {text}")
            return
        if "payload" in answer and not pending.envelope["accepts_response_payload"]:
            self.complaints.append("an answer where Slack takes none")
        if set(answer) - {"envelope_id", "payload"} or not isinstance(answer.get("payload", {}), dict):
            self.complaints.append(f"no acknowledgement: {text}")
        pending.acknowledged.set_result(answer.get("payload", {}))

    async def _send_waiting(self) -> None:
        for pending in list(self._pending.values()):
            if pending.on is None and self.links and not self.mute:
                pending.on = self.links[-1]
                await pending.on.send_json(pending.envelope)
                again = pending.envelope.get("retry_attempt", -1) + 1
                pending.envelope |= {"retry_attempt": again, "retry_reason": "timeout" if again else ""}

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


def _abort(link: web.WebSocketResponse) -> None:
    transport = link._req.transport if link._req else None
    if transport:
        transport.abort()
