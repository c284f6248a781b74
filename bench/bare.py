"""What Regiolijn is held against, without a line of it: the floor, and bare Bolt as it comes and tuned.

Each does what is asked of it in the same order: call Slack's Web API where that belongs to it, then acknowledge. Run as
`python -m bench.bare ARM STUB SCREENS PORT`; the screens are the forms and messages that Regiolijn shows as well.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import sys
import time
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

PATH = "/slack/events"

Screens = dict[str, Any]


def floor(stub: str, screens: Screens) -> web.Application:
    """Aiohttp and the signature, with Slack called over one kept session; not even the body is read."""
    calls = {
        "form": (f"{stub}/api/views.open", {"trigger_id": "1", "view": screens["form"]}),
        "claim": (f"{stub}/api/views.open", {"trigger_id": "1", "view": screens["next_step"]}),
        "refused": (f"{stub}/respond/1", screens["refused"]),
    }
    session = web.AppKey("session", aiohttp.ClientSession)
    secret = screens["secret"].encode()

    async def answer(request: web.Request) -> web.Response:
        body = await request.read()
        stamp, given = (request.headers[f"X-Slack-{name}"] for name in ("Request-Timestamp", "Signature"))
        proof = hmac.new(secret, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        if abs(time.time() - int(stamp)) > 300 or not hmac.compare_digest(f"v0={proof}", given):
            return web.Response(status=401)
        if request.query_string in calls:
            url, message = calls[request.query_string]
            async with request.app[session].post(url, json=message) as called:
                await called.read()
        if request.query_string == "help":
            return web.json_response({"response_type": "ephemeral"})
        return web.Response()

    async def kept(app: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession() as app[session]:
            yield

    app = web.Application()
    app.router.add_post(PATH, answer)
    app.cleanup_ctx.append(kept)
    return app


def bolt(stub: str, screens: Screens, *, tuned: bool = False) -> web.Application:
    """Bolt as its documentation mounts it, or acknowledging after the work."""
    slack = AsyncApp(
        signing_secret=screens["secret"],
        client=AsyncWebClient(screens["token"], base_url=f"{stub}/api/"),
        process_before_response=tuned,
    )

    @slack.command("/knelpunt")
    async def ask(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        if body["text"] == "help":
            await ack({"response_type": "ephemeral", **screens["help"]})
        else:
            await client.views_open(trigger_id=body["trigger_id"], view=screens["form"])
            await ack()

    @slack.action("hand_back")
    async def refuse(ack: AsyncAck, respond: AsyncRespond) -> None:
        await respond(**screens["refused"], response_type="ephemeral", replace_original=False)
        await ack()

    @slack.action("claim")
    async def claim(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=screens["next_step"])
        await ack()

    @slack.view("file_signal")
    async def submit(ack: AsyncAck) -> None:
        await ack()

    async def answer(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await slack.async_dispatch(await to_bolt_request(request)))

    app = web.Application()
    app.router.add_post(PATH, answer)
    return app


ARMS = {"floor": floor, "bolt": bolt, "tuned": partial(bolt, tuned=True)}


async def serve(app: web.Application, port: int) -> None:
    """Listen until the process is ended, and say where."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print(f"127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    arm, stub, screens, port = sys.argv[1:]
    asyncio.run(serve(ARMS[arm](stub, json.loads(Path(screens).read_bytes())), int(port)))
