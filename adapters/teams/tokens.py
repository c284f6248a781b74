"""Who sends: a token that Microsoft signed for this app, read claim by claim before anything of a body is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any

import jwt

from adapters.teams.keys import Keys
from adapters.teams.refused import Refused

ISSUER = "https://api.botframework.com"

LEEWAY = 300
"""Seconds that our clock and Microsoft's may differ."""

LONGEST = 8192

KEPT = 3600
"""Seconds that a token need not be verified again, its own end permitting; a withdrawn key lives no longer than that."""

MOST_KEPT = 256
"""Tokens kept; Microsoft has one or two at a time for us."""

_BEARER = re.compile(r"Bearer ([\w-]+\.[\w-]+\.[\w-]+)", re.ASCII)
_SIGNATURES = jwt.PyJWS()

Claims = Mapping[str, Any]


class Tokens:
    """The tokens that one app may be sent. `now` gives POSIX seconds."""

    def __init__(self, app_id: str, keys: Keys, now: Callable[[], float]) -> None:
        self._app_id = app_id
        self._keys = keys
        self._now = now
        self._verified: dict[bytes, tuple[float, Claims]] = {}

    async def claims(self, authorization: str) -> Claims:
        """What Microsoft says in this header; raises Refused (401)."""
        bearer = _BEARER.fullmatch(authorization) if len(authorization) <= LONGEST else None
        if not bearer:
            raise Refused(401, "A token of Microsoft is needed.")
        token = bearer[1]
        name = hashlib.sha256(token.encode()).digest()
        until, claims = self._verified.get(name, (0.0, {}))
        if self._now() < until:
            return claims
        claims = await self._verify(token)
        self._keep(name, claims)
        return claims

    async def _verify(self, token: str) -> Claims:
        """Cheap before dear: a stranger who cannot even name us never makes us look for a key."""
        try:
            parts = jwt.decode_complete(token, options={"verify_signature": False})
        except (jwt.PyJWTError, ValueError):
            raise Refused(401, "That is no token.") from None
        kid = parts["header"].get("kid")
        claims: Claims = parts["payload"]
        if parts["header"].get("alg") != "RS256" or not isinstance(kid, str):
            raise Refused(401, "The token is not signed as Microsoft does.")
        self._check(claims)
        key = await self._keys.key(kid)
        if key is None:
            raise Refused(401, "The token's key is not known.")
        try:
            _SIGNATURES.decode(token, key, algorithms=["RS256"])
        except (jwt.PyJWTError, ValueError):
            raise Refused(401, "The token's signature is wrong.") from None
        return claims

    def _check(self, claims: Claims) -> None:
        if claims.get("iss") != ISSUER:
            raise Refused(401, "The token is not from the Bot Connector.")
        if claims.get("aud") != self._app_id:
            raise Refused(401, "The token is for another app.")
        begin, end, now = claims.get("nbf"), claims.get("exp"), self._now()
        if type(begin) is not int or type(end) is not int:
            raise Refused(401, "The token does not say when it holds.")
        if not begin - LEEWAY <= now < end + LEEWAY:
            raise Refused(401, "The token does not hold now.")
        if not isinstance(claims.get("serviceurl"), str):
            raise Refused(401, "The token does not say where it comes from.")

    def _keep(self, name: bytes, claims: Claims) -> None:
        while len(self._verified) >= MOST_KEPT:
            del self._verified[next(iter(self._verified))]
        self._verified[name] = (min(claims["exp"], self._now() + KEPT), claims)
