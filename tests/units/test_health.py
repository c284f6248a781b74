"""What is told to whoever watches the process: waiting is told, and is no reason to restart."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer

from adapters import web
from bot.conversation import Place
from bot.organisation import Organisation
from bot.serving import serving
from bot.store.orders import Order
from tests.contract.store_words import NOW


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
