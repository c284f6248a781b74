"""Where people and places of Teams can be reached: noted at installation and at every message, kept over a restart."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, TypeVar

import structlog

from adapters.teams import address
from adapters.teams.parts import part, text
from adapters.teams.sender import sender
from adapters.teams.trust import trusted
from bot.conversation import Account, Place
from bot.delivery import Memory, TryLater

GLOBAL = "https://smba.trafficmanager.net/teams/"
"""Where Microsoft takes messages from whoever has not heard anything from a tenant yet."""

CHANNELS = ("@thread.tacv2", "@thread.skype")
"""How the ids of channels end."""

MOST = 5000
"""Accounts and places whose last words are remembered, so that a message that says nothing new costs nothing."""

_LOCALE = re.compile(r"([a-z]{2})(-[A-Za-z0-9]{2,8})*")
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]{1,63}")

log = structlog.get_logger("teams")


@dataclass(frozen=True, slots=True)
class Somebody:
    """One account: `user` is Teams' own id of it, `direct` the 1:1 chat, `heard_in` where it last spoke."""

    service_url: str = ""
    user: str = ""
    direct: str = ""
    heard_in: str = ""
    language: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Somewhere:
    """One conversation; in a `channel` every message starts a thread of its own."""

    service_url: str = ""
    channel: bool = False


Kept = TypeVar("Kept", bound=Somebody | Somewhere)


class References:
    """What is known of the accounts and places of one tenant."""

    def __init__(self, memory: Memory, tenant: str, stand_in: str = "") -> None:
        self._memory = memory
        self._tenant = tenant
        self._stand_in = stand_in
        self._heard: OrderedDict[str, Somebody | Somewhere] = OrderedDict()

    def knows(self, payload: Mapping[str, Any]) -> bool:
        """Whether a verified activity says the same about where it came from as the one before."""
        return all(self._heard.get(key) == heard for key, heard in self._said(payload))

    async def note(self, payload: Mapping[str, Any]) -> None:
        """Keep what a verified activity says about where it came from.

        When the store is away nothing is kept: the next message says it again, and this one need not fail for it.
        """
        try:
            for key, heard in self._said(payload):
                await self._note(key, heard)
        except TryLater as away:
            log.warning("a reference was not kept", reason=away.reason)

    async def somebody(self, account: Account) -> Somebody:
        """What is known of an account; without anything else its id of Entra and the tenant's address. Raises TryLater."""
        known = await self._recall(self._key(account), Somebody)
        service_url, user = known.service_url or await self._default(), known.user or account.user.lower()
        return replace(known, service_url=service_url, user=user)

    async def somewhere(self, place: Place) -> Somewhere:
        """What is known of a place; without anything else the tenant's address. Raises TryLater."""
        known = await self._recall(f"place:{place.address}", Somewhere)
        channel = known.channel or place.address.endswith(CHANNELS)
        return Somewhere(known.service_url or await self._default(), channel)

    async def opened(self, account: Account, conversation: str) -> None:
        """Their 1:1 chat has this id; raises TryLater."""
        key = self._key(account)
        await self._memory.keep(key, _written(replace(await self._recall(key, Somebody), direct=conversation)))

    def _said(self, payload: Mapping[str, Any]) -> Iterator[tuple[str, Somebody | Somewhere]]:
        """What an activity says of its tenant, its place and its sender, each with the key it is kept by."""
        service_url = text(payload, "serviceUrl")
        conversation = part(payload, "conversation")
        place = address.place(text(conversation, "id"))
        if place is None or not trusted(service_url, self._stand_in):
            return
        kind = text(conversation, "conversationType")
        yield f"tenant:{self._tenant}", Somewhere(service_url)
        yield f"place:{place.address}", Somewhere(service_url, kind == "channel")
        account = sender(payload)
        if account is not None and account.tenant == self._tenant:
            yield (
                self._key(account),
                Somebody(
                    service_url=service_url,
                    user=text(part(payload, "from"), "id"),
                    direct=place.address if kind == "personal" and not _maybe_elsewhere(payload) else "",
                    heard_in=place.address,
                    language=_language(payload),
                    zone=_zone(payload),
                ),
            )

    def _key(self, account: Account) -> str:
        """An id in the organisation file may be in capitals, and it goes without its tenant."""
        return f"account:{account.tenant or self._tenant}:{account.user.lower()}"

    async def _default(self) -> str:
        known = await self._recall(f"tenant:{self._tenant}", Somewhere)
        return known.service_url or self._stand_in or GLOBAL

    async def _note(self, key: str, heard: Somebody | Somewhere) -> None:
        """What was heard now over what was known; the same as the last time asks nothing of the store."""
        if self._heard.get(key) == heard:
            return
        news = {name: value for name, value in asdict(heard).items() if value}
        await self._memory.keep(key, _written(replace(await self._recall(key, type(heard)), **news)))
        self._heard[key] = heard
        self._heard.move_to_end(key)
        while len(self._heard) > MOST:
            self._heard.popitem(last=False)

    async def _recall(self, key: str, kind: type[Kept]) -> Kept:
        """Looked up each time: another process may have heard more. An address no longer trusted counts as unknown."""
        known = _read(await self._memory.recall(key) or "{}", kind)
        return known if trusted(known.service_url, self._stand_in) else replace(known, service_url="")


def _maybe_elsewhere(payload: Mapping[str, Any]) -> bool:
    """A menu is used, and a forwarded card pressed, in chats that the app is no part of, of two people for instance."""
    return text(payload, "type") == "invoke"


def _written(value: Somebody | Somewhere) -> str:
    return json.dumps(asdict(value), separators=(",", ":"))


def _read(written: str, kind: type[Kept]) -> Kept:
    """What another version kept may have more parts or fewer."""
    kept = json.loads(written)
    names = {field.name: type(field.default) for field in fields(kind)}
    return kind(**{name: kept[name] for name, sort in names.items() if isinstance(kept.get(name), sort)})


def _language(payload: Mapping[str, Any]) -> str:
    found = _LOCALE.fullmatch(text(payload, "locale"))
    return found[1] if found else ""


def _zone(payload: Mapping[str, Any]) -> str:
    zone = text(payload, "localTimezone")
    return zone if _ZONE.fullmatch(zone) else ""
