"""Timers fire once or not at all, clocks may jump, the store may go away, and a stop finishes what is under way."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from structlog.typing import EventDict

from bot import core
from bot.conversation import Press
from bot.signals import Event, Step
from bot.store.sending import LEASE, LONGEST_REST
from tests.faults.ministry import HOUR, NOOR, Ministry, fixer, read_only, server_away
from tests.faults.platform import Trouble

DAY = timedelta(days=1)
REMINDED = "is nog niet opgepakt"
BLIND = pytest.mark.parametrize("ministry", [False], indirect=True)


def reminders(ministry: Ministry) -> int:
    """How often the channel heard that nobody takes it on."""
    return sum(REMINDED in each.words for each in ministry.platform.stands("dir-meva"))


# Timers


async def test_what_was_due_while_nothing_ran_is_caught_up_with_once_by_the_highest_rung(ministry: Ministry):
    await ministry.files()
    ministry.clock.passes(9 * DAY)
    ministry.begin()
    await ministry.settles(HOUR)
    assert reminders(ministry) == 0
    called = "SELECT count(*) FROM outbox WHERE view = 'called_in'"
    assert await ministry.rows(called) == [(1,)]
    assert await ministry.rows("SELECT kind, ended FROM timers ORDER BY kind") == [
        ("unclaimed", "cancelled"),
        ("unclaimed_commissioner", "fired"),
        ("unclaimed_head", "cancelled"),
    ]
    (event,) = [each for each in await timeline(ministry) if each.step is Step.ESCALATE]
    assert event.facts["overtaken"] == "unclaimed,unclaimed_head"
    ministry.clock.passes(9 * DAY)
    await ministry.settles(HOUR)
    assert await ministry.rows(called) == [(1,)]


async def test_what_is_due_at_night_waits_for_the_morning(ministry: Ministry):
    await ministry.files()
    ministry.clock.passes(at("2026-11-05 20:00") - ministry.clock.now)
    await ministry.settles(HOUR)
    assert reminders(ministry) == 0
    ministry.clock.passes(at("2026-11-06 09:00") - ministry.clock.now)
    await ministry.settles(HOUR)
    assert reminders(ministry) == 1


async def test_what_an_outage_kept_until_the_evening_is_said_in_the_morning_and_holds_nobody_up(ministry: Ministry):
    await ministry.files()
    ministry.platform.goes(Trouble.REFUSED)
    ministry.clock.passes(at("2026-11-05 17:30") - ministry.clock.now)
    await ministry.settles(HOUR)
    ministry.platform.goes(None)
    await ministry.settles(HOUR)
    assert reminders(ministry) == 0
    assert (await ministry.store.health(ministry.clock.now)).stuck == 0
    assert [(each.view, each.state) for each in await ministry.store.desk.listed()] == [("reminder", "resting")]
    await ministry.files("2")
    assert "K-2026-0002" in ministry.platform.stands("dir-meva")[-1].words
    ministry.clock.passes(at("2026-11-06 09:00") - ministry.clock.now)
    await ministry.settles(HOUR)
    assert reminders(ministry) == 1


async def test_what_rests_may_be_dropped_by_hand(ministry: Ministry):
    await ministry.files()
    ministry.platform.goes(Trouble.REFUSED)
    ministry.clock.passes(at("2026-11-05 17:30") - ministry.clock.now)
    await ministry.settles(HOUR)
    ministry.platform.goes(None)
    (resting,) = await ministry.store.desk.listed()
    await ministry.store.desk.drop(resting.id, ministry.clock.real)
    ministry.clock.passes(at("2026-11-06 09:00") - ministry.clock.now)
    await ministry.settles(HOUR)
    assert reminders(ministry) == 0


async def timeline(ministry: Ministry) -> list[Event]:
    """Of the first signal."""
    ((signal,),) = await ministry.rows("SELECT id FROM signals WHERE number = 'K-2026-0001'")
    return await ministry.house.work().signals.timeline(signal)


def at(words: str) -> datetime:
    """A moment in Amsterdam."""
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.postgres
async def test_three_processes_remind_once(several: list[Ministry]):
    first = several[0]
    for number in range(8):
        await first.files(str(number))
    first.clock.passes(3 * DAY)
    async with AsyncExitStack() as running:
        for each in several:
            await running.enter_async_context(each.at_work())
        async with asyncio.timeout(60):
            while await first.rows("SELECT 1 FROM outbox WHERE settled_at IS NULL") or await first.rows(
                "SELECT 1 FROM timers WHERE ended IS NULL AND kind = 'unclaimed'"
            ):
                await first.lives(timedelta(seconds=2), steps=10)
    assert reminders(first) == 8
    assert len(first.reads(NOOR)) == 8


@pytest.mark.postgres
async def test_of_a_claim_and_a_timer_at_the_same_moment_one_counts(several: list[Ministry]):
    first = several[0]
    for number in range(10):
        await first.files(str(number))
    first.clock.passes(3 * DAY)
    presses = [Press(fixer(number), "claim", _card(first, number).handle) for number in range(10)]
    for number in range(0, 10, 2):
        sweeps = [each.worker.turn() for each in several]
        claims = [each.core.answer(presses[number + which]) for which, each in enumerate(several[:2])]
        await asyncio.gather(*sweeps, *claims)
    await first.settles(HOUR)
    assert {ended for (ended,) in await first.rows("SELECT DISTINCT ended FROM timers WHERE ended IS NOT NULL")} <= {
        "fired",
        "cancelled",
    }
    claimed = dict(await first.rows("SELECT subject, ended FROM timers WHERE kind = 'unclaimed'"))
    reminded = {subject for (subject,) in await first.rows("SELECT subject FROM outbox WHERE view = 'reminder'")}
    assert reminded == {subject for subject, ended in claimed.items() if ended == "fired"}
    assert await first.rows("SELECT count(*) FROM signals WHERE state = 'claimed'") == [(10,)]


def _card(ministry: Ministry, number: int):
    wanted = f"K-2026-{number + 1:04d}"
    return [each for each in ministry.platform.stands("dir-meva") if each.handle and wanted in each.words][-1]


async def test_a_reminder_that_an_outage_held_up_is_not_sent_after_somebody_took_it_on(ministry: Ministry):
    await ministry.files()
    ministry.platform.goes(Trouble.REFUSED)
    ministry.clock.passes(3 * DAY)
    await ministry.settles()
    await ministry.presses("claim")
    ministry.platform.goes(None)
    await ministry.settles(HOUR)
    assert reminders(ministry) == 0
    assert (await ministry.store.health(ministry.clock.now)).undeliverable == 0
    assert "opgepakt door Ruben Alting" in ministry.card().words
    assert len(ministry.reads(NOOR)) == 2


async def test_a_timer_that_somebody_cancelled_after_it_was_claimed_waits_for_nothing(ministry: Ministry):
    await ministry.files()
    ministry.clock.passes(3 * DAY)
    (timer,) = await ministry.store.timers.claim(ministry.clock.now, 10)
    await ministry.presses("claim")
    started = asyncio.get_running_loop().time()
    await ministry.worker._fire(timer)
    assert asyncio.get_running_loop().time() - started < core.PATIENCE / 2
    await ministry.settles(HOUR)
    assert reminders(ministry) == 0


async def test_a_timer_nobody_understands_ends_nothing_and_is_logged(ministry: Ministry, logged: list[EventDict]):
    work = ministry.house.work()
    work.timers.plan("of-a-newer-version", "nothing", ministry.clock.now)
    await work.commit()
    async with ministry.at_work():
        await ministry.core.answer(ministry.form())
        await ministry.lives(timedelta(seconds=30), steps=100)
        assert len(ministry.platform.stands()) == 3
    assert await ministry.rows("SELECT kind FROM timers WHERE ended IS NULL AND subject = 'nothing'")
    assert {"event": "timer failed", "kind": "of-a-newer-version"}.items() <= logged[0].items()


# Clocks


async def test_a_clock_that_jumps_an_hour_ahead_during_a_delivery_doubles_nothing(ministry: Ministry):
    ministry.platform.will(Trouble.HANGS, to="dir-meva")
    async with ministry.at_work():
        await ministry.core.answer(ministry.form())
        await ministry.platform.hanging.wait()
        ministry.clock.passes(HOUR)
        await ministry.lives(timedelta(seconds=5), steps=50)
        ministry.platform.released.set()
        await ministry.lives(3 * LEASE, steps=200)
    assert [each.where for each in ministry.platform.stands()].count("dir-meva") == 1
    assert await ministry.rows("SELECT DISTINCT state FROM outbox") == [("settled",)]


@pytest.mark.parametrize("hours", [2, 26])
async def test_a_clock_put_back_holds_up_no_conversation_for_long(ministry: Ministry, hours: int):
    await ministry.files("1")
    ministry.platform.will(Trouble.REFUSED, to="dir-meva")
    await ministry.core.answer(ministry.form(nonce="2"))
    await ministry.worker.drain()
    ministry.clock.passes(-hours * HOUR)
    await ministry.core.answer(ministry.form(nonce="3"))
    await ministry.worker.drain()
    ministry.clock.passes(LONGEST_REST)
    await ministry.settles()
    assert [len(ministry.platform.stands(where)) for where in ("dir-meva", "regio-zuid-limburg")] == [3, 3]
    assert len(ministry.reads(NOOR)) == 3


# The store


@BLIND
async def test_a_store_that_goes_away_between_posting_and_writing_it_down_doubles_nothing(ministry: Ministry):
    ministry.platform.will(*[Trouble.HANGS] * 3)
    async with ministry.at_work():
        await ministry.core.answer(ministry.form())
        await ministry.platform.hanging.wait()
        async with read_only(ministry.store):
            ministry.platform.released.set()
            await ministry.lives(timedelta(seconds=30), steps=100)
        await ministry.lives(3 * LEASE, steps=300)
    assert len(ministry.platform.stands()) == 3
    assert await ministry.rows("SELECT DISTINCT state FROM outbox") == [("settled",)]


@pytest.mark.postgres
async def test_the_worker_goes_on_when_the_database_is_back(several: list[Ministry]):
    ministry = several[0]
    async with ministry.at_work():
        async with server_away(ministry.store):
            await ministry.lives(timedelta(seconds=20), steps=50)
            assert not (await ministry.store.health(ministry.clock.now)).ready
        await ministry.core.answer(ministry.form())
        await ministry.lives(timedelta(seconds=20), steps=100)
    assert len(ministry.platform.stands()) == 3


async def test_nothing_is_due_and_somebody_elses_lane_is_busy_so_the_worker_rests(ministry: Ministry):
    await ministry.core.answer(ministry.form())
    assert len(await ministry.store.outbox.claim(ministry.clock.real, 10)) == 3
    looked = 0

    def real() -> datetime:
        nonlocal looked
        looked += 1
        return ministry.clock.real

    ministry.begin(real=real)
    looked = 0
    async with ministry.at_work():
        await asyncio.sleep(0.3)
    assert looked < 10


# The end


async def test_a_stop_finishes_what_is_under_way_and_begins_nothing_else(ministry: Ministry):
    ministry.platform.will(Trouble.HANGS, to="dir-meva")
    running = asyncio.create_task(ministry.worker.run())
    await ministry.core.answer(ministry.form(nonce="1"))
    await ministry.platform.hanging.wait()
    ministry.worker.stop()
    await ministry.core.answer(ministry.form(nonce="2"))
    ministry.platform.released.set()
    await running
    assert len(ministry.platform.stands("dir-meva")) == 1
    assert await ministry.rows("SELECT count(*) FROM outbox WHERE state = 'sending'") == [(0,)]
    ministry.begin()
    await ministry.settles()
    assert len(ministry.platform.stands("dir-meva")) == 2
