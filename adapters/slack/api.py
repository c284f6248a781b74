"""One call to Slack's Web API: arguments in; what Slack answered, or one of the three failures of a delivery, out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pydantic_core
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.failures import failure
from bot.delivery import TryLater, Uncertain, Undeliverable

Answer = Mapping[str, Any]

TIMEOUT = aiohttp.ClientTimeout(total=10, sock_connect=3)
IDLE = 15
"""Seconds a free connection is kept: shorter than Slack does, so that we rarely send on one it has just closed."""

LARGEST_FRAME = 4 * 1024 * 1024
"""Bytes of one frame of a websocket: a larger one ends the connection, so that nobody fills our memory."""

CLOSING = 2.0
"""Seconds that Slack gets to say goodbye on a websocket."""

log = logging.getLogger("regiolijn.slack.sdk")


class Api:
    """Slack's Web API with one shared session, and without the SDK's retries, which send a message twice."""

    def __init__(self, token: str, url: str, *, timeout: aiohttp.ClientTimeout = TIMEOUT) -> None:
        log.setLevel(logging.WARNING)  # its DEBUG prints whole messages
        self.client = AsyncWebClient(token, base_url=url, retry_handlers=[], logger=log)
        self._timeout = timeout
        address = urlsplit(url)
        if address.scheme == "http":  # a stand-in on this machine; a proxy is for the way to Slack itself
            self.client.proxy = None
        self._socket_scheme = "wss" if address.scheme == "https" else "ws"
        self._origins = {(address.scheme, host) for host in _hosts(address.netloc)}
        self.scopes: frozenset[str] = frozenset()
        self.home = ""  # the workspace's own address, for links to its messages; known from the start on

    async def open(self) -> None:
        """Make the session; needs a running loop."""
        self.client.session = aiohttp.ClientSession(
            timeout=self._timeout,
            connector=aiohttp.TCPConnector(keepalive_timeout=IDLE),
            cookie_jar=aiohttp.DummyCookieJar(),
            json_serialize_bytes=pydantic_core.to_json,  # a fifth of the time, which shows at forms with 100 options
        )

    async def close(self) -> None:
        """Close the session."""
        if self.client.session is not None:
            await self.client.session.close()

    async def call(self, method: str, arguments: Answer, *, within: float | None = None) -> Answer:
        """A method that does something. `within` is in seconds; raises TryLater, Undeliverable or Uncertain."""
        return await self._answered(self.client.api_call(method, json=dict(arguments)), within)

    async def read(self, method: str, arguments: Answer, *, within: float | None = None) -> Answer:
        """A method that only looks: these take no JSON. `within` and failures as for `call`."""
        return await self._answered(self.client.api_call(method, http_verb="GET", params=dict(arguments)), within)

    async def ask(self, method: str, arguments: Answer) -> Answer:
        """A method that does something and takes a form, no JSON; failures as for `call`."""
        return await self._answered(self.client.api_call(method, data=dict(arguments)), None)

    async def upload(self, url: str, body: bytes) -> None:
        """The bytes of a file, to an address Slack gave for it; raises TryLater, Undeliverable or Uncertain."""
        session = self._session_for(url)
        if session is None:
            raise Undeliverable("no_upload_address")
        try:
            async with session.post(url, data=body, proxy=self.client.proxy, allow_redirects=False) as response:
                status = response.status
        except Exception as error:
            raise failure(error) from None
        if status == 429 or status >= 500:
            raise TryLater(f"http_{status}")
        if status != 200:
            raise Undeliverable(f"http_{status}")

    async def connect(self, url: str, *, silence: float) -> aiohttp.ClientWebSocketResponse:
        """A websocket to an address Slack gave; raises TryLater or Uncertain.

        After `silence` seconds without a sign of life it is asked for one, and closed when none comes in half that time.
        """
        session = self.client.session
        if session is None or urlsplit(url).scheme != self._socket_scheme:
            raise TryLater("no_address")
        try:
            return await session.ws_connect(
                url,
                heartbeat=silence,
                max_msg_size=LARGEST_FRAME,
                timeout=aiohttp.ClientWSTimeout(ws_close=CLOSING),
                proxy=self.client.proxy,
            )
        except Exception as error:
            raise failure(error) from None

    async def _answered(self, calling: Awaitable[AsyncSlackResponse], within: float | None) -> Answer:
        try:
            async with asyncio.timeout(within):
                response = await calling
        except Exception as error:
            raise failure(error) from None  # the SDK's message quotes what was sent
        scopes = response.headers.get("x-oauth-scopes")
        if scopes:
            self.scopes = frozenset(scope.strip() for scope in scopes.split(","))
        if not isinstance(response.data, dict):
            raise Uncertain("no_json")
        return response.data

    async def respond(self, url: str, message: Answer, *, within: float) -> bool:
        """A private message by a request's own response address; False where that did not work."""
        session = self._session_for(url)
        if session is None:
            return False
        private = {**message, "response_type": "ephemeral", "replace_original": False}
        try:
            async with (
                asyncio.timeout(within),
                session.post(url, json=private, proxy=self.client.proxy, allow_redirects=False) as response,
            ):
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return False

    def _session_for(self, url: str) -> aiohttp.ClientSession | None:
        """The session, when this address is one of Slack's own; what we send goes nowhere else."""
        try:
            address = urlsplit(url)
        except ValueError:
            return None
        return self.client.session if (address.scheme, address.netloc) in self._origins else None


def _hosts(host: str) -> tuple[str, str, str]:
    """Where the Web API stands, where private answers go, and where files go."""
    return host, f"hooks.{host}", f"files.{host}"
