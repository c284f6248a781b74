"""The same in more than one region, in the real product: joined, made one bundle, solved and told, and passed on to a fourth."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.conftest import PHONE, WIDE, Visit, Visitor
from tests.e2e.test_playground import NOOR, RUBEN, demo
from tests.e2e.test_playground_escalation import MARIJKE, pressed

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

LONNEKE, DAAN, ELLEN = "Lonneke Wisse", "Daan Roosen", "Ellen Wesselink"
NURSES = "de erkenning van een Duits diploma van verpleegkundigen in het BIG-register duurt negen maanden."
ELSEWHERE = "verpleegkundigen met een Duits diploma wachten maanden op het BIG-register."


async def sits_down(here: Visitor, name: str, *, instead_of: str) -> Locator:
    """Somebody else in a pane; it, from then on."""
    seat = here.pane(instead_of).get_by_label("Je bent nu")
    theirs = await seat.locator("option").filter(has_text=name).first.inner_text()
    await seat.select_option(label=theirs)
    await expect(here.pane(name)).to_be_visible()
    return here.pane(name)


async def asks(here: Visitor, person: str, words: str) -> Locator:
    """Types and sends the form; what was filed already and is like it."""
    await here.types(person, f"/knelpunt {words}")
    await pressed(here.pane(person), "Melden")
    like = here.pane(person).get_by_role("dialog")
    await expect(like.get_by_role("heading", name="Dit lijkt erop")).to_be_visible()
    return like


async def tells(pane: Locator) -> None:
    """The solution, in a region of one's own."""
    await pressed(pane, "Teruggekoppeld")
    form = pane.get_by_role("dialog")
    await form.get_by_label("Aan wie heb je het verteld?").fill("De regiotafel arbeidsmarkt")
    await form.get_by_label("Wat zegt de regio?").select_option("helped")
    await pressed(form, "Opslaan")


async def holds(here: Visitor, person: str, state: str) -> None:
    """Nothing is in anybody's way, at a desk and on a phone in the hands of this person, by day and by night."""
    who = here.page.get_by_role("navigation", name="Wie ben je?")
    for size, view in ((PHONE, person.split()[0]), (WIDE, "Naast elkaar")):
        await here.page.set_viewport_size({"width": size[0], "height": size[1]})
        await who.get_by_role("button", name=view).click()
        for scheme in ("dark", "light"):
            await here.page.emulate_media(color_scheme=scheme)
            assert await here.violations() == [], (state, size, scheme)
            await here.keeps(
                f"playground-{'phone-' if size == PHONE else ''}{state}{'-dark' if scheme == 'dark' else ''}"
            )


async def test_what_one_region_has_others_join_and_what_solves_it_is_passed_on(visit: Visit, tmp_path: Path) -> None:
    async with demo(tmp_path) as url, await visit(url) as here:
        noor, ruben = here.pane(NOOR), here.pane(RUBEN)
        await here.types(NOOR, f"/knelpunt Zuid-Limburg: {NURSES}")
        await pressed(noor, "Melden")
        await ruben.get_by_role("button", name="dir-meva").click()
        lonneke = await sits_down(here, LONNEKE, instead_of=MARIJKE)
        like = await asks(here, LONNEKE, f"Zeeland: {ELSEWHERE}")
        await expect(like).to_contain_text(re.compile(r"K-\d{4}-0001 uit Zuid-Limburg, bij MEVA"))
        await holds(here, LONNEKE, "seen-before")
        await like.get_by_label("Wat wil je doen?").select_option(index=0)
        await pressed(like, "Verder")
        joint = lonneke.get_by_role("article").filter(has_text="Jullie knelpunt K-")
        await expect(joint).to_be_visible()
        await expect(joint.get_by_role("button", name="Trek in")).to_have_count(0)

        await sits_down(here, DAAN, instead_of=LONNEKE)
        await pressed(await asks(here, DAAN, f"Noord- en Midden-Limburg: {ELSEWHERE}"), "Verder")
        await pressed(ruben, "Maak er één bundel van")
        await expect(ruben.get_by_text("is nu een bundel van 3 regio's.")).to_be_visible()
        await holds(here, RUBEN, "bundle")
        await sits_down(here, ELLEN, instead_of=DAAN)
        await pressed(await asks(here, ELLEN, f"Twente: {ELSEWHERE}"), "Verder")

        card = ruben.get_by_role("article").filter(has_text=re.compile(r"K-\d{4}-0001 · Zuid-Limburg"))
        await pressed(card, "Ik pak dit op")
        await pressed(ruben, "Overslaan")
        await pressed(card, "Opgelost")
        form = ruben.get_by_role("dialog")
        await form.get_by_label("Wat voor oplossing is het?").select_option("arrangement")
        await form.get_by_label("Wat kan de regio nu?").fill("Werken onder supervisie kan vanaf nu.")
        await form.get_by_label("Waar staat dit nu in beleid?").select_option("letter")
        await form.get_by_label("Blijft dit zo?").select_option("no")
        await form.get_by_label("Wat leert beleid hiervan?").fill("De inspectie denkt graag vooraf mee.")
        await pressed(form, "Opgelost")
        await tells(noor)
        await tells(await sits_down(here, DAAN, instead_of=ELLEN))
        await expect(noor.get_by_text("teruggekoppeld in Noord- en Midden-Limburg")).to_be_visible()
        await tells(await sits_down(here, LONNEKE, instead_of=DAAN))
        await expect(card).to_contain_text("gesloten")

        await here.page.get_by_role("button", name="Volgende werkdag").click()
        await pressed(noor, "Deel de oplossing")
        ellen = await sits_down(here, ELLEN, instead_of=LONNEKE)
        await expect(ellen.get_by_text("Herkenbaar in Twente")).to_be_visible()
        await holds(here, ELLEN, "shared")
        await pressed(ellen, "Herkenbaar bij ons")
        await expect(ellen.get_by_text("Genoteerd: K-")).to_be_visible()
