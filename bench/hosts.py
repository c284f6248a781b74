"""What Regiolijn on Teams is held against: the floor, that with a message sent, and the framework's host as it comes.

None of them has a line of Regiolijn, but that the message sent is the one Regiolijn sends. Run as
`python -m bench.hosts ARM STUB`.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import AsyncIterator
from functools import partial

import aiohttp
from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity, AdaptiveCardInvokeResponse, AdaptiveCardInvokeValue
from botframework.connector.auth import (
    BotFrameworkAuthenticationFactory,
    MicrosoftAppCredentials,
    PasswordServiceClientCredentialFactory,
)

from adapters.teams.render import message
from bench import world
from bench.bare import serve
from bench.teams_world import APP, METADATA, SECRET, TENANT

PATH = "/api/messages"
LINE = "application/vnd.microsoft.activity.message"
CARD = "application/vnd.microsoft.card.adaptive"
REFUSED = "Dat kan alleen wie dit knelpunt heeft."
SMALL = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": REFUSED}]}
"""The framework takes no line as an answer to a press."""


def floor(stub: str, *, sending: bool = False) -> web.Application:
    """Aiohttp and the JSON: no token is looked at. A message is answered by one only where it is `sending`."""
    session = web.AppKey("session", aiohttp.ClientSession)

    async def answer(request: web.Request) -> web.Response:
        activity = json.loads(await request.read())
        if activity["type"] == "invoke":
            return web.json_response({"statusCode": 200, "type": LINE, "value": REFUSED})
        if sending:
            where = f"{stub}/emea/v3/conversations/{activity['conversation']['id']}/activities"
            async with request.app[session].post(where, json=HELP, headers={"Authorization": "Bearer a-token"}) as told:
                await told.read()
        return web.Response()

    async def kept(app: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession() as app[session]:
            yield

    app = web.Application()
    app.router.add_post(PATH, answer)
    app.cleanup_ctx.append(kept)
    return app


HELP = message(world.help_card())


class Echo(ActivityHandler):  # type: ignore[misc]  # the framework carries no types
    """Says what was said to it; a press is answered by a small card."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """To a message."""
        await turn_context.send_activity(f"Echo: {turn_context.activity.text}")

    async def on_adaptive_card_invoke(
        self, turn_context: TurnContext, invoke_value: AdaptiveCardInvokeValue
    ) -> AdaptiveCardInvokeResponse:
        """To a press."""
        return AdaptiveCardInvokeResponse(status_code=200, type=CARD, value=SMALL)


class Signed(MicrosoftAppCredentials):  # type: ignore[misc]
    """Has a token ready. The framework's own fetch one for every turn, and only over TLS: that is spared it here."""

    def get_access_token(self, force_refresh: bool = False) -> str:
        """The token."""
        return "a-token"


class Credentials(PasswordServiceClientCredentialFactory):  # type: ignore[misc]
    """Makes them anew for every turn, as the framework's own does."""

    async def create_credentials(
        self, app_id: str, oauth_scope: str, login_endpoint: str, validate_authority: bool
    ) -> Signed:
        """For one turn."""
        return Signed(app_id, self.password, self.tenant_id, oauth_scope)


def stock(stub: str) -> web.Application:
    """The host as Microsoft's samples set it up, with its own check of tokens, its keys from the stand-in."""
    logging.getLogger("msrest").setLevel(logging.ERROR)  # it warns of a field of Teams at every press
    adapter = CloudAdapterBase(
        BotFrameworkAuthenticationFactory.create(
            to_channel_from_bot_login_url=f"{stub}/login/{TENANT}",
            to_channel_from_bot_oauth_scope="https://api.botframework.com",
            to_bot_from_channel_token_issuer="https://api.botframework.com",
            oauth_url=f"{stub}/oauth",
            to_bot_from_channel_open_id_metadata_url=f"{stub}{METADATA}",
            to_bot_from_emulator_open_id_metadata_url=f"{stub}{METADATA}",
            credential_factory=Credentials(APP, SECRET, tenant_id=TENANT),
        )
    )
    bot = Echo()

    async def answer(request: web.Request) -> web.Response:
        activity = Activity().deserialize(await request.json())
        answered = await adapter.process_activity(request.headers.get("Authorization", ""), activity, bot.on_turn)
        return web.json_response(answered.body, status=answered.status) if answered else web.Response()

    app = web.Application()
    app.router.add_post(PATH, answer)
    return app


ARMS = {"floor": floor, "sending": partial(floor, sending=True), "stock": stock}

if __name__ == "__main__":
    asyncio.run(serve(ARMS[sys.argv[1]](sys.argv[2]), 0))
