"""The Bot Connector's side of the gate, on this machine: its key pages over real HTTP, and the tokens it signs."""

from __future__ import annotations

import asyncio
import json
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from adapters.teams.admit import Gate, Refused

APP = "5f7b1d9e-0000-4000-8000-00000000b001"
TENANT = "5f7b1d9e-0000-4000-8000-00000000a001"
SERVICE = "https://smba.trafficmanager.net/emea/"
ISSUER = "https://api.botframework.com"
NOW = 1_762_074_840

FIRST, SECOND = "first", "second"
METADATA, KEYS = "/v1/.well-known/openidconfiguration", "/v1/.well-known/keys"


def pair(kid: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    """The key pair with this id, the same one each time."""
    return _pair(kid, bits)


@cache
def _pair(kid: str, bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def public(kid: str, /, *, bits: int = 2048, **changes: Any) -> dict[str, Any]:
    """A key as Microsoft publishes it; a change to None leaves a field out."""
    fields = RSAAlgorithm.to_jwk(pair(kid, bits).public_key(), as_dict=True)
    return given({**fields, "kid": kid, "use": "sig", "endorsements": ["msteams", "webchat"], **changes})


def given(fields: dict[str, Any]) -> dict[str, Any]:
    """The same without what is None."""
    return {name: value for name, value in fields.items() if value is not None}


def signed(head: object, claims: object, kid: str = FIRST) -> str:
    """A token of anything at all, with a true signature of this key."""
    signing = f"{coded(json.dumps(head).encode())}.{coded(json.dumps(claims).encode())}"
    return f"{signing}.{coded(RSAAlgorithm(RSAAlgorithm.SHA256).sign(signing.encode(), pair(kid)))}"


def coded(part: bytes) -> str:
    """Bytes as they stand in a token."""
    return urlsafe_b64encode(part).decode().rstrip("=")


def claimed(*, at: float = NOW, **changes: Any) -> dict[str, Any]:
    """What the Bot Connector claims, as seen on its real tokens; a change to None leaves a claim out."""
    return given(
        {"iss": ISSUER, "aud": APP, "nbf": int(at) - 300, "exp": int(at) + 3300, "serviceurl": SERVICE, **changes}
    )


def token(*, kid: str = FIRST, signed_by: str = "", head: dict[str, Any] | None = None, **changes: Any) -> str:
    """What the Bot Connector sends along; `changes` are those of `claimed`."""
    return signed(
        given({"alg": "RS256", "typ": "JWT", "kid": kid, **(head or {})}), claimed(**changes), signed_by or kid
    )


def bearer(**changes: Any) -> dict[str, str]:
    """The headers of a request with such a token."""
    return {"Authorization": f"Bearer {token(**changes)}", "Content-Type": "application/json"}


def message(**changes: Any) -> dict[str, Any]:
    """A word to the bot in a personal chat, in the shape in which Teams sends it; None leaves a part out."""
    return given({
        "type": "message", "id": "1762074840123", "channelId": "msteams", "serviceUrl": SERVICE, "text": "help",
        "from": {"id": "29:1noor", "name": "Noor Habets", "aadObjectId": "5f7b1d9e-0000-4000-8000-00000000c001"},
        "conversation": {"conversationType": "personal", "id": "a:1noor", "tenantId": TENANT},
        "recipient": {"id": f"28:{APP}", "name": "Regiolijn"}, "channelData": {"tenant": {"id": TENANT}}, **changes,
    })  # fmt: skip


def written(**changes: Any) -> bytes:
    """Such a message as the bytes of a body."""
    return json.dumps(message(**changes)).encode()


async def status(gate: Gate, body: bytes, headers: Mapping[str, str] | None = None, peer: str = "203.0.113.7") -> int:
    """What the gate answers to this request, by default with a good token: 200, or the status of its refusal."""
    try:
        await gate.admit(body, bearer() if headers is None else headers, peer)
    except Refused as refused:
        return refused.status
    return 200


class KeyServer:
    """Two pages of Microsoft's that can be late, wrong or gone."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[str] = []
        self.listed: list[object] = [public(FIRST)]
        self.instead: dict[str, web.Response] = {}
        self.asking = asyncio.Event()
        self._answering = asyncio.Event()
        self._answering.set()

    def hang(self) -> None:
        """Answer nobody until `answer_again`; `asking` tells when somebody waits."""
        self._answering.clear()
        self.asking.clear()

    def answer_again(self) -> None:
        self._answering.set()

    async def _answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        self.asking.set()
        await self._answering.wait()
        if request.path in self.instead:
            told = self.instead[request.path]
            return web.Response(status=told.status, body=told.body, headers=told.headers)
        origin = self.url.removesuffix(METADATA)
        return web.json_response(
            {"jwks_uri": f"{origin}{KEYS}"} if request.path.endswith(METADATA) else {"keys": self.listed}
        )

    async def answer(self, request: web.Request) -> web.Response:
        try:
            return await self._answer(request)
        except asyncio.CancelledError:  # whoever asked has gone
            return web.Response()


@asynccontextmanager
async def key_server() -> AsyncIterator[KeyServer]:
    """The pages, behind an address of their own."""
    server = KeyServer()
    app = web.Application()
    app.router.add_get("/{any:.*}", server.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}{METADATA}"
    try:
        yield server
    finally:
        server.answer_again()
        await runner.cleanup()
