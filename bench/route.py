"""Our own way in and out, up to where the core would begin: what a bare acknowledgement costs there."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator

from aiohttp import web

from adapters import slack
from bench import world
from bench.bare import serve
from bot.conversation import Command, Done, Open, Press, Reply, Request, Say, Submission
from bot.settings import Settings


def route(stub: str) -> web.Application:
    """The same replies as the core's, ready beforehand."""
    form, next_step = world.filled_form("n.handle"), world.next_step_form()
    told, refused = world.help_card(), world.refusal()

    async def answer(request: Request) -> Reply:
        match request:
            case Command(words="help"):
                return Say(told)
            case Press(action="hand_back"):
                return Say(refused)
            case Press():
                return Open(next_step)
            case Submission():
                return Done()
            case _:
                return Open(form)

    settings = Settings(slack_bot_token=world.TOKEN, slack_signing_secret=world.SECRET, slack_api_url=f"{stub}/api/")
    room = slack.connect(settings, answer)

    async def running(app: web.Application) -> AsyncIterator[None]:
        await room.start()
        yield
        await room.stop()

    app = web.Application()
    app.router.add_routes(room.routes)
    app.cleanup_ctx.append(running)
    return app


if __name__ == "__main__":
    asyncio.run(serve(route(sys.argv[1]), 0))
