"""Several platforms in one process: one that cannot be opened is said aloud and tried again, and the others work on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain, repeat

import structlog
from aiohttp import web

from adapters import Room
from bot.conversation import Account, Place, Profile
from bot.delivery import Delivery, Fault, Platform, Receipt, TryLater

log = structlog.get_logger("rooms")

PAUSES = (10.0, 30.0, 60.0, 300.0)
"""Seconds between two attempts to open a room; the last one repeats."""

FIRST_WORD = 10.0
"""Seconds that the others wait for a room's first attempt: a platform that hangs must not keep them closed."""


def together(rooms: Sequence[Room], wait: Callable[[float], Awaitable[None]] = asyncio.sleep) -> list[Room]:
    """Rooms of which each opens when it can; only when every one is refused, the last to start raises SystemExit.

    A single room stays as it is: without it there is nothing to serve. `wait` takes seconds.
    """
    if len(rooms) < 2:
        return list(rooms)
    held = [_Held(room, wait) for room in rooms]

    async def last() -> None:
        await held[-1].start()
        if all(each.refused for each in held):
            await held[-1].stop()
            raise SystemExit("\n".join(each.refused for each in held))

    return [each.room(each.start) for each in held[:-1]] + [held[-1].room(last)]


class _Held:
    """A room that may still be closed. `refused` is why, in one sentence; empty once it is open, or not yet known."""

    def __init__(self, inner: Room, wait: Callable[[float], Awaitable[None]]) -> None:
        self._inner, self._wait = inner, wait
        self._opening: asyncio.Task[None] | None = None
        self._answered = asyncio.Event()
        self._open = False
        self.refused = ""

    def room(self, start: Callable[[], Awaitable[None]]) -> Room:
        """The same room to whoever serves it, for as long as it is closed without questions and without messages."""
        return replace(
            self._inner,
            platform=_Behind(self._inner.platform, lambda: self._open),
            routes=tuple(self._guarded(route) for route in self._inner.routes),
            start=start,
            stop=self.stop,
            hears=lambda: self._open and self._inner.hears(),
            refused=lambda: self.refused,
        )

    async def start(self) -> None:
        """Returns when the platform said yes or no, or says nothing for too long; the trying goes on."""
        self._opening = asyncio.create_task(self._keep_trying())
        with suppress(TimeoutError):
            async with asyncio.timeout(FIRST_WORD):
                await self._answered.wait()

    async def stop(self) -> None:
        """No further attempt; what was opened is closed."""
        if self._opening:
            self._opening.cancel()
            await asyncio.wait({self._opening})
        if self._open:
            await self._inner.stop()

    async def _keep_trying(self) -> None:
        for pause in chain(PAUSES, repeat(PAUSES[-1])):
            self.refused = await self._attempt()
            self._open = not self.refused
            self._answered.set()
            if self._open:
                return
            log.error("platform refused", platform=self._inner.name, reason=self.refused)
            await self._wait(pause)

    async def _attempt(self) -> str:
        try:
            await self._inner.start()
        except SystemExit as refused:
            return str(refused)
        except Exception:
            log.exception("a room does not open", platform=self._inner.name)
            return f"{self._inner.name} cannot be opened: the log says where it goes wrong."
        return ""

    def _guarded(self, route: web.RouteDef) -> web.RouteDef:
        async def handler(request: web.Request) -> web.StreamResponse:
            if not self._open:
                raise web.HTTPServiceUnavailable(headers={"Retry-After": str(int(PAUSES[0]))})
            answer: web.StreamResponse = await route.handler(request)
            return answer

        return web.RouteDef(route.method, route.path, handler, route.kwargs)


class _Behind:
    """What a platform promises, once its room is open; until then everything is for later, and nothing is lost."""

    def __init__(self, inner: Platform, is_open: Callable[[], bool]) -> None:
        self._inner, self._is_open = inner, is_open

    def _ready(self) -> Platform:
        if not self._is_open():
            raise TryLater("platform not open yet")
        return self._inner

    async def deliver(self, delivery: Delivery) -> Receipt:
        return await self._ready().deliver(delivery)

    async def profile(self, account: Account) -> Profile:
        return await self._ready().profile(account)

    async def account_of(self, email: str) -> Account | None:
        return await self._ready().account_of(email)

    async def find(self, delivery: Delivery) -> Receipt | None:
        return await self._ready().find(delivery)

    async def check(self, places: Sequence[Place]) -> list[Fault]:
        return await self._ready().check(places)
