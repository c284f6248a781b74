"""What people read privately is in their own language and time, also when it comes later; a channel keeps its own."""

from __future__ import annotations

import pytest

from tests.chat import Chat

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."


@pytest.mark.parametrize("chat", ["slack", "playground"], indirect=True)
async def test_on_an_english_screen_what_comes_later_is_english_too(chat: Chat):
    chat.noor.speaks("en")
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.exactly(
        ("#dir-meva", "opgepakt door Ruben Alting"),
        ("#regio-zuid-limburg", "opgepakt door Ruben Alting"),
        ("thread #dir-meva", "K-2026-0001 opgepakt door Ruben Alting (MEVA)."),
        ("thread #regio-zuid-limburg", "K-2026-0001 opgepakt door Ruben Alting (MEVA)."),
        ("Noor Habets", "taken on by Ruben Alting (MEVA)"),
        ("Noor Habets", "Ruben Alting (MEVA) has taken on K-2026-0001"),
    )


@pytest.mark.parametrize("chat", ["slack", "playground"], indirect=True)
async def test_who_changes_the_language_reads_the_next_message_in_it(chat: Chat):
    chat.noor.speaks("en")
    await chat.noor.files(STAGE)
    chat.noor.speaks("nl")
    await chat.at("2026-11-02 10:40")
    await chat.noor.types("/knelpunt")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.noor.reads("Je knelpunt K-2026-0001", "door Ruben Alting (MEVA)")
    await chat.noor.reads("Ruben Alting (MEVA) heeft K-2026-0001 opgepakt")


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_a_moment_is_told_in_the_time_of_whoever_reads_it(chat: Chat):
    chat.wire.fake.users["UNOORHABETS"]["tz"] = "America/Paramaribo"
    await chat.noor.files(STAGE)
    await chat.noor.reads("do 5 november om 05.00 uur")
    await chat.channel_shows("dir-meva", "10.14 uur")


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_a_language_or_a_time_zone_that_nobody_knows_is_the_organisations(chat: Chat):
    chat.wire.fake.users["UNOORHABETS"] |= {"locale": "tlh-QO", "tz": "Qo'noS/First_City"}
    await chat.noor.files(STAGE)
    await chat.noor.reads("K-2026-0001 staat bij MEVA", "do 5 november om 09.00 uur")
