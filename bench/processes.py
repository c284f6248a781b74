"""Processes that are measured: each on a core of its own choice, and asleep while another has its turn."""

from __future__ import annotations

import asyncio
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

_CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
SERVER, LOAD = _CORES[0], _CORES[-1]
"""Who is measured on the one, who asks and the stand-in of Slack on the other; the same where there is only one."""

PATIENCE = 60.0
"""Seconds within which a server must say that it listens."""

IDLE = 0.05
"""Seconds of processor time within one second that a process may take while it does nothing."""

_PORT = re.compile(r"127\.0\.0\.1:(\d+)|localhost:(\d+)")


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """Whatever starts inside stays on this core."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def processor_time(pid: int) -> float:
    """Seconds of processor time that another process has used so far; 0 where the system does not tell."""
    clock = (~pid << 3) | 2  # how Linux names the clock of another process
    return time.clock_gettime(clock) if sys.platform == "linux" else 0.0


@dataclass(frozen=True)
class Process:
    """A running server."""

    name: str
    popen: subprocess.Popen[str]
    port: int

    @property
    def cpu(self) -> float:
        """Seconds of processor time it has used so far; 0 where the system does not tell."""
        return processor_time(self.popen.pid)

    @contextmanager
    def awake(self) -> Iterator[None]:
        """Let it run; outside this block it takes nothing from whoever is measured."""
        self.popen.send_signal(signal.SIGCONT)
        try:
            yield
        finally:
            self.popen.send_signal(signal.SIGSTOP)


async def rested(process: Process) -> None:
    """Return once it has done what a start brings along: what was filed before is read again beside everything else."""
    async with asyncio.timeout(PATIENCE):
        spent = -1.0
        while process.cpu - spent > IDLE:
            spent = process.cpu
            await asyncio.sleep(1)


def spawn(*arguments: str, core: int, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """`python -m ...` on a core, with these variables added to the environment."""
    with on_core(core):
        return subprocess.Popen(
            [sys.executable, "-m", *arguments], stdout=subprocess.PIPE, text=True, env={**os.environ, **(env or {})}
        )


@contextmanager
def serving(name: str, *arguments: str, core: int, env: Mapping[str, str] | None = None) -> Iterator[Process]:
    """A server from the moment it says on which port it listens; stopped at the end."""
    popen = spawn(*arguments, core=core, env=env)
    try:
        assert popen.stdout is not None
        ready, _, _ = select.select([popen.stdout], [], [], PATIENCE)
        said = popen.stdout.readline() if ready else "nothing"
        found = _PORT.search(said)
        assert found is not None, f"{name} did not start: {said!r}"
        yield Process(name, popen, int(found[1] or found[2]))
    finally:
        popen.send_signal(signal.SIGCONT)
        stop(popen)


def stop(popen: subprocess.Popen[str]) -> None:
    """End it as a service manager does."""
    popen.terminate()
    try:
        popen.wait(timeout=15)
    except subprocess.TimeoutExpired:
        popen.kill()
        popen.wait()
