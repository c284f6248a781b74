"""What is told to whoever watches the process: waiting is told, and is no reason to restart."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import REGISTRY

from adapters import web
from bot.conversation import Place
from bot.organisation import Organisation
from bot.serving import serving
from bot.store.orders import Order
from tests.contract.store_words import NOW


def test_what_is_measured_says_what_it_is_and_is_about_nobody():
    page = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    for gauge in (each for each in REGISTRY.collect() if each.name.startswith("regiolijn_")):
        assert f"`{gauge.name}" in page
        assert len(gauge.documentation.split()) > 5
        assert {label for sample in gauge.samples for label in sample.labels} <= {"platform"}


async def test_a_message_that_waits_long_is_told_and_restarts_nobody(tmp_path: Path, organisation: Organisation):
    time = [NOW]
    async with serving(
        f"sqlite:///{tmp_path / 'regiolijn.db'}", organisation, now=lambda: time[0], migrate=True
    ) as line:
        work = line.house.store.work(now=NOW, organisation=organisation)
        work.order(Order("away:1", Place("slack", "C0AWAY"), "answer"))
        await work.commit()
        assert await line.health() == {"ok": True, "late": False, "waiting_seconds": 0, "undeliverable": 0, "stuck": 0}
        time[0] += timedelta(minutes=6)
        app = web.application([], health=line.health, ready=line.ready)
        async with TestClient(TestServer(app)) as client:
            answer = await client.get("/healthz")
            assert (answer.status, (await answer.json())["late"]) == (200, True)
            told = (await (await client.get("/metrics")).text()).splitlines()
    assert "regiolijn_waiting_seconds 360.0" in told
    assert "regiolijn_ok 1.0" in told


async def test_a_store_that_is_away_is_told_as_such_and_the_numbers_are_nobodys_guess(
    tmp_path: Path, organisation: Organisation
):
    async with serving(f"sqlite:///{tmp_path / 'regiolijn.db'}", organisation, migrate=True) as line:
        await line.store.close()
        app = web.application([], health=line.health, ready=line.ready)
        async with TestClient(TestServer(app)) as client:
            assert ((await client.get("/healthz")).status, (await client.get("/readyz")).status) == (503, 503)
            told = (await (await client.get("/metrics")).text()).splitlines()
    assert {"regiolijn_ok 0.0", "regiolijn_waiting_seconds NaN", "regiolijn_stuck NaN"} <= {*told}
