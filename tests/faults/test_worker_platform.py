"""Whatever a platform does, people see every message, in its order, and twice only where nobody could know."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import courier
from bot.conversation import Place, Press
from bot.store.outbox import Order
from tests.faults.ministry import HOUR, NOOR, START, Ministry, fixer
from tests.faults.platform import AMBIGUOUS, Trouble

BLIND = pytest.mark.parametrize("ministry", [False], indirect=True)
"""A platform that cannot be searched for what may have arrived, as Slack without a history scope."""

ADMINS = {"dm-bram-hoogland", "dm-femke-dijkgraaf"}  # who hear of what stays behind

PLACES = {"dir-meva", "regio-zuid-limburg", "dm-noor-habets"}


def seen_once(ministry: Ministry) -> None:
    """The card and the receipt stand where they belong, once."""
    assert sorted(each.where for each in ministry.platform.stands()) == sorted(PLACES)


async def test_when_all_is_well_everybody_reads_it_once(ministry: Ministry):
    await ministry.files()
    seen_once(ministry)


async def test_who_is_asked_to_come_back_later_comes_back_later(ministry: Ministry):
    ministry.platform.will(Trouble.BUSY, Trouble.BUSY, to="dir-meva")
    await ministry.files()
    seen_once(ministry)
    (posted,) = [each for each in ministry.platform.happened if each.message.where == "dir-meva"]
    assert posted.at >= (START + timedelta(seconds=14)).isoformat()


async def test_after_an_hour_without_a_connection_everything_still_arrives_and_nobody_was_pestered(ministry: Ministry):
    ministry.platform.goes(Trouble.REFUSED)
    await ministry.files()
    await ministry.settles(HOUR)
    assert ministry.platform.stands() == []
    assert ministry.platform.calls < 60
    ministry.platform.goes(None)
    await ministry.settles(timedelta(minutes=10))
    seen_once(ministry)


async def test_after_an_hour_of_server_errors_everything_still_arrives_once(ministry: Ministry):
    ministry.platform.goes(Trouble.LOST)
    await ministry.files()
    await ministry.settles(HOUR)
    ministry.platform.goes(None)
    await ministry.settles(timedelta(minutes=20))
    seen_once(ministry)
    assert ministry.platform.calls < 40


@pytest.mark.parametrize("trouble", sorted(AMBIGUOUS))
async def test_what_may_have_arrived_is_looked_for_and_stands_there_once(ministry: Ministry, trouble: Trouble):
    ministry.platform.will(trouble, to="dir-meva")
    await ministry.files()
    await ministry.settles(timedelta(minutes=3))
    seen_once(ministry)


@BLIND
async def test_where_nobody_can_look_a_doubt_costs_one_copy_at_most(ministry: Ministry):
    ministry.platform.will(Trouble.POSTED, to="dir-meva")
    await ministry.files()
    await ministry.settles(timedelta(minutes=3))
    assert [each.where for each in ministry.platform.stands()].count("dir-meva") == 2


@BLIND
async def test_where_nobody_can_look_nothing_is_lost_either(ministry: Ministry):
    ministry.platform.will(Trouble.LOST, Trouble.LOST, to="dir-meva")
    await ministry.files()
    await ministry.settles(timedelta(minutes=10))
    seen_once(ministry)


async def test_a_refusal_after_a_doubt_takes_nothing_of_the_doubt_away(ministry: Ministry):
    ministry.platform.late = timedelta(seconds=57)
    ministry.platform.will(Trouble.LATER, Trouble.REFUSED, Trouble.REFUSED, to="dir-meva")
    await ministry.files()
    await ministry.settles(timedelta(minutes=10))
    seen_once(ministry)


async def test_an_edit_that_is_posted_late_does_not_overtake_a_later_one(ministry: Ministry):
    await ministry.files()
    ministry.platform.will(Trouble.LATER, to="dir-meva")
    await ministry.presses("claim")
    await ministry.worker.drain()
    await ministry.presses("hand_back")
    await ministry.settles(timedelta(minutes=5))
    assert "Wie pakt dit op?" in ministry.card().words
    assert ministry.platform.doubts


async def test_a_conversation_that_hangs_holds_up_no_other(ministry: Ministry):
    ministry.platform.will(Trouble.HANGS, to="dir-meva")
    async with ministry.at_work():
        await ministry.core.answer(ministry.form(nonce="1"))
        await ministry.platform.hanging.wait()
        await ministry.core.answer(ministry.form(nonce="2", lead="DLZ"))
        await ministry.lives(timedelta(seconds=10), steps=50)
        assert (len(ministry.platform.stands("dir-dlz")), len(ministry.reads(NOOR))) == (1, 2)
        assert ministry.platform.stands("dir-meva") == []
        ministry.platform.released.set()
    assert len(ministry.platform.stands("dir-meva")) == 1


async def test_a_call_that_never_returns_is_ended_and_counts_as_a_doubt(
    ministry: Ministry, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(courier, "LONGEST", 0.05)
    ministry.platform.will(Trouble.HANGS, to="dir-meva")
    await ministry.files()
    await ministry.settles(timedelta(minutes=3))
    seen_once(ministry)


async def test_a_fault_in_an_adapter_ends_nothing_loses_nothing_and_is_not_repeated_in_a_hurry(ministry: Ministry):
    ministry.platform.goes(Trouble.STUMBLES)
    async with ministry.at_work():
        await ministry.core.answer(ministry.form())
        await ministry.lives(HOUR)
    assert 3 * 4 <= ministry.platform.calls < 60
    ministry.platform.goes(None)
    await ministry.settles(timedelta(minutes=20))
    seen_once(ministry)


async def test_a_message_only_a_newer_version_can_draw_waits_for_it_and_holds_up_its_own_conversation_alone(
    ministry: Ministry,
):
    work = ministry.house.work()
    work.order(Order("later:1", Place("slack", "dir-meva"), "a view of tomorrow"))
    await work.commit()
    async with ministry.at_work():
        await ministry.core.answer(ministry.form())
        await ministry.lives(HOUR)
        assert {each.where for each in ministry.platform.stands()} == PLACES - {"dir-meva"} | ADMINS
    [(attempts,)] = await ministry.rows("SELECT attempts FROM outbox WHERE key = 'later:1'")
    assert 5 < attempts < 20
    await ministry.store._runner.write(
        lambda connection: connection.exec_driver_sql(
            "UPDATE outbox SET view = 'reminder', subject = (SELECT id FROM signals) WHERE key = 'later:1'"
        )
    )
    await ministry.settles(timedelta(minutes=10))
    assert [each.key.partition(":")[0] for each in ministry.platform.stands("dir-meva")] == ["later", "card"]


async def test_a_message_that_the_platform_loses_ends_with_people_and_not_in_a_circle(ministry: Ministry):
    ministry.platform.will(Trouble.FORGETS, to="dir-meva")
    await ministry.files()
    await ministry.presses("claim", on="K-2026-0001")
    await ministry.settles(HOUR)
    assert any("kwam niet aan bij MEVA" in each.words for each in ministry.platform.stands("dir-iza"))
    assert ministry.platform.calls < 25


async def test_a_platform_that_doubles_by_itself_disturbs_nothing(ministry: Ministry):
    ministry.platform.will(*[Trouble.DOUBLES] * 3)
    await ministry.files()
    await ministry.presses("claim")
    await ministry.settles()
    assert any("opgepakt door Ruben Alting" in each.words for each in ministry.platform.stands("dir-meva"))


async def test_ten_quick_steps_are_few_edits_and_the_last_one_shows_how_it_stands(ministry: Ministry):
    await ministry.files()
    press = ministry.press("claim")
    before = len(ministry.platform.happened)
    for number in range(5):
        await ministry.core.answer(replace(press, by=fixer(number)))
        await ministry.core.answer(replace(press, by=fixer(number), action="hand_back"))
    await ministry.core.answer(replace(press, by=fixer(9)))
    await ministry.settles()
    since = [each for each in ministry.platform.happened[before:] if each.message.where == "dir-meva"]
    assert [each.what for each in since].count("edit") == 1
    assert "opgepakt door fixer-9" in ministry.card().words
    said = [each.message.words for each in since if each.what != "edit"]
    assert [words.split(" door ")[-1] for words in said if "opgepakt door" in words] == [
        f"fixer-{number} (MEVA)." for number in (0, 1, 2, 3, 4, 9)
    ]


@pytest.mark.parametrize("seed", range(4))
async def test_under_every_trouble_at_once_all_arrives_in_order_and_once(ministry: Ministry, seed: int):
    chance = random.Random(seed)
    troubles = [*AMBIGUOUS, Trouble.BUSY, Trouble.REFUSED, Trouble.STUMBLES, *[Trouble.NONE] * 12]
    for step in range(12):
        ministry.platform.will(*chance.choices(sorted(troubles), k=6))
        await ministry.core.answer(ministry.form(nonce=str(step)))
        await ministry.settles(timedelta(seconds=chance.choice([0, 2, 90])))
        if offered := [each for each in ministry.platform.stands() if each.handle]:
            card = chance.choice(offered)
            await ministry.core.answer(Press(fixer(step % 10), card.buttons[0], card.handle))
    ministry.platform.goes(None)
    await ministry.settles(timedelta(hours=2))
    assert set(await ministry.rows("SELECT DISTINCT state FROM outbox")) == {("settled",)}
    assert await ministry.rows("SELECT count(*) FROM signals") == [(12,)]
    posted = Counter(each.key for each in ministry.platform.happened if each.what == "post")
    assert set(posted.values()) == {1}
    await in_order(ministry)


@pytest.mark.postgres
async def test_three_processes_on_a_bad_line_say_everything_once_and_in_order(several: list[Ministry]):
    chance, first = random.Random(20261102), several[0]
    troubles = [*AMBIGUOUS, Trouble.BUSY, Trouble.REFUSED, *[Trouble.NONE] * 12]
    for step in range(9):
        first.platform.will(*chance.choices(sorted(troubles), k=6))
        await several[step % 3].core.answer(first.form(nonce=str(step)))
        for _ in range(5):
            await asyncio.gather(*(each.worker.turn() for each in several))
            first.clock.passes(timedelta(seconds=chance.choice([1, 2, 30])))
    first.platform.goes(None)
    await first.settles(timedelta(hours=2))
    assert await first.rows("SELECT DISTINCT state FROM outbox") == [("settled",)]
    assert {first.platform.copies(key) for (key,) in await first.rows("SELECT key FROM outbox")} == {1}
    assert len(first.reads(NOOR)) == 9
    await in_order(first)


async def in_order(ministry: Ministry) -> None:
    """In every conversation things were first said in the order in which they were decided."""
    first: dict[str, int] = {}
    for moment, each in enumerate(ministry.platform.happened):
        first.setdefault(each.key, moment)
    last: dict[str, int] = {}
    for lane, key in await ministry.rows("SELECT lane, key FROM outbox ORDER BY id"):
        assert first[key] > last.get(lane, -1), f"{key} overtook another in {lane}"
        last[lane] = first[key]
