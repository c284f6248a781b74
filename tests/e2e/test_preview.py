"""What Slack's people see, photographed from the messages and windows of a real story."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.organisation import Organisation
from tests.chat import chatting
from tests.e2e.blocks import message, page, window
from tests.e2e.conftest import SCREENSHOTS
from tests.wires.slack import SlackWire

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

BEDS = "In Zuid-Limburg staan acht tussenbedden leeg: het eerstelijnsverblijf mag ze niet gebruiken."


async def test_every_message_and_window_of_a_claimed_signal(
    browser: Browser, organisation: Organisation, tmp_path: Path
):
    views = {}
    async with chatting("slack", f"sqlite:///{tmp_path / 'regiolijn.db'}", organisation, tmp_path) as chat:
        assert isinstance(chat.wire, SlackWire)
        slack = chat.wire.fake
        await chat.noor.types(f"/knelpunt {BEDS}")
        views["form"] = window(slack.views["UNOORHABETS"][-1].view)
        await chat.noor.sends()
        card = slack.messages("CDIRDLZ")[0]
        views["routed"] = message({"blocks": card.blocks})
        views["receipt"] = message({"blocks": slack.direct("UNOORHABETS")[0].blocks})
        fixer = chat.fixer_of("DLZ")
        await fixer.presses("Ik pak dit op", on="K-2026-0001")
        user = next(user for user, windows in slack.views.items() if windows)
        views["next-step"] = window(slack.views[user][-1].view)
        await fixer.sends(step="Bellen met het zorgkantoor", on="2026-11-06")
        views["claimed"] = message({"blocks": card.blocks}) + message({"blocks": slack.thread(card)[0].blocks})
        views["receipt-claimed"] = message({"blocks": slack.direct("UNOORHABETS")[0].blocks})
        await fixer.types("/knelpunt help")
        views["help"] = message({"blocks": slack.private[user][-1].blocks})
    screen = await browser.new_page(viewport={"width": 680, "height": 400})
    for name, shown in views.items():
        await screen.set_content(page(shown))
        photograph = await screen.screenshot(path=SCREENSHOTS / f"slack-{name}.png", full_page=True)
        assert len(photograph) > 5_000
    await screen.close()
