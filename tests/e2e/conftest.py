"""A real browser for the end-to-end tests, and the words in which they look at the page."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from adapters.playground import connect
from tests.e2e.play import Play

SCREENSHOTS = Path("screenshots")
WIDE, PHONE = (1440, 900), (360, 740)
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
Visit = Callable[..., Awaitable["Visitor"]]

PATIENCE = 60_000
"""Milliseconds until what was accepted has been delivered, on a machine that does much else."""

expect.set_options(timeout=PATIENCE)


class Visitor:
    """Somebody at the page. Panes are named by the person who stands in them."""

    def __init__(self, page: Page, faults: list[str]) -> None:
        self.page = page
        self.faults = faults  # what the browser itself complained about

    async def __aenter__(self) -> Visitor:
        return self

    async def __aexit__(self, *failed: object) -> None:
        """Gone before whoever serves the page is: the browser complains of a lost line."""
        await self.page.close()

    def pane(self, person: str) -> Locator:
        """The chat of one person."""
        return self.page.get_by_role("region", name=person, exact=True)

    async def types(self, person: str, words: str) -> None:
        """Words in the composer, and Enter."""
        await self.pane(person).locator(".composer textarea").fill(words)
        await self.page.keyboard.press("Enter")

    async def violations(self) -> list[str]:
        """What axe finds; nothing when all is well."""
        found = await Axe().run(self.page)
        return [f"{fault['id']}: {node['html']}" for fault in found.response["violations"] for node in fault["nodes"]]

    async def keeps(self, name: str) -> None:
        """A screenshot, for people to look at."""
        await self.page.screenshot(path=SCREENSHOTS / f"{name}.png")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium as the system has it."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.fail("The browser tests need Chromium (Debian, Ubuntu: sudo apt install chromium).")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    """Open the page at an address in a browser that has never been there; at the end nothing may have gone wrong.

    Ask for it after `url`: what is asked for last is gone first, and the browser complains of a lost line.
    """
    visitors: list[Visitor] = []

    async def open_at(url: str, size: tuple[int, int] = WIDE, *, dark: bool = False, touch: bool = False) -> Visitor:
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            reduced_motion="reduce",
            locale="nl-NL",
        )
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
        page.on(
            "request", lambda asked: None if asked.url.startswith(url.partition("?")[0]) else faults.append(asked.url)
        )
        await page.goto(url)
        await page.wait_for_selector("body[data-ready]")
        visitors.append(Visitor(page, faults))
        return visitors[-1]

    yield open_at
    faults = [fault for visitor in visitors for fault in visitor.faults]
    for visitor in visitors:
        await visitor.page.context.close()
    assert faults == []


@pytest_asyncio.fixture(loop_scope="session")
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    """A scripted world behind a real playground."""
    play = Play()
    play.room = connect(play.stage, tmp_path / "chat.db", play.answer)
    await play.room.start()
    yield play
    await play.room.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def url(play: Play) -> AsyncIterator[str]:
    """Where its page is."""
    assert play.room
    app = web.Application()
    app.add_routes(play.room.routes)
    async with TestServer(app) as server:
        yield f"http://localhost:{server.port}/"
        await play.room.let_go()
