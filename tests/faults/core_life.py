"""The life of one process with a core and a worker, until it is killed: people file, claim and wait, the clock goes on.

What somebody was told goes into `accepted`, what they pressed into `pressed`, what the platform did into `platform`:
files, because they outlive the process. Every life gets what nobody heard the answer to, as a platform sends it again,
and a batch of its own. Time goes on where it stopped, and a little further.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import signal
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot import core
from bot.conversation import Done, Open, Place, Press, Request
from bot.drawing import drawn
from bot.store import crashpoints, open_store
from bot.store.lanes import target_of
from bot.store.outbox import Claim, Order
from bot.store.sending import LEASE
from bot.worktime import local_day, moment, next_working_day
from tests.example import example
from tests.faults.ministry import HOUR, STAGE, START, Clock, Ministry, crowded, fixer, people
from tests.faults.platform import AMBIGUOUS, Trouble, UnreliablePlatform

BATCH = 4
"""Forms in one batch. Every second one is taken on; the clock speaks up about all of them."""

POINTS = (*crashpoints.POINTS, "platform: asked", "platform: posted")

ORGANISATION = crowded(example())


@dataclass(frozen=True)
class CoreLife:
    """One process, from birth to the end of its work or of itself."""

    url: str
    folder: Path
    batch: int = 0
    dies_at: str = ""  # a crash point, passed for the `on_pass`-th time
    on_pass: int = 1
    sees: bool = True  # whether the platform can be searched
    seed: int = 0  # of the platform's troubles; without one there are none
    naive: bool = False  # sends and then marks, as nobody should
    hasty: bool = False  # says "accepted" before it is, as nobody should

    def lived(self) -> None:
        """All of it, in this process."""
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
        core.PROMPT = core.PATIENCE = 60.0  # whoever hears that they must wait was not answered
        if self.dies_at:
            crashpoints.on_passing(self._die())
        asyncio.run(self._live())

    @property
    def born(self) -> Path:
        """Is there once this life is at work."""
        return self.folder / f"born-{self.batch}"

    def _die(self) -> crashpoints.Passer:
        passed: Counter[str] = Counter()

        def passer(point: str) -> None:
            passed[point] += 1
            if point == self.dies_at and passed[point] == self.on_pass:
                os.kill(os.getpid(), signal.SIGKILL)

        return passer

    async def _live(self) -> None:
        clock = KeptClock(self.folder / "clock")
        platform = UnreliablePlatform(
            lambda: clock.real,
            people(ORGANISATION),
            sees=self.sees,
            journal=self.folder / "platform",
            passing=crashpoints.passing,
        )
        if self.seed:
            platform.will(*_troubles(self.seed))
        store = await open_store(self.url)
        ministry = Ministry(store, ORGANISATION, platform, clock)
        if self.naive:
            ministry.worker = NaiveWorker(ministry)  # type: ignore[assignment]
        self.born.touch()
        numbers = range(BATCH * (self.batch + 1))
        await asyncio.gather(*(self._files(ministry, number) for number in numbers), ministry.worker.drain())
        await ministry.settles(HOUR)
        await asyncio.gather(*(self._claims(ministry, number) for number in numbers[::2]), ministry.worker.drain())
        await ministry.settles(HOUR)
        clock.passes(timedelta(days=9))
        clock.passes(_morning(clock.now) - clock.now)
        await ministry.settles(HOUR)
        await ministry.core.finish()
        await store.close()

    async def _files(self, ministry: Ministry, number: int) -> None:
        await self._asks(ministry, ministry.form(f"{STAGE} Nummer {number}.", str(number)))

    async def _claims(self, ministry: Ministry, number: int) -> None:
        """The same press as in an earlier life, if there was one."""
        pressed = dict(line.split() for line in _lines(self.folder / "pressed"))
        if str(number) not in pressed:
            card = next(each for each in ministry.platform.stands("dir-meva") if f"Nummer {number}." in each.words)
            self._note("pressed", f"{number} {card.handle}")
            pressed[str(number)] = card.handle
        await self._asks(ministry, Press(fixer(number % 10), "claim", pressed[str(number)]))

    async def _asks(self, ministry: Ministry, request: Request) -> None:
        """Until it is answered; of what was answered long ago nobody asks again."""
        if request.key in _lines(self.folder / "accepted")[: -2 * BATCH]:
            return
        if self.hasty:
            self._note("accepted", request.key)
        reply = await ministry.core.answer(request)
        if isinstance(reply, Open | Done):
            self._note("accepted", request.key)

    def _note(self, file: str, line: str) -> None:
        with (self.folder / file).open("a") as notes:
            notes.write(f"{line}\n")


class KeptClock(Clock):
    """Goes on after a crash where it stopped, once every lease has run out."""

    def __init__(self, kept: Path) -> None:
        stopped = datetime.fromisoformat(kept.read_text()) + 2 * LEASE if kept.exists() else START
        super().__init__(now=stopped, real=stopped)
        self._kept = kept

    def passes(self, time: timedelta) -> None:
        super().passes(time)
        fresh = self._kept.with_suffix(".fresh")
        fresh.write_text(self.real.isoformat())
        fresh.replace(self._kept)  # whole or not at all


class NaiveWorker:
    """Reads what waits, sends all of it and then marks it: no lanes, no leases, no pace, no looking."""

    def __init__(self, ministry: Ministry) -> None:
        self._ministry = ministry

    async def drain(self) -> None:
        while rows := await self._ministry.rows(
            "SELECT id, key, lane, view, subject, event, payload FROM outbox WHERE state = 'waiting'"
        ):
            await asyncio.gather(*(self._send(*row) for row in rows))

    async def _send(self, id: int, key: str, lane: str, view: str, subject: str, event: int, payload: str) -> None:
        order = Order(key, target_of(lane), view, subject, event, payload)
        delivery = await drawn(Claim(order, id, lane, attempts=1, uncertain=False), self._ministry.house)
        assert delivery is not None
        to = order.to if isinstance(order.to, Place) else delivery.to
        await self._ministry.platform.deliver(replace(delivery, to=to))
        await self._ministry.store._runner.write(
            lambda connection: connection.exec_driver_sql(
                f"UPDATE outbox SET state = 'settled', settled_at = created_at WHERE id = {id}"  # noqa: S608
            )
        )


def _morning(after: datetime) -> datetime:
    """The next moment at which the clock speaks all day."""
    settings = ORGANISATION.clock
    return moment(next_working_day(local_day(after, settings), settings), settings.rungs_at, settings.zone)


def _troubles(seed: int) -> list[Trouble]:
    """One call in nine leaves a doubt, one in nine is refused."""
    chance = random.Random(seed)
    kinds = [*sorted(AMBIGUOUS), Trouble.BUSY, Trouble.REFUSED, Trouble.STUMBLES, *[Trouble.NONE] * 21]
    return chance.choices(kinds, k=200)


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []
