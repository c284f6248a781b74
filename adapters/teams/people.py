"""Who somebody is by what Teams says of them: one of ours, or a guest, a stranger, somebody who left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from adapters.teams.parts import text
from adapters.teams.references import Somebody
from bot.conversation import Account, Profile

ROLES = frozenset({"user", "owner", "admin"})
"""Roles that people of a tenant have; the others are `guest` and `anonymous`."""

FROM_OUTSIDE = "#ext#"
"""Stands in the user principal name of every guest: Teams gives some guests the role of a user."""


def profile_of(account: Account, member: Mapping[str, Any], known: Somebody, home: str) -> Profile:
    """The profile in what the connector says of a member; only of one of our tenant is the e-mail address kept."""
    standing = _standing(member, home)
    email = text(member, "email") or text(member, "userPrincipalName")
    return Profile(
        account=account,
        name=text(member, "name"),
        standing=standing,
        email=email if standing == "member" and "@" in email else "",
        language=known.language,
        zone=known.zone,
    )


def is_about(account: Account, member: Mapping[str, Any]) -> bool:
    """Whether the connector's answer is about this account: older versions name the id of Entra differently."""
    return (text(member, "aadObjectId") or text(member, "objectId")).lower() == account.user.lower()


def _standing(member: Mapping[str, Any], home: str) -> Literal["member", "guest", "foreign"]:
    """Deny by default: only who is certainly one of ours is a member."""
    if text(member, "tenantId").lower() != home:
        return "foreign"
    outsider = FROM_OUTSIDE in text(member, "userPrincipalName").lower()
    return "member" if text(member, "userRole").lower() in ROLES and not outsider else "guest"
