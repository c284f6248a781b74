"""Entra, the Bot Connector and its keys for every arm alike: the least that may be called an answer, and a count.

Not the strict fake of the tests: here nothing may cost time but the arm that is measured. Run as
`python -m bench.connector PAGES`; the pages are the keys it shows, and everybody's address by their id of Entra.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote

from bench.stub import Stub, serve
from bench.teams_world import KEYS, METADATA, TENANT

ANSWER = "answer"
"""What a message in somebody's chat is counted as."""


class Connector(Stub):
    """One connection."""

    pages: ClassVar[dict[str, Any]] = {}

    def answer(self, path: str, body: bytes) -> object:
        """What Microsoft would say."""
        match path.strip("/").split("/"):
            case ["login", *_]:
                return {"token_type": "Bearer", "expires_in": 3599, "access_token": "a-token"}
            case ["emea", "v3", "conversations", _, "members", user]:
                return self._member(unquote(user).removeprefix("29:1"))
            case ["emea", "v3", "conversations", _, "activities", *_]:
                self.asked[ANSWER] += 1
                return {"id": str(next(self.numbers))}
        if path == METADATA:
            port = self.transport.get_extra_info("sockname")[1]
            return {"jwks_uri": f"http://127.0.0.1:{port}{KEYS}"}
        return {"keys": self.pages["keys"]} if path == KEYS else {}

    def _member(self, entra: str) -> object:
        email = self.pages["people"][entra]
        about = {"id": f"29:1{entra}", "aadObjectId": entra, "name": email, "email": email, "userPrincipalName": email}
        return about | {"tenantId": TENANT, "userRole": "user"}


if __name__ == "__main__":
    Connector.pages.update(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    asyncio.run(serve(Connector))
