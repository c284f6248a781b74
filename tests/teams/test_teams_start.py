"""Teams at the start of the process: a silent Entra holds nobody up, a refusal stops with the step that mends it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from pydantic import SecretStr

from adapters import Room
from adapters.teams import connect
from bot.cards import Card
from bot.conversation import Account, Done, Reply, Request
from bot.delivery import Delivery
from bot.settings import Settings
from tests.fake_teams import Fail, FakeTeams, fake_teams
from tests.teams.memory import Shelf

NOOR = "5f7b1d9e-0000-4000-8000-00000000000a"


async def answer(request: Request) -> Reply:
    return Done()


def room(teams: FakeTeams, **changes: Any) -> Room:
    given = {
        "teams_app_id": teams.app_id,
        "teams_app_password": SecretStr(teams.secret),
        "teams_tenant_id": teams.tenant,
        "teams_login_url": teams.login_url,
        "teams_stand_in": teams.service_url,
    }
    settings = Settings.model_construct(**{**Settings.model_construct().__dict__, **given, **changes})
    return connect(settings, answer, Shelf(), hearing=False)


async def test_a_silent_entra_holds_nobody_up_and_what_waited_goes_out_later() -> None:
    async with fake_teams() as teams:
        teams.add_user(NOOR, "Noor Habets")
        teams.fail("token", Fail.BROKEN)
        started = room(teams)
        await started.start()
        await started.platform.deliver(Delivery("k1", Account("teams", "", NOOR), Card("Hallo")))
        await started.stop()
        assert len(teams.direct(NOOR)) == 1


async def test_a_wrong_secret_is_named_with_its_mend() -> None:
    async with fake_teams() as teams:
        with pytest.raises(SystemExit, match=r"\(AADSTS7000215\). The client secret is wrong"):
            await room(teams, teams_app_password=SecretStr("yesterday's")).start()


async def test_a_start_that_is_given_up_leaves_nothing_running() -> None:
    async with fake_teams() as teams:
        teams.fail("token", Fail.HANG)
        starting = asyncio.create_task(room(teams).start())
        await teams.held.wait()
        starting.cancel()
        await asyncio.wait({starting})
        assert starting.cancelled()
        assert not [task for task in asyncio.all_tasks() if "Credential" in task.get_coro().__qualname__]


async def test_a_check_needs_no_keys_of_microsoft() -> None:
    """Nothing comes in there, so a key page that is away is no fault of what goes out."""
    async with fake_teams() as teams:
        checked = room(teams, teams_openid_url="http://127.0.0.1:1/")
        await checked.start()
        assert await checked.platform.check([]) == []
        await checked.stop()
