"""The line to Slack is bad: refused, broken, silent or gone. People read everything once, and lose nothing they typed."""

from __future__ import annotations

import aiohttp
import pytest

from tests.chat import Chat
from tests.fake_slack import Fail
from tests.faults.ministry import hasty, slow

pytestmark = pytest.mark.parametrize("chat", ["slack"], indirect=True)

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."
HISTORY = {"channels:history", "groups:history", "im:history"}
FILED = (
    ("#dir-meva", "Nieuw knelpunt K-2026-0001 uit Zuid-Limburg"),
    ("#regio-zuid-limburg", "K-2026-0001 is uitgezet bij MEVA"),
    ("Noor Habets", "K-2026-0001 staat bij MEVA"),
)
ANYWHERE_TO_POST = "chat.postMessage"


# Messages


@pytest.mark.parametrize("how", [Fail.RATE, Fail.RESET, Fail.BROKEN, Fail.HTML, Fail.BROKEN_JSON, Fail.TEXT])
async def test_a_message_that_did_not_get_through_is_sent_again(chat: Chat, how: Fail):
    chat.wire.fake.fail(ANYWHERE_TO_POST, how, times=3)
    await chat.noor.files(STAGE)
    await chat.exactly(*FILED)


async def test_slack_is_left_alone_as_long_as_it_asks(chat: Chat):
    chat.wire.fake.fail(ANYWHERE_TO_POST, Fail.RATE, times=3)
    began = chat.wire.fake.clock()
    await chat.noor.files(STAGE)
    assert min(float(post.ts) for post in chat.wire.fake.posted) >= began + 7


@pytest.mark.parametrize("how", [Fail.BROKEN_AFTER, Fail.RESET_AFTER])
async def test_a_message_that_got_through_unnoticed_is_found_where_we_may_look(chat: Chat, how: Fail):
    chat.wire.fake.scopes |= HISTORY
    chat.wire.fake.fail(ANYWHERE_TO_POST, how, times=3)
    await chat.noor.files(STAGE)
    await chat.exactly(*FILED)


async def test_where_we_may_not_look_it_stands_there_twice_at_most(chat: Chat):
    chat.wire.fake.fail(ANYWHERE_TO_POST, Fail.BROKEN_AFTER)
    await chat.noor.files(STAGE)
    stands = await chat.wire.shown()
    assert len(stands) == 4
    assert {shown.where for shown in stands} == {where for where, _ in FILED}


async def test_slack_does_not_answer_and_nothing_stands_there_twice(chat: Chat):
    chat.wire.fake.scopes |= HISTORY
    await impatient(chat)
    chat.wire.fake.fail(ANYWHERE_TO_POST, Fail.HANG, times=3)
    await chat.noor.files(STAGE)
    await chat.exactly(*FILED)


@pytest.mark.parametrize("how", [Fail.RATE, Fail.RESET_AFTER, Fail.BROKEN, Fail.HTML])
async def test_an_edit_that_did_not_get_through_is_made_again_before_what_comes_after_it(chat: Chat, how: Fail):
    await chat.noor.files(STAGE)
    chat.wire.fake.fail("chat.update", how, times=2)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting")
    await chat.noor.reads("opgepakt door Ruben Alting (MEVA)")
    in_channel = [call for name, call in chat.wire.fake.calls if call.get("channel") == "CDIRMEVA"]
    assert "opgepakt" in in_channel[-1]["text"]
    assert "thread_ts" in in_channel[-1]


async def test_after_an_hour_without_slack_everybody_reads_what_was_filed_in_between(chat: Chat):
    await chat.noor.types(f"/knelpunt {STAGE}")
    chat.wire.fake.fail(ANYWHERE_TO_POST, Fail.BROKEN, times=1000)
    await chat.noor.sends()
    for minute in range(15, 60, 5):
        await chat.at(f"2026-11-02 10:{minute}")
    await chat.exactly()
    chat.wire.fake._failures.clear()
    await chat.at("2026-11-02 11:30")
    await chat.exactly(*FILED)


# What only the asker sees


async def test_a_form_that_cannot_open_keeps_the_text_behind_a_button(chat: Chat):
    chat.wire.fake.fail("views.open", "expired_trigger_id")
    await chat.noor.types(f"/knelpunt {STAGE}")
    chat.noor.sees_no_form()
    chat.noor.is_told("Je tekst is bewaard.")
    chat.noor.is_told(STAGE)
    await chat.noor.presses("Open formulier")
    assert chat.noor.form.values["text"] == STAGE
    await chat.noor.sends()
    await chat.channel_shows("dir-meva", STAGE)


@pytest.mark.parametrize("how", [Fail.RATE, Fail.RESET, Fail.BROKEN])
async def test_a_claim_stands_also_when_its_form_cannot_open(chat: Chat, how: Fail):
    await chat.noor.files(STAGE)
    chat.wire.fake.fail("views.open", how)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting")
    await chat.ruben.presses("Open formulier")
    await chat.ruben.sends(step="Bellen met het CIBG")
    await chat.channel_shows("dir-meva", "Bellen met het CIBG")


@pytest.mark.parametrize("how", [Fail.BROKEN, Fail.RESET, Fail.RATE])
async def test_a_private_answer_that_slack_refuses_takes_another_way(chat: Chat, how: str):
    await chat.noor.files(STAGE)
    await chat.so_far()
    chat.wire.fake.fail("respond", how)
    await chat.bas.presses("Ik pak dit op", on="K-2026-0001")
    await chat.exactly(("private Bas Terpstra", "is voor iemand van MEVA"))


async def test_the_last_way_is_a_direct_message(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.so_far()
    chat.wire.fake.fail("respond", Fail.BROKEN)
    chat.wire.fake.fail("chat.postEphemeral", "channel_not_found")
    await chat.bas.presses("Ik pak dit op", on="K-2026-0001")
    await chat.exactly(("Bas Terpstra", "is voor iemand van MEVA"))


@pytest.mark.parametrize("how", [Fail.RATE, Fail.BROKEN, Fail.HTML, Fail.TEXT, "internal_error"])
async def test_who_cannot_be_looked_up_gets_a_kind_sentence_and_nothing_is_kept(chat: Chat, how: str):
    chat.wire.fake.fail("users.info", how)
    await chat.noor.types(f"/knelpunt {STAGE}")
    chat.noor.sees_no_form()
    chat.noor.is_told("Je chat geeft even geen antwoord. Er is niets opgeslagen.")
    assert not await chat.keeps("UNOORHABETS")
    await chat.noor.files(STAGE)
    await chat.channel_shows("dir-meva", STAGE)


# A slow store


async def test_who_has_to_wait_hears_so_and_then_privately_once_how_it_went(chat: Chat):
    await chat.noor.types("/knelpunt")
    await chat.so_far()
    with hasty():
        async with slow(chat._store):
            await chat.wire.sends(chat.noor.person, {"text": f"{STAGE} BSN 948102731."}, 2)
            await chat.exactly(("private Noor Habets", "Een ogenblik, je hoort het zo."))
    await chat._core.finish()
    await chat.drain()
    [(where, words)] = await chat.news()
    assert where == "Noor Habets"
    assert "Je tekst is bewaard." in words
    assert "948102731" not in words
    assert not await chat.keeps("948102731")
    await chat.noor.presses("Open formulier")
    assert chat.noor.form.values["text"] == f"{STAGE} BSN [BSN]."
    await chat.noor.sends()
    await chat.channel_shows("dir-meva", STAGE)


async def impatient(chat: Chat) -> None:
    """Slack gets a second and a half instead of ten."""
    api = chat.wire.room.platform._api
    await api.close()
    api._timeout = aiohttp.ClientTimeout(total=1.5)
    await api.open()
