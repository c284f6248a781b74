"""Slack's Web API for every arm alike: the least that may be called an answer, and a count of what was asked.

Not the strict fake of the tests: here nothing may cost time but the arm that is measured.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
from collections import Counter
from typing import ClassVar

from bench.traffic import Parcels
from bench.world import TEAM, email_of

_USER = re.compile(r"user=([A-Z0-9]+)")


class Stub(asyncio.Protocol):
    """One connection."""

    asked: ClassVar[Counter[str]] = Counter()
    numbers = itertools.count(1)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Open."""
        assert isinstance(transport, asyncio.WriteTransport)
        self.transport = transport
        self._parcels = Parcels()

    def data_received(self, data: bytes) -> None:
        """Answer whatever is complete."""
        for head, body in self._parcels.of(data):
            path = head.split(b" ", 2)[1].decode()
            answer = json.dumps(self._told(path, body)).encode()
            self.transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s"
                % (len(answer), answer)
            )

    def _told(self, path: str, body: bytes) -> object:
        if path != "/counts":
            return self.answer(path, body)
        counts = dict(self.asked)
        self.asked.clear()
        return counts

    def answer(self, path: str, body: bytes) -> object:
        """What Slack would say."""
        method = path.partition("?")[0].rpartition("/")[2] if path.startswith("/api/") else "respond"
        self.asked[method] += 1
        match method:
            case "auth.test":
                return {"ok": True, "team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT"}
            case "users.info":
                found = _USER.search(path)
                return {"ok": True, "user": _user(found[1] if found else "")}
            case "conversations.open":
                return {"ok": True, "channel": {"id": f"D{json.loads(body)['users'][1:]}"}}
            case "chat.postMessage" | "chat.update":
                return {"ok": True, "channel": json.loads(body)["channel"], "ts": f"1762074840.{next(self.numbers):06}"}
            case _:
                return {"ok": True, "view": {"id": "V0"}}


def _user(user: str) -> dict[str, object]:
    profile = {"real_name": user, "email": email_of(user)}
    about = {"id": user, "team_id": TEAM, "is_email_confirmed": True, "locale": "nl-NL", "tz": "Europe/Amsterdam"}
    return about | {"profile": profile}


async def serve(stub: type[Stub]) -> None:
    """Listen until the process is ended, and say where."""
    server = await asyncio.get_running_loop().create_server(stub, "127.0.0.1", 0)
    print(f"127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Stub))
