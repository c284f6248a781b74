"""A place on Teams is a conversation, an account somebody of Entra; here alone their ids become addresses and back."""

from __future__ import annotations

import re

from bot.conversation import Account, Place

NAME = "teams"

_CONVERSATION = re.compile(r"[A-Za-z0-9][A-Za-z0-9:@._=+~-]{0,299}")
"""Nothing that would mean something else in the path of a URL."""

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
