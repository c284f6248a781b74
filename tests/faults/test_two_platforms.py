"""Two platforms share one worker and one store, and neither can hold up the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.answers import pack_card
from bot.cards import Card
from bot.conversation import Place
from bot.organisation import Organisation
from bot.store.outbox import Order
from bot.worker import AT_ONCE
from tests.faults.ministry import Ministry, people
from tests.faults.platform import Trouble, UnreliablePlatform

MANY = 3 * AT_ONCE


@pytest.fixture
def teams(ministry: Ministry, organisation: Organisation) -> UnreliablePlatform:
    """The second platform of the ministry."""
    platform = UnreliablePlatform(lambda: ministry.clock.real, people(organisation), name="teams")
    ministry.begin(platforms={**ministry.house.platforms, "teams": platform})
    return platform


async def said_in(ministry: Ministry, platform: str, conversations: int, key: str = "first") -> None:
    """Something to be said in so many conversations."""
    work = ministry.house.work()
    for number in range(conversations):
        to = Place(platform, f"c{number}")
        work.order(Order(f"{key}:{platform}:{number}", to, "answer", payload=pack_card(Card(key))))
    await work.commit()
    ministry.worker.wake()


async def until(so: Callable[[], bool]) -> None:
    """Comes true while the worker works; the clocks stand still, so nothing comes true by waiting for long."""
    async with asyncio.timeout(60):
        while not so():  # noqa: ASYNC110 - what people see is what counts
            await asyncio.sleep(0.005)


async def test_a_platform_that_hangs_in_every_conversation_holds_up_nothing_on_the_other(
    ministry: Ministry, teams: UnreliablePlatform
):
    ministry.platform.goes(Trouble.HANGS)
    await said_in(ministry, "slack", MANY)
    async with ministry.at_work():
        await until(lambda: ministry.platform.calls == AT_ONCE)
        await said_in(ministry, "teams", MANY)
        await until(lambda: len(teams.stands()) == MANY)
        assert (ministry.platform.calls, ministry.platform.stands()) == (AT_ONCE, [])
        ministry.platform.released.set()
        await until(lambda: len(ministry.platform.stands()) == MANY)
    assert {ministry.platform.copies(f"first:slack:{number}") for number in range(MANY)} == {1}


async def test_both_are_served_in_one_turn_however_much_waits_on_one(ministry: Ministry, teams: UnreliablePlatform):
    await said_in(ministry, "slack", MANY)
    await said_in(ministry, "teams", 3)
    await ministry.worker.turn()
    assert len(ministry.platform.stands()) == AT_ONCE
    assert len(teams.stands()) == 3


async def test_a_platform_that_is_not_connected_loses_nothing_and_holds_up_nothing(
    ministry: Ministry, teams: UnreliablePlatform
):
    platforms = {"slack": ministry.platform}
    ministry.begin(platforms=platforms)
    await said_in(ministry, "teams", MANY)
    await said_in(ministry, "slack", 1)
    await ministry.settles()
    assert [each.words for each in ministry.platform.stands()] == ["first"]
    waiting = await ministry.store.desk.listed()
    assert {(each.state, each.reason) for each in waiting} == {("waiting", "platform not connected")}
    platforms["teams"] = teams
    await ministry.settles(timedelta(minutes=10))
    assert len(teams.stands()) == MANY
