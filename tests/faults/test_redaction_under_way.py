"""Words that are taken out while a message with them is on its way: it may still arrive, and does not stand so for long."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation import Account, Command, Done, Open, Say, Submission
from bot.courier import Landed
from bot.handlers import digest
from bot.store.sending import receipt_of
from tests.faults.ministry import NOOR, RUBEN, Ministry, said
from tests.faults.platform import Trouble

FEMKE = Account("slack", "T1", "femke-dijkgraaf")
NAME = "Adelheid Vonk"
NUMBER = "K-2026-0001"


async def notes(ministry: Ministry) -> None:
    """A knelpunt that somebody took on, and Noor says a name about it."""
    await ministry.files()
    await ministry.presses("claim")
    await ministry.settles()
    opened = await ministry.presses("ask_note", by=NOOR)
    for _ in ("said", "and said to stay, whatever the guard asks about names"):
        assert isinstance(opened, Open)
        form = opened.form
        opened = await ministry.core.answer(Submission(NOOR, form.action, form.handle, {"text": f"{NAME} is weg."}))
    assert isinstance(opened, Done)


async def takes_out(ministry: Ministry) -> None:
    reply = await ministry.core.answer(Command("out", FEMKE, "knelpunt", f"verwijder {NUMBER}"))
    for _ in ("counted", "taken out"):
        assert isinstance(reply, Open)
        values = {"passage": NAME, "why": "Een naam hoort hier niet"}
        reply = await ministry.core.answer(Submission(FEMKE, reply.form.action, reply.form.handle, values))
    assert isinstance(reply, Say)
    assert "zijn weg" in said(reply)


async def takes_out_while_it_hangs(ministry: Ministry) -> None:
    async with asyncio.timeout(30):
        settling = asyncio.create_task(ministry.settles())
        await ministry.platform.hanging.wait()
        await takes_out(ministry)
        ministry.platform.released.set()
        await settling


@pytest.mark.parametrize(("where", "before"), [("dir-meva", 1), ("dm-ruben-alting", 0)])
async def test_what_arrives_after_they_were_taken_out_is_said_again_without_them(
    ministry: Ministry, where: str, before: int
):
    """In the thread, behind the card that is brought up to date, and in a message of one's own."""
    await notes(ministry)
    ministry.platform.will(*[Trouble.NONE] * before, Trouble.HANGS, to=where)
    await takes_out_while_it_hangs(ministry)
    assert where in {each.message.where for each in ministry.platform.happened if NAME in each.message.words}
    await it_is_gone(ministry)


@pytest.mark.parametrize("trouble", [Trouble.POSTED, Trouble.LATER, Trouble.LOST])
async def test_what_may_have_arrived_with_them_is_looked_for_and_said_again(ministry: Ministry, trouble: Trouble):
    await notes(ministry)
    ministry.platform.will(trouble, to="dm-ruben-alting")
    await ministry.worker.drain()
    await takes_out(ministry)
    await it_is_gone(ministry)
    assert sum("[verwijderd]" in words for words in ministry.reads(RUBEN)) == 1


async def test_a_process_that_still_remembers_where_it_stands_says_it_again_all_the_same(ministry: Ministry):
    """Its lease was lost when it had posted: another process wrote that down."""
    await notes(ministry)
    await ministry.settles()
    for key, receipt in await ministry.rows("SELECT key, receipt FROM outbox WHERE NOT fold"):
        at = receipt_of(receipt)
        assert at is not None
        ministry.worker._courier._landed[key] = Landed(at)
    await takes_out(ministry)
    await it_is_gone(ministry)


async def test_a_digest_too(ministry: Ministry):
    await ministry.core.run(digest.begin)
    opened = await ministry.files(
        text=(stage := f"Zuid-Limburg: het personeelstekort in de VVT groeit sinds {NAME} weg is.")
    )
    assert isinstance(opened, Open), "names may stay when that is said twice"
    await ministry.files(opened.form.handle.removeprefix("n."), stage)
    ministry.clock.passes(datetime(2026, 11, 9, 8, 0, tzinfo=UTC) - ministry.clock.now)
    ministry.platform.will(Trouble.HANGS, to="dir-meva")
    await takes_out_while_it_hangs(ministry)
    assert any(
        "Weekoverzicht" in each.message.words for each in ministry.platform.happened if NAME in each.message.words
    )
    await it_is_gone(ministry)


async def it_is_gone(ministry: Ministry) -> None:
    await ministry.settles(timedelta(minutes=5))
    assert [each.where for each in ministry.platform.stands() if NAME in each.words] == []
    assert await ministry.keeps_nothing_of(NAME)
