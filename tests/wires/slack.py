"""People chatting on Slack: signed requests or Socket Mode in, a fake of the Web API out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import aiohttp
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from adapters import Room, slack, web
from bot.conversation import Answer
from bot.organisation import Organisation, Person
from bot.settings import Settings
from tests.fake_slack import FakeSlack, Posted, Window, direct_channel, readable
from tests.slack_people import Hands, SlackPeople, SocketPeople, submission_payload
from tests.wires import Form, Shown


class SlackWire:
    """One workspace with everybody of the organisation in it."""

    name = "slack"

    def __init__(self, seconds: Callable[[], float], *, by_socket: bool = False) -> None:
        self.fake = FakeSlack()
        self.fake.clock = seconds
        self._seconds = seconds
        self._by_socket = by_socket
        self._typed: dict[str, dict[str, str]] = {}
        self._names: dict[str, str] = {}  # of channels, as people know them

    def seated(self, organisation: Organisation) -> Organisation:
        def moved(channels: Mapping[str, str]) -> dict[str, str]:
            self._names |= {_channel(name): f"#{name}" for name in channels.values()}
            return dict(zip(["slack"], map(_channel, channels.values()), strict=False))

        return reseated(organisation, moved)

    async def open(self, organisation: Organisation, answer: Answer) -> Room:
        await self.fake.start()
        for channel in self._names:
            self.fake.add_channel(channel)
        for person in organisation.people.values():
            self.fake.add_user(_user(person), person.name, person.emails[0])
            self._names[direct_channel(_user(person))] = person.name
        settings = Settings(
            slack_bot_token=SecretStr(self.fake.token),
            slack_app_token=SecretStr(self.fake.app_token) if self._by_socket else None,
            slack_signing_secret=None if self._by_socket else SecretStr(self.fake.secret),
            slack_api_url=self.fake.url,
        )
        self.room = slack.connect(settings, answer, now=self._seconds, wait=_at_once)
        await self.room.start()
        self._server = TestServer(web.application([self.room], health=_well, ready=_ready))
        await self._server.start_server()
        self._session = aiohttp.ClientSession()
        self.people: Hands = (
            SocketPeople(self.fake)
            if self._by_socket
            else SlackPeople(self.fake, f"http://127.0.0.1:{self._server.port}", self._session)
        )
        return self.room

    async def close(self) -> None:
        await self._session.close()
        await self._server.close()
        await self.room.stop()
        await self.fake.stop()
        assert self.fake.complaints == []

    async def types(self, person: Person, words: str, channel: str = "") -> None:
        command, _, rest = words.partition(" ")
        where = _channel(channel) if channel else "C0HALL"
        heard = await self.people.slash(_user(person), rest, channel=where, command=command)
        assert heard.status == 200

    async def sends(self, person: Person, values: Mapping[str, str], times: int = 1) -> None:
        typed = self._typed.pop(person.key, {}) | dict(values)
        window = self.fake.views[_user(person)][-1]
        for _ in range(times - 1):
            again = submission_payload(self.fake, _user(person), window, typed)
            assert (await self.people.post_payload(again)).status == 200
        heard = await self.people.submit(_user(person), typed)
        assert heard.status == 200
        if window.errors and window in self.fake.views[_user(person)]:
            self._typed[person.key] = typed  # Slack leaves what was typed in a window that is refused

    async def presses(self, person: Person, label: str, message: Shown) -> None:
        windows = {window.id: window for window in self.fake.views[_user(person)]}
        on = windows.get(message.id) or self._posted(person, message.id)
        heard = await self.people.press(_user(person), label, on)
        assert heard.status == 200

    async def chooses(self, person: Person, action: str, message: Shown) -> None:
        heard = await self.people.message_action(_user(person), self._posted(person, message.id), action)
        assert heard.status == 200

    def speaks(self, person: Person, language: str) -> None:
        self.fake.users[_user(person)]["locale"] = {"nl": "nl-NL", "en": "en-GB"}[language]

    def form(self, person: Person) -> Form | None:
        windows = [window for window in self.fake.views[_user(person)] if _asks(window)]
        if not windows:
            return None
        blocks = windows[-1].view["blocks"]
        inputs = {block["element"]["action_id"]: block["element"] for block in blocks if block["type"] == "input"}
        fields = {block["block_id"]: block["element"]["action_id"] for block in blocks if block["type"] == "input"}
        return Form(
            values={key: _value(element) for key, element in inputs.items()} | self._typed.get(person.key, {}),
            errors={fields[block]: error for block, error in windows[-1].errors.items()},
            words="\n".join([*map(readable, blocks), *(_hint(block) for block in blocks)]),
        )

    async def shown(self) -> list[Shown]:
        roots = {(post.channel, post.ts) for post in self.fake.posted}
        return [
            Shown(
                f"{post.channel}/{post.ts}",
                self._names[post.channel],
                f"{post.text}\n{post.words}",
                tuple(post.buttons),
                len(post.was),
                f"{post.channel}/{post.thread_ts}" if (post.channel, post.thread_ts) in roots else "",
            )
            for post in self.fake.posted
        ]

    def whispered(self, person: Person) -> list[Shown]:
        answers = [
            Shown(f"{post.channel}/{post.ts}", person.name, f"{post.text}\n{post.words}", tuple(post.buttons))
            for post in self.fake.private[_user(person)]
        ]
        told = [window for window in self.fake.views[_user(person)] if not _asks(window)]
        return answers + [
            Shown(each.id, person.name, "\n".join(map(readable, each.view["blocks"])), _buttons(each)) for each in told
        ]

    async def welcome(self, person: Person, about: Mapping[str, object]) -> Room:
        self.fake.add_user(_user(person), person.name, person.emails[0], **about)
        return self.room

    async def finds(self, channel: str) -> Room:
        self._names[self.fake.add_channel(_channel(channel))] = f"#{channel}"
        return self.room

    async def loses(self, channel: str) -> Room:
        self.fake.channels[_channel(channel)]["is_archived"] = True
        return self.room

    async def regains(self, channel: str) -> Room:
        self.fake.channels[_channel(channel)]["is_archived"] = False
        return self.room

    def _posted(self, person: Person, id: str) -> Posted:
        everything = [*self.fake.posted, *self.fake.private[_user(person)]]
        return next(post for post in everything if f"{post.channel}/{post.ts}" == id)


def reseated(organisation: Organisation, moved: Callable[[Mapping[str, str]], dict[str, str]]) -> Organisation:
    """The organisation with other channels, and nothing else changed."""
    directorates = {
        key: each.model_copy(update={"channels": moved(each.channels)})
        for key, each in organisation.directorates.items()
    }
    regions = {
        key: each.model_copy(update={"channels": moved(each.channels)}) for key, each in organisation.regions.items()
    }
    both = {"directorates": directorates, "regions": regions}
    return organisation.model_copy(update={**both, "decision_channels": moved(organisation.decision_channels)})


def _channel(name: str) -> str:
    return "C" + name.upper().replace("-", "")


def _user(person: Person) -> str:
    return "U" + person.key.upper().replace("-", "")


def _asks(window: Window) -> bool:
    """A form; an answer to one stands in a window too, but asks nothing."""
    return any(block["type"] == "input" for block in window.view["blocks"])


def _buttons(window: Window) -> tuple[str, ...]:
    actions = [block for block in window.view["blocks"] if block["type"] == "actions"]
    return tuple(element["text"]["text"] for block in actions for element in block["elements"])


def _value(element: Mapping[str, object]) -> str:
    option = element.get("initial_option")
    chosen = option["value"] if isinstance(option, Mapping) else None
    return str(chosen or element.get("initial_value") or element.get("initial_date") or "")


def _hint(block: Mapping[str, object]) -> str:
    hint = block.get("hint")
    return str(hint["text"]) if isinstance(hint, Mapping) else ""


async def _at_once(seconds: float) -> None:
    """Nobody waits for the next attempt to connect."""


async def _well() -> dict[str, object]:
    return {"ok": True}


async def _ready() -> bool:
    return True
