"""The process as it is run for real: `serve` against a Slack on this machine, over HTTP and by Socket Mode, until it stops."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp
import pytest

from bot.examples import VWS
from tests.fake_slack import Fail, FakeSlack, fake_slack
from tests.slack_people import Hands, SlackPeople, SocketPeople

pytestmark = pytest.mark.e2e

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."


@asynccontextmanager
async def served(slack: FakeSlack, folder: Path, way_in: str) -> AsyncIterator[Hands]:
    """`regiolijn serve` as a process of its own; at the end it is asked to stop, and stops cleanly."""
    environment = _environment(slack, folder, way_in)
    async with _running("serve", environment) as ready, aiohttp.ClientSession() as session:
        port = re.search(r":(\d+):", ready)
        assert port is not None, ready
        over_http = SlackPeople(slack, f"http://127.0.0.1:{port[1]}", session)
        yield over_http if way_in == "http" else SocketPeople(slack)


def _environment(slack: FakeSlack, folder: Path, way_in: str) -> dict[str, str]:
    proof = {"http": ("SIGNING_SECRET", slack.secret), "socket": ("APP_TOKEN", slack.app_token)}[way_in]
    settings = {
        "DATABASE_URL": f"sqlite:///{folder / 'regiolijn.db'}",
        "ORGANISATION": str(_organisation(slack, folder)),
        "PORT": "0",
        "SLACK_BOT_TOKEN": slack.token,
        f"SLACK_{proof[0]}": proof[1],
        "SLACK_API_URL": slack.url,
    }
    return {**os.environ, **{f"REGIOLIJN_{name}": value for name, value in settings.items()}}


@asynccontextmanager
async def _running(command: str, environment: dict[str, str]) -> AsyncIterator[str]:
    """A process, with the line that says it is ready."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", command, env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    yield (await process.stdout.readline()).decode()
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 10) == 0


def _organisation(slack: FakeSlack, folder: Path) -> Path:
    """The example, its channels on Slack as well."""

    def on_slack(found: re.Match[str]) -> str:
        channel = "C" + found[1].upper().replace("-", "")
        slack.add_channel(channel)
        return f"channels: {{playground: {found[1]}, slack: {channel}}}"

    text = (VWS / "organisation.yaml").read_text(encoding="utf-8")
    path = folder / "organisation.yaml"
    path.write_text(re.sub(r"\bchannels: \{playground: ([a-z-]+)\}", on_slack, text), encoding="utf-8")
    return path


async def _until(happened: Callable[[], object]) -> None:
    """The worker lives in another process: look until it has done its work."""
    for _ in range(200):
        if happened():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not happen within ten seconds")


@pytest.mark.parametrize("way_in", ["http", "socket"])
async def test_a_knelpunt_is_filed_and_claimed_through_the_real_process_and_survives_its_restart(
    tmp_path: Path, way_in: str
):
    async with fake_slack() as slack:
        noor = slack.add_user("U0NOOR", "Noor Habets", "noor.habets@example.nl")
        ruben = slack.add_user("U0RUBEN", "Ruben Alting", "ruben.alting@example.nl")
        async with served(slack, tmp_path, way_in) as people:
            assert (await people.slash(noor, STAGE)).status == 200
            assert (await people.submit(noor)).status == 200
            await _until(lambda: slack.messages("CDIRMEVA") and slack.direct(noor))
        async with served(slack, tmp_path, way_in) as people:
            card = slack.messages("CDIRMEVA")[0]
            assert (await people.press(ruben, "Ik pak dit op", card)).status == 200
            await _until(lambda: "opgepakt" in card.words and len(slack.direct(noor)) == 2)
        receipt, news = slack.direct(noor)
        assert "opgepakt, door Ruben Alting" in receipt.words
        assert "Ruben Alting (MEVA) heeft K-2026-0001 opgepakt" in news.words
        assert [reply.text for reply in slack.thread(card)] == ["K-2026-0001 opgepakt door Ruben Alting (MEVA)."]


async def test_what_waited_for_slack_is_sent_by_a_process_that_only_works(tmp_path: Path):
    async with fake_slack() as slack:
        noor = slack.add_user("U0NOOR", "Noor Habets", "noor.habets@example.nl")
        for method in ("chat.postMessage", "conversations.open"):
            slack.fail(method, Fail.BROKEN, times=20)
        async with served(slack, tmp_path, "http") as people:
            assert (await people.slash(noor, STAGE)).status == 200
            assert (await people.submit(noor)).status == 200
            await _until(lambda: slack.called("chat.postMessage"))
        assert slack.messages("CDIRMEVA") == []
        slack.mend()
        database = tmp_path / "regiolijn.db"
        _moved_on(database)
        async with _running("work", _environment(slack, tmp_path, "http")):
            await _until(lambda: slack.messages("CDIRMEVA") and slack.direct(noor))


def _moved_on(database: Path) -> None:
    """The time in which a message that may have arrived is let rest has passed."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE lanes SET not_before = '2026-01-01 00:00:00.000000'")
