"""One call to the Bot Connector: what goes in; what Teams answered, or one of the three failures of a delivery, out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import quote

import aiohttp
import pydantic_core
from yarl import URL

from adapters.teams.credential import Credential
from adapters.teams.failures import failure, refusal
from adapters.teams.response import content
from adapters.teams.trust import on_this_machine, trusted
from bot.delivery import TryLater, Uncertain, Undeliverable

Answer = Mapping[str, Any]

TIMEOUT = aiohttp.ClientTimeout(total=10, sock_connect=3)
IDLE = 15
"""Seconds a free connection is kept, so that we rarely send on one that has just been closed."""


class Api:
    """The connector's REST with one shared session: no retries and no redirects, and the token goes nowhere else.

    `stand_in` is the service address of a stand-in on this machine; without a credential nothing else is called.
    """

    def __init__(
        self, credential: Credential | None, stand_in: str = "", *, timeout: aiohttp.ClientTimeout = TIMEOUT
    ) -> None:
        self._credential = credential
        self._stand_in = stand_in
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Make the session; needs a running loop."""
        self._session = aiohttp.ClientSession(
            timeout=self._timeout,
            connector=aiohttp.TCPConnector(keepalive_timeout=IDLE),
            cookie_jar=aiohttp.DummyCookieJar(),
            json_serialize_bytes=pydantic_core.to_json,
            trust_env=not self._stand_in,  # a proxy is for the way to Microsoft, not for this machine
        )

    async def close(self) -> None:
        """Close the session."""
        if self._credential is not None:
            await self._credential.close()
        if self._session is not None:
            await self._session.close()

    async def sign_in(self) -> None:
        """Get a token ready, so that the first message need not wait for it; raises credential.NoToken."""
        await self._token(self._opened())

    async def call(
        self, verb: Literal["POST", "PUT"], service_url: str, path: str, body: Answer, *, within: float | None = None
    ) -> Answer:
        """A call that does something. `within` is in seconds; raises TryLater, Undeliverable or Uncertain."""
        return await self._called(verb, service_url, path, body, within)

    async def read(self, service_url: str, path: str, *, within: float | None = None) -> Answer:
        """A call that only looks. `within` and failures as for `call`."""
        return await self._called("GET", service_url, path, None, within)

    async def _called(
        self, verb: str, service_url: str, path: str, body: Answer | None, within: float | None
    ) -> Answer:
        session = self._opened()
        if not trusted(service_url, self._stand_in) or not (self._credential or on_this_machine(service_url)):
            raise Undeliverable("not an address of Teams")
        url = URL(f"{service_url.rstrip('/')}/{path}", encoded=True)
        token = await self._token(session)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            async with (
                asyncio.timeout(within),
                session.request(verb, url, json=body, headers=headers, allow_redirects=False) as response,
            ):
                answer = await content(response)
        except Exception as error:
            raise failure(error) from None
        if response.status >= 300:
            if response.status == 401 and self._credential is not None:
                self._credential.forget(token)
            raise refusal(response.status, response.headers, answer)
        if not isinstance(answer, dict):
            raise Uncertain("unreadable_answer")
        return answer

    async def _token(self, session: aiohttp.ClientSession) -> str:
        return await self._credential.token(session) if self._credential is not None else ""

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            raise TryLater("closed")
        return self._session


def path(*parts: str) -> str:
    """The path below `v3/conversations`, every part of it one part whatever stands in it."""
    return "/".join(["v3/conversations", *(quote(part, safe="") for part in parts)])
