"""Microsoft's public keys: fetched once for everybody, kept, and never waited for by whoever shows a known one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import InvalidKeyError
from jwt.algorithms import RSAAlgorithm

from adapters.teams.response import content
from adapters.teams.trust import on_this_machine

FRESH = 24 * 3600
"""Seconds before keys are fetched again; the old ones keep working until new ones have come."""

PAUSE = 300
"""Seconds after a fetch in which an unknown key is simply unknown: strangers cannot make us fetch."""

PAUSE_AFTER_FAILURE = 10

SMALLEST_KEY = 2048
"""Bits."""

CHANNEL = "msteams"
"""What Teams calls itself, and what a key must be endorsed for."""

log = structlog.get_logger("teams")


class Keys:
    """The keys behind an OpenID address. `now` gives POSIX seconds; a fetch takes at most `timeout` seconds."""

    def __init__(self, url: str, *, now: Callable[[], float], timeout: float) -> None:
        if not (urlsplit(url).scheme == "https" or on_this_machine(url)):
            raise ValueError("Keys come over https, or from a stand-in on this machine.")
        self._url = url
        self._now = now
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None
        self._keys: dict[str, RSAPublicKey] = {}
        self._fetched = self._tried = float("-inf")
        self._pause = 0.0
        self._fetching: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Make the session and begin the first fetch, without waiting for it; needs a running loop."""
        self._session = aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=not on_this_machine(self._url),  # a proxy is for the way to Microsoft, not for this machine
        )
        self._begin()

    async def close(self) -> None:
        """End a fetch that is under way, and the session."""
        if self._fetching:
            self._fetching.cancel()
            await asyncio.wait({self._fetching})
            self._fetching = None
        if self._session:
            await self._session.close()
            self._session = None

    async def key(self, kid: str) -> RSAPublicKey | None:
        """The key of this id, at once when it is known; otherwise after the fetch that is due or under way."""
        if not self._within(FRESH, self._fetched):
            self._begin()
        if kid not in self._keys:
            self._begin()
            if self._fetching:
                await asyncio.wait({self._fetching})  # who stops waiting does not stop the others
        return self._keys.get(kid)

    def _begin(self) -> None:
        """One fetch at a time, and none within the pause after the last."""
        if self._session and not self._fetching and not self._within(self._pause, self._tried):
            self._tried = self._now()
            self._fetching = asyncio.create_task(self._fetch(self._session))

    def _within(self, seconds: float, since: float) -> bool:
        return 0 <= self._now() - since < seconds  # a clock that jumped back must not stop us for years

    async def _fetch(self, session: aiohttp.ClientSession) -> None:
        self._pause = PAUSE_AFTER_FAILURE
        try:
            async with asyncio.timeout(self._timeout):
                keys = _usable(await _document(session, await self._address(session)))
            if not keys:
                raise ValueError("no key for Teams")
            self._keys, self._fetched, self._pause = keys, self._now(), PAUSE
        except Exception as error:  # whatever is wrong with their pages, nobody who asks here gets a 5xx for it
            log.warning("keys of Microsoft not fetched", reason=type(error).__name__)
        finally:
            self._fetching = None

    async def _address(self, session: aiohttp.ClientSession) -> str:
        """Where the keys are, which is on the same host as the page that says so."""
        named = (await _document(session, self._url)).get("jwks_uri")
        if not isinstance(named, str) or urlsplit(named)[:2] != urlsplit(self._url)[:2]:
            raise ValueError("keys elsewhere")
        return named


async def _document(session: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    """A JSON object from exactly this address; raises whatever is wrong with it."""
    async with session.get(url, allow_redirects=False) as answer:
        if answer.status != 200:
            raise ValueError("no document")
        document = await content(answer)
    if not isinstance(document, dict):
        raise ValueError("no object")
    return document


def _usable(document: dict[str, Any]) -> dict[str, RSAPublicKey]:
    """The keys that may vouch for Teams, by id; one that cannot be read is no reason to lose the others."""
    listed = document.get("keys")
    keys = {}
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, dict) and isinstance(kid := entry.get("kid"), str) and (key := _public(entry)):
            keys[kid] = key
    return keys


def _public(entry: dict[str, Any]) -> RSAPublicKey | None:
    endorsements = entry.get("endorsements")
    if not isinstance(endorsements, list) or CHANNEL not in endorsements or entry.get("use", "sig") != "sig":
        return None
    try:
        key = RSAAlgorithm.from_jwk(entry)
    except (InvalidKeyError, ValueError, TypeError):
        return None
    return key if isinstance(key, RSAPublicKey) and key.key_size >= SMALLEST_KEY else None
