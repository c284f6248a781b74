"""Slack, connected: one way in by setting, Slack's Web API out, and the tokens checked before anybody is answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from pydantic import SecretStr

from adapters import Room
from adapters.slack import address
from adapters.slack.api import Api
from adapters.slack.deliver import Slack
from adapters.slack.desk import Desk
from adapters.slack.door import PATH, Door
from adapters.slack.replies import Replies
from adapters.slack.socket_mode import SocketMode
from bot.conversation import Answer
from bot.delivery import TryLater, Uncertain, Undeliverable
from bot.settings import Settings


def connect(
    settings: Settings,
    answer: Answer,
    *,
    hearing: bool = True,
    now: Callable[[], float] = time.time,
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Room:
    """The room of one workspace. `now` gives POSIX seconds, for the age of signatures alone; `wait` takes seconds.

    Without `hearing` nobody's questions come in: a check must not take them from the process that serves.
    With an app token people come in by Socket Mode, without one over HTTP. Raises SystemExit with one sentence when a
    setting is missing; `Room.start` does so when Slack refuses a token.
    """
    token, app_token = _secret(settings.slack_bot_token), _secret(settings.slack_app_token)
    secret = _secret(settings.slack_signing_secret)
    if not token:
        raise SystemExit("REGIOLIJN_SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token from the app's settings.")
    if not (app_token or secret):
        raise SystemExit(
            "REGIOLIJN_SLACK_APP_TOKEN is missing, for Socket Mode; or REGIOLIJN_SLACK_SIGNING_SECRET, for HTTP."
        )
    homes, tenants = set(settings.slack_team_ids), set[str]()
    api = Api(token, settings.slack_api_url)
    replies = Replies(api, answer)
    desk = Desk(settings.slack_api_url, replies, homes)
    app = Api(app_token, settings.slack_api_url) if app_token else None
    line = SocketMode(app, desk.take, wait=wait) if app and hearing else None

    async def start() -> None:
        await api.open()
        if app and not line:  # a line opens it itself
            await app.open()
        try:
            installed = await _installed_in(api)
            tenants.add(installed)
            if not homes:
                homes.add(installed)
            if line:
                await line.start()
        except BaseException:  # a start that is given up half-way as well
            await close()
            raise

    async def close() -> None:
        await api.close()
        if app and not line:
            await app.close()

    async def stop() -> None:
        if line:
            await line.stop()
        await replies.finish()
        await close()

    platform = Slack(api, homes, tenants, app)
    if line:
        return Room(address.NAME, platform, start=start, stop=stop, hears=line.hears)
    routes = (web.post(PATH, Door(desk, secret, now).open),) if hearing else ()
    return Room(address.NAME, platform, routes, start, stop)


def _secret(setting: SecretStr | None) -> str:
    return setting.get_secret_value().strip() if setting else ""


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
    api.home = str(about.get("url", ""))
    home = about.get("enterprise_id") if about.get("is_enterprise_install") else about.get("team_id")
    if not isinstance(home, str) or not home:
        raise SystemExit("Slack did not say which workspace REGIOLIJN_SLACK_BOT_TOKEN belongs to: start again later.")
    return home
