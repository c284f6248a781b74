"""What Teams sent becomes what somebody asks; anything else becomes None. Pure, and never trusts a shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from adapters.teams import address
from adapters.teams.markup import addressed, message_text
from adapters.teams.sender import sender
from adapters.teams.way import in_own_chat
from adapters.teams.wording import storable
from bot.conversation import Account, Command, MessageAction, Place, Press, Request, Submission

COMMAND = "knelpunt"

LONGEST = 20_000
"""Characters of what somebody typed that are read: far more than any question takes, so that the answer can say so."""

LONGEST_NAME, LONGEST_ID, FIELDS = 100, 200, 50

_CALLED = re.compile(rf"/?{COMMAND}(?=[\s:]|$)[\s:]*", re.IGNORECASE)
_LINK = re.compile(r"https://teams\.(?:microsoft\.com|cloud\.microsoft)/[!-~]{1,2000}")
_OURS = frozenset({"form", "action", "handle", "msteams"})
"""What a card carries of itself; no field of a form may be called so."""


def receive(payload: Mapping[str, Any], *, bot: str) -> Request | None:
    """The request in a verified activity; None for every kind nobody here answers. `bot` is our app id."""
    asker = sender(payload)
    if asker is None:
        return None
    where = address.place(_text(_part(payload, "conversation"), "id"))
    match payload:
        case {"type": "message", "value": dict(data)}:
            return _on_card(data, asker, where)
        case {"type": "message", "text": str()}:
            return _said(payload, asker, where, bot)
        case {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": dict(action), **rest}}:
            return _executed(action, asker, where) if rest.get("trigger") != "automatic" else None
        case {
            "type": "invoke",
            "name": "task/fetch" | "task/submit" | "composeExtension/submitAction",
            "value": {"data": dict(data)},
        }:
            return _on_card(data, asker, where)
        case {"type": "invoke", "name": "composeExtension/fetchTask", "value": dict(chosen)}:
            return _chosen(payload, chosen, asker, where, bot)
        case _:
            return None


def installed(payload: Mapping[str, Any]) -> bool:
    """Whether we were just added somewhere. Teams says so twice: as an installation and as a new member."""
    match payload:
        case {"type": "installationUpdate", "action": "add"}:
            return True
        case {"type": "conversationUpdate", "membersAdded": list(added), "recipient": {"id": str(us)}}:
            return any(isinstance(member, dict) and member.get("id") == us for member in added)
        case _:
            return False


def _said(payload: Mapping[str, Any], asker: Account, where: Place | None, bot: str) -> Command | None:
    """Words to us: all of them in a chat of two, elsewhere only where we are mentioned."""
    direct = in_own_chat(payload)
    text, mentioned = addressed(payload, bot)
    key = _key(payload, asker, where)
    if not key or not (direct or mentioned):
        return None
    called = _CALLED.match(text)
    words = _typed(text[called.end() :] if called else text.removeprefix("/") or "help")
    return Command(key, asker, COMMAND, words, where, direct=direct)


def _executed(action: Mapping[str, Any], asker: Account, where: Place | None) -> Request | None:
    data = _part(action, "data")
    return _on_card(data | {"action": action.get("verb")}, asker, where)


def _on_card(data: Mapping[str, Any], asker: Account, where: Place | None) -> Request | None:
    """A press or a form sent in: a form names itself, and beside that and the handle there are only its answers."""
    handle, form, action = _name(data, "handle"), _name(data, "form"), _name(data, "action")
    if form:
        return Submission(asker, form, handle, _values(data), where)
    return Press(asker, action, handle, where) if action else None


def _values(data: Mapping[str, Any]) -> dict[str, str]:
    answers = [(key, value) for key, value in data.items() if isinstance(value, str)]
    return {
        storable(key): _typed(value)
        for key, value in answers[: FIELDS + len(_OURS)]
        if key not in _OURS and len(key) <= LONGEST_NAME
    }


def _chosen(
    payload: Mapping[str, Any], chosen: Mapping[str, Any], asker: Account, where: Place | None, bot: str
) -> Command | MessageAction | None:
    """An entry of a menu: of a message, or of the box one types in. What follows a dash in its id is where it stands."""
    key, name = _key(payload, asker, where), _name(chosen, "commandId").partition("-")[0]
    if not (key and name):
        return None
    message = _part(chosen, "messagePayload")
    if chosen.get("commandContext") != "message" or not message:
        return Command(key, asker, name, "", where, direct=in_own_chat(payload))
    link = _text(message, "linkToMessage")
    return MessageAction(
        key, asker, name, _typed(message_text(message, bot)), link if _LINK.fullmatch(link) else "", where
    )


def _key(payload: Mapping[str, Any], asker: Account, where: Place | None) -> str:
    """The same message brought again carries the same id."""
    activity = _text(payload, "id")
    if not 0 < len(activity) <= LONGEST_ID:
        return ""
    return f"{address.NAME}:{asker.tenant}:{where.address if where else ''}:{activity}"


def _typed(value: object) -> str:
    return storable(value[:LONGEST]) if isinstance(value, str) else ""


def _name(part: Mapping[str, Any], name: str) -> str:
    value = _text(part, name)
    return value if len(value) <= LONGEST_NAME else ""


def _text(part: Mapping[str, Any], name: str) -> str:
    value = part.get(name)
    return storable(value) if isinstance(value, str) else ""


def _part(whole: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = whole.get(name)
    return value if isinstance(value, dict) else {}
