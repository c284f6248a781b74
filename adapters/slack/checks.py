"""What stops messages from arriving on Slack, in a sentence each, with the step that mends it."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.slack import address
from adapters.slack.api import Api
from bot.conversation import Place
from bot.delivery import Fault, TryLater, Uncertain, Undeliverable

NEEDED = ("commands", "chat:write", "im:write", "users:read", "users:read.email")
LOOKING = frozenset({"channels:read", "groups:read"})

INVITE = "Invite the bot there with /invite @Regiolijn."


async def faults(api: Api, app: Api | None, places: Sequence[Place]) -> list[Fault]:
    """Every fault of the tokens and of these places; empty when all is well. `app` speaks with the app's own token."""
    try:
        await api.call("auth.test", {})
    except (TryLater, Uncertain) as failure:
        return [Fault(f"Slack does not answer ({failure.reason}).", "Try again later, or look at the network.")]
    except Undeliverable as failure:
        return [Fault(f"Slack refuses the bot token ({failure.reason}).", "Install the app again and set its token.")]
    found = await _line_faults(app) if app else []
    found += [
        Fault(f"The bot lacks the scope {scope}.", "Add it to the app from manifests/slack.yaml and install it again.")
        for scope in NEEDED
        if scope not in api.scopes
    ]
    for place in places:
        fault = await _fault(api, place)
        found += [fault] if fault else []
    return found


async def _line_faults(app: Api) -> list[Fault]:
    """Slack gives an address for a line, which is not opened: the process that serves keeps every request."""
    try:
        await app.call("apps.connections.open", {})
    except Undeliverable as refused:
        mend = "Switch Socket Mode on and make an app-level token with connections:write, under Basic Information."
        return [Fault(f"Slack refuses the app token ({refused.reason}).", mend)]
    except (TryLater, Uncertain) as failure:
        return [Fault(f"Slack did not say whether the app token works ({failure.reason}).", "Try again later.")]
    return []


async def _fault(api: Api, place: Place) -> Fault | None:
    """Without a scope to look, only an address that cannot be one is a fault; the rest shows at the first message."""
    channel = address.channel(place)
    if channel is None:
        return Fault(
            f"{place.address} is not a channel of Slack.",
            "Copy the id (C...) from the channel's details into the organisation file.",
        )
    if not api.scopes & LOOKING or channel.startswith("D"):
        return None
    try:
        answer = await api.read("conversations.info", {"channel": channel})
    except Undeliverable as failure:
        return Fault(f"Slack does not show channel {channel} ({failure.reason}).", f"Check the id. {INVITE}")
    except (TryLater, Uncertain) as failure:
        return Fault(f"Slack did not say whether channel {channel} is well ({failure.reason}).", "Try again later.")
    about = answer.get("channel")
    about = about if isinstance(about, dict) else {}
    if about.get("is_archived"):
        return Fault(f"Channel {channel} is archived.", "Restore it, or name another in the organisation file.")
    if about.get("is_member") is False:
        return Fault(f"The bot is not in channel {channel}.", INVITE)
    return None
