"""A phone in a car park: a thumb, half a screen, a line that drops. Nothing is too small, out of sight or lost."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.cards import Card
from tests.e2e.conftest import PHONE, Visit, Visitor
from tests.e2e.play import Play
from tests.e2e.test_playground_page import NOOR, RUBEN, TEXT, be, files

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

KEYBOARD = 320  # pixels it takes

SMALL = """() => [...document.querySelectorAll("a[href], button, summary, select, input, textarea")]
  .filter((each) => each.checkVisibility() && !each.closest(".skip, li:not(.more) > a, .card p, .listed"))
  .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""

ZOOMS = """() => [...document.querySelectorAll("select, input, textarea")]
  .filter((each) => parseFloat(getComputedStyle(each).fontSize) < 16).map((each) => each.id)"""


async def fits(here: Visitor) -> None:
    """A thumb hits everything, and no field makes the phone zoom in."""
    assert await here.page.evaluate(SMALL) == []
    assert await here.page.evaluate(ZOOMS) == []


async def test_a_thumb_hits_everything(url: str, visit: Visit) -> None:
    here = await visit(url, PHONE)
    await fits(here)
    await here.types(NOOR, "/knelpunt")
    pane = here.pane(NOOR)
    await pane.get_by_role("button", name="Dien in").click()
    await expect(pane.locator(".errors")).to_be_in_viewport()
    await fits(here)
    await pane.locator(".errors a").click()
    await expect(pane.locator("label", has_text="Wat speelt er?")).to_be_in_viewport(ratio=0.9)
    await pane.get_by_label("Wat speelt er?").fill(TEXT * 12)
    await here.page.keyboard.press("Escape")
    await fits(here)
    await here.page.keyboard.press("Escape")
    await pane.get_by_label("Wat speelt er?").fill(TEXT * 4)
    await pane.get_by_role("button", name="Dien in").click()
    await be(here, "Ruben")
    await here.pane(RUBEN).get_by_role("button", name="Ik pak dit op").click()
    await expect(here.pane(RUBEN).get_by_text("1 antwoord", exact=True)).to_be_visible()
    await fits(here)


async def test_the_newest_stays_in_sight_above_the_keyboard(url: str, visit: Visit, play: Play) -> None:
    here = await visit(url, PHONE)
    for number in range(12):
        await play.posts("regio-zuid-limburg", Card(f"Bericht {number}"))
    pane = here.pane(NOOR)
    await pane.get_by_role("button", name="regio-zuid-limburg").click()
    await expect(pane.get_by_text("Bericht 11")).to_be_in_viewport()
    await here.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1] - KEYBOARD})
    await expect(pane.get_by_text("Bericht 11")).to_be_in_viewport()
    await pane.locator(".log").evaluate("log => log.scrollTo(0, 0)")
    await here.types(NOOR, "Zelf gezegd")
    await expect(pane.get_by_text("Zelf gezegd")).to_be_in_viewport()


async def test_what_did_not_get_through_is_said_where_one_looks(url: str, visit: Visit) -> None:
    here = await visit(url, PHONE)
    await here.types(NOOR, f"/knelpunt {TEXT}")
    pane = here.pane(NOOR)
    await expect(pane.get_by_role("dialog")).to_be_visible()
    await here.page.context.set_offline(True)
    await pane.get_by_role("button", name="Dien in").click()
    await expect(pane.get_by_text("Versturen lukte niet. Je tekst staat er nog.")).to_be_in_viewport(ratio=0.9)
    await here.page.context.set_offline(False)
    await pane.get_by_role("button", name="Dien in").click()
    await expect(pane.get_by_text("Uitgezet bij MEVA")).to_be_visible()
    here.faults.clear()  # a lost line is what the browser complains about


async def test_the_focus_returns_to_a_card_that_changed_meanwhile(url: str, visit: Visit, play: Play) -> None:
    here = await visit(url, PHONE)
    await files(here)
    await be(here, "Ruben")
    pane = here.pane(RUBEN)
    await pane.get_by_role("button", name="Ik pak dit op").click()
    await pane.get_by_role("button", name="Geef terug").click()
    assert play.card
    await play.posts("dir-meva", Card("Ingetrokken door Noor Habets"), edits=play.card)
    await expect(pane.get_by_text("Ingetrokken door Noor Habets")).to_be_visible()
    await pane.get_by_role("button", name="Nee").click()
    await expect(pane.locator("article:focus")).to_contain_text("Ingetrokken door Noor Habets")


async def test_one_types_on_behind_what_is_there_and_afterwards_no_keyboard_hides_the_receipt(
    url: str, visit: Visit
) -> None:
    here = await visit(url, PHONE, touch=True)
    await here.types(NOOR, f"/knelpunt {TEXT}")
    pane = here.pane(NOOR)
    await expect(pane.get_by_label("Wat speelt er?")).to_be_focused()
    await here.page.keyboard.type(" Kan dat sneller?")
    await expect(pane.get_by_label("Wat speelt er?")).to_have_value(f"{TEXT} Kan dat sneller?")
    await pane.get_by_role("button", name="Dien in").tap()
    await expect(pane.get_by_text("Uitgezet bij MEVA")).to_be_in_viewport()
    await expect(pane.locator(".log")).to_be_focused()
