"""The week in the real product: asked for in between, on Monday once in every channel, and how things stand on a map."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.conftest import PHONE, WIDE, Visit, Visitor
from tests.e2e.test_playground import NOOR, RUBEN, demo

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

MARIJKE = "Marijke Oldenhof"


def answer(pane: Locator) -> Locator:
    """The newest private answer."""
    return pane.get_by_role("article").filter(has_text="Alleen zichtbaar voor jou").last


async def holds(here: Visitor, state: str) -> None:
    """Nothing is in anybody's way, and nothing is wider than its pane."""
    await here.keeps(f"digest-{state}")
    assert await here.violations() == [], state
    narrow = "() => [...document.querySelectorAll('.log')].every(log => log.scrollWidth <= log.clientWidth)"
    assert await here.page.evaluate(narrow), state


async def monday(here: Visitor) -> None:
    """The clock over a Monday, until all that fell due has been delivered."""
    button = here.page.get_by_role("button", name="Volgende maandag 09.00")
    await button.click()
    await expect(button).to_be_enabled()


async def test_the_week_is_read_in_between_and_comes_on_monday_once(visit: Visit, tmp_path: Path) -> None:
    async with demo(tmp_path) as url, await visit(url) as here:
        noor, ruben = here.pane(NOOR), here.pane(RUBEN)
        await noor.locator(".samples button").first.click()
        await here.page.keyboard.press("Enter")
        await noor.get_by_role("button", name="Melden").click()
        await ruben.get_by_role("button", name="dir-meva").click()
        await expect(ruben.get_by_role("button", name="Ik pak dit op")).to_be_visible()
        await here.types(RUBEN, "/knelpunt weekbericht")
        await expect(answer(ruben).get_by_role("heading", name="MEVA: deze week tot nu toe")).to_be_visible()
        await expect(answer(ruben).get_by_role("img", name="Nieuw en teruggekoppeld per week")).to_be_visible()
        await holds(here, "so-far")
        await ruben.get_by_role("link", name="K-").first.press("Enter")
        await expect(ruben.locator("article:focus")).to_contain_text("Ik pak dit op")

        week = ruben.get_by_role("article").filter(has=here.page.get_by_role("heading", name="Weekoverzicht MEVA"))
        await monday(here)
        await expect(week).to_have_count(1)
        await expect(week).to_contain_text("Nieuw: 1")
        await holds(here, "monday")
        for _ in range(3):  # in a week with free days nothing may become late
            await monday(here)
        await expect(week.filter(has_text="Te laat: 1").first).to_be_visible()
        await expect(week.filter(has_text="Nieuw: 1")).to_have_count(1)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
async def test_a_commissaris_sees_how_things_stand(visit: Visit, tmp_path: Path, size: tuple[int, int]) -> None:
    async with demo(tmp_path) as url, await visit(url, size) as here:
        who = here.page.get_by_role("navigation", name="Wie ben je?")
        noor, marijke = here.pane(NOOR), here.pane(MARIJKE)
        await noor.locator(".samples button").first.click()
        await here.page.keyboard.press("Enter")
        await noor.get_by_role("button", name="Melden").click()
        await expect(noor.get_by_text("Je knelpunt K-")).to_be_visible()
        await who.get_by_role("button", name="Marijke").click()
        await here.types(MARIJKE, "/knelpunt stand")
        await expect(answer(marijke).get_by_role("img", name="Waar speelt het?")).to_be_visible()
        await expect(answer(marijke).get_by_role("row", name="Zuid-Limburg").get_by_role("cell").first).to_have_text(
            "1"
        )
        await holds(here, f"stand-{size[0]}")
        await here.types(MARIJKE, "/knelpunt stand thema")
        await expect(answer(marijke).get_by_role("img", name="Open en teruggekoppeld per thema")).to_be_visible()
        await holds(here, f"stand-theme-{size[0]}")
