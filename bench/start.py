"""From the start of the process until it takes requests, and what it then keeps in memory, beside bare Bolt."""

from __future__ import annotations

import re
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import world
from bench.processes import LOAD, SERVER, Process, on_core, serving, spawn, stop
from bench.report import Measured, heading, ratio, table
from bench.teams_world import on_teams, pages

ROUNDS = 5
PATIENCE = 30.0
WHERE = "http://127.0.0.1:{port}/readyz"
SECONDS, SECONDS_WITH_BOTH, MEGABYTES = 2.0, 3.0, 150.0
BOTH = "serve with Slack and Teams"


@dataclass(frozen=True)
class Start:
    """How to start a process; `{port}` in it is filled in."""

    name: str
    arguments: tuple[str, ...]
    env: Mapping[str, str]


async def measure(rounds: int = ROUNDS) -> list[Measured]:
    """Start each by turns; print the ratios, and return them with their goals."""
    seconds: dict[str, list[float]] = defaultdict(list)
    memory: dict[str, list[float]] = defaultdict(list)
    spent: dict[str, list[float]] = defaultdict(list)
    with on_core(LOAD), _starts() as starts:
        for turn in range(-1, rounds):  # the first one also makes the files
            for start in starts:
                took, kept, cpu = _started(start)
                if turn >= 0:
                    seconds[start.name].append(took)
                    memory[start.name].append(kept)
                    spent[start.name].append(cpu)
    heading("Start to ready, and memory then")
    bolt, *ours = ((start.name, median(seconds[start.name]), median(memory[start.name])) for start in starts)
    table(
        ["Process", "of bare Bolt's start", "of its memory", "start here", "processor", "memory here"],
        [
            [
                name,
                ratio(took / bolt[1]),
                ratio(kept / bolt[2]),
                f"{took:.2f} s",
                f"{median(spent[name]):.2f} s",
                f"{kept:.0f} MB",
            ]
            for name, took, kept in ours
        ],
    )
    return [
        each
        for name, took, kept in ours
        for each in (
            Measured(f"{name}, ready after the start", "", took, _within(name), most=True, unit=" s"),
            Measured(f"{name}, memory when idle", "", kept, MEGABYTES, most=True, unit=" MB"),
        )
    ]


def _within(name: str) -> float:
    return SECONDS_WITH_BOTH if name == BOTH else SECONDS


@contextmanager
def _starts() -> Iterator[list[Start]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stub = stack.enter_context(serving("stub", "bench.stub", core=LOAD))
        connector = stack.enter_context(serving("connector", "bench.connector", str(pages(folder)), core=LOAD))
        slack, teams = (f"http://127.0.0.1:{each.port}" for each in (stub, connector))
        screens, on_slack = str(world.screens(folder)), world.on_slack(_new(folder / "slack"), slack)
        both = world.on_slack(_new(folder / "both"), slack) | on_teams(folder / "both", teams)
        yield [
            Start("bare Bolt", ("bench.bare", "bolt", slack, screens, "{port}"), {}),
            Start("demo", ("bot", "demo", "--port", "{port}", "--folder", f"{folder}/demo"), {}),
            Start("serve with Slack", ("bot", "serve"), on_slack),
            Start("serve with Teams", ("bot", "serve"), on_teams(_new(folder / "teams"), teams)),
            Start(BOTH, ("bot", "serve"), both),
        ]


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _started(start: Start) -> tuple[float, float, float]:
    """Seconds until it answers that it is ready, its memory in megabytes a moment later, and seconds of processor."""
    port = _free()
    arguments = (each.format(port=port) for each in start.arguments)
    before = time.perf_counter()
    popen = spawn(*arguments, core=SERVER, env={**start.env, "REGIOLIJN_PORT": str(port)})
    try:
        while not _ready(port):
            assert popen.poll() is None, f"{start.name} ended"
            assert time.perf_counter() - before < PATIENCE, f"{start.name} does not get ready"
            time.sleep(0.002)
        return time.perf_counter() - before, _memory(popen), Process(start.name, popen, port).cpu
    finally:
        stop(popen)


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ready(port: int) -> bool:
    """Bare Bolt knows no such page, and is ready as soon as it says so."""
    try:
        with urllib.request.urlopen(WHERE.format(port=port), timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except urllib.error.HTTPError as said:
        return said.code == 404
    except OSError:
        return False


def _memory(popen: subprocess.Popen[str]) -> float:
    """Resident megabytes; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{popen.pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1000 if found else 0.0
