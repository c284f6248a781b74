"""Regiolijn as it is run for real: a process of its own, with the settings of a Slack on this machine."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.examples import VWS

READY = 120.0
"""Seconds for a process to start, to stop, or to have done its work, on a machine that does much else."""


@asynccontextmanager
async def running(command: str, environment: dict[str, str]) -> AsyncIterator[str]:
    """A process, with the line that says it is ready. At the end it is asked to stop, and stops cleanly."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", command, env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode()
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), READY) == 0
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def address(ready: str) -> str:
    """Where a process listens, by the line that says it is ready."""
    port = re.search(r":(\d+):", ready)
    assert port is not None, ready
    return f"http://127.0.0.1:{port[1]}"


def settings(**values: object) -> dict[str, str]:
    """The environment of a process with these settings and no other, their names in small letters; any free port."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REGIOLIJN_")}
    return kept | {f"REGIOLIJN_{name.upper()}": str(value) for name, value in {"port": 0, **values}.items()}


def on_slack(folder: Path, channel: Callable[[str], str]) -> Path:
    """The example organisation with its channels on Slack as well; `channel` gives the id for a name."""

    def bound(found: re.Match[str]) -> str:
        return f"channels: {{playground: {found[1]}, slack: {channel(found[1])}}}"

    text = (VWS / "organisation.yaml").read_text(encoding="utf-8")
    path = folder / "organisation.yaml"
    path.write_text(re.sub(r"\bchannels: \{playground: ([a-z-]+)\}", bound, text), encoding="utf-8")
    return path


async def until(happened: Callable[[], object]) -> None:
    """The worker lives in another process: look until it has done its work."""
    async with asyncio.timeout(READY):
        while not happened():  # noqa: ASYNC110 - another process cannot set an event
            await asyncio.sleep(0.05)
