"""What a trainer shows in a minute: a knelpunt that stalls, the regiocommissaris who gives room, and the region that is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.conftest import Visit
from tests.e2e.test_playground import NOOR, RUBEN, demo

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

MARIJKE = "Marijke Oldenhof"


async def pressed(pane: Locator, label: str) -> None:
    """The newest button with this label."""
    await pane.get_by_role("button", name=label, exact=True).last.click()


async def test_silence_climbs_to_the_commissaris_who_gives_room_and_the_region_is_told(
    visit: Visit, tmp_path: Path
) -> None:
    async with demo(tmp_path) as url, await visit(url) as here:
        noor, ruben, marijke = (here.pane(name) for name in (NOOR, RUBEN, MARIJKE))
        await noor.locator(".samples button").first.click()
        await here.page.keyboard.press("Enter")
        await noor.get_by_role("button", name="Melden").click()
        await ruben.get_by_role("button", name="dir-meva").click()
        await pressed(ruben, "Ik pak dit op")
        await pressed(ruben, "Overslaan")
        for _ in range(6):
            await here.page.get_by_role("button", name="Volgende werkdag").click()
            await expect(here.page.get_by_role("button", name="Volgende werkdag")).to_be_enabled()
        await expect(marijke.get_by_text("geen voortgang").last).to_be_visible()
        await here.keeps("playground-ladder")
        await pressed(marijke, "Besluit")
        await pressed(marijke, "Geef experimenteerruimte")
        form = marijke.get_by_role("dialog")
        await form.get_by_label("Wat is de grens?").fill("Werken onder supervisie, tot de registratie rond is.")
        await form.get_by_label("Tot welke dag?").fill("2099-12-31")
        await form.get_by_label("Onder welke voorwaarde?").fill("De inspectie is akkoord met het plan.")
        await form.get_by_label("Is de juridische toets").select_option("yes")
        await form.get_by_label("Wanneer is de evaluatie?").fill("2099-09-01")
        await here.keeps("ladder-2-decision-form")
        assert await here.violations() == []
        await pressed(form, "Besluit")
        await expect(noor.get_by_text("B-").last).to_be_visible()
        await here.keeps("playground-decided")
        await pressed(ruben, "Opgelost")
        form = ruben.get_by_role("dialog")
        await form.get_by_label("Wat voor oplossing is het?").select_option("sandbox")
        await form.get_by_label("Wat kan de regio nu?").fill("Werken onder supervisie kan vanaf nu.")
        await form.get_by_label("Waar staat dit nu in beleid?").select_option("letter")
        await form.get_by_label("Blijft dit zo?").select_option("no")
        await pressed(form, "Opgelost")
        await pressed(noor, "Teruggekoppeld")
        form = noor.get_by_role("dialog")
        await form.get_by_label("Aan wie heb je het verteld?").fill("De regiotafel arbeidsmarkt")
        await form.get_by_label("Wat zegt de regio?").select_option("helped")
        await pressed(form, "Opslaan")
        await expect(noor.get_by_text("gesloten").last).to_be_visible()
        await here.keeps("ladder-4-closed")
        assert await here.violations() == []
