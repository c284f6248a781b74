"""The token with which the bot shows Teams who it is: fetched when needed, by one request for everybody who waits."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp

from adapters.teams.response import content
from bot.delivery import TryLater

SCOPE = "https://api.botframework.com/.default"

TIMEOUT = aiohttp.ClientTimeout(total=5, sock_connect=3)

AHEAD = 300
"""Seconds before its end that a token is replaced; until that end the old one still serves."""

LOGIN_URL = "https://login.microsoftonline.com/"

REFUSALS = frozenset({400, 401, 403})

MENDS = {
    7000215: "The client secret is wrong: copy its value, not its id, into REGIOLIJN_TEAMS_APP_PASSWORD.",
    7000222: "The client secret has expired: make a new one and set REGIOLIJN_TEAMS_APP_PASSWORD.",
    700016: "The app is unknown in this tenant: compare REGIOLIJN_TEAMS_APP_ID with the registration of the bot.",
    90002: "There is no such tenant: compare REGIOLIJN_TEAMS_TENANT_ID with the directory's id.",
}
"""What to do about Entra's numbers."""

_HEADER = re.compile(r"[!-~]{1,8000}")
"""What may stand in a header."""

_SECONDS = re.compile(r"[0-9]{1,9}")


class NoToken(TryLater):
    """No token, so nothing was sent. It can be mended, and then it will be sent: that is why it may wait."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.mend = mend


class Refused(NoToken):
    """Entra knows the app and says no, and will until somebody changes a setting."""


class Credential:
    """Client credentials of a single tenant. `now` gives seconds of a clock that never jumps."""

    def __init__(
        self,
        app_id: str,
        secret: str,
        tenant: str,
        login_url: str = LOGIN_URL,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = f"{login_url.rstrip('/')}/{tenant}/oauth2/v2.0/token"
        self._asked = {
            "grant_type": "client_credentials",
            "client_id": app_id,
            "client_secret": secret,
            "scope": SCOPE,
        }
        self._now = now
        self._token = ""
        self._ends = 0.0
        self._fetching: asyncio.Task[str] | None = None

    async def token(self, session: aiohttp.ClientSession) -> str:
        """A token that still holds; raises NoToken."""
        if self._token and self._now() < self._ends - AHEAD:
            return self._token
        if self._fetching is None:
            self._fetching = asyncio.create_task(self._fetched(session))
            self._fetching.add_done_callback(self._arrived)
        try:
            return await asyncio.shield(self._fetching)  # who stops waiting does not stop the others
        except NoToken:
            if self._token and self._now() < self._ends:
                return self._token
            raise

    def forget(self, token: str) -> None:
        """Teams refused this token: the next call gets another."""
        if token == self._token:
            self._token = ""

    async def close(self) -> None:
        """Let go of a request that is under way."""
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.wait([self._fetching])

    def _arrived(self, fetching: asyncio.Task[str]) -> None:
        self._fetching = None
        if not fetching.cancelled():
            fetching.exception()  # seen, even when everybody who waited has left

    async def _fetched(self, session: aiohttp.ClientSession) -> str:
        try:
            async with session.post(self._url, data=self._asked, timeout=TIMEOUT, allow_redirects=False) as response:
                answer = await content(response)
                status = response.status
        except (aiohttp.ClientError, OSError):
            raise _silent() from None
        if not isinstance(answer, dict):
            raise _silent()
        if status in REFUSALS:
            raise _refused(status, answer)
        token, lives = answer.get("access_token"), str(answer.get("expires_in"))
        if status != 200 or not (isinstance(token, str) and _HEADER.fullmatch(token) and _SECONDS.fullmatch(lives)):
            raise _silent()
        self._token, self._ends = token, self._now() + int(lives)
        return token


def _silent() -> NoToken:
    return NoToken(
        "Microsoft Entra does not answer", "Try again later, or look at the way to login.microsoftonline.com."
    )


def _refused(status: int, answer: Mapping[str, Any]) -> Refused:
    codes = answer.get("error_codes")
    code = next((code for code in codes if isinstance(code, int)), 0) if isinstance(codes, list) else 0
    return Refused(
        f"Microsoft Entra gives no token ({f'AADSTS{code}' if code else f'http_{status}'})",
        MENDS.get(code, "Compare the app id, the secret and the tenant with the registration of the bot."),
    )
