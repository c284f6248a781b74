"""Something fails, or takes long: Teams gets an answer it takes, in time, and what was typed is not lost."""

from __future__ import annotations

import asyncio

import pytest

from adapters.teams import desk
from adapters.teams.replies import Replies
from adapters.teams.way import Way
from bot.cards import Card, Quote
from bot.conversation import (
    Account,
    Done,
    Open,
    Place,
    Press,
    Say,
    Unopened,
)
from tests.fake_teams import Fail
from tests.teams.room import FORM, LIST, MESSAGE, MEVA, NOOR, NOTE, RUBEN, SAID, posted


@pytest.mark.parametrize("how", [Fail.RATE, Fail.BROKEN, Fail.RESET, Fail.HTML, "403 BotNotInConversationRoster"])
async def test_a_form_that_cannot_be_sent_is_kept_and_its_asker_reads_so(inline, how) -> None:
    card = await posted(inline)
    inline.teams.fail("post", how)
    inline.core.replies += [Open(FORM), Say(Card("Je tekst is bewaard.", LIST.blocks, "draft"))]
    heard = await inline.people.presses(RUBEN, "Ik pak dit op", card)
    assert heard.json == {"statusCode": 200, "type": MESSAGE, "value": "Je tekst is bewaard."}
    _, unopened = inline.core.asked
    assert isinstance(unopened, Unopened)
    assert unopened.form == FORM
    assert unopened.key != inline.core.asked[0].key
    assert len(inline.teams.direct(RUBEN)) == 1


async def test_what_cannot_be_sent_at_all_is_said_in_words_beside_the_button(at) -> None:
    card = await posted(at, NOTE)
    at.teams.fail("post", Fail.BROKEN, times=9)
    at.core.replies.append(Say(Card("Twee knelpunten", (*LIST.blocks, Quote("De *stage*")))))
    heard = await at.people.presses(RUBEN, "Teruggeven", card)
    assert heard.json["value"] == "Twee knelpunten\n\nDe stage"


@pytest.mark.parametrize("kind", ["message", "button", "window", "form"])
async def test_a_core_that_fails_is_one_kind_sentence_and_never_an_error(at, kind) -> None:
    at.core.replies = [RuntimeError("geheim")]
    match kind:
        case "message":
            heard = await at.people.types(NOOR, "help")
        case "button":
            heard = await at.people.presses(NOOR, "Teruggeven", await posted(at, NOTE))
        case "window":
            heard = await at.people.presses(NOOR, "Ik pak dit op", await posted(at))
        case _:
            at.core.replies.insert(0, Open(FORM))
            await at.people.types(NOOR, "knelpunt")
            heard = await at.people.sends(NOOR, {})
    assert heard.status == 200
    assert "geheim" not in heard.body
    assert "Dat ging mis bij ons." in at.people.told[NOOR][-1].words
    assert "Something went wrong on our side." in at.people.told[NOOR][-1].words


async def test_teams_is_answered_in_time_while_a_message_is_still_on_its_way(at) -> None:
    at.teams.fail("post", Fail.HANG)
    at.core.replies.append(Say(LIST))
    impatient = Replies(at.room.platform, at.core.answer, targeted=False, patience=0.02)
    press = Press(Account("teams", at.teams.tenant, RUBEN), "back", "h1", Place("teams", MEVA))
    heard = await impatient.to(press, Way("card", MEVA, personal=False))
    assert heard == {"statusCode": 200, "type": MESSAGE, "value": "Twee knelpunten"}
    at.teams.release()
    await impatient.finish()


async def test_a_slow_store_keeps_nobody_waiting(at, monkeypatch) -> None:
    monkeypatch.setattr(desk, "NOTED", 0.02)
    slow = asyncio.Event()

    async def keep(key: str, value: str) -> None:
        await slow.wait()

    monkeypatch.setattr(at.memory, "keep", keep)
    at.core.replies.append(Say(SAID))
    heard = await at.people.presses(RUBEN, "Teruggeven", await posted(at, NOTE))
    assert heard.json["value"] == "Dit is voor MEVA."
    slow.set()


async def test_stopping_waits_for_what_is_on_its_way(at) -> None:
    at.core.replies += [Open(FORM), Done("Gelukt.")]
    await at.people.types(NOOR, "knelpunt")
    at.teams.fail("edit", Fail.HANG)
    await at.people.sends(NOOR, {})
    await at.teams.held.wait()
    stopping = asyncio.create_task(at.room.stop())
    at.teams.release()
    await stopping
    assert at.teams.direct(NOOR)[0].was == []


async def test_where_somebody_spoke_last_is_kept_before_the_room_closes(at, monkeypatch: pytest.MonkeyPatch) -> None:
    keep, answers = at.memory.keep, asyncio.Event()

    async def slowly(key: str, value: str) -> None:
        await answers.wait()
        await keep(key, value)

    monkeypatch.setattr("adapters.teams.desk.NOTED", 0.0)
    monkeypatch.setattr(at.memory, "keep", slowly)
    await at.people.types(NOOR, "help", MEVA)
    asyncio.get_running_loop().call_later(0.2, answers.set)
    await at.room.stop()
    assert any(key.startswith("account:") for key in at.memory.kept)
