"""Who sent an activity, as Entra knows them: one rule for what they ask and for where they can be reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.teams import address
from bot.conversation import Account


def sender(payload: Mapping[str, Any]) -> Account | None:
    """The account behind a verified activity; None for a bot and for whoever Entra does not know.

    A guest from another organisation keeps the tenant of that one, so that nobody takes them for one of ours.
    """
    who = _part(payload, "from")
    if who.get("role") in ("bot", "skill") or _text(who, "id").startswith("28:"):
        return None
    tenant = _text(who, "tenantId") or _text(_part(_part(payload, "channelData"), "tenant"), "id")
    return address.account(tenant, _text(who, "aadObjectId"))


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def _text(whole: Mapping[str, Any], name: str) -> str:
    value = whole.get(name)
    return value if isinstance(value, str) else ""
