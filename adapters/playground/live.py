"""What pages hear without asking: new and changed messages, and the demo's clock."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import suppress

HEARTBEAT = 15.0  # seconds of real time between two signs of life


class Bell:
    """Rings for every page that listens; after closing time nobody listens any more."""

    def __init__(self) -> None:
        self._ears: set[asyncio.Event] = set()
        self._open = True

    def ring(self) -> None:
        """Something changed."""
        for ear in self._ears:
            ear.set()

    async def close(self) -> None:
        """Let every listener go, so that the server can stop."""
        self._open = False
        self.ring()

    async def rings(self) -> AsyncGenerator[None, None]:
        """Once at once, then after every ring and every heartbeat, until closing time. Rings may coalesce."""
        ear = asyncio.Event()
        self._ears.add(ear)
        try:
            while self._open:
                yield
                with suppress(TimeoutError):
                    await asyncio.wait_for(ear.wait(), HEARTBEAT)
                ear.clear()
        finally:
            self._ears.discard(ear)


def event(name: str, facts: dict[str, object], *, id: int | None = None) -> bytes:
    """One server-sent event; the id is what a page hands back when it reconnects."""
    lines = [f"event: {name}", f"data: {json.dumps(facts)}"]
    if id is not None:
        lines.insert(0, f"id: {id}")
    return ("\n".join(lines) + "\n\n").encode()
