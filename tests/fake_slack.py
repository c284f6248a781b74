"""Slack's Web API on this machine: a real HTTP server, so that SDK, connection and timeouts under test are the real ones.

What it remembers and which rules it keeps is in `slack_workspace`; here it can be told to fail in every way that counts.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import StrEnum

from aiohttp import web

from tests.slack_sockets import Sockets
from tests.slack_workspace import (
    NEEDS,
    NO_JSON,
    OPTIONAL,
    READS,
    SCOPES,
    Json,
    Posted,
    Window,
    Workspace,
    direct_channel,
    readable,
)

__all__ = [
    "NEEDS",
    "OPTIONAL",
    "READS",
    "SCOPES",
    "Fail",
    "FakeSlack",
    "Posted",
    "Window",
    "direct_channel",
    "fake_slack",
    "readable",
]


class Fail(StrEnum):
    """Ways to fail; any other string given to `fail` is an error code with `ok: false`."""

    RATE = "429"
    BROKEN = "500"
    BROKEN_AFTER = "500 after doing it"
    RESET = "connection reset"
    RESET_AFTER = "connection reset after doing it"
    HANG = "no answer"
    LATE = "no answer, done later"
    TWICE = "done twice"
    HTML = "a page with status 200"
    BROKEN_JSON = "half an answer"
    TEXT = "plain text"
    PROXY = "a page with status 403"
    ELSEWHERE = "sent to another address"


class FakeSlack(Workspace):
    """A workspace behind an address."""

    def __init__(self) -> None:
        super().__init__()
        self.port = 0
        self.sockets = Sockets(self.complaints)
        self._failures: dict[str, list[str]] = defaultdict(list)
        self._late: list[tuple[str, Json, str]] = []
        self._released = asyncio.Event()
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The setting SLACK_API_URL."""
        return f"{self.origin}/api/"

    def fail(self, method: str, how: str, times: int = 1) -> None:
        """Let the next calls of a method (or "respond", "upload" for those addresses) fail like this."""
        self._failures[method] += [how] * times

    def mend(self) -> None:
        """Nothing fails any more."""
        self._failures.clear()

    def catch_up(self) -> None:
        """What was to be done later is done now."""
        for call in self._late:
            self.do(*call)
        self._late.clear()

    def response_url(self, user: str, channel: str) -> str:
        """A fresh address for private answers."""
        return f"{self.origin}/respond/{self.response_key(user, channel)}"

    async def start(self) -> FakeSlack:
        """Listen; on the same port again after `stop`."""
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/respond/{key}", self._respond)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_post("/elsewhere", self._elsewhere)
        app.router.add_get("/link", self.sockets.connect)
        self._released.clear()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]
        self.origin = f"http://127.0.0.1:{self.port}"
        return self

    async def stop(self) -> None:
        """Refuse connections from here on."""
        self._released.set()
        self.sockets.cut()
        if self._runner:
            await self._runner.cleanup()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await self._arguments(request, method)
        self.calls.append((method, arguments))
        how = self._failures[method].pop(0) if self._failures[method] else ""
        call = method, arguments, request.headers.get("Authorization", "")
        if how == Fail.LATE:
            self._late.append(call)
        if how == Fail.TWICE:
            self.do(*call)
        if how in (Fail.BROKEN_AFTER, Fail.RESET_AFTER, Fail.TWICE) or not how:
            answer = self.do(*call)
            if how in ("", Fail.TWICE):
                return self._json(answer)
        return await self._failed(request, how)

    async def _arguments(self, request: web.Request, method: str) -> Json:
        if request.method == "GET" and method in READS:
            return dict(request.query)
        if request.content_type == "application/x-www-form-urlencoded" and method in NO_JSON:
            return dict(await request.post())
        if request.content_type == "application/json" and method not in READS | NO_JSON:
            return await request.json()
        self.complaints.append(f"{method} called with {request.method} {request.content_type}")
        return {}

    async def _elsewhere(self, request: web.Request) -> web.StreamResponse:
        self.complaints.append("followed a redirect with a private answer")
        return web.Response()

    async def _failed(self, request: web.Request, how: str) -> web.StreamResponse:
        match how:
            case Fail.RATE:
                return web.json_response(
                    {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "7"}
                )
            case Fail.BROKEN | Fail.BROKEN_AFTER:
                return web.Response(status=500, text="<html>oops</html>", content_type="text/html")
            case Fail.RESET | Fail.RESET_AFTER:
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            case Fail.HANG | Fail.LATE:
                await self._released.wait()
                return web.Response(status=503)
            case Fail.HTML:
                return web.Response(text="<html>Sign in to the Wi-Fi</html>", content_type="text/html")
            case Fail.BROKEN_JSON:
                return web.Response(text='{"ok": tr', content_type="application/json")
            case Fail.TEXT:
                return web.Response(text="ok")
            case Fail.PROXY:
                return web.Response(status=403, text="<html>blocked</html>", content_type="text/html")
            case Fail.ELSEWHERE:
                return web.Response(status=307, headers={"Location": "/elsewhere"})
            case code:
                return self._json({"ok": False, "error": code})

    def _json(self, answer: Json) -> web.Response:
        status = 429 if answer.get("error") == "ratelimited" else 200
        headers = {"X-OAuth-Scopes": ",".join(sorted(self.scopes))} | ({"Retry-After": "1"} if status == 429 else {})
        return web.json_response(answer, status=status, headers=headers)

    def _apps_connections_open(self, arguments: Json) -> Json:
        return {"url": f"ws://127.0.0.1:{self.port}/link?ticket={self.sockets.ticket()}"}

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        message = await request.json()
        self.calls.append(("respond", message))
        if self._failures["respond"]:
            return await self._failed(request, self._failures["respond"].pop(0))
        heard = self.answer_privately(request.match_info["key"], message)
        return web.Response(text="ok") if heard else web.Response(status=404, text="used_url")

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.calls.append(("upload", {"bytes": len(body)}))
        if self._failures["upload"]:
            return await self._failed(request, self._failures["upload"].pop(0))
        self.files.held[request.match_info["file"]].body = body
        return web.Response(text=f"OK - {len(body)}")


@asynccontextmanager
async def fake_slack() -> AsyncIterator[FakeSlack]:
    """A running fake; afterwards it has had nothing to complain about."""
    fake = await FakeSlack().start()
    try:
        yield fake
    finally:
        await fake.stop()
    assert fake.complaints == []
