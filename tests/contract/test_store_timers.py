"""A timer is fired or cancelled, never both, and once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.organisation import Organisation
from bot.store import Conflict, Store
from bot.store.timers import LEASE, Timer
from tests.contract.store_words import DAY, MINUTE, NOW, SECOND, filed


async def planned(store: Store, organisation: Organisation, *kinds: str, subject: str = "s1") -> None:
    """Timers of these kinds, due a minute apart."""
    work = store.work(now=NOW, organisation=organisation)
    for count, kind in enumerate(kinds):
        work.timers.plan(kind, subject, NOW + DAY + count * MINUTE)
    await work.commit()


async def fired(store: Store, organisation: Organisation, timer: Timer) -> None:
    """What the timer was for, committed."""
    work = store.work(now=NOW + DAY, organisation=organisation)
    work.timers.fired(timer)
    await work.commit()


async def test_a_timer_is_claimed_when_it_is_due_and_not_before(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "unclaimed")
    assert await store.timers.claim(NOW + DAY - SECOND, 10) == []
    (timer,) = await store.timers.claim(NOW + DAY, 10)
    assert (timer.kind, timer.subject, timer.due_at) == ("unclaimed", "s1", NOW + DAY)


async def test_the_earliest_come_first_and_no_more_than_asked_for(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "first", "second", "third")
    assert [timer.kind for timer in await store.timers.claim(NOW + 2 * DAY, 2)] == ["first", "second"]
    assert [timer.kind for timer in await store.timers.claim(NOW + 2 * DAY, 2)] == ["third"]


async def test_a_claimed_timer_is_nobody_elses_until_its_lease_runs_out(
    store: Store, organisation: Organisation
) -> None:
    await planned(store, organisation, "unclaimed")
    due = NOW + DAY
    assert len(await store.timers.claim(due, 10)) == 1
    assert await store.timers.claim(due + LEASE - SECOND, 10) == []
    assert len(await store.timers.claim(due + LEASE, 10)) == 1


async def test_a_fired_timer_does_not_come_back(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "unclaimed")
    (timer,) = await store.timers.claim(NOW + DAY, 10)
    await fired(store, organisation, timer)
    assert await store.timers.claim(NOW + 9 * DAY, 10) == []


async def test_a_timer_fires_once_whoever_tries(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "unclaimed")
    (timer,) = await store.timers.claim(NOW + DAY, 10)
    outcomes = await asyncio.gather(*(fired(store, organisation, timer) for _ in range(20)), return_exceptions=True)
    assert [outcome for outcome in outcomes if not isinstance(outcome, Conflict)] == [None]


async def test_a_cancelled_timer_does_not_fire(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "unclaimed", "progress")
    first, second = await store.timers.claim(NOW + 2 * DAY, 10)
    work = store.work(now=NOW, organisation=organisation)
    work.timers.cancel("s1", "unclaimed")
    await work.commit()
    with pytest.raises(Conflict):
        await fired(store, organisation, first)
    await fired(store, organisation, second)


async def test_a_fired_timer_can_no_longer_be_cancelled(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "unclaimed")
    (timer,) = await store.timers.claim(NOW + DAY, 10)
    await fired(store, organisation, timer)
    work = store.work(now=NOW, organisation=organisation)
    work.timers.cancel("s1")
    await work.commit()
    with pytest.raises(Conflict):
        await fired(store, organisation, timer)


async def test_cancelling_without_a_kind_cancels_every_kind_of_that_subject_only(
    store: Store, organisation: Organisation
) -> None:
    await planned(store, organisation, "unclaimed", "progress")
    await planned(store, organisation, "unclaimed", subject="s2")
    work = store.work(now=NOW, organisation=organisation)
    work.timers.cancel("s1")
    await work.commit()
    assert [timer.subject for timer in await store.timers.claim(NOW + 9 * DAY, 10)] == ["s2"]


async def test_planning_again_moves_the_timer(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "unclaimed")
    work = store.work(now=NOW, organisation=organisation)
    work.timers.plan("unclaimed", "s1", NOW + 3 * DAY)
    await work.commit()
    assert await store.timers.claim(NOW + 2 * DAY, 10) == []
    assert len(await store.timers.claim(NOW + 3 * DAY, 10)) == 1


async def test_a_timer_that_was_moved_after_its_claim_does_not_fire(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "unclaimed")
    (timer,) = await store.timers.claim(NOW + DAY, 10)
    work = store.work(now=NOW, organisation=organisation)
    work.timers.plan("unclaimed", "s1", NOW + 3 * DAY)
    await work.commit()
    with pytest.raises(Conflict):
        await fired(store, organisation, timer)
    assert len(await store.timers.claim(NOW + 3 * DAY, 10)) == 1


async def test_one_work_can_fire_a_timer_and_plan_the_next(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "unclaimed")
    (timer,) = await store.timers.claim(NOW + DAY, 10)
    work = store.work(now=NOW, organisation=organisation)
    work.timers.fired(timer)
    work.timers.plan("unclaimed", "s1", NOW + 5 * DAY)
    await work.commit()
    (again,) = await store.timers.claim(NOW + 9 * DAY, 10)
    assert (again.id != timer.id, again.due_at) == (True, NOW + 5 * DAY)


async def test_one_work_can_cancel_everything_and_plan_anew(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "unclaimed", "progress")
    work = store.work(now=NOW, organisation=organisation)
    work.timers.plan("escalate", "s1", NOW + DAY)
    work.timers.cancel("s1")
    work.timers.plan("unclaimed", "s1", NOW + 5 * DAY)
    await work.commit()
    assert [timer.kind for timer in await store.timers.claim(NOW + 9 * DAY, 10)] == ["unclaimed"]


async def test_effects_of_a_timer_that_lost_are_not_kept(store: Store, organisation: Organisation) -> None:
    await filed(store, organisation)
    await planned(store, organisation, "unclaimed")
    (timer,) = await store.timers.claim(NOW + DAY, 10)
    await fired(store, organisation, timer)
    work = store.work(now=NOW + DAY, organisation=organisation)
    await work.signals.save((await work.signals.get("s1")).escalate(by="clock", at=NOW, rung=1))
    work.timers.fired(timer)
    with pytest.raises(Conflict):
        await work.commit()
    assert (await store.work(now=NOW, organisation=organisation).signals.get("s1")).rung == 0


async def test_when_something_is_due_can_be_asked(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "unclaimed")
    work = store.work(now=NOW, organisation=organisation)
    assert await work.timers.due("unclaimed", "s1") == NOW + DAY
    assert await work.timers.due("progress", "s1") is None
    work.timers.plan("progress", "s1", NOW + MINUTE)
    assert await work.timers.due("progress", "s1") == NOW + MINUTE
    assert await store.timers.next_due() == NOW + DAY


async def test_a_work_that_cancels_a_timer_sees_it_gone(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "unclaimed", "progress")
    work = store.work(now=NOW, organisation=organisation)
    work.timers.cancel("s1", "unclaimed")
    assert await work.timers.due("unclaimed", "s1") is None
    assert await work.timers.due("progress", "s1") is not None


async def test_a_clock_put_back_stalls_no_timer(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "unclaimed")
    ahead = NOW + 9 * DAY
    assert len(await store.timers.claim(ahead, 10)) == 1
    assert len(await store.timers.claim(ahead - timedelta(days=2), 10)) == 1


async def test_of_fifty_who_sweep_at_once_one_gets_it(store: Store, organisation: Organisation) -> None:
    await planned(store, organisation, "unclaimed")
    claims = await asyncio.gather(*(store.timers.claim(NOW + DAY, 10) for _ in range(50)))
    assert sum(len(got) for got in claims) == 1
