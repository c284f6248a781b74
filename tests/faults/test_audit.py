"""What should have gone and did not is told to the admins: once when it is sure, once when it is over, and never of itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.conversation import Account, Place
from bot.store.outbox import Order
from tests.faults.ministry import HOUR, Ministry
from tests.faults.platform import Trouble

FEMKE = Account("slack", "T1", "femke-dijkgraaf")
LIES, IS_OVER = "blijft liggen wat weg moet", "De storing is voorbij"


async def stuck(ministry: Ministry) -> None:
    """One conversation in which nothing arrives."""
    ministry.platform.will(*[Trouble.REFUSED] * 999, to="dir-meva")
    await ministry.files()


async def settles(ministry: Ministry, time: timedelta) -> None:
    """A minute at a time: nobody looks while nobody lives."""
    for _ in range(int(time / timedelta(minutes=1))):
        await ministry.settles()


async def test_what_stays_behind_is_told_once_and_so_is_its_end(ministry: Ministry):
    await stuck(ministry)
    await settles(ministry, timedelta(minutes=12))
    assert ministry.reads(FEMKE) == [], "it may still be a hiccup"
    await settles(ministry, HOUR)
    (told,) = ministry.reads(FEMKE)
    assert LIES in told
    assert "Wachtende berichten: 1." in told
    ministry.begin()
    await settles(ministry, timedelta(minutes=10))
    assert len(ministry.reads(FEMKE)) == 1, "a process that starts anew knows what was told"
    ministry.platform.goes(None)
    await settles(ministry, timedelta(minutes=20))
    assert IS_OVER in ministry.reads(FEMKE)[1]
    assert len(ministry.reads(FEMKE)) == 2


async def test_three_processes_tell_it_once(several: list[Ministry]):
    await stuck(several[0])
    for minute in range(40):
        await several[minute % 3].settles()
        for each in several:
            await each.worker.drain()
    assert len(several[0].reads(FEMKE)) == 1


async def test_what_was_refused_for_good_is_told_once_and_nothing_about_telling_it(ministry: Ministry):
    ministry.platform.will(*[Trouble.NEVER] * 99, to="dm-femke-dijkgraaf")
    work = ministry.house.work()
    work.order(
        Order("gone", Place("slack", "dir-gone"), "answer", payload='{"summary": "", "blocks": [], "kind": "card"}')
    )
    ministry.platform.will(Trouble.NEVER, to="dir-gone")
    await work.commit()
    await settles(ministry, timedelta(minutes=40))
    lost = await ministry.rows("SELECT view FROM outbox WHERE state = 'undeliverable' ORDER BY id")
    assert lost == [("answer",), ("audit",)]
    assert (await ministry.house.work().trouble()).lost == 1


async def test_an_admin_sleeps_unless_it_is_about_something_pressing(ministry: Ministry):
    await stuck(ministry)
    ministry.clock.passes(datetime(2026, 11, 2, 20, 0, tzinfo=UTC) - ministry.clock.now)
    await settles(ministry, HOUR)
    assert ministry.reads(FEMKE) == []
    await ministry.store._runner.write(lambda db: db.exec_driver_sql("UPDATE signals SET urgency = 'acuut'"))
    await settles(ministry, timedelta(minutes=10))
    assert LIES in ministry.reads(FEMKE)[0]


async def test_on_a_platform_that_is_away_altogether_nobody_is_told_what_they_would_read_afterwards(ministry: Ministry):
    ministry.platform.goes(Trouble.REFUSED)
    await ministry.files()
    await settles(ministry, HOUR)
    ministry.platform.goes(None)
    await settles(ministry, timedelta(minutes=20))
    assert ministry.reads(FEMKE) == []
    assert await ministry.rows("SELECT view FROM outbox WHERE view LIKE 'audit%'") == []


async def test_whoever_is_on_another_platform_too_hears_it_there(ministry: Ministry):
    work = ministry.house.work()
    for platform in ("teams", "slack"):
        account = Account(platform, "T1", "femke-dijkgraaf")
        work.people.remember(account, "femke-dijkgraaf", "femke.dijkgraaf@example.nl")
    await work.commit()
    ministry.platform.goes(Trouble.REFUSED)
    await ministry.files()
    await settles(ministry, timedelta(minutes=20))
    ordered = await ministry.rows("SELECT lane FROM outbox WHERE view = 'audit'")
    assert ordered == [("teams:dm:T1:femke-dijkgraaf",)]
