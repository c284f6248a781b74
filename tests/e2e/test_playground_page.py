"""The page in a real browser, over a scripted play: by mouse, by keyboard, on a phone, in two languages, for everybody."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from bot.cards import Card
from tests.e2e.conftest import PHONE, WIDE, Visit, Visitor
from tests.e2e.play import Play

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

NOOR, RUBEN, MARIJKE = "Noor Habets", "Ruben Alting", "Marijke Oldenhof"
TEXT = "Verpleegkundigen uit Aken wachten negen maanden op erkenning."


async def files(visitor: Visitor, text: str = TEXT) -> None:
    """Noor files, from command to receipt."""
    await visitor.types(NOOR, f"/knelpunt {text}")
    await visitor.pane(NOOR).get_by_role("button", name="Dien in").click()
    await expect(visitor.pane(NOOR).get_by_text("Uitgezet bij MEVA")).to_be_visible()


async def be(visitor: Visitor, first_name: str) -> None:
    """One person's chat alone, by the switch."""
    who = visitor.page.get_by_role("navigation", name="Wie ben je?")
    await who.get_by_role("button", name=re.compile(rf"^{first_name}\b")).click()


async def test_file_claim_and_the_receipt_changes_without_reloading(url: str, visit: Visit) -> None:
    here = await visit(url)
    await here.pane(NOOR).get_by_role("button", name=re.compile("^Zuid-Limburg: verpleegkundigen")).click()
    await here.page.keyboard.press("Enter")
    await here.pane(NOOR).get_by_role("dialog").get_by_role("button", name="Dien in").click()
    await here.pane(RUBEN).get_by_role("button", name="Ik pak dit op").click()
    await expect(here.pane(NOOR).get_by_text("Opgepakt door Ruben Alting")).to_be_visible()
    await expect(here.pane(NOOR).get_by_text("bewerkt")).to_be_visible()
    await expect(here.pane(RUBEN).get_by_role("button", name="Ik pak dit op")).to_have_count(0)
    await expect(here.pane(NOOR).get_by_text("Alleen zichtbaar voor jou")).to_be_visible()
    await expect(here.pane(RUBEN).get_by_text("Alleen zichtbaar voor jou")).to_have_count(0)


async def test_the_whole_way_by_keyboard_alone(url: str, visit: Visit) -> None:
    here = await visit(url)
    keys = here.page.keyboard
    await reach(here, ".pane:nth-child(1) .composer textarea")
    await keys.type(f"/knelpunt {TEXT}")
    await keys.press("Enter")
    await expect(here.pane(NOOR).get_by_label("Wat speelt er?")).to_be_focused()
    await reach(here, ".dialog [type=submit]")
    await keys.press("Enter")
    await expect(here.pane(NOOR).get_by_label(re.compile("^Bericht van Noor"))).to_be_focused()
    await expect(here.pane(RUBEN).get_by_role("button", name="Ik pak dit op")).to_be_visible()
    await reach(here, ".pane:nth-child(2) .button.primary[data-action=claim]")
    await keys.press("Enter")
    await expect(here.pane(RUBEN).locator("article:focus")).to_contain_text("Opgepakt door Ruben Alting")
    await reach(here, ".pane:nth-child(2) [data-action=back]")
    await keys.press("Space")
    await expect(here.pane(RUBEN).get_by_role("alertdialog")).to_be_visible()
    await keys.press("Escape")
    await expect(here.pane(RUBEN).get_by_role("button", name="Geef terug")).to_be_focused()


async def reach(visitor: Visitor, selector: str) -> None:
    """Tab until it has the focus."""
    for _ in range(60):
        if await visitor.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        await visitor.page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by Tab")


async def test_a_form_holds_the_focus_and_escape_gives_it_back(url: str, visit: Visit) -> None:
    here = await visit(url)
    await here.types(NOOR, "/knelpunt")
    dialog = here.pane(NOOR).get_by_role("dialog")
    await expect(dialog).to_be_visible()
    for key in ("Tab", "Shift+Tab"):
        for _ in range(12):
            await here.page.keyboard.press(key)
            assert await here.page.evaluate("() => document.activeElement.closest('.dialog') !== null")
    await here.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(here.pane(NOOR).locator(".composer textarea")).to_be_focused()


async def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(url: str, visit: Visit) -> None:
    here = await visit(url)
    await here.types(NOOR, "/knelpunt")
    pane = here.pane(NOOR)
    await pane.get_by_label("Regio", exact=True).select_option("arnhem")
    await pane.get_by_role("button", name="Dien in").click()
    await expect(pane.locator(".errors")).to_be_focused()
    await expect(pane.get_by_label("Regio", exact=True)).to_have_value("arnhem")
    await expect(pane.get_by_label("Wat speelt er?")).to_have_accessible_description(
        "Geen namen of andere persoonsgegevens. Vertel in een paar zinnen wat er speelt."
    )
    await pane.get_by_role("link", name="Vertel in een paar zinnen").click()
    await expect(pane.get_by_label("Wat speelt er?")).to_be_focused()


async def test_a_text_that_is_too_long_is_not_cut_but_told(url: str, visit: Visit, play: Play) -> None:
    here = await visit(url)
    await here.types(NOOR, "/knelpunt " + "x" * 312)
    pane = here.pane(NOOR)
    await pane.get_by_role("button", name="Dien in").click()
    await expect(pane.get_by_text("12 tekens te veel. Maak de tekst korter.")).to_be_visible()
    assert len(play.asked) == 1
    await pane.get_by_label("Wat speelt er?").fill("x" * 290)
    await expect(pane.get_by_text("Nog 10 tekens")).to_be_visible()


async def test_words_to_the_bot_need_no_command(url: str, visit: Visit) -> None:
    here = await visit(url)
    await here.types(NOOR, "help")
    await expect(here.pane(NOOR).get_by_role("heading", name="Wat je kunt vragen")).to_be_visible()
    await here.pane(NOOR).get_by_role("button", name="Verberg").click()
    await expect(here.pane(NOOR).get_by_text("Alleen zichtbaar voor jou")).to_have_count(0)


async def test_a_knelpunt_is_made_of_what_a_colleague_said(url: str, visit: Visit) -> None:
    here = await visit(url)
    await here.types(RUBEN, "Wie kent de wachttijd bij het CIBG?")
    message = here.pane(RUBEN).get_by_role("article").filter(has_text="CIBG")
    await message.hover()
    await message.get_by_label("Meer bij dit bericht").click()
    await message.get_by_role("button", name="Maak knelpunt").click()
    await expect(here.pane(RUBEN).get_by_label("Wat speelt er?")).to_have_value("Wie kent de wachttijd bij het CIBG?")


async def test_history_stands_under_the_card_and_stays_open_when_the_card_changes(url: str, visit: Visit) -> None:
    here = await visit(url)
    await files(here)
    pane = here.pane(RUBEN)
    await pane.get_by_role("button", name="Ik pak dit op").click()
    await pane.get_by_text("1 antwoord", exact=True).click()
    await expect(pane.get_by_text("Ruben Alting pakt K-2026-0001 op.")).to_be_visible()
    await pane.get_by_role("button", name="Geef terug").click()
    await pane.get_by_role("alertdialog").get_by_role("button", name="Geef terug").click()
    await expect(pane.get_by_text("Ruben Alting geeft K-2026-0001 terug.")).to_be_visible()
    await expect(pane.get_by_text("2 antwoorden")).to_be_visible()


async def test_what_happens_elsewhere_is_counted_until_it_is_read(url: str, visit: Visit) -> None:
    here = await visit(url)
    await files(here)
    channel = here.pane(MARIJKE).get_by_role("button", name="dir-meva")
    await expect(channel).to_contain_text("1")
    await channel.click()
    await expect(here.pane(MARIJKE).get_by_text(TEXT)).to_be_visible()
    await expect(channel.locator(".count")).to_be_hidden()
    await here.page.reload()
    await expect(channel.locator(".count")).to_be_hidden()
    await expect(here.pane(MARIJKE).get_by_text(TEXT)).to_be_visible()


async def test_new_messages_are_told_to_a_screen_reader(url: str, visit: Visit) -> None:
    here = await visit(url)
    await files(here)
    await expect(here.page.locator("#live")).to_contain_text("Nieuw voor Ruben Alting in dir-meva: K-2026-0001: Nieuw")


async def test_much_news_at_once_is_counted_for_a_screen_reader(url: str, visit: Visit, play: Play) -> None:
    here = await visit(url)
    await here.page.clock.install()
    await here.page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    for place in play.stage.places:
        await play.posts(place.address, Card("Weekoverzicht"))
    newest = here.pane(MARIJKE).locator(f"[data-address={play.stage.places[-1].address}] .count")
    await expect(newest).to_have_text("1")
    await here.page.clock.run_for(1_000)
    heard = f"{len(play.stage.places)} nieuwe of bijgewerkte berichten voor {MARIJKE}"
    await expect(here.page.locator("#live")).to_contain_text(heard)
    await expect(here.page.locator("#live")).not_to_contain_text(f"Nieuw voor {MARIJKE}")


async def test_the_clock_goes_forward_and_brings_what_falls_due(url: str, visit: Visit) -> None:
    here = await visit(url)
    await expect(here.page.locator(".clock")).to_have_text("ma 2 nov, 10.14")
    await here.page.get_by_role("button", name="Volgende werkdag").click()
    await expect(here.page.locator(".clock")).to_have_text("di 3 nov, 10.14")
    await expect(here.pane(RUBEN).get_by_text("Weekoverzicht: niets nieuws deze week.")).to_be_visible()
    await expect(here.pane(RUBEN).get_by_text("dinsdag 3 november")).to_be_visible()


async def test_what_was_missed_while_the_line_was_down_comes_afterwards(url: str, visit: Visit, play: Play) -> None:
    here = await visit(url)
    other = await visit(url)
    await here.page.context.set_offline(True)
    await files(other)
    await here.page.context.set_offline(False)
    await expect(here.pane(RUBEN).get_by_text(TEXT)).to_be_visible()
    here.faults.clear()  # a lost line is what the browser complains about


async def test_words_that_look_like_markup_stay_words(url: str, visit: Visit) -> None:
    here = await visit(url)
    await files(here, "<img src=x onerror=alert(1)><b>vet</b>")
    await expect(here.pane(RUBEN).get_by_text("<img src=x onerror=alert(1)><b>vet</b>")).to_be_visible()
    assert await here.page.locator("img").count() == 0


async def test_one_can_be_anybody(url: str, visit: Visit) -> None:
    here = await visit(url)
    await here.pane(MARIJKE).get_by_label("Je bent nu").select_option("sam")
    await here.types("Sam de Wit", "/knelpunt")
    await expect(here.pane("Sam de Wit").get_by_role("dialog")).to_be_visible()
    await here.page.reload()
    await expect(here.pane("Sam de Wit")).to_be_visible()


async def test_the_page_speaks_english(url: str, visit: Visit) -> None:
    here = await visit(url)
    await here.page.get_by_role("link", name="English").click()
    await expect(here.page.get_by_role("button", name="Next Monday 09:00")).to_be_visible()
    await expect(here.page.locator("html")).to_have_attribute("lang", "en")
    await files(here)
    await expect(here.pane(NOOR).get_by_text("Only visible to you")).to_be_visible()


async def test_the_first_hint_is_shown_until_it_is_understood(url: str, visit: Visit) -> None:
    here = await visit(url)
    hint = here.page.get_by_text("Meld als Noor een knelpunt")
    await expect(hint).to_be_visible()
    await here.page.get_by_role("button", name="Begrepen").click()
    await here.page.reload()
    await here.page.wait_for_selector("body[data-ready]")
    await expect(hint).to_be_hidden()


async def test_on_a_phone_one_person_at_a_time(url: str, visit: Visit) -> None:
    here = await visit(url, PHONE)
    await files(here)
    await expect(here.pane(RUBEN)).to_be_hidden()
    await expect(here.page.get_by_role("button", name="Ruben nieuw bericht")).to_be_visible()
    await be(here, "Ruben")
    await here.pane(RUBEN).get_by_role("button", name="Ik pak dit op").click()
    await be(here, "Noor")
    await expect(here.pane(NOOR).get_by_text("Opgepakt door Ruben Alting")).to_be_visible()
    assert await here.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
async def test_axe_finds_nothing_in_any_state(url: str, visit: Visit, size: tuple[int, int], dark: bool) -> None:
    here = await visit(url, size, dark=dark)
    name = f"{'dark' if dark else 'light'}-{size[0]}"

    async def holds(state: str) -> None:
        await here.keeps(f"{name}-{state}")
        assert await here.violations() == [], state

    await holds("1-empty")
    await here.types(NOOR, "/knelpunt")
    await expect(here.pane(NOOR).get_by_role("dialog")).to_be_visible()
    await holds("2-form")
    await here.pane(NOOR).get_by_role("button", name="Dien in").click()
    await expect(here.pane(NOOR).locator(".errors")).to_be_visible()
    await holds("3-errors")
    await here.pane(NOOR).get_by_label("Wat speelt er?").fill(TEXT)
    await here.pane(NOOR).get_by_role("button", name="Dien in").click()
    await expect(here.pane(NOOR).get_by_text("Uitgezet bij MEVA")).to_be_visible()
    await holds("4-filed")
    await be(here, "Ruben")
    await here.pane(RUBEN).get_by_role("button", name="Ik pak dit op").click()
    await here.pane(RUBEN).get_by_text("1 antwoord").click()
    await here.types(RUBEN, "Wie kent het CIBG?")
    await here.pane(RUBEN).get_by_label("Meer bij dit bericht").last.click()
    await holds("5-thread-and-menu")
    await be(here, "Femke")
    await here.pane("Femke Dijkgraaf").get_by_text(re.compile("^Nog . kanalen")).click()
    await holds("6-places")
    await be(here, "Ruben")
    await here.pane(RUBEN).get_by_role("button", name="Geef terug").click()
    await holds("7-question")
