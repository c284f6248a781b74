"""People at their Teams: what they type, press and send in, signed and shaped as Teams does, and what they see of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import aiohttp

from tests.fake_teams import FakeTeams, Posted, direct_chat
from tests.teams_messages import Json, readable

PATH = "/api/messages"


@dataclass(frozen=True)
class Heard:
    """What Teams got back at once."""

    status: int
    body: str

    @property
    def json(self) -> Json:
        """The body, empty where there was none."""
        return json.loads(self.body) if self.body else {}


@dataclass(frozen=True)
class Seen:
    """A card as somebody sees it, or a line beside a button; `sends` is the invoke that its form is sent in with."""

    id: str
    conversation: str
    card: Json
    line: str = ""
    sends: str = "adaptiveCard/action"

    @classmethod
    def of(cls, post: Posted) -> Seen:
        """A message; in a channel Teams names the conversation by its thread when something happens on it."""
        channel = post.conversation.endswith("@thread.tacv2")
        where = f"{post.conversation};messageid={post.thread or post.id}" if channel else post.conversation
        return cls(post.id, where, post.card)

    @property
    def words(self) -> str:
        return self.line or "\n".join(readable(self.card.get("body")))

    @property
    def buttons(self) -> dict[str, Json]:
        """What can be pressed now, by label: a question that lies hidden cannot."""
        return {action["title"]: action for action in visible(self.card.get("body"))}


class TeamsPeople:
    """Over HTTP. `url` is where the app listens (`http://127.0.0.1:1234`); `sign` gives the headers of a request."""

    def __init__(
        self, teams: FakeTeams, url: str, session: aiohttp.ClientSession, sign: Callable[[], dict[str, str]]
    ) -> None:
        self.teams, self.url, self.session, self._sign = teams, url, session, sign
        self.forms: dict[str, list[Seen]] = defaultdict(list)
        self.told: dict[str, list[Seen]] = defaultdict(list)
        self.private: set[str] = set()  # messages that answer somebody
        self._ids = count(1_700_000_000_000)

    # What people do

    async def types(self, entra: str, text: str, conversation: str = "") -> Heard:
        """Type to the app: in their chat with it, or mentioning it elsewhere."""
        where = conversation or direct_chat(entra)
        mark = "<at>Regiolijn</at>"
        said: Json = {"type": "message", "text": text, "textFormat": "plain"}
        if self.teams.chats[where].kind != "personal":
            bot = {"id": f"28:{self.teams.app_id}", "name": "Regiolijn"}
            said |= {"text": f"{mark} {text}", "entities": [{"type": "mention", "mentioned": bot, "text": mark}]}
        return await self._does(entra, self.activity(entra, where, **said))

    async def presses(self, entra: str, label: str, on: Seen) -> Heard:
        """Press a button; where it asks first, the answer is yes."""
        action = _agreed(on.buttons[label], on.card)
        return await self._does(entra, self._pressed(entra, action, {}, on), on)

    async def sends(self, entra: str, values: dict[str, str], times: int = 1) -> Heard:
        """Send in the form on top, with these answers changed; again means with another id, as Teams does it."""
        form = self.forms[entra][-1]
        asked = dict(questions(form.card))
        assert set(values) <= set(asked), f"the form does not ask {set(values) - set(asked)}"
        typed = {key: _answered(field, values.get(key)) for key, field in asked.items()}
        (action,) = (found for found in visible(form.card["body"]) if "form" in found.get("data", {}))
        for _ in range(times - 1):
            await self.post(self._pressed(entra, action, typed, form))
        heard = await self.post(self._pressed(entra, action, typed, form))
        self.forms[entra].remove(form)
        self._sees(entra, heard, form)
        return heard

    async def chooses(self, entra: str, command: str, on: Posted) -> Heard:
        """Choose an action from a message's menu."""
        content = "".join(f"<p>{line}</p>" for line in on.words.split("\n"))
        message = {
            "id": on.id,
            "body": {"contentType": "html", "content": content},
            "from": {"user": {"id": "a-colleague", "displayName": "Een collega"}},
            "linkToMessage": f"https://teams.microsoft.com/l/message/{on.conversation}/{on.id}",
        }
        value = {"commandId": command, "commandContext": "message", "messagePayload": message}
        return await self._does(
            entra, self.invoke(entra, Seen.of(on).conversation, "composeExtension/fetchTask", value)
        )

    async def opens(self, entra: str, command: str, conversation: str) -> Heard:
        """Choose a command of the app from the menu beside the box one types in."""
        value = {"commandId": command, "commandContext": "compose", "context": {"theme": "default"}}
        return await self._does(entra, self.invoke(entra, conversation, "composeExtension/fetchTask", value))

    async def installs(self, entra: str, conversation: str) -> Heard:
        """Put the app in a conversation: Teams says so twice."""
        bot = {"id": f"28:{self.teams.app_id}"}
        member = self.activity(entra, conversation, type="conversationUpdate", membersAdded=[bot])
        await self._does(entra, member)
        return await self._does(entra, self.activity(entra, conversation, type="installationUpdate", action="add"))

    # How Teams brings it

    def activity(self, entra: str, conversation: str, **about: Any) -> Json:
        """What every activity holds."""
        where, about_somebody = conversation.partition(";messageid=")[0], self.teams.users[entra]
        return {
            "type": "message", "id": str(next(self._ids)), "channelId": "msteams", "serviceUrl": self.teams.service_url,
            "timestamp": "2026-11-02T09:14:00.000Z", "locale": "nl-NL", "localTimezone": "Europe/Amsterdam",
            "from": {"id": about_somebody["id"], "name": about_somebody["name"], "aadObjectId": entra},
            "recipient": {"id": f"28:{self.teams.app_id}", "name": "Regiolijn"},
            "conversation": {
                "id": conversation, "conversationType": self.teams.chats[where].kind, "tenantId": self.teams.tenant,
            },
            "channelData": {"tenant": {"id": self.teams.tenant}},
            **about,
        }  # fmt: skip

    def invoke(self, entra: str, conversation: str, name: str, value: Json, **about: Any) -> Json:
        """An activity that wants an answer."""
        return self.activity(entra, conversation, type="invoke", name=name, value=value, **about)

    async def post(self, activity: Json) -> Heard:
        """Any activity, signed now."""
        async with self.session.post(f"{self.url}{PATH}", data=json.dumps(activity), headers=self._sign()) as response:
            return Heard(response.status, await response.text())

    def _pressed(self, entra: str, action: Json, typed: Json, on: Seen) -> Json:
        data = {**action.get("data", {}), **typed}
        if action["type"] == "Action.Execute":
            value: Json = {"action": {**action, "data": data}, "trigger": "manual"}
            return self.invoke(entra, on.conversation, "adaptiveCard/action", value, replyToId=on.id)
        assert action["type"] == "Action.Submit"
        name = "task/fetch" if data.get("msteams", {}).get("type") == "task/fetch" else on.sends
        assert name != "adaptiveCard/action", "in a message only Action.Execute answers"
        return self.invoke(entra, on.conversation, name, {"data": data, "context": {"theme": "default"}})

    async def _does(self, entra: str, activity: Json, on: Seen | None = None) -> Heard:
        before = len(self.teams.posted)
        heard = await self.post(activity)
        answers = [post for post in self.teams.posted[before:] if entra in (post.only_for, _reader(post))]
        for post in answers:
            self.private.add(post.id)
            self._stands(entra, Seen.of(post))
        points = {post.activity.get("summary") for post in answers}
        extension = activity.get("name") == "composeExtension/fetchTask"
        sends = "composeExtension/submitAction" if extension else "task/submit"
        beside = on or Seen("", activity["conversation"]["id"], {})
        self._sees(entra, heard, Seen(beside.id, beside.conversation, {}, sends=sends), points)
        return heard

    # What they see

    def _sees(self, entra: str, heard: Heard, on: Seen, points: Collection[object] = ()) -> None:
        """What Teams does with the answer; a line that repeats what was sent as a message adds nothing to it."""
        match heard.json:
            case {"type": "application/vnd.microsoft.activity.message", "value": line} if line not in points:
                self.told[entra].append(Seen(on.id, on.conversation, {}, line))
            case {"type": "application/vnd.microsoft.card.adaptive", "value": card}:
                self._stands(entra, Seen(on.id, on.conversation, card))
            case {"task": {"type": "continue", "value": {"card": {"content": card}}}}:
                self._stands(entra, Seen(on.id, on.conversation, card, sends=on.sends))
            case {"task": {"type": "message", "value": line}} if line not in points:
                self.told[entra].append(Seen(on.id, on.conversation, {}, line))

    def _stands(self, entra: str, seen: Seen) -> None:
        (self.forms if dict(questions(seen.card)) else self.told)[entra].append(seen)


def questions(part: Any) -> Iterator[tuple[str, Json]]:
    """The inputs of a card by their keys."""
    match part:
        case list():
            for element in part:
                yield from questions(element)
        case {"type": str(kind), "id": str(key)} if kind.startswith("Input."):
            yield key, part
        case dict():
            for name in ("body", "items", "columns"):
                yield from questions(part.get(name, []))


def visible(part: Any) -> Iterator[Json]:
    """The actions that can be seen."""
    match part:
        case list():
            for element in part:
                yield from visible(element)
        case {"isVisible": False}:
            pass
        case {"type": "ActionSet", "actions": actions}:
            yield from actions
        case dict():
            for name in ("items", "columns"):
                yield from visible(part.get(name, []))


def faults(card: Json) -> dict[str, str]:
    """What is wrong, by the key of the question it stands under."""
    found, key = {}, ""
    for element in card["body"]:
        if element["type"].startswith("Input."):
            key = element["id"]
        elif key and any(run.get("color") == "attention" for run in element.get("inlines", ())):
            found[key] = "\n".join(readable(element))
    return found


def labelled(card: Json) -> str:
    """Everything that can be read on a form."""
    return "\n".join([*readable(card["body"]), *(field["label"] for _, field in questions(card["body"]))])


def _agreed(action: Json, card: Json) -> Json:
    """The step itself, where a button shows a question first."""
    if action["type"] != "Action.ToggleVisibility":
        return action
    asked = next(element for element in card["body"] if element.get("id") in action["targetElements"])
    return next(visible({**asked, "isVisible": True}))


def _answered(field: Json, value: str | None) -> str:
    if value is None:
        return field.get("value", "")
    if field["type"] != "Input.ChoiceSet":
        return value
    chosen = (choice["value"] for choice in field["choices"] if value in (choice["value"], choice["title"]))
    return next(chosen, "")


def _reader(post: Posted) -> str:
    """Whose chat with the app a message stands in; empty elsewhere."""
    return post.conversation.removeprefix("a:1") if post.conversation.startswith("a:1") else ""
