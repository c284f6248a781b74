"""The stand-ins keep to themselves: this machine only, and nothing of them stays behind."""

from __future__ import annotations

import asyncio
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.e2e.serving import until
from tests.e2e.stand_ins.starting import EMULATE, PLAYGROUND, stand_in

pytestmark = pytest.mark.e2e

STARTS = {
    EMULATE: ("start", "--service", "slack"),
    PLAYGROUND: ("start", "--channel-id", "msteams", "--disable-telemetry"),
}


def answers(host: str, url: str) -> bool:
    """Whether somebody listens there, at the port of this address."""
    try:
        socket.create_connection((host, urlsplit(url).port or 0), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("script", STARTS)
async def test_a_stand_in_listens_on_this_machine_only_until_the_test_is_over(script: str, tmp_path: Path):
    async with stand_in(script, *STARTS[script], folder=tmp_path, TEAMSAPPTESTER_BROWSER="none") as url:
        await until(lambda: answers("127.0.0.1", url))
        assert not answers("127.0.0.2", url), "it listens on every interface"
        assert not answers("::1", url), "it listens on every interface"
    assert not answers("127.0.0.1", url)


LIFE = """
import asyncio, pathlib, sys
from tests.e2e.stand_ins.starting import EMULATE, stand_in

async def main():
    async with stand_in(EMULATE, "start", "--service", "slack", folder=pathlib.Path(sys.argv[1])) as url:
        print(url, flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_a_stand_in_ends_when_the_tests_are_killed(tmp_path: Path):
    tests = await asyncio.create_subprocess_exec(
        sys.executable, "-c", LIFE, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert tests.stdout is not None
    url = (await tests.stdout.readline()).decode().strip()
    assert answers("127.0.0.1", url)
    tests.kill()
    await tests.wait()
    await until(lambda: not answers("127.0.0.1", url))
