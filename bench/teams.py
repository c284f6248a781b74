"""Requests of Teams, answered by the floor, by the framework's own host and by Regiolijn, turn by turn in one run."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

from bench import world
from bench.connector import ANSWER
from bench.processes import LOAD, SERVER, Process, on_core, serving
from bench.report import Measured, heading, ratio, table
from bench.teams_asks import ASKS, Ask, People
from bench.teams_world import on_teams, pages
from bench.traffic import Burst, ask_once, beside, burst
from bot.store import open_store

ROUNDS, SECONDS, WARM = 5, 0.8, 0.5
WIDTHS = (1, 16)
HOSTS = ("floor", "sending", "stock")
OURS = "regiolijn"

COUNTS = b"GET /counts HTTP/1.1\r\n\r\n"

Key = tuple[str, int, str]  # ask, width, arm


async def measure(rounds: int = ROUNDS, seconds: float = SECONDS, asks: Sequence[Ask] = ASKS) -> list[Measured]:
    """Run every arm; print the ratios, and return those that have a goal.

    Raises AssertionError for an answer that does not fit, and TimeoutError for none at all.
    """
    took: dict[Key, list[Burst]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, on_core(LOAD):
        async with _arms(Path(folder)) as (stub, arms, people):
            for ask in asks:
                for width in WIDTHS:
                    for turn in range(-1, rounds):
                        asked = [arm for arm in arms if ask.messages or arm.name != "sending"]
                        for arm in asked if turn % 2 else reversed(asked):
                            answered = await _one(stub, arm, people, ask, width, seconds if turn >= 0 else WARM)
                            if turn >= 0:
                                took[ask.name, width, arm.name].append(answered)
    return _told(took, asks)


@asynccontextmanager
async def _arms(folder: Path) -> AsyncIterator[tuple[Process, list[Process], People]]:
    """All of them started, Regiolijn on a store of its own, and all asleep."""
    store = await open_store(world.database(folder), migrate=True)
    ((card, _),) = await world.seed(store, 1)
    await store.close()
    with ExitStack() as stack:
        stub = stack.enter_context(serving("connector", "bench.connector", str(pages(folder)), core=LOAD))
        origin = f"http://127.0.0.1:{stub.port}"
        arms = [stack.enter_context(serving(name, "bench.hosts", name, origin, core=SERVER)) for name in HOSTS]
        arms.append(stack.enter_context(serving(OURS, "bot", "serve", core=SERVER, env=on_teams(folder, origin))))
        for arm in arms:
            with arm.awake():
                pass
        yield stub, arms, People(origin, card)


async def _one(stub: Process, arm: Process, people: People, ask: Ask, width: int, seconds: float) -> Burst:
    """One arm's turn; what it should have sent beside its answers, it must have sent."""
    with arm.awake():
        await ask_once(stub.port, COUNTS)
        before = arm.cpu
        answered = await burst(arm.port, people.ask(ask), width, seconds, ask.answered)
        spent = (arm.cpu - before) / answered.answered
        sent = json.loads(await ask_once(stub.port, COUNTS)).get(ANSWER, 0)
    expected = ask.messages * answered.answered if arm.name != "floor" else 0
    assert sent == expected, (arm.name, ask.name, sent, expected)
    return replace(answered, cpu=spent)


def _told(took: dict[Key, list[Burst]], asks: Sequence[Ask]) -> list[Measured]:
    heading("Teams: requests a second of Regiolijn, as a ratio of each arm")
    print("In brackets the same by processor time of the server, which other work on the machine disturbs less.\n")
    rows, measured = [], []
    for ask in asks:
        for width in WIDTHS:
            ours = took[ask.name, width, OURS]
            rate, cpu, p99 = (median(getattr(each, name) for each in ours) for name in ("rate", "cpu", "p99"))
            held = {host: beside(ours, took[ask.name, width, host]) for host in HOSTS if took[ask.name, width, host]}
            ratios = [f"{ratio(held[host][0])} ({ratio(held[host][1])})" if host in held else "" for host in HOSTS]
            theirs = median(each.p99 for each in took[ask.name, width, "stock"])
            late = [f"{p99:.0f} ms", f"{theirs:.0f} ms"]
            rows.append([ask.words, width, *ratios, *late, f"{rate:.0f}/s", f"{cpu * 1000:.2f} ms"])
            if width == WIDTHS[-1]:
                measured += _goals(ask, held)
    names = ["of the JSON floor", "of it, sending", "x the framework's host", "p99", "its p99", "here", "processor"]
    table(["What people do", "at once", *names], rows)
    return measured


def _goals(ask: Ask, held: dict[str, tuple[float, float]]) -> list[Measured]:
    goals = (("stock", "x the framework's host", 20.0), ("floor", "of the JSON floor", 0.2))
    return [
        Measured(f"{ask.brief}, {words}", WIDTHS[-1], held[host][0], goal, by_processor=held[host][1])
        for host, words, goal in goals
    ]
