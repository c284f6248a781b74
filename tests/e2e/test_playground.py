"""A newcomer's first minutes: the real product, started as `make demo` starts it, in a real browser."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import PHONE, Visit
from tests.e2e.serving import READY

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

NOOR, RUBEN = "Noor Habets", "Ruben Alting"


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[str]:
    """The running demo; at the end it stops when asked and has nothing to complain about."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("REGIOLIJN_")}
    command = (sys.executable, "-m", "bot", "demo", "--port", "0", "--folder", str(folder))
    process = await asyncio.create_subprocess_exec(*command, env=settings, stdout=PIPE, stderr=PIPE)
    assert process.stdout
    assert process.stderr
    complaints = asyncio.ensure_future(process.stderr.read())
    try:
        async with asyncio.timeout(READY):
            ready = (await process.stdout.readline()).decode()
        found = re.search(r"http://localhost:\d+", ready)
        assert found, ready or (await complaints).decode()
        yield found[0] + "/"
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(READY):
            await process.wait()
        assert (await complaints).decode() == ""
    assert process.returncode == 0


async def test_file_claim_and_see_the_receipt_change_also_after_a_restart(visit: Visit, tmp_path: Path) -> None:
    async with demo(tmp_path) as url, await visit(url) as here:
        noor, ruben = here.pane(NOOR), here.pane(RUBEN)
        await here.keeps("demo-1-start")
        await noor.locator(".samples button").first.click()
        await here.page.keyboard.press("Enter")
        await expect(noor.get_by_role("dialog")).to_be_visible()
        await here.keeps("playground-form")
        await noor.get_by_role("button", name="Melden").click()
        receipt = noor.get_by_role("article").filter(has_text="Je knelpunt K-")
        await expect(receipt).to_be_visible()
        await ruben.get_by_role("button", name="dir-meva").click()
        await here.keeps("demo-3-filed")
        await ruben.get_by_role("button", name="Ik pak dit op").click()
        await expect(receipt).to_contain_text("opgepakt door Ruben Alting")
        assert await here.violations() == []
        await ruben.get_by_role("button", name="Overslaan").click()
        await expect(ruben.get_by_role("button", name="Ik pak dit op")).to_have_count(0)
        await here.keeps("playground-claimed")
        await here.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        await here.page.get_by_role("button", name="Begrepen").click()
        await expect(receipt).to_be_in_viewport()
        await here.keeps("playground-phone")

    async with demo(tmp_path) as url, await visit(url) as again:
        await expect(again.pane(NOOR).get_by_text("opgepakt door Ruben Alting")).to_be_visible()
