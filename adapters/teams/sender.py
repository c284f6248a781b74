"""Who sent an activity, as Entra knows them: one rule for what they ask and for where they can be reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.teams import address
from adapters.teams.parts import part, text
from bot.conversation import Account


def sender(payload: Mapping[str, Any]) -> Account | None:
    """The account behind a verified activity; None for a bot and for whoever Entra does not know.

    A guest from another organisation keeps the tenant of that one, so that nobody takes them for one of ours.
    """
    who = part(payload, "from")
    if who.get("role") in ("bot", "skill") or text(who, "id").startswith("28:"):
        return None
    tenant = text(who, "tenantId") or text(part(part(payload, "channelData"), "tenant"), "id")
    return address.account(tenant, text(who, "aadObjectId"))
