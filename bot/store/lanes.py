"""A lane is one conversation, written down: what is sent to it keeps its order and shares its pace."""

from __future__ import annotations

from bot.conversation import Account, Place

ANYWHERE = ""
"""The platform of somebody without a known account: `user` is the person's key, and whoever sends looks them up."""


def lane_of(to: Place | Account) -> str:
    """`slack:C123` for a place, `slack:dm:T1:U1` for an account."""
    match to:
        case Place(platform, address):
            return f"{platform}:{_escaped(address)}"
        case Account(platform, tenant, user):
            return f"{platform}:dm:{_escaped(tenant)}:{_escaped(user)}"


def target_of(lane: str) -> Place | Account:
    """The place or account a lane leads to."""
    platform, *rest = lane.split(":")
    if len(rest) == 1:
        return Place(platform, _plain(rest[0]))
    _, tenant, user = rest
    return Account(platform, _plain(tenant), _plain(user))


def platform_of(lane: str) -> str:
    """The platform on which a lane is."""
    return lane.partition(":")[0]


def _escaped(part: str) -> str:
    return part.replace("%", "%25").replace(":", "%3A")


def _plain(part: str) -> str:
    return part.replace("%3A", ":").replace("%25", "%")
