"""A message becomes a knelpunt: its words and the way back to it go along, its author does not."""

from __future__ import annotations

import json

import pytest

from tests.chat import BY_SOCKET, Chat
from tests.fake_slack import Fail, Posted

ON_SLACK = pytest.mark.parametrize("chat", ["slack"], indirect=True)

STAGE = "Zuid-Limburg: de stage in de VVT telt niet mee voor de BBL."


async def said(chat: Chat, words: str = STAGE, **channel: object) -> Posted:
    """Somebody said this in a channel that Regiolijn has nothing to do with."""
    fake = chat.wire.fake
    where = fake.add_channel("C0REGIOTAFEL", **channel)
    chat.wire._names[where] = "#regiotafel"
    message = Posted(where, "1762074840.000100", words, [])
    fake.posted.append(message)
    return message


async def chooses(chat: Chat, message: Posted) -> None:
    """Noor chooses "Maak knelpunt" from the menu of the message."""
    await chat.wire.people.message_action("UNOORHABETS", message)
    await chat.drain()


def address(message: Posted) -> str:
    return f"https://regiolijn.slack.com/archives/{message.channel}/p{message.ts}"


def leads_to(chat: Chat, url: str) -> set[str]:
    """Where something links to this address."""
    return {chat.wire._names[post.channel] for post in chat.wire.fake.posted if url in json.dumps(post.blocks)}


@pytest.mark.parametrize("chat", ["slack", BY_SOCKET], indirect=True)
async def test_card_and_receipt_lead_back_to_the_message(chat: Chat):
    message = await said(chat)
    await chooses(chat, message)
    assert chat.noor.form.values["text"] == STAGE
    assert "De link naar het bericht gaat mee" in chat.noor.form.words
    await chat.noor.sends()
    await chat.channel_shows("dir-meva", STAGE, "Bericht: Lees het bericht")
    assert leads_to(chat, address(message)) == {"#dir-meva", "#regio-zuid-limburg", "Noor Habets"}
    assert not await chat.keeps("U0AUTHOR")
    await chat.ruben.types("/knelpunt toon K-2026-0001")
    shown = chat.wire.fake.private["URUBENALTING"][-1]
    assert address(message) in json.dumps(shown.blocks)


@ON_SLACK
async def test_it_stays_when_the_form_is_corrected(chat: Chat):
    message = await said(chat, "De huisartsenpost in Bergen kan de nachten niet meer bemannen.")
    await chooses(chat, message)
    await chat.noor.sends()
    assert chat.noor.form.errors
    await chat.noor.sends(region="noord-holland-noord")
    assert "Noor Habets" in leads_to(chat, address(message))


@ON_SLACK
async def test_it_stays_when_a_number_in_the_text_is_replaced(chat: Chat):
    message = await said(chat)
    await chooses(chat, message)
    await chat.noor.sends(text=f"{STAGE} Dat treft BSN 948102731.")
    assert "De link naar het bericht gaat mee" in chat.noor.form.words
    await chat.noor.sends()
    await chat.channel_shows("dir-meva", "Dat treft BSN [BSN].")
    assert "#dir-meva" in leads_to(chat, address(message))


@ON_SLACK
async def test_it_stays_when_the_form_opens_later(chat: Chat):
    message = await said(chat)
    chat.wire.fake.fail("views.open", "expired_trigger_id")
    await chooses(chat, message)
    chat.noor.sees_no_form()
    await chat.restarts()
    await chat.noor.presses("Open formulier")
    await chat.noor.sends()
    assert "#dir-meva" in leads_to(chat, address(message))


@ON_SLACK
@pytest.mark.parametrize("how", [Fail.RATE, Fail.BROKEN, Fail.HTML, "missing_scope"])
async def test_without_an_address_the_form_opens_all_the_same(chat: Chat, how: str):
    message = await said(chat)
    chat.wire.fake.fail("chat.getPermalink", how)
    await chooses(chat, message)
    assert "link" not in chat.noor.form.words
    await chat.noor.sends()
    await chat.channel_shows("dir-meva", STAGE)
    assert leads_to(chat, "https://") == set()


@ON_SLACK
async def test_where_the_bot_cannot_look_there_is_no_link(chat: Chat):
    await chooses(chat, await said(chat, is_member=False))
    await chat.noor.sends()
    await chat.channel_shows("dir-meva", STAGE)
    assert leads_to(chat, "https://") == set()


@ON_SLACK
async def test_a_message_sent_in_twice_is_filed_once(chat: Chat):
    await chooses(chat, await said(chat))
    await chat.noor.sends(times=3)
    assert len(await chat.cards("dir-meva")) == 1


@ON_SLACK
async def test_the_shortcut_opens_the_form_from_anywhere(chat: Chat):
    await chat.wire.people.shortcut("UNOORHABETS")
    await chat.noor.sends(text=STAGE)
    await chat.channel_shows("dir-meva", STAGE)
