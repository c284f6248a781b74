"""What somebody typed is theirs: it is not lost by Escape, by the clock, by another conversation or by another page."""

from __future__ import annotations

import pytest
from playwright.async_api import Dialog, Route, expect

from bot.cards import Card
from tests.e2e.conftest import Visit
from tests.e2e.play import Play
from tests.e2e.test_playground_page import NOOR, RUBEN, TEXT

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def test_a_form_half_filled_in_is_only_dropped_after_a_question(url: str, visit: Visit) -> None:
    here = await visit(url)
    await here.types(NOOR, "/knelpunt")
    pane = here.pane(NOOR)
    text = pane.get_by_label("Wat speelt er?")
    await text.fill(TEXT)
    await here.page.keyboard.press("Escape")
    await expect(pane.get_by_role("button", name="Ga verder")).to_be_focused()
    await expect(pane.get_by_role("button", name="Ga verder")).to_have_accessible_description(
        "Als je stopt, gaat verloren wat je hebt ingevuld."
    )
    assert await here.violations() == []
    await here.page.keyboard.press("Escape")
    await expect(text).to_be_focused()
    await expect(pane.get_by_role("button", name="Dien in")).to_be_visible()
    await pane.get_by_role("button", name="Annuleer").click()
    await pane.get_by_role("button", name="Ga verder").click()
    await expect(text).to_have_value(TEXT)
    await pane.get_by_role("button", name="Annuleer").click()
    await pane.get_by_role("button", name="Gooi weg").click()
    await expect(pane.get_by_role("dialog")).to_have_count(0)
    await expect(pane.locator(".composer textarea")).to_be_focused()


async def test_what_was_sent_in_and_came_back_is_not_dropped_either(url: str, visit: Visit) -> None:
    here = await visit(url)
    await here.types(NOOR, "/knelpunt")
    pane = here.pane(NOOR)
    await pane.get_by_label("Namens wie?").fill("de regiotafel")
    await pane.get_by_role("button", name="Dien in").click()
    await expect(pane.locator(".errors")).to_be_focused()
    await here.page.keyboard.press("Escape")
    await expect(pane.get_by_role("button", name="Gooi weg")).to_be_visible()


async def test_words_that_opened_a_form_are_back_when_it_is_left_alone(url: str, visit: Visit) -> None:
    here = await visit(url)
    await here.types(NOOR, f"/knelpunt {TEXT}")
    await expect(here.pane(NOOR).get_by_role("dialog")).to_be_visible()
    await expect(here.pane(NOOR).locator(".composer textarea")).to_have_value("")
    await here.page.keyboard.press("Escape")
    await expect(here.pane(NOOR).locator(".composer textarea")).to_have_value(f"/knelpunt {TEXT}")


async def test_a_form_stays_while_the_clock_goes_on(url: str, visit: Visit, play: Play) -> None:
    here = await visit(url)
    await here.types(NOOR, "/knelpunt")
    await here.pane(NOOR).get_by_label("Wat speelt er?").fill(TEXT)

    async def overtaken(route: Route) -> None:
        """The answer about the clock comes in after a message that was posted later."""
        answer = await route.fetch()
        await play.posts("dir-meva", Card("Dit kwam daarna."))
        await expect(here.pane(RUBEN).get_by_text("Dit kwam daarna.")).to_be_visible()
        await route.fulfill(response=answer)

    await here.page.route("**/playground/advance", overtaken)
    await here.page.get_by_role("button", name="Volgende werkdag").click()
    await expect(here.page.locator("#live")).to_contain_text("Het is nu di 3 nov")
    await expect(here.pane(NOOR).get_by_label("Wat speelt er?")).to_have_value(TEXT)


async def test_another_page_is_only_opened_after_a_question(url: str, visit: Visit) -> None:
    here = await visit(url)
    asked: list[str] = []

    async def stays(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    here.page.on("dialog", stays)
    await here.types(NOOR, "/knelpunt")
    text = here.pane(NOOR).get_by_label("Wat speelt er?")
    await text.press_sequentially("Half")
    async with here.page.expect_event("dialog"):
        await here.page.get_by_role("link", name="English").click()
    await expect(text).to_have_value("Half")
    assert asked == ["beforeunload"]


async def test_every_conversation_keeps_what_was_not_sent_yet(url: str, visit: Visit) -> None:
    here = await visit(url)
    pane, words = here.pane(RUBEN), here.pane(RUBEN).locator(".composer textarea")
    await words.fill("Voor het kanaal")
    await pane.get_by_role("button", name="Regiolijn").click()
    await expect(words).to_have_value("")
    await pane.get_by_role("button", name="dir-meva").click()
    await expect(words).to_have_value("Voor het kanaal")
