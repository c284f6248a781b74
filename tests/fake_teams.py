"""Entra and the Bot Connector on this machine: a real HTTP server, so that connection and timeouts under test are real.

What it remembers and which rules it keeps is in `teams_tenant`; here it can be told to fail in every way that counts.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from enum import StrEnum

from aiohttp import web

from adapters.teams.response import LARGEST
from tests.teams_messages import Posted, pressable, readable
from tests.teams_tenant import Answer, Chat, Tenant, direct_chat

__all__ = ["Chat", "Fail", "FakeTeams", "Posted", "direct_chat", "fake_teams", "pressable", "readable"]


class Fail(StrEnum):
    """Ways to fail; any other string given to `fail` is a status and a code: `403 ForbiddenOperationException`."""

    RATE = "429, and how long"
    RATE_SILENT = "429"
    BUSY = "503, and how long"
    BUSY_SILENT = "503"
    BROKEN = "500"
    BROKEN_AFTER = "500 after doing it"
    GATEWAY = "502"
    LATE = "504, and done when `settle` is called"
    RESET = "connection reset"
    RESET_AFTER = "connection reset after doing it"
    HANG = "no answer"
    SLOW = "done when `release` is called"
    HTML = "a page with status 200"
    BROKEN_JSON = "half an answer"
    LIST = "a list"
    DEEP = "lists in lists in lists"
    ENDLESS = "more than anybody can use"
    EMPTY = "nothing, with status 200"
    PROXY = "a page with status 403"
    ELSEWHERE = "sent to another address"


STATUS = {
    Fail.RATE: (429, {"Retry-After": "7"}),
    Fail.RATE_SILENT: (429, {}),
    Fail.BUSY: (503, {"Retry-After": "9"}),
    Fail.BUSY_SILENT: (503, {}),
    Fail.BROKEN: (500, {}),
    Fail.BROKEN_AFTER: (500, {}),
    Fail.GATEWAY: (502, {}),
    Fail.LATE: (504, {}),
    Fail.PROXY: (403, {}),
    Fail.ELSEWHERE: (307, {"Location": "/elsewhere"}),
}


class FakeTeams(Tenant):
    """A tenant behind an address."""

    def __init__(self) -> None:
        super().__init__()
        self.port = 0
        self.held = asyncio.Event()  # set when a call waits for `release`
        self._failures: dict[str, list[str]] = defaultdict(list)
        self._late: list[Callable[[], Answer]] = []
        self._released = asyncio.Event()
        self._runner: web.AppRunner | None = None

    @property
    def service_url(self) -> str:
        """The address that stands in every activity."""
        return f"http://127.0.0.1:{self.port}/emea/"

    @property
    def login_url(self) -> str:
        """Where tokens come from."""
        return f"http://127.0.0.1:{self.port}/login/"

    def fail(self, call: str, how: str, times: int = 1) -> None:
        """Let the next calls fail like this: token, create, post, edit, member or members."""
        self._failures[call] += [how] * times

    def mend(self) -> None:
        """Nothing fails any more."""
        self._failures.clear()

    def settle(self) -> None:
        """What was to be done late is done now."""
        while self._late:
            self._late.pop(0)()

    def release(self) -> None:
        """Whoever waits is answered."""
        self._released.set()

    async def start(self) -> FakeTeams:
        """Listen; on the same port again after `stop`."""
        app = web.Application()
        conversation = "/emea/v3/conversations/{conversation}"
        app.router.add_post("/login/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_post("/emea/v3/conversations", self._create)
        app.router.add_post(f"{conversation}/activities", self._post_activity)
        app.router.add_put(f"{conversation}/activities/{{message}}", self._edit)
        app.router.add_get(f"{conversation}/members/{{user}}", self._member)
        app.router.add_get(f"{conversation}/pagedmembers", self._members)
        app.router.add_route("*", "/elsewhere", self._elsewhere)
        self._released.clear()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def stop(self) -> None:
        """Refuse connections from here on."""
        self._released.set()
        if self._runner:
            await self._runner.cleanup()

    async def _token(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.calls.append(("token", form))
        return await self._carry_out("token", lambda: self.token(request.match_info["tenant"], form), request)

    async def _create(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        return await self._call("create", lambda: self.create(body), request)

    async def _post_activity(self, request: web.Request) -> web.StreamResponse:
        body, where = await request.json(), request.match_info["conversation"]
        targeted = request.query.get("isTargetedActivity") == "true"
        return await self._call("post", lambda: self.post(where, body, targeted=targeted), request)

    async def _edit(self, request: web.Request) -> web.StreamResponse:
        body, at = await request.json(), request.match_info
        return await self._call("edit", lambda: self.edit(at["conversation"], at["message"], body), request)

    async def _member(self, request: web.Request) -> web.StreamResponse:
        at = request.match_info
        return await self._call("member", lambda: self.member(at["conversation"], at["user"]), request)

    async def _members(self, request: web.Request) -> web.StreamResponse:
        return await self._call("members", lambda: self.members(request.match_info["conversation"]), request)

    async def _elsewhere(self, request: web.Request) -> web.StreamResponse:
        self.complaints.append(
            f"followed a redirect, {'with' if 'Authorization' in request.headers else 'without'} token"
        )
        return web.Response()

    async def _call(self, name: str, do: Callable[[], Answer], request: web.Request) -> web.StreamResponse:
        """A call of the connector, which wants the token that was given last."""
        self.calls.append((name, await request.json() if request.can_read_body else {}))
        bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if bearer not in self.tokens[-1:]:
            return web.json_response({"error": {"code": "BotNotRegistered"}}, status=401)
        return await self._carry_out(name, do, request)

    async def _carry_out(self, name: str, do: Callable[[], Answer], request: web.Request) -> web.StreamResponse:
        how = self._failures[name].pop(0) if self._failures[name] else ""
        if how == Fail.SLOW:
            self.held.set()
            await self._released.wait()
            how = ""
        if how == Fail.LATE:
            self._late.append(do)
        if not how or how in (Fail.BROKEN_AFTER, Fail.RESET_AFTER):
            status, body = do()
            if not how:
                wait = body.pop("retry_after", None)
                return web.json_response(body, status=status, headers={"Retry-After": str(wait)} if wait else {})
        return await self._failed(request, how)

    async def _failed(self, request: web.Request, how: str) -> web.StreamResponse:
        match how:
            case Fail.RESET | Fail.RESET_AFTER:
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            case Fail.HANG:
                self.held.set()
                await self._released.wait()
                return web.Response(status=503)
            case Fail.HTML:
                return web.Response(text="<html>Sign in to the Wi-Fi</html>", content_type="text/html")
            case Fail.BROKEN_JSON:
                return web.Response(text='{"id": "17', content_type="application/json")
            case Fail.LIST:
                return web.json_response([])
            case Fail.DEEP:
                return web.Response(text="[" * 200_000, content_type="application/json")
            case Fail.ENDLESS:
                return web.Response(text='{"id": "17"}' + " " * LARGEST, content_type="application/json")
            case Fail.EMPTY:
                return web.Response()
            case Fail():
                status, headers = STATUS[how]
                page = "<html>oops</html>"
                return web.Response(status=status, headers=headers, text=page, content_type="text/html")
        status, _, code = how.partition(" ")
        return web.json_response({"error": {"code": code, "message": "words"}}, status=int(status))


@asynccontextmanager
async def fake_teams() -> AsyncIterator[FakeTeams]:
    """A running fake; afterwards it has had nothing to complain about."""
    fake = await FakeTeams().start()
    try:
        yield fake
    finally:
        await fake.stop()
    assert fake.complaints == []
