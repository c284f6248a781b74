"""Slack's requests, answered by the floor, by bare Bolt and by Regiolijn, turn by turn in one run."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

from bench import world
from bench.asks import ASKS, Ask, People
from bench.processes import LOAD, SERVER, Process, on_core, rested, serving
from bench.report import Measured, heading, ratio, table
from bench.traffic import Burst, ask_once, beside, burst
from bot.store import open_store

ROUNDS, SECONDS, WARM = 5, 0.8, 0.3
WIDTHS = (1, 16)
CARDS = 12_000
"""Signals to claim: more than the rounds can use up."""

ARMS = ("floor", "bolt", "tuned", "route")
OURS, ALONE = "regiolijn", "alone"

ONE = "help"
"""The command that is also asked of a process that has no other."""

Key = tuple[str, int, str]  # ask, width, arm


async def measure(rounds: int = ROUNDS, seconds: float = SECONDS, asks: Sequence[Ask] = ASKS) -> list[Measured]:
    """Run every arm; print the ratios, and return those that have a goal.

    Raises AssertionError for an answer that does not fit, and TimeoutError for none at all.
    """
    took: dict[Key, list[Burst]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, on_core(LOAD):
        async with _arms(Path(folder)) as (stub, arms, people):
            filed = 0
            for ask in asks:
                for width in WIDTHS:
                    for turn in range(-1, rounds):
                        asked = [arm for arm in arms if arm.name != ALONE or ask.name == ONE]
                        for arm in asked if turn % 2 else reversed(asked):
                            answered = await _one(stub, arm, people, ask, width, seconds if turn >= 0 else WARM)
                            filed += answered.answered if (ask.name, arm.name) == ("submission", OURS) else 0
                            if turn >= 0:
                                took[ask.name, width, arm.name].append(answered)
        _kept(Path(folder), filed)
    return _told(took, asks)


@asynccontextmanager
async def _arms(folder: Path) -> AsyncIterator[tuple[Process, list[Process], People]]:
    """All of them started, Regiolijn on a store of its own, and all asleep."""
    store = await open_store(world.database(folder), migrate=True)
    cards = await world.seed(store, CARDS)
    await store.close()
    with ExitStack() as stack:
        stub = stack.enter_context(serving("stub", "bench.stub", core=LOAD))
        origin = f"http://127.0.0.1:{stub.port}"
        screens = str(world.screens(folder))
        bare = ((name, ("bench.bare", name, origin, screens, "0")) for name in ARMS[:-1])
        arms = [
            stack.enter_context(serving(name, *arguments, core=SERVER))
            for name, arguments in (*bare, ("route", ("bench.route", origin)))
        ]
        (folder / ALONE).mkdir()
        for name, module, where in ((OURS, ("bot", "serve"), folder), (ALONE, ("bench.alone",), folder / ALONE)):
            env = world.on_slack(where, origin)
            arms.append(stack.enter_context(serving(name, *module, core=SERVER, env=env)))
        for arm in arms:
            with arm.awake():
                await rested(arm)
        yield stub, arms, People(stub.port, cards)


async def _one(stub: Process, arm: Process, people: People, ask: Ask, width: int, seconds: float) -> Burst:
    """One arm's turn; what it said it did, it must have done at Slack as well."""
    with arm.awake():
        await ask_once(stub.port, b"GET /counts HTTP/1.1\r\n\r\n")
        before = arm.cpu
        answered = await burst(arm.port, people.ask(ask, spending=arm.name == OURS), width, seconds, ask.answered)
        spent = (arm.cpu - before) / answered.answered
        called = json.loads(await ask_once(stub.port, b"GET /counts HTTP/1.1\r\n\r\n"))
    if ask.calls:
        assert called.get(ask.calls) == answered.answered, (arm.name, ask.name, called, answered.answered)
    return replace(answered, cpu=spent)


def _kept(folder: Path, filed: int) -> None:
    """Everything that was answered is on disk."""
    with sqlite3.connect(folder / "regiolijn.db") as database:
        (signals,) = database.execute("SELECT count(*) FROM signals").fetchone()
    assert signals == CARDS + filed, (signals, CARDS, filed)


def _told(took: dict[Key, list[Burst]], asks: Sequence[Ask]) -> list[Measured]:
    heading("Slack: requests a second of Regiolijn, as a ratio of each arm")
    print("In brackets the same by processor time of the server, which other work on the machine disturbs less.\n")
    rows, measured = [], []
    for ask in asks:
        for width in WIDTHS:
            ours = took[ask.name, width, OURS]
            rate, cpu, p99 = (median(getattr(each, name) for each in ours) for name in ("rate", "cpu", "p99"))
            held = {arm: beside(ours, took[ask.name, width, arm]) for arm in ARMS}
            ratios = [f"{ratio(by_rate)} ({ratio(by_cpu)})" for by_rate, by_cpu in held.values()]
            rows.append([ask.words, width, *ratios, f"{p99:.0f} ms", f"{rate:.0f}/s", f"{cpu * 1000:.2f} ms"])
            measured += _goals(ask, width, held, p99)
    names = ["of the floor", "x Bolt as it comes", "x Bolt tuned", "of a bare ack by our route"]
    table(["What people do", "at once", *names, "p99", "here", "processor"], rows)
    return measured + _among_others(took)


def _goals(ask: Ask, width: int, held: dict[str, tuple[float, float]], p99: float) -> list[Measured]:
    def held_against(arm: str, words: str, goal: float) -> Measured:
        by_rate, by_cpu = held[arm]
        return Measured(f"{ask.brief}, {words}", width, by_rate, goal, by_processor=by_cpu)

    match ask.name, width:
        case "help", 1:
            return [held_against("bolt", "x Bolt as it comes", 12)]
        case "help" | "form" | "refused", 16:
            return [held_against("bolt", "x Bolt as it comes", 1.6), held_against("floor", "of the floor", 0.28)]
        case "submission" | "claim", 16:
            return [
                held_against("route", "of a bare ack by our route", 0.40),
                Measured(f"{ask.brief}, p99", width, p99, 100, most=True, unit=" ms"),
            ]
        case _:
            return []


def _among_others(took: dict[Key, list[Burst]]) -> list[Measured]:
    """The same question to a process with all our commands and to one with that command alone."""
    ours, alone = (took[ONE, WIDTHS[-1], arm] for arm in (OURS, ALONE))
    if not ours:
        return []
    by_rate, by_cpu = beside(ours, alone)
    return [Measured("all our commands, of the rate with one", WIDTHS[-1], by_rate, 0.85, by_processor=by_cpu)]
