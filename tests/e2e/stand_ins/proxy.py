"""Between Slack's SDK and `emulate`: that reads only by POST, where the SDK looks by GET as Slack also takes it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

FORM = "application/x-www-form-urlencoded"

Overhear = Callable[[str, bytes, dict[str, Any]], None]
"""Told of every call: its method, what was sent, and what the stand-in answered."""


@asynccontextmanager
async def proxy(origin: str, overhear: Overhear) -> AsyncIterator[str]:
    """The address for REGIOLIJN_SLACK_API_URL, on this machine; every call goes on to the stand-in at `origin`."""

    async def pass_on(request: web.Request) -> web.Response:
        method, looks = request.match_info["method"], request.method == "GET"
        body = request.query_string.encode() if looks else await request.read()
        kind = FORM if looks else request.headers["Content-Type"]
        headers = {"Authorization": request.headers["Authorization"], "Content-Type": kind}
        async with session.post(f"{origin}/api/{method}", data=body, headers=headers) as response:
            answer = await response.json()
        overhear(method, body, answer)
        if "upload_url" in answer:
            answer["upload_url"] = f"{request.url.origin()}{urlsplit(answer['upload_url']).path}"
        return web.json_response(answer, status=response.status)

    async def upload(request: web.Request) -> web.Response:
        async with session.post(f"{origin}{request.path}", data=await request.read()) as response:
            return web.Response(text=await response.text(), status=response.status)

    app = web.Application()
    app.router.add_route("*", "/api/{method}", pass_on)
    app.router.add_post("/upload/{path:.*}", upload)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        async with aiohttp.ClientSession() as session:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()
