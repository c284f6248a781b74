"""A place on Teams is a conversation, an account somebody of Entra; here alone their ids become addresses and back."""

from __future__ import annotations

import re
from urllib.parse import quote

from bot.cards import Posted
from bot.conversation import Account, Place

NAME = "teams"

_CONVERSATION = re.compile(r"[A-Za-z0-9][A-Za-z0-9:@._=+~-]{0,299}")
"""Nothing that would mean something else in the path of a URL."""

_CHANNEL = re.compile(r"19:[A-Za-z0-9._=+-]{1,300}@thread\.(?:tacv2|skype)")
_GROUP = re.compile(r"19:[A-Za-z0-9._=+-]{1,300}@thread\.v2")
_MESSAGE = re.compile(r"[0-9]{1,20}")

_IN_CHAT = '{"contextType":"chat"}'

_ENTRA = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12,13}")
"""Thirteen at the end: so the people of a stand-in client are numbered."""


def place(conversation_id: str) -> Place | None:
    """The place of a conversation, whichever of its threads was named; None for what is no conversation."""
    whole = conversation_id.partition(";messageid=")[0]
    return Place(NAME, whole) if _CONVERSATION.fullmatch(whole) else None


def conversation(where: Place) -> str | None:
    """The conversation id of a place, or None when it is not one of Teams."""
    return where.address if where.platform == NAME and _CONVERSATION.fullmatch(where.address) else None


def account(tenant: str, aad_object_id: str) -> Account | None:
    """Somebody by Entra's ids of tenant and person, which count in lower case; None for what is no such id."""
    home, user = tenant.lower(), aad_object_id.lower()
    return Account(NAME, home, user) if _ENTRA.fullmatch(home) and _ENTRA.fullmatch(user) else None


def link(posted: Posted, tenant: str) -> str:
    """Where a message can be opened, as the page "Deep link to Teams chat" in Microsoft's documentation has it; or nothing.

    A message in somebody's own chat with the bot has no such address. For a channel that page also names the team, of
    which a posted message tells us nothing: other apps leave it out as well.
    """
    if posted.platform != NAME or not (_ENTRA.fullmatch(tenant.lower()) and _MESSAGE.fullmatch(posted.message)):
        return ""
    if _CHANNEL.fullmatch(posted.address):
        about = f"tenantId={tenant}&parentMessageId={posted.message}"
    elif _GROUP.fullmatch(posted.address):
        about = f"context={quote(_IN_CHAT, safe='')}"
    else:
        return ""
    return f"https://teams.microsoft.com/l/message/{quote(posted.address, safe='')}/{posted.message}?{about}"
