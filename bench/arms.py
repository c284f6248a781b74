"""What Regiolijn is held against: the floor, bare Bolt twice, and our own route with nothing behind it.

Every arm does what is asked of it in the same order: call Slack's Web API where that belongs to it, then acknowledge.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bench import world
from bot.cards import Card, Form
from bot.conversation import Command, Done, Open, Press, Reply, Request, Say, Submission
from bot.texts import words
from bot.views.filing import filing_form
from bot.views.following import next_step_form
from bot.views.help import help_card
from bot.views.plain import plain_card

Arm = Callable[[str], web.Application]

PATH = "/slack/events"


def floor(stub: str) -> web.Application:
    """Aiohttp and the signature, with Slack called over one kept session; not even the body is read."""
    calls: dict[str, tuple[str, Any]] = {
        "form": (f"{stub}/api/views.open", {"trigger_id": "1", "view": world.form_view()}),
        "claim": (f"{stub}/api/views.open", {"trigger_id": "1", "view": world.next_step_view()}),
        "refused": (f"{stub}/respond/1", world.refusal_message()),
    }
    session = web.AppKey("session", aiohttp.ClientSession)

    async def answer(request: web.Request) -> web.Response:
        body = await request.read()
        stamp, given = (request.headers[f"X-Slack-{name}"] for name in ("Request-Timestamp", "Signature"))
        proof = hmac.new(world.SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
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


def bolt(stub: str, *, tuned: bool = False) -> web.Application:
    """Bolt as its documentation mounts it, or acknowledging after the work."""
    slack = AsyncApp(
        token=world.TOKEN,
        signing_secret=world.SECRET,
        client=AsyncWebClient(world.TOKEN, base_url=f"{stub}/api/"),
        process_before_response=tuned,
    )
    form, next_step = world.form_view(), world.next_step_view()
    told, refused = world.help_message(), world.refusal_message()

    @slack.command("/knelpunt")
    async def ask(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        if body["text"] == "help":
            await ack({"response_type": "ephemeral", **told})
        else:
            await client.views_open(trigger_id=body["trigger_id"], view=form)
            await ack()

    @slack.action("hand_back")
    async def refuse(ack: AsyncAck, respond: AsyncRespond) -> None:
        await respond(**refused, response_type="ephemeral", replace_original=False)
        await ack()

    @slack.action("claim")
    async def claim(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=next_step)
        await ack()

    @slack.view("file_signal")
    async def submit(ack: AsyncAck) -> None:
        await ack()

    async def answer(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await slack.async_dispatch(await to_bolt_request(request)))

    app = web.Application()
    app.router.add_post(PATH, answer)
    return app


def route(stub: str) -> web.Application:
    """Our own way in and out, up to where the core would begin."""
    from adapters import slack
    from bot.settings import Settings

    speech, filer, organisation = words("nl"), world.liaisons()[0], world.organisation()
    help_: Card = help_card(filer, organisation, speech)
    no = plain_card("refused.right", speech, number="K-2026-0001", lead="MEVA")
    form: Form = filing_form(
        text=world.TEXTS[0], guess=None, filer=filer, organisation=organisation, words=speech, handle="n.handle"
    )
    next_step = next_step_form(world.a_signal(), "handle", speech)

    async def answer(request: Request) -> Reply:
        match request:
            case Command(words="help"):
                return Say(help_)
            case Press(action="hand_back"):
                return Say(no)
            case Press():
                return Open(next_step)
            case Submission():
                return Done()
            case _:
                return Open(form)

    settings = Settings(slack_bot_token=world.TOKEN, slack_signing_secret=world.SECRET, slack_api_url=f"{stub}/api/")
    room = slack.connect(settings, answer)

    async def started(app: web.Application) -> AsyncIterator[None]:
        await room.start()
        yield
        await room.stop()

    app = web.Application()
    app.router.add_routes(room.routes)
    app.cleanup_ctx.append(started)
    return app


ARMS: dict[str, Arm] = {
    "floor": floor,
    "bolt": bolt,
    "tuned": lambda stub: bolt(stub, tuned=True),
    "route": route,
}


@asynccontextmanager
async def _open(app: web.Application) -> AsyncIterator[int]:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield runner.addresses[0][1]
    await runner.cleanup()


async def _serve(name: str, stub: str) -> None:
    async with _open(ARMS[name](stub)) as port:
        print(f"127.0.0.1:{port}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], sys.argv[2]))
