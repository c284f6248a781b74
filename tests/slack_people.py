"""People at their Slack: what they type, press and send, signed and shaped as Slack does, and what they see of it."""

from __future__ import annotations

import hashlib
import hmac
import json
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.blockkit import view_faults
from tests.fake_slack import FakeSlack, Posted, Window

Json = dict[str, Any]

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Heard:
    """What Slack got back at once."""

    status: int
    body: str

    @property
    def json(self) -> Json:
        """The body, empty where there was none."""
        return json.loads(self.body) if self.body else {}


class Hands(ABC):
    """What people do, whichever way Slack brings it to the app."""

    slack: FakeSlack

    @abstractmethod
    async def post_form(self, form: dict[str, str]) -> Heard:
        """The fields of a command."""

    @abstractmethod
    async def post_payload(self, payload: Json) -> Heard:
        """Any interactive payload."""

    async def slash(self, user: str, words: str = "", *, channel: str = "C0HALL", command: str = "/knelpunt") -> Heard:
        """Type a command; a private answer in the ack appears to this person."""
        form = slash_form(self.slack, user, words, channel=channel, command=command)
        heard = await self.post_form(form)
        if heard.body:
            self.slack.hear(user, channel, heard.json)
        return heard

    async def press(self, user: str, label: str, on: Posted | Window) -> Heard:
        """Press a button on a message or in a window."""
        return await self.post_payload(press_payload(self.slack, user, label, on))

    async def submit(self, user: str, values: dict[str, str] | None = None) -> Heard:
        """Send in the window on top, with the questions named in `values` answered anew; then see what Slack shows."""
        window = self.slack.views[user][-1]
        payload = submission_payload(self.slack, user, window, values or {})
        heard = await self.post_payload(payload)
        if heard.status == 200:
            self._shown(user, window, heard.json, payload["view"]["state"]["values"])
        return heard

    async def message_action(self, user: str, on: Posted, callback: str = "knelpunt") -> Heard:
        """Choose an action from a message's menu."""
        message = {"type": "message", "text": on.text, "ts": on.ts, "user": "U0AUTHOR"}
        payload = self._base("message_action", user) | {
            "callback_id": callback,
            "message": message,
            "message_ts": on.ts,
            "channel": {"id": on.channel, "name": "general"},
            "response_url": self.slack.response_url(user, on.channel),
        }
        return await self.post_payload(payload)

    async def shortcut(self, user: str, callback: str = "/knelpunt") -> Heard:
        """Choose the app's shortcut from the menu that works everywhere."""
        return await self.post_payload(self._base("shortcut", user) | {"callback_id": callback})

    def _base(self, kind: str, user: str) -> Json:
        return payload_base(self.slack, kind, user)

    def _shown(self, user: str, window: Window, answer: Json, typed: Json) -> None:
        """What Slack does with the answer to a submission."""
        stack = self.slack.views[user]
        match answer.get("response_action"):
            case None:
                stack.pop()
            case "errors":
                asked = {block.get("block_id") for block in window.view["blocks"]}
                self.slack.complaints += [
                    f"error at unknown block {name}" for name in answer["errors"] if name not in asked
                ]
                window.errors = answer["errors"]
                window.view = still_typed(window.view, typed)
            case "update":
                self._checked(answer["view"])
                stack[-1] = Window(window.id, still_typed(answer["view"], typed))
            case "clear":
                stack.clear()
            case other:
                self.slack.complaints.append(f"response_action {other}")

    def _checked(self, view: Json) -> None:
        self.slack.complaints += [f"view: {fault}" for fault in view_faults(view)]


class SlackPeople(Hands):
    """Over HTTP. `url` is where the app listens (`http://127.0.0.1:1234`)."""

    def __init__(self, slack: FakeSlack, url: str, session: aiohttp.ClientSession) -> None:
        self.slack, self.url, self.session = slack, url, session

    async def post_form(self, form: dict[str, str]) -> Heard:
        return await self.post(urlencode(form).encode(), FORM)

    async def post_payload(self, payload: Json) -> Heard:
        return await self.post(urlencode({"payload": json.dumps(payload)}).encode(), FORM)

    async def post(self, body: bytes, content_type: str, **headers: str) -> Heard:
        """Any body, signed now; `headers` override (with _ for -)."""
        signed = {"Content-Type": content_type, **signature(self.slack, body)}
        signed |= {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.session.post(f"{self.url}/slack/events", data=body, headers=signed) as response:
            return Heard(response.status, await response.text())


class SocketPeople(Hands):
    """Over Socket Mode."""

    def __init__(self, slack: FakeSlack) -> None:
        self.slack = slack

    async def post_form(self, form: dict[str, str]) -> Heard:
        return _heard(await self.slack.sockets.ask("slash_commands", form))

    async def post_payload(self, payload: Json) -> Heard:
        return _heard(await self.slack.sockets.ask("interactive", payload))


def _heard(answer: Json) -> Heard:
    return Heard(200, json.dumps(answer) if answer else "")


def signature(slack: FakeSlack, body: bytes, at: float | None = None) -> dict[str, str]:
    """The two headers with which Slack proves who it is."""
    stamp = str(int(slack.clock() if at is None else at))
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": proof(slack.secret, stamp, body)}


def proof(secret: str, stamp: str, body: bytes) -> str:
    """Slack's signature; the SDK can only make one of text."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()


def slash_form(slack: FakeSlack, user: str, words: str, *, channel: str, command: str) -> dict[str, str]:
    """The fields of a slash command; Slack escapes three characters in its text."""
    return {
        "token": "gone", "team_id": slack.team, "team_domain": "regiolijn", "channel_id": channel, "channel_name": "hal",
        "user_id": user, "user_name": "noor", "command": command,
        "text": words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
        "api_app_id": "A0APP", **_installed_for(slack),
        "response_url": slack.response_url(user, channel), "trigger_id": slack.trigger(user),
    }  # fmt: skip


def _installed_for(slack: FakeSlack) -> dict[str, str]:
    if not slack.organisation:
        return {"is_enterprise_install": "false"}
    return {"is_enterprise_install": "true", "enterprise_id": slack.organisation, "enterprise_name": "VWS"}


def press_payload(slack: FakeSlack, user: str, label: str, on: Posted | Window) -> Json:
    """A button pressed on a message or in a window."""
    if isinstance(on, Window):
        blocks = on.view["blocks"]
        elements = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
        rest: Json = {"container": {"type": "view", "view_id": on.id}, "view": sent_view(slack, on, {})}
    else:
        elements = on.elements
        rest = {
            "container": {"type": "message", "message_ts": on.ts, "channel_id": on.channel, "is_ephemeral": False},
            "channel": {"id": on.channel, "name": "meva"},
            "message": {"ts": on.ts, "text": on.text, "blocks": on.blocks, "bot_id": "B0BOT"},
            "response_url": slack.response_url(user, on.channel),
        }
    button = next(element for element in elements if element["text"]["text"] == label)
    pressed = {**button, "block_id": "b1", "action_ts": "1762074840.000100"}
    return payload_base(slack, "block_actions", user) | rest | {"actions": [pressed]}


def submission_payload(slack: FakeSlack, user: str, window: Window, values: dict[str, str]) -> Json:
    """A window sent in."""
    view = sent_view(slack, window, values)
    return payload_base(slack, "view_submission", user) | {"view": view, "response_urls": []}


def sent_view(slack: FakeSlack, window: Window, values: dict[str, str]) -> Json:
    """The view as Slack sends it back, with every answer in its state; unknown questions in `values` are a mistake."""
    state: Json = {}
    asked = set()
    for block in window.view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            asked.add(element["action_id"])
            state[block["block_id"]] = {element["action_id"]: _answered(element, values.get(element["action_id"]))}
    assert set(values) <= asked, f"the form does not ask {set(values) - asked}"
    return {**window.view, "id": window.id, "team_id": slack.team, "app_installed_team_id": slack.team,
            "hash": "1762074840.abc", "state": {"values": state}}  # fmt: skip


def still_typed(view: Json, typed: Json) -> Json:
    """The view with what somebody typed still in it: Slack keeps that wherever block and element keep their ids."""
    blocks = []
    for block in view["blocks"]:
        kept = typed.get(block.get("block_id"), {}).get(block.get("element", {}).get("action_id"))
        blocks.append(block if kept is None else {**block, "element": {**block["element"], **_initial(kept)}})
    return {**view, "blocks": blocks}


def _initial(kept: Json) -> Json:
    match kept:
        case {"type": "plain_text_input", "value": value}:
            return {"initial_value": value or ""}
        case {"selected_option": option}:
            return {"initial_option": option} if option else {}
        case {"selected_date": day}:
            return {"initial_date": day} if day else {}
        case _:
            return {}


def _answered(element: Json, value: str | None) -> Json:
    match element["type"]:
        case "plain_text_input":
            typed = element.get("initial_value") if value is None else value or None
            return {"type": "plain_text_input", "value": typed}
        case "static_select":
            groups = element.get("option_groups", [element])
            options = [option for group in groups for option in group["options"]]
            chosen = [option for option in options if option["value"] == value or option["text"]["text"] == value]
            option = element.get("initial_option") if value is None else next(iter(chosen), None)
            return {"type": "static_select", "selected_option": option}
        case _:
            return {
                "type": "datepicker",
                "selected_date": element.get("initial_date") if value is None else value or None,
            }


def payload_base(slack: FakeSlack, kind: str, user: str) -> Json:
    """What every interactive payload holds."""
    return {
        "type": kind,
        "team": {"id": slack.team, "domain": "regiolijn"},
        "user": {"id": user, "username": "noor", "name": "noor", "team_id": slack.team},
        "api_app_id": "A0APP",
        "token": "gone",
        "enterprise": {"id": slack.organisation, "name": "VWS"} if slack.organisation else None,
        "is_enterprise_install": bool(slack.organisation),
        "trigger_id": slack.trigger(user),
    }
