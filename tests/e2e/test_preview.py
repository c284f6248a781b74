"""What Slack's people see, photographed from the messages and windows of a real story."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from markupsafe import Markup
from playwright.async_api import Browser

from adapters.slack import render
from bot.conversation import Place
from bot.delivery import Receipt
from bot.handlers import CONTENTS
from bot.organisation import Organisation
from bot.pictures import TileMap
from bot.pictures.png import map_png
from tests.blockkit import message_faults
from tests.chat import Chat, chatting
from tests.e2e.blocks import message, page, window
from tests.e2e.conftest import SCREENSHOTS
from tests.e2e.example_weeks import ExampleWeeks
from tests.e2e.gallery import CHAPTERS
from tests.wires.slack import SlackWire

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


class OnSlack:
    """The last window, message or answer that the workspace holds, drawn from its very JSON."""

    def __init__(self, chat: Chat) -> None:
        assert isinstance(chat.wire, SlackWire)
        self._slack = chat.wire.fake
        self.asked: set[str] = set()  # the forms that were photographed

    def form(self, person: str) -> Markup:
        shown = self._slack.views[_user(person)][-1]
        self.asked.add(shown.view["callback_id"])
        return window(shown.view, shown.errors)

    def private(self, person: str) -> Markup:
        return message({"blocks": self._slack.private[_user(person)][-1].blocks})

    def direct(self, person: str) -> Sequence[Markup]:
        return [message({"blocks": post.blocks}) for post in self._slack.direct(_user(person))]

    def channel(self, name: str) -> Sequence[Markup]:
        return [message({"blocks": post.blocks}) for post in self._slack.messages(_channel(name)) if not post.thread_ts]

    def thread(self, name: str) -> Sequence[Markup]:
        root = self._slack.messages(_channel(name))[0]
        return [message({"blocks": post.blocks}) for post in self._slack.thread(root)]


async def test_every_card_and_form(browser: Browser, organisation: Organisation, tmp_path: Path):
    screen = await browser.new_page(viewport={"width": 680, "height": 400})
    async with chatting("slack", f"sqlite:///{tmp_path / 'regiolijn.db'}", organisation, tmp_path) as chat:
        sees = OnSlack(chat)
        for chapter in CHAPTERS:
            async for name, parts in chapter(chat, sees):
                await screen.set_content(page(*parts))
                photograph = await screen.screenshot(path=SCREENSHOTS / f"slack-{name}.png", full_page=True)
                assert len(photograph) > 5_000, name
    await screen.close()
    assert sees.asked == set(CONTENTS.submissions), "every form has its picture"


async def test_digests(browser: Browser, organisation: Organisation):
    screen = await browser.new_page(viewport={"width": 680, "height": 100})
    stands = Receipt(Place("slack", "C0MEVA"), "1795424000.000100")
    for name, card in ExampleWeeks(organisation, stands).all().items():
        asked = name == "stand"  # by one person: a private answer has no file in it
        maps = [part for part in card.blocks if isinstance(part, TileMap) and not asked]
        held = {f"F{at:09}": map_png(part) for at, part in enumerate(maps)}
        drawn = render.message(card, home="https://regiolijn.slack.com/", files=dict(zip(maps, held, strict=True)))
        assert message_faults(drawn) == []
        await screen.set_content(page(message(drawn, held)))
        photograph = await screen.screenshot(path=SCREENSHOTS / f"slack-{name}.png", full_page=True)
        assert len(photograph) > 4_000, name
    await screen.close()


def _user(person: str) -> str:
    return "U" + person.upper().replace("-", "")


def _channel(name: str) -> str:
    return "C" + name.upper().replace("-", "")
