"""What a week and how things stand look like in the playground, photographed for people to look at."""

from __future__ import annotations

import pytest

from bot.cards import Card
from bot.organisation import Organisation
from tests.e2e.conftest import PHONE, SCREENSHOTS, WIDE, Visit
from tests.e2e.example_weeks import ExampleWeeks
from tests.e2e.play import Play
from tests.e2e.test_playground_page import RUBEN, be

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
async def test_digests(url: str, visit: Visit, play: Play, organisation: Organisation, size: tuple[int, int]) -> None:
    here = await visit(url, (size[0], 4_000))
    await be(here, "Ruben")
    stands = await play.posts("dir-meva", Card("K-2026-0140"))
    for name, card in ExampleWeeks(organisation, stands).all().items():
        posted = await play.posts("dir-meva", card)
        message = here.pane(RUBEN).locator(f"[data-message='{posted.message}']")
        kind = "phone-" if size == PHONE else ""
        photograph = await message.screenshot(path=SCREENSHOTS / f"playground-{kind}{name}.png")
        assert len(photograph) > 4_000, name
        assert await here.violations() == [], name
