"""A chart, a map and words that lead to a message, in a real browser: wide and on a phone, by day and at night."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import PHONE, WIDE, Visit
from tests.e2e.test_playground_page import MARIJKE, RUBEN, be, files
from tests.pictured import CHART, MAP

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (PHONE, True)], ids=["wide by day", "phone at night"])
async def test_pictures_are_told_in_words_too_and_fit(
    url: str, visit: Visit, size: tuple[int, int], dark: bool
) -> None:
    here = await visit(url, size, dark=dark)
    await be(here, "Marijke")
    await here.types(MARIJKE, "/knelpunt stand")
    answer = here.pane(MARIJKE).get_by_role("article").filter(has_text="Alleen zichtbaar voor jou")
    await expect(answer.get_by_role("img", name=CHART.title)).to_be_visible()
    await expect(answer.get_by_role("img", name=MAP.title)).to_be_visible()
    row = answer.get_by_role("table", name=MAP.title).get_by_role("row", name="Groningen")
    await expect(row.get_by_role("cell")).to_have_text(["4", "1", "2"])
    await expect(answer.get_by_role("heading", name="Hoe het staat")).to_be_in_viewport()
    await here.keeps(f"pictures-{size[0]}")
    assert await here.violations() == []
    assert await here.page.evaluate(
        "() => [...document.querySelectorAll('.log')].every(log => log.scrollWidth <= log.clientWidth)"
    )


async def test_words_that_lead_to_a_message_do_when_it_is_there(url: str, visit: Visit) -> None:
    here = await visit(url)
    await files(here)
    await here.pane(RUBEN).get_by_role("button", name="Ik pak dit op").click()
    await expect(here.pane(RUBEN).get_by_text("1 antwoord", exact=True)).to_be_visible()
    pane = here.pane(MARIJKE)
    await here.types(MARIJKE, "/knelpunt stand")
    await expect(pane.get_by_text("K-2026-0002")).to_be_visible()
    await expect(pane.get_by_role("link", name="K-2026-0002")).to_have_count(0)
    await pane.get_by_role("link", name="K-2026-0001").press("Enter")
    await expect(pane.get_by_role("button", name="dir-meva")).to_have_attribute("aria-current", "true")
    await expect(pane.locator("article:focus")).to_contain_text("Opgepakt door Ruben Alting")
    await pane.get_by_role("button", name="Regiolijn").click()
    await pane.get_by_role("link", name="de laatste stap").press("Enter")
    await expect(pane.locator("article:focus")).to_contain_text("Ruben Alting pakt K-2026-0001 op.")
