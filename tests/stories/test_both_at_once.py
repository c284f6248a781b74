"""One ministry on two platforms: every place has its card on both, and what happens on one is seen on the other."""

from __future__ import annotations

import asyncio

import pytest

from tests.chat import Chat
from tests.side import Side

pytestmark = pytest.mark.parametrize("chat", ["slack and playground", "slack and teams"], indirect=True)

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."
UNCLAIMED = ["Ik pak dit op", "Reageer", "Niet van ons", "Meer"]
CLAIMED = ["Tussenstand", "Opgelost", "Reageer", "Meer"]
NAMED = {"playground": "de oefenruimte", "teams": "Teams"}


@pytest.fixture
def there(chat: Chat) -> Side:
    """The other platform; the chat itself is at home on Slack."""
    (other,) = chat.others
    return other


async def test_what_is_filed_on_one_stands_on_both_and_its_receipt_where_it_was_filed(chat: Chat, there: Side):
    await chat.noor.files(STAGE)
    cards = (
        ("#dir-meva", "Nieuw knelpunt K-2026-0001 uit Zuid-Limburg"),
        ("#regio-zuid-limburg", "K-2026-0001 is uitgezet bij MEVA"),
    )
    await chat.exactly(*cards, ("Noor Habets", "K-2026-0001 staat bij MEVA"))
    await there.exactly(*cards)
    for side in (chat, there):
        await side.channel_shows("dir-meva", STAGE, buttons=UNCLAIMED)


async def test_a_claim_on_one_changes_the_card_on_the_other(chat: Chat, there: Side):
    await chat.noor.files(STAGE)
    await chat.so_far()
    await there.so_far()
    await there.ruben.presses("Ik pak dit op", on="K-2026-0001")
    everywhere = (
        ("edit #dir-meva", "opgepakt door Ruben Alting"),
        ("edit #regio-zuid-limburg", "opgepakt door Ruben Alting"),
        ("thread #dir-meva", "K-2026-0001 opgepakt door Ruben Alting (MEVA)."),
        ("thread #regio-zuid-limburg", "K-2026-0001 opgepakt door Ruben Alting (MEVA)."),
    )
    await chat.exactly(
        *everywhere,
        ("edit Noor Habets", "opgepakt door Ruben Alting (MEVA)"),
        ("Noor Habets", "Ruben Alting (MEVA) heeft K-2026-0001 opgepakt"),
    )
    await there.exactly(*everywhere)
    for side in (chat, there):
        await side.channel_shows("dir-meva", buttons=CLAIMED)


async def test_of_two_who_claim_at_once_on_either_side_one_wins_and_the_other_reads_who(chat: Chat, there: Side):
    await chat.noor.files(STAGE)
    ruben, bas = chat.ruben, there.fixer_of("MEVA")
    cards = [await each.with_button("Ik pak dit op", "K-2026-0001") for each in (ruben, bas)]
    await asyncio.gather(
        chat.wire.presses(ruben.person, "Ik pak dit op", cards[0]),
        there.wire.presses(bas.person, "Ik pak dit op", cards[1]),
    )
    await chat.drain()
    for side in (chat, there):
        assert len(await side.cards("dir-meva")) == 1
        await side.channel_shows("dir-meva", "opgepakt door", buttons=CLAIMED)


async def test_somebody_with_two_accounts_is_one_person(chat: Chat, there: Side):
    await chat.noor.files(STAGE)
    await chat.at("2026-11-02 10:30")
    await there.noor.types("/knelpunt lijst")
    there.noor.is_told("K-2026-0001")
    known = await chat._house.work().people.accounts_of("noor-habets")
    assert {account.platform for account in known} == {"slack", there.wire.name}


async def test_who_moves_keeps_the_receipt_and_hears_the_news_where_they_are_now(chat: Chat, there: Side):
    await chat.noor.files(STAGE)
    await chat.at("2026-11-02 10:30")
    await there.noor.files(STAGE)
    await chat.so_far()
    await there.so_far()
    await there.ruben.presses("Ik pak dit op", on="K-2026-0001")
    everywhere = (
        ("edit #dir-meva", "K-2026-0001"),
        ("edit #regio-zuid-limburg", "K-2026-0001"),
        ("thread #dir-meva", "K-2026-0001 opgepakt"),
        ("thread #regio-zuid-limburg", "K-2026-0001 opgepakt"),
    )
    await chat.exactly(*everywhere, ("edit Noor Habets", "opgepakt door Ruben Alting (MEVA)"))
    await there.exactly(*everywhere, ("Noor Habets", "Ruben Alting (MEVA) heeft K-2026-0001 opgepakt"))
    await there.noor.reads("K-2026-0002 staat bij MEVA")


async def test_a_note_is_read_on_both_sides_with_its_author_and_where_it_was_said(chat: Chat, there: Side):
    await chat.noor.files(STAGE)
    await there.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.so_far()
    await there.so_far()
    await chat.noor.presses("Reageer", on="Je knelpunt K-2026-0001")
    await chat.noor.sends(text="Lukt dit nog deze week?")
    for side, more in ((chat, "edit Noor Habets"), (there, "Ruben Alting")):
        said = dict(await side.news())
        for thread in ("thread #dir-meva", "thread #regio-zuid-limburg"):
            assert "Noor Habets (via Slack): Lukt dit nog deze week?" in said[thread]
        assert more in said
    await there.ruben.reads("Noor Habets (via Slack) over K-2026-0001: Lukt dit nog deze week?")
    await there.ruben.presses("Reageer", on="K-2026-0001")
    await there.ruben.sends(text="Ja, donderdag.")
    await chat.noor.reads(f"Ruben Alting (MEVA) (via {NAMED[there.wire.name]}) over K-2026-0001: Ja, donderdag.")


async def test_while_one_is_down_the_other_goes_on_and_afterwards_nothing_is_missing(chat: Chat, there: Side):
    await chat.wire.fake.stop()
    await there.noor.files(STAGE)
    await there.exactly(
        ("#dir-meva", "Nieuw knelpunt K-2026-0001 uit Zuid-Limburg"),
        ("#regio-zuid-limburg", "K-2026-0001 is uitgezet bij MEVA"),
        ("Noor Habets", "K-2026-0001 staat bij MEVA"),
    )
    await there.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await there.channel_shows("dir-meva", "opgepakt door Ruben Alting")
    await chat.wire.fake.start()
    await chat.at("2026-11-02 10:45")
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting", buttons=CLAIMED)
    await chat.exactly(
        ("#dir-meva", "opgepakt door Ruben Alting"),
        ("#regio-zuid-limburg", "opgepakt door Ruben Alting"),
        ("thread #dir-meva", "K-2026-0001 opgepakt"),
        ("thread #regio-zuid-limburg", "K-2026-0001 opgepakt"),
    )


async def test_a_channel_that_is_gone_on_one_is_for_the_admin_to_mend_and_for_nobody_else(chat: Chat, there: Side):
    admin = chat.organisation.admins()[0].key
    await there.person(admin).types("/knelpunt help")
    await chat.loses("dir-meva")
    await chat.noor.files(STAGE)
    await there.channel_shows("dir-meva", STAGE, buttons=UNCLAIMED)
    await chat.noor.reads("K-2026-0001 staat bij MEVA")
    await there.person(admin).reads("K-2026-0001 kwam niet aan in het kanaal van MEVA op Slack")
    assert await there.cards("dir-iza") == []


async def test_a_directorate_that_is_reached_on_neither_is_not_reached(chat: Chat, there: Side):
    await chat.loses("dir-meva")
    await there.loses("dir-meva")
    await chat.noor.files(STAGE)
    await chat.noor.reads("K-2026-0001 is nog niet bij MEVA aangekomen")
    for side in (chat, there):
        await side.channel_shows("dir-iza", "K-2026-0001")
    await there.regains("dir-meva")
    await chat.sends_again()
    await chat.noor.reads("K-2026-0001 staat bij MEVA")
