"""The front door: one port, one route per platform, health, metrics, and a stop that loses nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from math import nan

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from adapters import Room

log = structlog.get_logger("web")

LARGEST = 256 * 1024
"""Bytes of a request body; no platform sends more to a bot."""

GAUGES = {
    "ok": Gauge("regiolijn_ok", "1 as long as the database answers, else 0."),
    "waiting_seconds": Gauge(
        "regiolijn_waiting_seconds",
        "Seconds that the oldest message waits, or the oldest timer is overdue; 0 when nothing is.",
    ),
    "undeliverable": Gauge(
        "regiolijn_undeliverable",
        "Messages that a platform refused for good, and that nobody sent again or dropped since.",
    ),
    "stuck": Gauge("regiolijn_stuck", "Conversations whose oldest message waits for more than five minutes."),
}
"""What the store says of itself, all of it NaN while it does not answer, but for `ok`: numbers, and nobody's name."""

HEARS = Gauge("regiolijn_hears", "1 as long as people are heard on this platform, else 0.", ["platform"])

Health = Callable[[], Awaitable[Mapping[str, object]]]


def application(rooms: Sequence[Room], *, health: Health, ready: Callable[[], Awaitable[bool]]) -> web.Application:
    """All rooms behind one port. `health` says how it goes; `ready` whether requests can be taken."""
    app = web.Application(middlewares=[_calm], client_max_size=LARGEST)

    async def healthz(request: web.Request) -> web.Response:
        # Told, but no reason to restart: we are trying already.
        deaf = [room.name for room in rooms if not room.hears()]
        refused = {room.name: why for room in rooms if (why := room.refused())}
        standing = {**await health(), "deaf": deaf, "refused": refused}
        return web.json_response(standing, status=200 if standing["ok"] else 503)

    async def readyz(request: web.Request) -> web.Response:
        is_ready = await ready() and any(room.hears() for room in rooms)  # one that is deaf must not silence the others
        return web.json_response({"ready": is_ready}, status=200 if is_ready else 503)

    async def metrics(request: web.Request) -> web.Response:
        standing = await health()
        for name, gauge in GAUGES.items():
            value = standing.get(name)
            gauge.set(float(value) if isinstance(value, int) else nan)
        for room in rooms:
            HEARS.labels(room.name).set(room.hears())
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    for room in rooms:
        app.router.add_routes(room.routes)
    return app


def _letting_go(room: Room) -> Callable[[web.Application], Awaitable[None]]:
    async def let_go(app: web.Application) -> None:
        await room.let_go()

    return let_go


@web.middleware
async def _calm(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A fault of ours is one plain sentence, never a stack trace."""
    try:
        return await handler(request)
    except web.HTTPException as refusal:
        if refusal.status >= 400:
            return web.Response(status=refusal.status, text=refusal.reason)
        raise
    except Exception:
        log.exception(
            "route failed", path=request.match_info.route.resource and request.match_info.route.resource.canonical
        )
        return web.Response(status=500, text="Something went wrong here; try again.")


@asynccontextmanager
async def open_door(app: web.Application, rooms: Sequence[Room], host: str, port: int) -> AsyncIterator[int]:
    """Start the rooms, then listen; yields the port. At the end no new request comes in and those inside are answered."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5, auto_decompress=False)
    app.on_shutdown.extend(_letting_go(room) for room in rooms)
    async with rooms_open(rooms):
        try:
            await runner.setup()
            site = web.TCPSite(runner, host, port)
            await site.start()
            yield next(iter(runner.addresses))[1]
        finally:
            await runner.cleanup()


@asynccontextmanager
async def rooms_open(rooms: Sequence[Room]) -> AsyncIterator[None]:
    """The rooms, ready to deliver; whatever was started is stopped again."""
    async with AsyncExitStack() as started:
        for room in rooms:
            await room.start()
            started.push_async_callback(room.stop)
        yield
