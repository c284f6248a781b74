"""Slack, connected: one route in, Slack's Web API out, and the token checked before anybody is answered."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters import Room
from adapters.slack import address
from adapters.slack.api import Api
from adapters.slack.deliver import Slack
from adapters.slack.door import PATH, Door
from adapters.slack.replies import Replies
from bot.conversation import Answer
from bot.delivery import TryLater, Uncertain, Undeliverable
from bot.settings import Settings


def connect(settings: Settings, answer: Answer, *, now: Callable[[], float] = time.time) -> Room:
    """The room of one workspace. `now` gives POSIX seconds, for the age of signatures alone.

    Raises SystemExit with one sentence when a setting is missing; `Room.start` does so when Slack refuses the token.
    """
    token, secret = settings.slack_bot_token, settings.slack_signing_secret
    if token is None or not token.get_secret_value().strip():
        raise SystemExit("REGIOLIJN_SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token from the app's settings.")
    if secret is None or not secret.get_secret_value().strip():
        raise SystemExit(
            "REGIOLIJN_SLACK_SIGNING_SECRET is missing: copy it from the app's Basic Information. There is no Socket Mode yet."
        )
    homes = set(settings.slack_team_ids)
    api = Api(token.get_secret_value(), settings.slack_api_url)
    replies = Replies(api, answer)
    door = Door(_bolt(api), replies, secret.get_secret_value().strip(), homes, now)

    async def start() -> None:
        await api.open()
        try:
            installed = await _installed_in(api)
        except SystemExit:
            await api.close()
            raise
        if not homes:
            homes.add(installed)

    async def stop() -> None:
        await replies.finish()
        await api.close()

    return Room(address.NAME, Slack(api, homes), (web.post(PATH, door.open),), start, stop)


def _bolt(api: Api) -> AsyncApp:
    """Bolt without the gates that `admit` replaces; it acknowledges after the work, so after the commit."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None)  # checked once, at start; listeners use our own client

    quiet = logging.getLogger("slack_bolt")
    quiet.setLevel(logging.WARNING)
    return AsyncApp(
        name=address.NAME,
        logger=quiet,
        client=AsyncWebClient(base_url=api.client.base_url),
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )


async def _installed_in(api: Api) -> str:
    """The workspace of the token, or the organisation when the app is installed for all of it."""
    try:
        about = await api.call("auth.test", {})
    except Undeliverable as refused:
        raise SystemExit(
            f"Slack refuses REGIOLIJN_SLACK_BOT_TOKEN ({refused.reason}): install the app again and copy its token."
        ) from None
    except (TryLater, Uncertain) as silent:
        raise SystemExit(f"Slack does not answer ({silent.reason}): look at the network and start again.") from None
    home = about.get("enterprise_id") if about.get("is_enterprise_install") else about.get("team_id")
    if not isinstance(home, str) or not home:
        raise SystemExit("Slack did not say which workspace REGIOLIJN_SLACK_BOT_TOKEN belongs to: start again later.")
    return home
