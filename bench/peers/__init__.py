"""The same question put to what others build Slack bots with, answered by each as it does that best, turn by turn."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

from bench import world
from bench.asks import ASKS, People
from bench.processes import LOAD, SERVER, Process, on_core, serving
from bench.report import Measured, heading, per_turn, ratio, table
from bench.traffic import Burst, ask_once, beside, burst
from bot.store import open_store

ROUNDS, SECONDS, WARM = 5, 0.8, 0.5
WIDTH = 16

OURS = "regiolijn"
BY_CALL, IN_ACK = "chat_sdk", "bolt_js"
NAMES = {OURS: "Regiolijn, in the ack", BY_CALL: "Chat SDK, by a call", IN_ACK: "Bolt for JavaScript, in the ack"}

HELP = ASKS[0]


async def measure(rounds: int = ROUNDS, seconds: float = SECONDS) -> list[Measured]:
    """Run every arm; print the ratios, and return those that have a goal.

    Raises AssertionError for an answer that does not fit, and TimeoutError for none at all.
    """
    took: dict[str, list[Burst]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, on_core(LOAD):
        async with _arms(Path(folder)) as (stub, arms, people):
            for turn in range(-1, rounds):
                for arm in arms if turn % 2 else reversed(arms):
                    told = await _one(stub, arm, people, seconds if turn >= 0 else WARM)
                    if turn >= 0:
                        took[arm.name].append(told)
    return _told(took)


@asynccontextmanager
async def _arms(folder: Path) -> AsyncIterator[tuple[Process, list[Process], People]]:
    """All of them started, and all asleep."""
    store = await open_store(world.database(folder), migrate=True)
    cards = await world.seed(store, 1)
    await store.close()
    with ExitStack() as stack:
        stub = stack.enter_context(serving("stub", "bench.stub", core=LOAD))
        origin = f"http://127.0.0.1:{stub.port}"
        screens = str(world.screens(folder))
        env = world.on_slack(folder, origin)
        arms = [stack.enter_context(serving(OURS, "bot", "serve", core=SERVER, env=env))]
        arms += [
            stack.enter_context(serving(peer, "bench.peers.node", peer, origin, screens, core=SERVER))
            for peer in (BY_CALL, IN_ACK)
        ]
        for arm in arms:
            with arm.awake():
                pass
        yield stub, arms, People(stub.port, cards)


async def _one(stub: Process, arm: Process, people: People, seconds: float) -> Burst:
    """One arm's turn; who answers by a call must have made it."""
    with arm.awake():
        await ask_once(stub.port, b"GET /counts HTTP/1.1\r\n\r\n")
        before = arm.cpu
        asked = people.ask(HELP, spending=False)
        told = await burst(arm.port, asked, WIDTH, seconds, _nothing if arm.name == BY_CALL else HELP.answered)
        spent = (arm.cpu - before) / told.answered
        called = json.loads(await ask_once(stub.port, b"GET /counts HTTP/1.1\r\n\r\n"))
    if arm.name == BY_CALL:
        assert called.get("chat.postEphemeral") == told.answered, (called, told.answered)
    return replace(told, cpu=spent)


def _nothing(body: bytes) -> bool:
    return body == b""


def _told(took: dict[str, list[Burst]]) -> list[Measured]:
    heading("Peers: `/knelpunt help` with sixteen at once, answered to whoever typed it")
    ours, rows = took[OURS], []
    for name, turns in took.items():
        rate, p99, cpu = (median(getattr(each, what) for each in turns) for what in ("rate", "p99", "cpu"))
        by_rate, by_cpu = beside(ours, turns)
        figures = (f"{rate:.0f}/s", f"{p99:.0f} ms", f"{cpu * 1000:.2f} ms", f"{ratio(by_rate)} ({ratio(by_cpu)})")
        rows.append([NAMES[name], *figures])
    table(["Who answers", "here", "p99", "processor", "Regiolijn, x this (by processor)"], rows)
    peer = took[BY_CALL]
    by_rate, by_cpu = beside(ours, peer)
    wait = per_turn((each.p99 for each in ours), (each.p99 for each in peer))
    return [
        Measured("help, x Chat SDK", WIDTH, by_rate, 2.2, by_processor=by_cpu),
        Measured("help, p99 of Chat SDK's", WIDTH, wait, 0.5, most=True),
    ]
