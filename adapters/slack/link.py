"""One connection of Socket Mode, from its greeting to its end: envelopes in, acknowledgements out."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Protocol

import structlog
from aiohttp import ClientError, ClientWebSocketResponse, ServerTimeoutError, WSMsgType

from adapters.slack.admit import Payload
from adapters.slack.frames import Envelope, Frame, Hello, Leave, acknowledgement, read
from bot.delivery import TryLater

GREETING = 5.0
"""Seconds within which a new connection must say hello."""

LAST = 5.0
"""Seconds that requests inside may take when the connection is to close; each has its own, shorter, budget."""

log = structlog.get_logger("slack")


class Take(Protocol):
    """What answers a payload."""

    async def __call__(self, payload: Payload, *, takes_answer: bool) -> str | None:
        """JSON, or empty; None when the request could not be taken."""
        ...


class Link:
    """A connection that was greeted. It takes envelopes until it ends or `finish` is called."""

    def __init__(self, socket: ClientWebSocketResponse, take: Take) -> None:
        self._socket = socket
        self._take = take
        self._inside: set[asyncio.Task[None]] = set()
        self._leaving: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._reading = asyncio.create_task(self._read())

    @property
    def open(self) -> bool:
        """Whether requests can come in."""
        return not self._reading.done()

    async def leaving(self) -> str:
        """Wait until another connection is needed; why, in a word. Until this one ends it is still listened to."""
        return await asyncio.shield(self._leaving)

    async def finish(self) -> None:
        """Take nothing more, acknowledge what is inside, and close."""
        self._reading.cancel()
        await asyncio.wait({self._reading})
        if self._inside:
            await asyncio.wait(self._inside, timeout=LAST)
        await self._socket.close()

    async def _read(self) -> None:
        try:
            async for frame in self._socket:
                if frame.type is WSMsgType.ERROR:
                    break
                self._hear(read(frame.data) if frame.type is WSMsgType.TEXT else None)
        finally:
            self._leave("silent" if isinstance(self._socket.exception(), ServerTimeoutError) else "closed")

    def _hear(self, said: Frame | None) -> None:
        match said:
            case Envelope():
                task = asyncio.create_task(self._answer(said))
                self._inside.add(task)
                task.add_done_callback(self._inside.discard)
            case Leave(reason):
                self._leave(reason)
            case Hello():
                pass
            case None:
                log.warning("Slack sent what nobody understands")

    def _leave(self, reason: str) -> None:
        if not self._leaving.done():
            self._leaving.set_result(reason)

    async def _answer(self, envelope: Envelope) -> None:
        """Acknowledged only once it is taken: Slack sends again what it heard nothing of, and that counts once."""
        try:
            answer = await self._take(envelope.payload, takes_answer=envelope.takes_answer)
        except Exception:
            log.exception("a request over the socket was not answered")
            return
        if answer is None:
            return
        try:
            await self._socket.send_str(acknowledgement(envelope, answer))
        except (ClientError, ConnectionError):
            log.warning("an answer found its connection closed")


async def greeted(socket: ClientWebSocketResponse, take: Take) -> Link:
    """The link of a new connection. Raises TryLater when Slack does not say hello, and closes it then."""
    said: Frame | None = None
    try:
        with suppress(TimeoutError):
            first = await socket.receive(timeout=GREETING)
            said = read(first.data) if first.type is WSMsgType.TEXT else None
    finally:
        if not isinstance(said, Hello):
            await socket.close()
    if isinstance(said, Hello):
        return Link(socket, take)
    raise TryLater(said.reason if isinstance(said, Leave) else "no_hello")
