"""The life of one process that uses the store, until it is killed: files, sends, fires timers, and notes what it saw.

What it was told is kept goes into `accepted`, what it sent into `platform`: files, because they outlive the process.
Every life gets the same requests, as a platform that heard nothing sends them again.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.conversation import Place
from bot.delivery import Receipt
from bot.signals import Signal
from bot.store import Conflict, Duplicate, Store, crashpoints, open_store
from bot.store.outbox import Claim, Order
from bot.store.timers import Timer
from tests.example import example

CLIENTS = 4

ORGANISATION = example()


@dataclass(frozen=True)
class Life:
    """One process, from birth to the end of its work or of itself."""

    url: str
    folder: Path
    now: datetime
    requests: int = 8
    dies_at: str = ""  # a crash point, passed for the `on_pass`-th time
    on_pass: int = 1
    forgetful: bool = False  # sends what may have arrived again without looking, as nobody should
    hasty: bool = False  # says "accepted" before it is kept, as nobody should

    def lived(self) -> None:
        """All of it, in this process."""
        if self.dies_at:
            crashpoints.on_passing(self._die())
        asyncio.run(self._live())

    def _die(self) -> crashpoints.Passer:
        passed: Counter[str] = Counter()

        def passer(point: str) -> None:
            passed[point] += 1
            if point == self.dies_at and passed[point] == self.on_pass:
                os.kill(os.getpid(), signal.SIGKILL)

        return passer

    async def _live(self) -> None:
        store = await open_store(self.url, migrate=True)
        clients = [asyncio.create_task(self._client(store, number)) for number in range(CLIENTS)]
        while not all(client.done() for client in clients) or await self._sweep(store):
            await asyncio.sleep(0)
            await self._sweep(store)
        await asyncio.gather(*clients)
        await store.close()

    async def _client(self, store: Store, number: int) -> None:
        for request in range(number, self.requests, CLIENTS):
            await self._ask(store, request)

    async def _ask(self, store: Store, request: int) -> None:
        work = store.work(now=self.now, organisation=ORGANISATION)
        if await work.seen(f"form:{request}") is None:
            lane = Place("slack", f"C{request % 3}")
            signal = Signal.file(
                id=f"s{request}",
                number=await work.signals.new_number(),
                text="knelpunt",
                region="zuid-limburg",
                lead="MEVA",
                filer="noor-habets",
                at=self.now,
            )
            await work.signals.save(signal)
            work.order(Order(f"card:{request}", lane, "card", signal.id, 1, fold=True))
            work.order(Order(f"first:{request}", lane, "history", signal.id, 1))
            work.order(Order(f"second:{request}", lane, "history", signal.id, 1))
            work.timers.plan("unclaimed", signal.id, self.now)
            if self.hasty:
                self._note("accepted", f"form:{request}")
            with suppress(Duplicate):
                await work.commit(f"form:{request}", "done")
        self._note("accepted", f"form:{request}")

    async def _sweep(self, store: Store) -> bool:
        timers = await store.timers.claim(self.now, 8)
        claims = await store.outbox.claim(self.now, 8)
        await asyncio.gather(*(self._fire(store, timer) for timer in timers), *(self._send(store, c) for c in claims))
        return bool(timers or claims)

    async def _fire(self, store: Store, timer: Timer) -> None:
        work = store.work(now=self.now, organisation=ORGANISATION)
        signal = await work.signals.get(timer.subject)
        await work.signals.save(signal.escalate(by="clock", at=self.now, rung=1))
        work.order(Order(f"reminder:{timer.subject}", Place("slack", "C0"), "reminder", timer.subject))
        work.timers.fired(timer)
        try:
            await work.commit()
        except Conflict:
            return  # another process was first

    async def _send(self, store: Store, claim: Claim) -> None:
        arrived = claim.uncertain and not self.forgetful and claim.order.key in posted(self.folder)
        if not arrived:
            self._note("platform", claim.order.key)
        await store.outbox.settle(claim, Receipt(Place("slack", claim.lane), claim.order.key), self.now)

    def _note(self, file: str, line: str) -> None:
        with (self.folder / file).open("a") as notes:
            notes.write(f"{line}\n")


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def accepted(folder: Path) -> list[str]:
    """The requests that somebody was told are kept."""
    return _lines(folder / "accepted")


def posted(folder: Path) -> list[str]:
    """The keys that reached the platform, in that order."""
    return _lines(folder / "platform")
