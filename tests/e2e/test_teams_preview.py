"""What people on Teams see: every card and form of a real story, at a desk in windows and on a phone by card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest
from axe_playwright_python.async_playwright import Axe
from markupsafe import Markup
from playwright.async_api import Browser, Page

from adapters.teams import render
from adapters.teams.client import Client
from bot.conversation import Place
from bot.delivery import Receipt
from bot.handlers import CONTENTS
from bot.organisation import Organisation
from tests.adaptive import message_faults
from tests.chat import BY_CARD, Chat, chatting
from tests.e2e.adaptive_cards import draw, line, message, ready, window
from tests.e2e.conftest import SCREENSHOTS
from tests.e2e.example_weeks import ExampleWeeks
from tests.e2e.gallery import CHAPTERS
from tests.teams_people import Seen, visible
from tests.wires.teams import TeamsWire

THEIRS = ("ac-choiceSetInput-filtered", "aria-prohibited-attr")
"""Microsoft's own renderer gives a choice that one finds by typing no name; the client of Teams does."""

TENANT = "5f7b1d9e-0000-4000-8000-00000000a001"

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


class OnTeams:
    """The last form, message or answer that the tenant holds, drawn from its very JSON."""

    def __init__(self, chat: Chat) -> None:
        assert isinstance(chat.wire, TeamsWire)
        self._teams, self._people = chat.wire.fake, chat.wire.people
        self.asked: set[str] = set()  # the forms that were photographed

    def form(self, person: str) -> Markup:
        shown = self._people.forms[_entra(person)][-1]
        self.asked |= {
            action["data"]["form"] for action in visible(shown.card["body"]) if "form" in action.get("data", {})
        }
        return message(shown.card) if shown.sends == "adaptiveCard/action" else window(shown.card["speak"], shown.card)

    def private(self, person: str) -> Markup:
        return _drawn(self._people.told[_entra(person)][-1])

    def direct(self, person: str) -> Sequence[Markup]:
        return [message(post.card) for post in self._teams.direct(_entra(person))]

    def channel(self, name: str) -> Sequence[Markup]:
        return [message(post.card) for post in self._teams.messages(_channel(name))]

    def thread(self, name: str) -> Sequence[Markup]:
        return [message(post.card) for post in self._teams.thread(self._teams.messages(_channel(name))[0])]


@pytest.mark.parametrize(("platform", "width"), [("teams", 680), (BY_CARD, 390)])
async def test_every_card_and_form(
    browser: Browser, organisation: Organisation, tmp_path: Path, platform: str, width: int
):
    screen = await browser.new_page(viewport={"width": width, "height": 400}, locale="nl-NL")
    await ready(screen)
    faults: dict[str, list[str]] = {}
    async with chatting(platform, f"sqlite:///{tmp_path / 'regiolijn.db'}", organisation, tmp_path) as chat:
        sees = OnTeams(chat)
        for chapter in CHAPTERS:
            async for name, parts in chapter(chat, sees):
                await draw(screen, *parts)
                photograph = await screen.screenshot(path=SCREENSHOTS / f"teams-{width}-{name}.png", full_page=True)
                assert len(photograph) > 5_000, name
                faults[name] = await _violations(screen)
    await screen.close()
    assert {name: found for name, found in faults.items() if found} == {}
    assert sees.asked == set(CONTENTS.submissions), "every form has its picture"


@pytest.mark.parametrize("width", [680, 390])
async def test_digests(browser: Browser, organisation: Organisation, width: int):
    """As a client shows them that knows no charts: this renderer of Microsoft's does not."""
    screen = await browser.new_page(viewport={"width": width, "height": 100}, locale="nl-NL")
    await ready(screen)
    stands = Receipt(Place("teams", _channel("dir-meva")), "1795424000000")
    for name, card in ExampleWeeks(organisation, stands).all().items():
        sent = render.message(card, Client(tenant=TENANT))
        assert message_faults(sent) == []
        await draw(screen, message(sent["attachments"][0]["content"]))
        assert await screen.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        photograph = await screen.screenshot(path=SCREENSHOTS / f"teams-{width}-{name}.png", full_page=True)
        assert len(photograph) > 4_000, name
        assert await _violations(screen) == [], name
    await screen.close()


async def _violations(screen: Page) -> list[str]:
    found = (await Axe().run(screen)).response["violations"]
    told = [f"{fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]]
    return [each for each in told if not any(theirs in each for theirs in THEIRS)]


def _drawn(seen: Seen) -> Markup:
    return line(seen.line) if seen.line else message(seen.card)


def _entra(person: str) -> str:
    return str(uuid5(NAMESPACE_URL, person))


def _channel(name: str) -> str:
    return f"19:{name}@thread.tacv2"
