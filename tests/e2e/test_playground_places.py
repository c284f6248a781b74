"""Somebody who reads every channel after a busy week: what is new stays in two rows, the rest one press away."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, expect

from bot.cards import Card
from tests.e2e.conftest import PHONE, WIDE, Visit
from tests.e2e.play import Play
from tests.e2e.test_playground_page import MARIJKE, be

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

REST = re.compile(r"^Nog \d kanalen \(\d+ nieuw\)$")


async def rows(listed: Locator) -> int:
    """How many rows the visible entries of a list take."""
    tops = await listed.evaluate_all("items => items.filter(i => i.offsetHeight).map(i => i.offsetTop)")
    return len(set(tops))


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
async def test_two_rows_and_a_button_for_the_rest(url: str, visit: Visit, play: Play, size: tuple[int, int]) -> None:
    marijke = next(player for player in play.stage.people if player.key == "marijke")
    for week, place in enumerate((*marijke.places, "dir-iza")):
        await play.posts(place, Card(f"Weekoverzicht {week}"))
    here = await visit(url, size)
    if size == PHONE:
        await be(here, "Marijke")
    pane = here.pane(MARIJKE)
    more, iza = pane.get_by_role("button", name=REST), pane.get_by_role("button", name="dir-iza")
    await expect(more).to_be_visible()
    await expect(more).to_have_attribute("aria-expanded", "false")
    assert await rows(pane.locator(".places > ul:first-child > li")) == 2
    await expect(iza).to_be_visible()  # it has the most that is new
    await more.press("Enter")
    await expect(more).to_be_focused()
    await expect(more).to_have_attribute("aria-expanded", "true")
    assert await here.violations() == []
    hidden = pane.locator(".rest button").last
    name = await hidden.get_attribute("data-address")
    await hidden.press("Enter")
    chosen = pane.locator(f"[data-address={name}]")
    await expect(chosen).to_be_focused()
    await expect(chosen).to_have_attribute("aria-current", "true")
    await expect(pane.locator(".rest")).to_be_hidden()
    assert await rows(pane.locator(".places > ul:first-child > li")) == 2
    await pane.get_by_role("button", name=REST).press("Enter")
    await pane.locator(".rest button").first.press("Escape")
    await expect(pane.get_by_role("button", name=REST)).to_be_focused()
    await pane.get_by_role("button", name=REST).press("Enter")
    await pane.get_by_label("Je bent nu").select_option("femke")
    await expect(here.page.locator("[data-person=femke]:visible .more button")).to_have_attribute(
        "aria-expanded", "false"
    )


async def test_beside_a_wide_conversation_everything_in_use_is_listed(url: str, visit: Visit, play: Play) -> None:
    for place in play.stage.places:
        await play.posts(place.address, Card("Weekoverzicht"))
    here = await visit(url)
    await be(here, "Femke")
    await expect(here.pane("Femke Dijkgraaf").locator(".places > ul:first-child .place")).to_have_count(
        1 + len(play.stage.places)
    )
