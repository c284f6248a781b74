"""Socket Mode: one connection to Slack, kept open. It is renewed before Slack closes it, and found again when it is lost."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable

import structlog

from adapters.slack.api import Api
from adapters.slack.frames import REFRESHED
from adapters.slack.link import Link, Take, greeted
from bot.delivery import TryLater, Uncertain, Undeliverable

SILENCE = 20.0
"""Seconds without a sign of life after which Slack is asked for one; ten more and the connection counts as dead."""

STEADY = 60.0
"""Seconds after which a connection has proved itself: when it is lost, the next is tried at once."""

LONGEST_PAUSE = 30.0
"""Seconds between two attempts, at most, unless Slack itself asks for more: an outage that ends is seen soon."""

DOUBLINGS = 5
"""An outage may last for days, and a float overflows."""

log = structlog.get_logger("slack")


class SocketMode:
    """The way in that needs no address of our own. `wait` and `clock` are in seconds; `clock` may start anywhere."""

    def __init__(
        self,
        api: Api,
        take: Take,
        *,
        wait: Callable[[float], Awaitable[None]],
        clock: Callable[[], float] = time.monotonic,
        silence: float = SILENCE,
    ) -> None:
        self._api = api  # with the app's own token
        self._take = take
        self._wait = wait
        self._clock = clock
        self._silence = silence
        self._link: Link | None = None
        self._opened = 0.0
        self._failures = 0
        self._asked_for = 0.0  # seconds that Slack told us to wait
        self._tasks: set[asyncio.Task[None]] = set()
        self._keeper: asyncio.Task[None] | None = None

    def hears(self) -> bool:
        """Whether what people ask reaches us now."""
        return self._link is not None and self._link.open

    async def start(self) -> None:
        """Connect. Raises SystemExit with one sentence when Slack refuses; when it is only away, we go on trying."""
        await self._api.open()
        try:
            await self._connect()
        except Undeliverable as refused:
            await self._api.close()
            raise SystemExit(
                f"Slack refuses REGIOLIJN_SLACK_APP_TOKEN ({refused.reason}): switch Socket Mode on and make an app-level "
                "token with connections:write, under Basic Information."
            ) from None
        except (TryLater, Uncertain) as away:
            self._failed(away)
        self._keeper = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """Take nothing more; what is inside is answered first."""
        if self._keeper:
            self._keeper.cancel()
            await asyncio.wait({self._keeper})
        if self._link:
            self._retire(self._link)
        if self._tasks:
            await asyncio.wait(self._tasks)
        await self._api.close()

    async def _keep(self) -> None:
        while True:
            if self._link:
                self._lost(await self._link.leaving())
            retired = self._link
            while self._link is retired:
                await self._again()
            if retired:
                self._retire(retired)

    async def _again(self) -> None:
        """One attempt, not sooner than is decent."""
        if pause := self._pause():
            await self._wait(pause)
        try:
            await self._connect()
        except (TryLater, Uncertain, Undeliverable) as failure:
            self._failed(failure)
        except Exception:
            log.exception("no line to Slack, through a fault of ours")
            self._failures += 1

    async def _connect(self) -> None:
        answer = await self._api.call("apps.connections.open", {})
        socket = await self._api.connect(str(answer.get("url")), silence=self._silence)
        self._link = await greeted(socket, self._take)
        self._opened = self._clock()
        self._asked_for = 0.0
        log.info("the line to Slack is open")

    def _pause(self) -> float:
        if self._failures == 0:
            return 0.0
        growing = min(2.0 ** min(self._failures - 1, DOUBLINGS), LONGEST_PAUSE)
        return max(growing * random.uniform(0.5, 1.0), self._asked_for)  # noqa: S311  (spread, not secrecy)

    def _lost(self, reason: str) -> None:
        if self._clock() - self._opened >= STEADY:
            self._failures = 0
        else:  # greeted and lost at once, perhaps again and again
            self._failures += 1
        if reason in REFRESHED:
            log.info("the line to Slack is renewed", reason=reason)
        else:
            log.warning("the line to Slack is lost", reason=reason)

    def _failed(self, failure: TryLater | Uncertain | Undeliverable) -> None:
        self._failures += 1
        self._asked_for = failure.after.total_seconds() if isinstance(failure, TryLater) else 0.0
        log.warning("no line to Slack", reason=failure.reason)

    def _retire(self, link: Link) -> None:
        task = asyncio.create_task(link.finish())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
