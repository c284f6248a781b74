"""The only gate in front of Teams' requests: bytes and headers in, a verified payload or a refusal out.

Nothing of a body is read before its sender is known, and whatever is wrong with a request has a 4xx status. The token
covers no body and may come twice: that a request has its effect once is the work of the core's `seen` rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.teams import body as bodies
from adapters.teams import this_machine
from adapters.teams.keys import CHANNEL, Keys
from adapters.teams.refused import Refused
from adapters.teams.tokens import Claims, Tokens
from adapters.teams.trust import on_this_machine, trusted

__all__ = ["LARGEST", "Admitted", "Gate", "Refused"]

LARGEST = 256 * 1024
"""Bytes of one body; Teams' own stay below 100 kB."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """What was sent, and what Microsoft says of its sender: nothing where the stand-in sends no token."""

    payload: dict[str, Any]
    claims: Mapping[str, Any]


class Gate:
    """Lets in what Teams sends to one app from its own tenants. `now` gives POSIX seconds.

    `stand_in` is the http address of a connector on this machine. With `open_to_this_machine` its client needs no
    token: then there is no app id, so that one process never takes both. Raises ValueError, with one sentence.
    """

    def __init__(
        self,
        app_id: str,
        tenants: Collection[str],
        keys: Keys,
        *,
        now: Callable[[], float],
        stand_in: str = "",
        open_to_this_machine: bool = False,
    ) -> None:
        if bool(app_id.strip()) == open_to_this_machine:
            raise ValueError("Either an app id, whose tokens are asked for, or a stand-in on this machine without.")
        if not tenants or isinstance(tenants, str) or not all(tenant.strip() for tenant in tenants):
            raise ValueError("Name the tenant whose people may ask.")
        if stand_in and not on_this_machine(stand_in):
            raise ValueError("A stand-in is an http address on this machine.")
        if open_to_this_machine and not stand_in:
            raise ValueError("Without tokens the address of the stand-in is needed.")
        self._tokens = None if open_to_this_machine else Tokens(app_id, keys, now)
        self._tenants = frozenset(tenants)
        self._stand_in = stand_in

    async def admit(self, body: bytes, headers: Mapping[str, str], peer: str = "") -> Admitted:
        """What came in, verified; `peer` is the address at the other end. Raises Refused."""
        if len(body) > LARGEST:
            raise Refused(413, "That is too large.")
        claims = await self._claims(_single(headers), peer)
        payload = bodies.read(body)
        self._check(payload, claims)
        return Admitted(payload, claims)

    async def _claims(self, headers: Mapping[str, str], peer: str) -> Claims:
        if self._tokens:
            return await self._tokens.claims(headers.get("authorization", ""))
        this_machine.check(headers, peer)
        return {}

    def _check(self, payload: dict[str, Any], claims: Claims) -> None:
        for path in (("type",), ("id",), ("conversation", "id"), ("from", "id")):
            _text(payload, *path)
        if _text(payload, "channelId") != CHANNEL:
            raise Refused(403, "Only Teams may ask here.")
        service_url = _text(payload, "serviceUrl")
        stand_in_only = not self._tokens and not on_this_machine(service_url)
        if stand_in_only or not trusted(service_url, self._stand_in):
            raise Refused(403, "That is no address of Teams.")
        if self._tokens and _alike(service_url) != _alike(claims["serviceurl"]):
            raise Refused(403, "The token is for another address.")
        self._check_tenants(payload)

    def _check_tenants(self, payload: dict[str, Any]) -> None:
        """Whose app it is and whose conversation. A guest in one of ours comes in, and the core says no to them."""
        named = {_text(payload, "channelData", "tenant", "id", status=403)}
        if payload["conversation"].get("tenantId") is not None:
            named.add(_text(payload, "conversation", "tenantId"))
        if not named <= self._tenants:
            raise Refused(403, "This app is not for that tenant.")


def _single(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers by their names in small letters; one that came twice could mean two things, so it means nothing."""
    single: dict[str, str] = {}
    for name, value in headers.items():
        name = name.lower()
        single[name] = "" if name in single else value
    return single


def _text(payload: object, *path: str, status: int = 400) -> str:
    value = payload
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, str) or not value:
        raise Refused(status, f"{'.'.join(path)} is missing.")
    return value


def _alike(url: str) -> str:
    return url.removesuffix("/").lower()
