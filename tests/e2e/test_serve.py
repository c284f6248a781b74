"""The process as it is run for real: `serve` against a Slack on this machine, over HTTP and by Socket Mode, until it stops."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp
import pytest

from tests.e2e.serving import address, on_slack, running, settings, until
from tests.fake_slack import Fail, FakeSlack, fake_slack
from tests.slack_people import Hands, SlackPeople, SocketPeople

pytestmark = pytest.mark.e2e

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."


@asynccontextmanager
async def served(slack: FakeSlack, folder: Path, way_in: str) -> AsyncIterator[Hands]:
    """`regiolijn serve`, and the people who reach it."""
    async with running("serve", _environment(slack, folder, way_in)) as ready, aiohttp.ClientSession() as session:
        over_http = SlackPeople(slack, address(ready), session)
        yield over_http if way_in == "http" else SocketPeople(slack)


def _environment(slack: FakeSlack, folder: Path, way_in: str) -> dict[str, str]:
    proof = {"slack_signing_secret": slack.secret} if way_in == "http" else {"slack_app_token": slack.app_token}
    return settings(
        database_url=f"sqlite:///{folder / 'regiolijn.db'}",
        organisation=on_slack(folder, lambda name: slack.add_channel("C" + name.upper().replace("-", ""))),
        slack_bot_token=slack.token,
        slack_api_url=slack.url,
        **proof,
    )


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
            await until(lambda: slack.messages("CDIRMEVA") and slack.direct(noor))
        async with served(slack, tmp_path, way_in) as people:
            card = slack.messages("CDIRMEVA")[0]
            assert (await people.press(ruben, "Ik pak dit op", card)).status == 200
            await until(lambda: "opgepakt" in card.words and len(slack.direct(noor)) == 2)
        receipt, news = slack.direct(noor)
        assert "opgepakt door Ruben Alting" in receipt.words
        assert re.search(r"Ruben Alting \(MEVA\) heeft K-\d{4}-0001 opgepakt", news.words)
        [reply] = slack.thread(card)
        assert re.fullmatch(r"K-\d{4}-0001 opgepakt door Ruben Alting \(MEVA\)\.", reply.text)


async def test_whoever_stops_it_as_soon_as_it_says_that_it_listens_stops_it_cleanly(tmp_path: Path):
    async with fake_slack() as slack, running("serve", _environment(slack, tmp_path, "http")) as ready:
        assert ready.endswith(": slack.\n")


async def test_what_waited_for_slack_is_sent_by_a_process_that_only_works(tmp_path: Path):
    async with fake_slack() as slack:
        noor = slack.add_user("U0NOOR", "Noor Habets", "noor.habets@example.nl")
        for method in ("chat.postMessage", "conversations.open"):
            slack.fail(method, Fail.BROKEN, times=20)
        async with served(slack, tmp_path, "http") as people:
            assert (await people.slash(noor, STAGE)).status == 200
            assert (await people.submit(noor)).status == 200
            await until(lambda: slack.called("chat.postMessage"))
        assert slack.messages("CDIRMEVA") == []
        slack.mend()
        database = tmp_path / "regiolijn.db"
        _moved_on(database)
        async with running("work", _environment(slack, tmp_path, "http")):
            await until(lambda: slack.messages("CDIRMEVA") and slack.direct(noor))


def _moved_on(database: Path) -> None:
    """The time in which a message that may have arrived is let rest has passed."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE lanes SET not_before = '2026-01-01 00:00:00.000000'")
