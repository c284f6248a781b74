"""Many requests over a few kept connections, and how long each took; cheap enough to keep a server busy."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.report import per_turn

PATIENCE = 20.0
"""Seconds after which a request counts as never answered; Slack itself waits three."""

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)


_LAST = b"\r\n0\r\n\r\n"


class Parcels:
    """Whole HTTP messages out of a stream of bytes; a body that comes in chunks keeps the marks between them."""

    def __init__(self) -> None:
        self._rest = b""

    def of(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Head and body of every message that is complete now."""
        self._rest += data
        while (end := self._rest.find(b"\r\n\r\n")) >= 0:
            head = self._rest[: end + 2]
            whole = self._whole(head)
            if not 0 < whole <= len(self._rest):
                return
            body, self._rest = self._rest[end + 4 : whole], self._rest[whole:]
            yield head, body

    def _whole(self, head: bytes) -> int:
        """How long this message is; 0 where that is not known yet."""
        length = _LENGTH.search(head)
        if length or _CHUNKED.search(head) is None:
            return len(head) + 2 + (int(length[1]) if length else 0)
        last = self._rest.find(_LAST, len(head))
        return last + len(_LAST) if last >= 0 else 0


class Line(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self) -> None:
        self._parcels = Parcels()
        self._answer: asyncio.Future[tuple[bytes, bytes]] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Open."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """An answer, or part of it."""
        for parcel in self._parcels.of(data):
            assert self._answer is not None
            self._answer.set_result(parcel)

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits hears it."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError("the server hung up"))

    async def ask(self, request: bytes) -> tuple[bytes, bytes]:
        """Head and body of the answer; raises TimeoutError when there is none."""
        loop = asyncio.get_running_loop()
        self._answer = loop.create_future()
        late = loop.call_later(PATIENCE, self._give_up, self._answer)
        self._transport.write(request)
        try:
            return await self._answer
        finally:
            late.cancel()

    @staticmethod
    def _give_up(answer: asyncio.Future[tuple[bytes, bytes]]) -> None:
        if not answer.done():
            answer.set_exception(TimeoutError(f"no answer within {PATIENCE:.0f} seconds"))

    def close(self) -> None:
        """Hang up."""
        self._transport.close()


@dataclass(frozen=True)
class Burst:
    """How it went: requests a second; milliseconds within which 99 of 100 were answered; `cpu` seconds a request."""

    rate: float
    p99: float
    answered: int
    cpu: float = 0.0


def beside(ours: Sequence[Burst], theirs: Sequence[Burst]) -> tuple[float, float]:
    """Our rate as a ratio of theirs, and the same by processor time; that is 0 where the system does not tell it."""
    by_rate = per_turn((each.rate for each in ours), (each.rate for each in theirs))
    told = all(each.cpu for each in ours)
    return by_rate, per_turn((each.cpu for each in theirs), (each.cpu for each in ours)) if told else 0.0


async def burst(
    port: int, requests: Iterator[bytes], width: int, seconds: float, fits: Callable[[bytes], bool]
) -> Burst:
    """Ask on `width` connections for this long, each as fast as it is answered; every answer must be one that fits."""
    loop = asyncio.get_running_loop()
    lines = [(await loop.create_connection(Line, "127.0.0.1", port))[1] for _ in range(width)]
    took: list[float] = []
    started = time.perf_counter()
    until = started + seconds

    async def keep_asking(line: Line) -> None:
        while (asked := time.perf_counter()) < until:
            head, body = await line.ask(next(requests))
            took.append(time.perf_counter() - asked)
            assert head.startswith(b"HTTP/1.1 200"), head
            assert fits(body), body[:300]

    await asyncio.gather(*map(keep_asking, lines))
    lasted = time.perf_counter() - started
    for line in lines:
        line.close()
    return Burst(len(took) / lasted, sorted(took)[int(len(took) * 0.99)] * 1000, len(took))


async def ask_once(port: int, request: bytes) -> bytes:
    """The body of one answer."""
    _, line = await asyncio.get_running_loop().create_connection(Line, "127.0.0.1", port)
    _, body = await line.ask(request)
    line.close()
    return body
