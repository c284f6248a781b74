"""Slack does something later, twice, or not any more: what was filed is filed once, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.fake_slack import Fail
from tests.stories.test_a_bad_line import HISTORY, impatient

pytestmark = pytest.mark.parametrize("chat", ["slack"], indirect=True)

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."


async def undelivered(chat: Chat) -> set[str]:
    return {each.reason for each in await chat._store.desk.listed() if each.state == "undeliverable"}


async def test_a_message_that_comes_late_after_all_is_not_sent_again(chat: Chat):
    chat.wire.fake.scopes |= HISTORY
    await impatient(chat)
    await chat.noor.types(f"/knelpunt {STAGE}")
    chat.wire.fake.fail("chat.postMessage", Fail.LATE, times=3)
    await chat.wire.sends(chat.noor.person, {})
    await chat.worker.turn()
    chat.wire.fake.catch_up()
    await chat.drain()
    assert [len(await chat.cards(channel)) for channel in ("dir-meva", "regio-zuid-limburg")] == [1, 1]
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting")


async def test_a_card_that_stands_there_twice_is_one_knelpunt(chat: Chat):
    await chat.noor.types(f"/knelpunt {STAGE}")
    chat.wire.fake.fail("chat.postMessage", Fail.TWICE, times=3)
    await chat.noor.sends()
    copy, card = await chat.cards("dir-meva")
    await chat.wire.presses(chat.ruben.person, "Ik pak dit op", copy)
    await chat.drain()
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting")
    await chat.wire.presses(chat.bas.person, "Ik pak dit op", copy)
    chat.bas.is_told("K-2026-0001 is al opgepakt door Ruben Alting (MEVA).")
    assert card.id != copy.id


async def test_a_press_that_slack_sends_again_under_another_id_counts_once(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.so_far()
    (card,) = await chat.cards("dir-meva")
    for _ in range(3):
        await chat.wire.presses(chat.ruben.person, "Ik pak dit op", card)
    await chat.drain()
    news = [words for where, words in await chat.news() if where == "Noor Habets"]
    assert len(news) == 1, "one message says that it was claimed, and the receipt is edited"


async def test_after_a_revoked_token_everything_can_be_sent_again(chat: Chat):
    await chat.noor.types(f"/knelpunt {STAGE}")
    token, chat.wire.fake.token = chat.wire.fake.token, "xoxb-another"
    await chat.noor.sends()
    await chat.exactly()
    assert "invalid_auth" in await undelivered(chat)
    chat.wire.fake.token = token
    await chat.sends_again()
    await chat.ruben.with_button("Ik pak dit op", on="K-2026-0001")
    await chat.noor.reads("K-2026-0001 staat bij MEVA")
    assert await undelivered(chat) == set()


async def test_a_missing_scope_is_said_with_whom_to_ask_and_loses_no_words(chat: Chat):
    chat.wire.fake.fail("users.info", "missing_scope")
    await chat.noor.types(f"/knelpunt {STAGE}")
    for said in ("er is iets niet goed ingesteld. Er is niets opgeslagen. Vraag Femke Dijkgraaf om hulp.", STAGE):
        chat.noor.is_told(said)
