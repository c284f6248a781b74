"""Microsoft Teams, connected: one address in, the Bot Connector out, and nobody believed who does not prove it."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog
from aiohttp import web

from adapters import Room
from adapters.teams import address
from adapters.teams.admit import Gate
from adapters.teams.api import Api
from adapters.teams.credential import Credential, NoToken, Refused
from adapters.teams.deliver import Teams
from adapters.teams.desk import Desk
from adapters.teams.door import PATH, Door
from adapters.teams.host import Host
from adapters.teams.keys import Keys
from adapters.teams.pace import Pace
from adapters.teams.references import References
from adapters.teams.replies import Replies
from adapters.teams.welcome import Welcome
from bot.conversation import Answer
from bot.delivery import Memory
from bot.settings import LOOPBACK, Settings

KEYS_WITHIN = 5.0
"""Seconds that a fetch of Microsoft's keys may take."""

STAND_IN_TENANT = "00000000-0000-0000-0000-0000000000001"
"""Where the people of the Microsoft 365 Agents Playground are at home."""

log = structlog.get_logger("teams")


def connect(
    settings: Settings,
    answer: Answer,
    memory: Memory,
    *,
    hearing: bool = True,
    now: Callable[[], float] = time.time,
    ticks: Callable[[], float] = time.monotonic,
) -> Room:
    """The room of one tenant. `now` gives POSIX seconds, for the age of tokens alone; `ticks` those of a clock that never jumps.

    Without `hearing` nobody's questions come in: a check must not take them from the process that serves. Without an
    app id only a stand-in on this machine is believed. Raises SystemExit with one sentence when a setting is missing;
    `Room.start` does so when Microsoft refuses the app a token.
    """
    app_id, stand_in = settings.teams_app_id or "", settings.teams_stand_in or ""
    credential = _credential(settings, ticks)
    tenant = settings.teams_tenant_id or STAND_IN_TENANT
    api = Api(credential, stand_in)
    references = References(memory, tenant, stand_in)
    platform = Teams(api, references, Pace(ticks), tenant, dialogs=settings.teams_dialogs)
    replies = Replies(platform, answer, targeted=settings.teams_targeted)
    keys = Keys(settings.teams_openid_url, now=now, timeout=KEYS_WITHIN)
    gate = Gate(app_id, {tenant}, keys, now=now, stand_in=stand_in, open_to_this_machine=credential is None)
    desk = Desk(app_id, references, Welcome(memory, replies), replies)

    async def start() -> None:
        await api.open()
        try:
            await _sign_in(api)
            if hearing and credential is not None:
                await keys.open()
        except BaseException:  # a start that is given up half-way as well
            await api.close()
            raise

    async def stop() -> None:
        await replies.finish()
        await desk.finish()
        await keys.close()
        await api.close()

    routes = (web.post(PATH, Door(gate, Host(api, desk.take)).open),) if hearing else ()
    return Room(address.NAME, platform, routes, start, stop)


async def _sign_in(api: Api) -> None:
    try:
        await api.sign_in()
    except Refused as refused:
        raise SystemExit(f"{refused.reason}. {refused.mend}") from None
    except NoToken as silent:  # messages wait until there is one; other platforms need not
        log.warning("started without a token", reason=silent.reason)


def _credential(settings: Settings, ticks: Callable[[], float]) -> Credential | None:
    """What the bot proves itself with; None with a stand-in that wants no proof."""
    password = settings.teams_app_password.get_secret_value().strip() if settings.teams_app_password else ""
    if not settings.teams_app_id and settings.teams_stand_in:
        if settings.host not in LOOPBACK:
            raise SystemExit("REGIOLIJN_TEAMS_STAND_IN without an app id needs REGIOLIJN_HOST to be this machine.")
        return None
    given = {"APP_ID": settings.teams_app_id, "APP_PASSWORD": password, "TENANT_ID": settings.teams_tenant_id}
    for name, value in given.items():
        if not value:
            raise SystemExit(f"REGIOLIJN_TEAMS_{name} is missing: copy it from the registration of the bot.")
    return Credential(
        settings.teams_app_id or "", password, settings.teams_tenant_id or "", settings.teams_login_url, now=ticks
    )
