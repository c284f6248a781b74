"""What people ask, as Slack would post it: signed, and with everything on their screen that Slack sends along."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from adapters.slack.forms import modal
from bench import world
from tests.fake_slack import FakeSlack, Posted, Window
from tests.slack_people import FORM, press_payload, signature, slash_form, submission_payload

HANDLE = "HANDLEHANDLEHANDLEHANDLE"
TRIGGER = "TRIGGERTRIGGER"
WORDS = "WORDSWORDSWORDS"
"""Stands in every text for words of its own: what is judged once must not be remembered for the next."""

_FILLING = b"""
    al alle alleen als altijd daar daarom dan dus echt eens er even gewoon hier immers juist maar meestal nog nu ook overal
    samen soms steeds straks toch vaak verder weer wel
""".split()
"""Words that say nothing, of which four together come back once in a million texts."""


@dataclass(frozen=True)
class Ask:
    """One thing people do. `answered` tells whether a body is the right answer; `calls` is what it costs at Slack."""

    name: str
    brief: str
    words: str
    answered: Callable[[bytes], bool]
    calls: str = ""


def _told(body: bytes) -> bool:
    return b'"ephemeral"' in body


def _nothing(body: bytes) -> bool:
    return body == b""


ASKS = (
    Ask("help", "help in the ack", "`/knelpunt help`, answered in the ack", _told),
    Ask("form", "the form opens", "`/knelpunt` with a text: the form opens", _nothing, "views.open"),
    Ask("refused", "a refused click", "a click that is refused, told privately", _nothing, "respond"),
    Ask("submission", "the form sent in", "the form sent in: stored, routed, promised", _nothing),
    Ask("claim", "a claim", "a claim: stored, and the form for the next step opens", _nothing, "views.open"),
)


class People:
    """Everybody who types and presses; `cards` are the handles that are still there to be claimed."""

    def __init__(self, stub_port: int, cards: list[tuple[str, str]]) -> None:
        self._slack = FakeSlack()
        self._slack.secret, self._slack.team = world.SECRET, world.TEAM
        self._slack.origin = f"http://127.0.0.1:{stub_port}"
        self._slack.trigger = lambda user: TRIGGER  # type: ignore[method-assign]
        self._users = [world.user_of(person) for person in world.liaisons()]
        self._cards = iter(cards)
        self._stands = cards[-1][0]
        self._numbers = itertools.count(random.getrandbits(32) << 20)
        self._templates: dict[tuple[str, str], bytes] = {}

    def ask(self, ask: Ask, *, spending: bool) -> Iterator[bytes]:
        """Requests of this kind without end, each from another person and with a key of its own.

        `spending` is for the arm that keeps what it is told: there a card can be claimed once.
        """
        for turn in itertools.count():
            user, handle = self._users[turn % len(self._users)], f"n.{next(self._numbers):024d}"
            if ask.name == "claim" and spending:
                handle, user = next(self._cards)
            elif ask.name in {"claim", "refused"}:
                handle = self._stands
            yield self.request(ask, user, handle)

    def request(self, ask: Ask, user: str, handle: str) -> bytes:
        """One request, ready to be sent; the part behind the question mark is for the floor, which does not read."""
        if (ask.name, user) not in self._templates:
            self._templates[ask.name, user] = self._template(ask, user)
        template = self._templates[ask.name, user]
        number = b"%d" % next(self._numbers)
        body = template.replace(TRIGGER.encode(), number + b".T").replace(HANDLE.encode(), handle.encode())
        body = body.replace(WORDS.encode(), _filling(int(number)))
        lines = {"Host": "localhost", "Content-Type": FORM, "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in (lines | signature(self._slack, body)).items())
        return f"POST /slack/events?{ask.name} HTTP/1.1\r\n{head}\r\n".encode() + body

    def _template(self, ask: Ask, user: str) -> bytes:
        match ask.name:
            case "help" | "form":
                said = "help" if ask.name == "help" else f"{world.TEXTS[0]} {WORDS}"
                form = slash_form(self._slack, user, said, channel="C0HALL", command="/knelpunt")
                return urlencode(form).encode()
            case "submission":
                window = Window("V0", modal(world.filled_form(HANDLE, f"{world.TEXTS[0]} {WORDS}")))
                payload = submission_payload(self._slack, user, window, {})
            case name:
                payload = press_payload(self._slack, user, name, _card())
        return urlencode({"payload": json.dumps(payload)}).encode()


def _filling(number: int) -> bytes:
    """Four words that this number alone has, as they stand in a form."""
    return b"+".join(_FILLING[(number >> shift) % len(_FILLING)] for shift in (0, 5, 10, 15))


def _card() -> Posted:
    """The card of a signal, with the two buttons that are pressed here."""
    shown = world.card_message()
    blocks = [block for block in shown["blocks"] if block["type"] != "actions"]
    buttons = [
        {"type": "button", "action_id": action, "text": {"type": "plain_text", "text": label}, "value": HANDLE}
        for action, label in (("claim", "claim"), ("hand_back", "refused"))
    ]
    return Posted("CDIRMEVA", "1762074840.000100", shown["text"], [*blocks, {"type": "actions", "elements": buttons}])
