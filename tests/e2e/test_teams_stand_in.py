"""Teams from end to end: `regiolijn serve` as it is run, and in a browser a client of Teams that nobody here wrote."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, expect

from bot.examples import VWS
from tests.e2e.serving import address, on_slack, running, settings, until
from tests.e2e.stand_ins.slack import EmulatedSlack, Signed, emulated_slack
from tests.e2e.stand_ins.teams import TENANT, Client, conversation, teams_client
from tests.e2e.teams_screen import Screen
from tests.e2e.test_slack_stand_in import CHANNELS, SCOPES

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

NOOR = {"Noor Habets": "noor.habets@example.nl"}
LONNEKE = {"Lonneke Wisse": "lonneke.wisse@example.nl"}
RUBEN = {"Ruben Alting": "ruben.alting@example.nl"}
MEVA = "dir-meva"
STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."
PRIVATE = "Zuid-Limburg: de stage van het lid met BSN 948102731 telt niet mee voor de BBL."
NUMBER = re.compile(r"K-\d{4}-0001")


@dataclass
class House:
    """Regiolijn at work, and whoever sits at the client."""

    client: Client
    screen: Screen
    url: str


@asynccontextmanager
async def house(
    browser: Browser, folder: Path, people: Mapping[str, str], organisation: Path, **more: object
) -> AsyncIterator[House]:
    """The first of these people at their screen; `more` settings for another platform."""
    async with teams_client(folder, people, MEVA) as client:
        environment = settings(
            database_url=f"sqlite:///{folder / 'regiolijn.db'}",
            organisation=on_teams(organisation, folder),
            teams_stand_in=client.service_url,
            teams_tenant_id=TENANT,
            teams_dialogs=False,
            **more,
        )
        async with running("serve", environment) as ready:
            client.app = address(ready)
            screen = await Screen.of(browser, client)
            yield House(client, screen, client.app)
            await screen.page.close()


def on_teams(organisation: Path, folder: Path) -> Path:
    """The same organisation with MEVA's channel on Teams as well, and people who read Dutch: the client says otherwise."""
    text = organisation.read_text(encoding="utf-8")
    text = text.replace(f"playground: {MEVA}", f"playground: {MEVA}, teams: '{conversation(MEVA)}'")
    for name in (*NOOR, *LONNEKE, *RUBEN):
        text = text.replace(f"    name: {name}\n", f"    name: {name}\n    language: nl\n")
    path = folder / "on-teams.yaml"
    path.write_text(text, "utf-8")
    return path


async def test_from_the_words_in_the_chat_to_the_receipt_that_says_who_took_it_on(browser: Browser, tmp_path: Path):
    async with house(browser, tmp_path, NOOR | RUBEN, VWS / "organisation.yaml") as here:
        noor, ruben = here.screen, here.client.people[1]
        await noor.sees("Wat kun je hier doen?")
        await noor.keeps("welcome")

        await noor.types(f"knelpunt {STAGE}")
        await noor.sees("Namens wie?")
        await noor.question("Namens wie?").fill("Zorgtafel Parkstad")
        await noor.keeps("form")
        await noor.question("Wat is het knelpunt?").fill(" ")
        await noor.presses("Melden", on="Knelpunt melden")
        await noor.sees("Vul hier iets in.")
        await expect(noor.question("Namens wie?")).to_have_value("Zorgtafel Parkstad")
        await noor.keeps("form-error")

        await noor.question("Wat is het knelpunt?").fill(PRIVATE)
        await noor.presses("Melden", on="Knelpunt melden")
        await noor.sees("Dit is nog niet verstuurd.")
        await expect(noor.question("Wat is het knelpunt?")).to_have_value(PRIVATE.replace("948102731", "[BSN]"))
        await noor.keeps("form-masked")

        await noor.question("Wat is het knelpunt?").fill(STAGE)
        await noor.presses("Melden", on="Knelpunt melden")
        await noor.sees("Gelukt.", "Je knelpunt K-")
        await noor.keeps("receipt")

        await noor.goes_to(MEVA)
        await noor.sees(STAGE)
        await noor.keeps("routed")
        await noor.presses("Ik pak dit op", on=STAGE)
        await noor.sees("Er is niets veranderd.")
        await noor.keeps("refused")

        await here.client.does_likewise(ruben)
        await expect(noor.card(STAGE)).to_contain_text("opgepakt")
        await noor.sees("opgepakt door Ruben Alting (MEVA).")
        assert await noor.page.locator(".ac-adaptiveCard").filter(has_text=STAGE).count() == 1, "edited where it stood"
        await noor.keeps("claimed")

        await noor.goes_to(noor.CHAT)
        await expect(noor.card("Je knelpunt K-")).to_contain_text("opgepakt door Ruben Alting")
        await noor.sees("Ruben Alting (MEVA) heeft K-")
        here.client.sends_as_recorded("installation", "member_added", "command_with_text", "submission", "press")
        await noor.keeps("receipt-claimed")


async def test_a_message_becomes_a_knelpunt_with_its_words_by_the_entry_in_its_menu(browser: Browser, tmp_path: Path):
    async with house(browser, tmp_path, NOOR | RUBEN, VWS / "organisation.yaml") as here:
        noor = here.screen
        await noor.goes_to("Overleg")
        await noor.types(STAGE)
        await noor.chooses("knelpunt-bericht", on=STAGE)
        await expect(noor.question("Wat is het knelpunt?")).to_have_value(STAGE)
        await noor.keeps("message-action")
        if not await noor.card(
            "Wat is het knelpunt?"
        ).count():  # on a busy machine the client may draw its window twice,
            await noor.closes_window()  # the second time empty: its own doing, so it is opened again
            await noor.chooses("knelpunt-bericht", on=STAGE)
        await noor.presses("Melden", on="Wat is het knelpunt?")
        await noor.sees("Gelukt.")
        await noor.closes_window()
        await noor.goes_to(MEVA)
        await expect(noor.card(STAGE)).to_contain_text(NUMBER)
        await noor.goes_to(noor.CHAT)
        await noor.sees("Je knelpunt K-")

        await noor.goes_to("Overleg")
        await noor.types("lijst", mention=True)
        await noor.goes_to(noor.CHAT)
        await noor.sees("Knelpunten")
        here.client.sends_as_recorded("message_action", "submission_in_extension", "mention")


async def test_the_week_and_how_things_stand_come_with_pictures_that_the_client_draws(browser: Browser, tmp_path: Path):
    async with house(browser, tmp_path, NOOR | RUBEN, overseeing(VWS / "organisation.yaml", tmp_path)) as here:
        noor = here.screen
        await noor.types(f"knelpunt {STAGE}")
        await noor.sees("Namens wie?")
        await noor.presses("Melden", on="Knelpunt melden")
        await noor.sees("Je knelpunt K-")

        await noor.types("knelpunt weekbericht Zuid-Limburg")
        await noor.sees("Zuid-Limburg: deze week tot nu toe", "In week", "Alles zien")
        await expect(noor.picture("Nieuw en teruggekoppeld per week")).to_be_visible()
        await noor.keeps("digest")

        await noor.types("stand")
        await noor.sees("Stand van zaken", "Waar speelt het?")
        await expect(noor.picture("Hoe lang staat het open?")).to_be_visible()
        drawn = noor.card("Stand van zaken").get_by_role("img", name="Van de 3 regio's")
        assert await drawn.evaluate("picture => picture.complete && picture.naturalWidth") >= 480
        await expect(noor.card("Stand van zaken").get_by_role("row", name="Zuid-Limburg")).to_contain_text("Open")
        await drawn.scroll_into_view_if_needed()
        await noor.keeps("stand")


def overseeing(organisation: Path, folder: Path) -> Path:
    """The same organisation, in which Noor is the regiocommissaris of three regions as well: one person sits at the client."""
    text, address = organisation.read_text(encoding="utf-8"), NOOR["Noor Habets"]
    own = f"[{address}]\n    roles: [liaison]\n    regions: [zuid-limburg]"
    more = f"[{address}]\n    roles: [liaison, commissioner]\n    regions: [zuid-limburg, zeeland, groningen]"
    assert own in text
    path = folder / "overseeing.yaml"
    path.write_text(text.replace(own, more), encoding="utf-8")
    return path


@asynccontextmanager
async def filed_on_slack(
    browser: Browser, folder: Path, at_teams: Mapping[str, str]
) -> AsyncIterator[tuple[House, EmulatedSlack]]:
    """Both platforms: Noor filed on Slack, and somebody else sits at Teams."""
    async with emulated_slack(folder, {"noor": NOOR["Noor Habets"]}, CHANNELS, SCOPES) as slack:
        on_both = on_slack(folder, lambda name: slack.channels[name])
        of_slack = {
            "slack_bot_token": slack.token,
            "slack_signing_secret": slack.secret,
            "slack_api_url": slack.url,
        }
        async with (
            house(browser, folder, at_teams, on_both, **of_slack) as here,
            aiohttp.ClientSession() as session,
        ):
            noor, meva = slack.people["noor"], slack.channels[MEVA]
            people = Signed(slack, here.url, session)
            await people.slash(noor, STAGE, channel=slack.channels["general"])
            await people.submit(noor)
            await until(lambda: slack.seen(noor, meva) and slack.direct(noor))
            yield here, slack


async def test_what_is_filed_on_slack_and_taken_on_in_teams_changes_on_both(browser: Browser, tmp_path: Path):
    async with filed_on_slack(browser, tmp_path, RUBEN) as (here, slack):
        noor, meva = slack.people["noor"], slack.channels[MEVA]
        ruben = here.screen
        await ruben.goes_to(MEVA)
        await ruben.sees(STAGE)
        await ruben.keeps("filed-in-slack")
        await ruben.presses("Ik pak dit op", on=STAGE)
        await ruben.sees("opgepakt door Ruben Alting (MEVA).")
        await ruben.keeps("claimed-here")

        [card] = slack.seen(noor, meva)
        await until(lambda: "opgepakt" in slack.seen(noor, meva)[0].words and len(slack.direct(noor)) == 2)
        assert slack.seen(noor, meva)[0].ts == card.ts, "edited where it stood"
        assert "opgepakt door Ruben Alting" in slack.direct(noor)[0].words


async def test_what_is_alike_takes_the_place_of_the_form_and_is_joined(browser: Browser, tmp_path: Path):
    async with filed_on_slack(browser, tmp_path, LONNEKE) as (here, slack):
        lonneke = here.screen
        await lonneke.types(f"knelpunt {STAGE.replace('Zuid-Limburg', 'Zeeland')}")
        await lonneke.sees("Namens wie?")
        await lonneke.presses("Melden", on="Knelpunt melden")
        await lonneke.sees("Dit lijkt erop", "uit Zuid-Limburg, bij MEVA: uitgezet")
        await lonneke.keeps("seen-before")
        await lonneke.picks("Sluit aan bij K-", of="Wat wil je doen?")
        await lonneke.presses("Verder", on="Dit lijkt erop")
        await lonneke.sees("Je bent aangesloten bij K-", "Jullie knelpunt K-")
        noor = slack.people["noor"]
        await until(lambda: any("Zeeland heeft K-" in each.words for each in slack.direct(noor)))
