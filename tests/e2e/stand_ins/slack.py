"""Slack as the npm package `emulate` plays it: strict on scopes and triggers, and written by nobody here.

What it cannot do, and what stands in for that:
- Nobody types, presses or sends in at it: those requests are made by `tests.slack_people`, and signed by Slack's own SDK.
  What a window shows after a correction never reaches it either, and is worked out there too.
- It has no response addresses, so requests carry none, and no Socket Mode.
- It names no scopes in its answers, so `regiolijn check` and the search for a message that may have arrived have nothing
  to go by; it takes `commands` for granted, and every bot for a member of every public channel.
- Language, time zone and guests are unknown to it, any list of objects passes for blocks, and nothing is too fast for it.
  Those rules are kept by `tests.fake_slack` and `tests.blockkit`.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from tests.e2e.stand_ins.proxy import proxy
from tests.e2e.stand_ins.starting import EMULATE, stand_in
from tests.slack_people import Heard, SlackPeople
from tests.slack_workspace import Posted, Window

Json = dict[str, Any]

APP, BOT = {"app_id": "A0REGIOLIJN", "client_id": "regiolijn"}, "regiolijn"
LOOKING = ["channels:read", "channels:history", "im:read", "im:history", "users:read", "chat:write"]
"""What people may do with their own tokens: see their channels and messages, and write."""


class EmulatedSlack:
    """One workspace. What is read here is what the stand-in says now, never what Regiolijn remembers."""

    team, token, secret = "T000000001", "xoxb-regiolijn", "a signing secret"
    organisation = ""  # the app is installed in this workspace alone
    clock = staticmethod(time.time)

    def __init__(self, origin: str) -> None:
        self.url = ""  # for Regiolijn
        self.views: dict[str, list[Window]] = defaultdict(list)
        self.private: dict[str, list[Posted]] = defaultdict(list)
        self.refused: list[tuple[str, str]] = []  # the calls it did not take, and why
        self.complaints: list[str] = []
        self._origin = origin
        self._asked_by: dict[str, str] = {}  # whose a trigger is
        self.people: dict[str, str] = {each["name"]: each["id"] for each in self._listed("users.list", "members")}
        self._names = {user: name for name, user in self.people.items()}
        public = self._listed("conversations.list", "channels", limit=1000)
        self.channels: dict[str, str] = {each["name"]: each["id"] for each in public}

    # What people see

    def seen(self, user: str, channel: str) -> list[Posted]:
        """The messages of a channel as they stand there, the oldest first."""
        found = self._listed("conversations.history", "messages", user, channel=channel)
        return [_posted(channel, message) for message in reversed(found)]

    def thread(self, user: str, card: Posted) -> list[Posted]:
        """What stands under a message."""
        found = self._listed("conversations.replies", "messages", user, channel=card.channel, ts=card.ts)
        return [_posted(card.channel, message) for message in found if message["ts"] != card.ts]

    def direct(self, user: str) -> list[Posted]:
        """What stands in somebody's direct messages; only Regiolijn writes there."""
        channels = self._listed("conversations.list", "channels", user, types="im")
        return [message for channel in channels for message in self.seen(user, channel["id"])]

    # What people do, beside what `tests.slack_people` has them do

    def says(self, user: str, channel: str, text: str) -> Posted:
        """Somebody's own message."""
        return _posted(channel, self._ask(self._token(user), "chat.postMessage", channel=channel, text=text)["message"])

    def trigger(self, user: str) -> str:
        """One of the stand-in's own: for this person, good once and for three seconds."""
        trigger: str = self._ask(self.token, "views.generateTriggerId", user_id=user)["trigger_id"]
        self._asked_by[trigger] = user
        return trigger

    def response_url(self, user: str, channel: str) -> str:
        """It has none."""
        return ""

    def hear(self, user: str, channel: str, said: Json) -> None:
        """A private answer, in the answer to what somebody typed."""
        self.private[user].append(_posted(channel, said))

    def overhear(self, method: str, asked: bytes, answer: Json) -> None:
        """What it said to Regiolijn; a window it opened stands on the screen of whoever asked."""
        if not answer["ok"]:
            self.refused.append((method, answer["error"]))
        elif method == "views.open":
            user = self._asked_by[json.loads(asked)["trigger_id"]]
            self.views[user].append(Window(answer["view"]["id"], answer["view"]))

    def _token(self, user: str) -> str:
        return f"xoxp-{self._names[user]}"

    def _listed(self, method: str, what: str, user: str = "", **arguments: object) -> list[Json]:
        found: list[Json] = self._ask(self._token(user) if user else f"xoxp-{BOT}", method, **arguments)[what]
        return found

    def _ask(self, token: str, method: str, **arguments: object) -> Json:
        client = WebClient(token, base_url=f"{self._origin}/api/")
        client.proxy = None  # it stands on this machine
        return dict(client.api_call(method, data=arguments).data)


class Signed(SlackPeople):
    """People whose requests Slack's own SDK signs: a mistake that our tests share with our door would show."""

    async def post(self, body: bytes, content_type: str, **headers: str) -> Heard:
        """A body, signed now; `headers` as for everybody."""
        stamp = str(int(self.slack.clock()))
        proof = SignatureVerifier(self.slack.secret).generate_signature(timestamp=stamp, body=body)
        signed = {"X_Slack_Request_Timestamp": stamp, "X_Slack_Signature": str(proof)}
        return await super().post(body, content_type, **signed | headers)


@asynccontextmanager
async def emulated_slack(
    folder: Path, people: Mapping[str, str], channels: Collection[str], scopes: Collection[str]
) -> AsyncIterator[EmulatedSlack]:
    """A workspace with these people (e-mail addresses by name) and channels; the app has these scopes and no other."""
    seed = folder / "slack.json"
    seed.write_text(json.dumps({"slack": _seed(people, channels, list(scopes))}), encoding="utf-8")
    async with stand_in(EMULATE, "start", "--service", "slack", "--seed", str(seed), folder=folder) as origin:
        slack = EmulatedSlack(origin)
        async with proxy(origin, slack.overhear) as slack.url:
            yield slack
    assert slack.complaints == []


def _seed(people: Mapping[str, str], channels: Collection[str], scopes: list[str]) -> Json:
    looking = [{"token": f"xoxp-{name}", "user": name, "scopes": LOOKING} for name in (BOT, *people)]
    app = {**APP, "name": "Regiolijn", "client_secret": "-", "bot_name": BOT, "redirect_uris": [], "scopes": scopes}
    return {
        "strict_scopes": True,
        "users": [{"name": name, "email": address} for name, address in people.items()],
        "channels": [{"name": name} for name in channels],
        "oauth_apps": [app],
        "tokens": [{**APP, "token": EmulatedSlack.token, "user": BOT, "type": "bot", "scopes": scopes}, *looking],
    }


def _posted(channel: str, message: Json) -> Posted:
    return Posted(channel, message.get("ts", ""), message["text"], message.get("blocks", []))
