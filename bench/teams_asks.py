"""What people ask on Teams, as the Bot Connector would post it, signed; the key of each request is its own."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bench import world
from bench.teams_world import APP, TENANT, authorization, entra, service_url

NUMBER = "NUMBERNUMBER"


@dataclass(frozen=True)
class Ask:
    """One thing people do. `answered` tells whether a body is the right answer; `messages` are sent beside it."""

    name: str
    brief: str
    words: str
    answered: Callable[[bytes], bool]
    messages: int


def _nothing(body: bytes) -> bool:
    return body == b""


def _told(body: bytes) -> bool:
    return b'"statusCode": 200' in body


ASKS = (
    Ask("help", "help on Teams", "`help` in the 1:1 chat, answered by a message", _nothing, 1),
    Ask("refused", "a refused click on Teams", "a click that is refused, told beside the button", _told, 0),
)


class People:
    """Everybody who types and presses; `card` is the handle of a card that is not theirs to hand back."""

    def __init__(self, stub: str, card: str) -> None:
        self._stub = stub
        self._numbers = itertools.count(random.getrandbits(32) << 20)
        head = {"Host": "localhost", "Content-Type": "application/json", "Authorization": authorization(stub)}
        self._head = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        asked = {"help": self._words("help"), "refused": self._press("hand_back", card)}
        self._templates = {name: [self._from(user, said) for user in _users()] for name, said in asked.items()}

    def ask(self, ask: Ask) -> Iterator[bytes]:
        """Requests of this kind without end, each from the next person."""
        for template in itertools.cycle(self._templates[ask.name]):
            body = template.replace(NUMBER.encode(), b"%d" % next(self._numbers))
            yield f"POST /api/messages HTTP/1.1\r\n{self._head}Content-Length: {len(body)}\r\n\r\n".encode() + body

    def _words(self, text: str) -> dict[str, Any]:
        return {"type": "message", "text": text, "textFormat": "plain", "attachments": [
            {"contentType": "text/html", "content": f"<p>{text}</p>"}]}  # fmt: skip

    def _press(self, verb: str, handle: str) -> dict[str, Any]:
        action = {"type": "Action.Execute", "title": "Geef terug", "verb": verb, "data": {"handle": handle}}
        value = {"action": action, "trigger": "manual"}
        return {"type": "invoke", "name": "adaptiveCard/action", "value": value, "replyToId": "1762074840100"}

    def _from(self, user: str, said: dict[str, Any]) -> bytes:
        about = {
            "id": NUMBER, "channelId": "msteams", "serviceUrl": service_url(self._stub),
            "timestamp": "2026-11-02T09:14:00.000Z", "localTimestamp": "2026-11-02T10:14:00.000+01:00",
            "locale": "nl-NL", "localTimezone": "Europe/Amsterdam",
            "from": {"id": f"29:1{user}", "name": "Noor Habets", "aadObjectId": user},
            "recipient": {"id": f"28:{APP}", "name": "Regiolijn"},
            "conversation": {"id": f"a:1{user}", "conversationType": "personal", "tenantId": TENANT},
            "entities": [{"type": "clientInfo", "locale": "nl-NL", "country": "NL", "platform": "Web",
                          "timezone": "Europe/Amsterdam"}],
            "channelData": {"tenant": {"id": TENANT}},
        }  # fmt: skip
        return json.dumps(about | said).encode()


def _users() -> list[str]:
    return [entra(person) for person in world.liaisons()]
