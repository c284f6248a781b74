"""What Slack sent becomes what somebody asks; anything else becomes None. Pure, and never trusts a shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from adapters.slack import address
from adapters.slack.wording import storable, unmarked
from bot.conversation import Account, Command, MessageAction, Press, Request, Submission

_ID = re.compile(r"[A-Z0-9]{2,32}")
_LONGEST_KEY = 255


def receive(payload: Mapping[str, Any]) -> Request | None:
    """The request in a verified payload; None for every kind nobody here answers."""
    asker = _asker(payload)
    if asker is None:
        return None
    match payload:
        case {"command": str(), "trigger_id": str()}:
            return _command(payload, asker)
        case {"type": "block_actions", "actions": [{"type": "button"} as button, *_]}:
            return _press(payload, button, asker)
        case {"type": "view_submission", "view": dict(view)}:
            return _submission(view, asker)
        case {"type": "message_action", "message": dict(message)}:
            return _message_action(payload, message, asker)
        case {"type": "shortcut"}:
            return _shortcut(payload, asker)
        case _:
            return None


def home(payload: Mapping[str, Any]) -> str:
    """The workspace this app was installed in, or the organisation when it was installed for all of it; else empty."""
    if payload.get("is_enterprise_install") in (True, "true"):
        return _id(payload.get("enterprise")) or _text(payload, "enterprise_id")
    installed = _text(_part(payload, "view"), "app_installed_team_id")
    return installed or _id(payload.get("team")) or _text(payload, "team_id")


def workspaces(payload: Mapping[str, Any]) -> set[str]:
    """Where this was asked, by every name that settings may use: the home and, inside an organisation, the workspace.

    Where Slack names no workspace, as in some windows of an organisation, it is the asker's own.
    """
    if payload.get("is_enterprise_install") not in (True, "true"):
        return {home(payload)}
    asked_in = _id(payload.get("team")) or _text(payload, "team_id")
    return {home(payload), asked_in or _text(_part(payload, "user"), "team_id")}


def _asker(payload: Mapping[str, Any]) -> Account | None:
    """Who asks, as Slack vouches for; somebody of another workspace keeps the tenant of that one."""
    user = _id(payload.get("user")) or _text(payload, "user_id")
    tenant = home(payload)
    if not payload.get("enterprise"):  # within one organisation people have one id and many workspaces
        tenant = _text(_part(payload, "user"), "team_id") or tenant
    return Account(address.NAME, tenant, user) if _ID.fullmatch(user) and _ID.fullmatch(tenant) else None


def _command(payload: Mapping[str, Any], asker: Account) -> Command | None:
    key, name = _key(payload), _text(payload, "command").removeprefix("/")
    if not (key and name):
        return None
    words = unmarked(_text(payload, "text")).strip()
    channel = _text(payload, "channel_id")
    return Command(key, asker, name, words, address.place(channel), direct=channel.startswith("D"))


def _shortcut(payload: Mapping[str, Any], asker: Account) -> Command | None:
    """The command of that name, asked from nowhere in particular."""
    key, name = _key(payload), _text(payload, "callback_id").removeprefix("/")
    return Command(key, asker, name, "") if key and name else None


def _message_action(payload: Mapping[str, Any], message: Mapping[str, Any], asker: Account) -> MessageAction | None:
    key, name = _key(payload), _text(payload, "callback_id")
    if not (key and name):
        return None
    text = unmarked(_text(message, "text")).strip()
    return MessageAction(key, asker, name, text, place=address.place(_id(payload.get("channel"))))


def _press(payload: Mapping[str, Any], button: Mapping[str, Any], asker: Account) -> Press | None:
    action = _text(button, "action_id")
    if not action:
        return None
    return Press(asker, action, _text(button, "value"), address.place(_id(payload.get("channel"))))


def _submission(view: Mapping[str, Any], asker: Account) -> Submission | None:
    action = _text(view, "callback_id")
    if not action:
        return None
    values = {
        storable(key): _value(element)
        for block in _part(_part(view, "state"), "values").values()
        if isinstance(block, dict)
        for key, element in block.items()
        if isinstance(element, dict)
    }
    return Submission(asker, action, _text(view, "private_metadata"), values)


def _value(element: Mapping[str, Any]) -> str:
    match element:
        case {"type": "plain_text_input"}:
            return _text(element, "value")
        case {"type": "static_select"}:
            return _text(_part(element, "selected_option"), "value")
        case {"type": "datepicker"}:
            return _text(element, "selected_date")
        case _:
            return ""


def _key(payload: Mapping[str, Any]) -> str:
    """A retry of the same request carries the same trigger."""
    trigger = _text(payload, "trigger_id")
    return f"{address.NAME}:{trigger}" if 0 < len(trigger) <= _LONGEST_KEY else ""


def _text(part: Mapping[str, Any], name: str) -> str:
    value = part.get(name)
    return storable(value) if isinstance(value, str) else ""


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = whole.get(name)
    return value if isinstance(value, dict) else {}


def _id(value: object) -> str:
    return _text(value, "id") if isinstance(value, dict) else ""
