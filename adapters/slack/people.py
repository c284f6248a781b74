"""Who somebody is by what Slack says of them: one of ours, or a guest, a stranger, a bot, somebody who left."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal

from bot.conversation import Account, Profile


def profile_of(account: Account, user: Mapping[str, Any], homes: Collection[str]) -> Profile:
    """The profile in what `users.info` says of an account; only of a member is the e-mail address kept."""
    about = user.get("profile")
    about = about if isinstance(about, dict) else {}
    standing = _standing(user, homes)
    trusted = standing == "member" and user.get("is_email_confirmed") is not False
    return Profile(
        account=account,
        name=_text(about, "real_name") or _text(user, "real_name") or _text(user, "name"),
        standing=standing,
        email=_text(about, "email") if trusted else "",
        language=_text(user, "locale")[:2],
        zone=_text(user, "tz"),
    )


def _standing(user: Mapping[str, Any], homes: Collection[str]) -> Literal["member", "guest", "foreign", "bot", "gone"]:
    """Deny by default: only who is certainly one of ours is a member."""
    organisation = user.get("enterprise_user")
    organisation = organisation if isinstance(organisation, dict) else {}
    teams = {user.get("team_id"), organisation.get("enterprise_id"), *_listed(organisation.get("teams"))}
    if user.get("deleted"):
        return "gone"
    if user.get("is_bot") or user.get("is_workflow_bot") or user.get("id") == "USLACKBOT":
        return "bot"
    if user.get("is_stranger") or not teams & set(homes):
        return "foreign"
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return "guest"
    return "member"


def _listed(value: object) -> list[str]:
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


def _text(part: Mapping[str, Any], name: str) -> str:
    value = part.get(name)
    return value if isinstance(value, str) else ""
