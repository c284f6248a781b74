"""What happens by itself: a reminder, a channel that is gone, a process that ends in the middle."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_on_the_third_working_day_the_channel_is_reminded_once(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.so_far()
    await chat.at("2026-11-05 08:59")
    await chat.exactly()
    await chat.at("2026-11-05 09:00")
    await chat.exactly(("#dir-meva", "K-2026-0001 uit Zuid-Limburg is nog niet opgepakt (werkdag 3)"))
    await chat.at("2026-11-09 08:59")
    await chat.exactly()


async def test_a_reminder_leads_to_the_knelpunt_as_it_is_now(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.at("2026-11-05 09:00")
    await chat.ruben.presses("Bekijk het knelpunt", on="nog niet opgepakt")
    chat.ruben.is_told(STAGE)
    await chat.ruben.presses("Ik pak dit op", on=STAGE)
    await chat.noor.reads("opgepakt door Ruben Alting (MEVA)")
    await chat.ruben.presses("Bekijk het knelpunt", on="nog niet opgepakt")
    chat.ruben.is_told("opgepakt door Ruben Alting")


async def test_nobody_is_asked_to_take_on_what_is_taken_on(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.so_far()
    await chat.at("2026-11-05 08:59")
    await chat.exactly()


async def test_a_signal_that_cannot_reach_its_directorate_is_not_lost(chat: Chat):
    await chat.loses("dir-meva")
    await chat.noor.files(STAGE)
    await chat.exactly(
        ("#dir-iza", "K-2026-0001 uit Zuid-Limburg kwam niet aan bij MEVA"),
        ("thread #dir-iza", "K-2026-0001 kwam niet aan bij MEVA en ligt nu ook bij IZA"),
        ("#regio-zuid-limburg", "K-2026-0001"),
        ("thread #regio-zuid-limburg", "K-2026-0001 kwam niet aan bij MEVA en ligt nu ook bij IZA"),
        ("Noor Habets", "K-2026-0001 is nog niet bij MEVA aangekomen"),
        ("Femke Dijkgraaf", "K-2026-0001 kwam niet aan bij MEVA"),
        ("Bram Hoogland", "K-2026-0001 kwam niet aan bij MEVA"),
    )


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_card_that_arrives_after_all_takes_the_worry_away(chat: Chat):
    await chat.loses("dir-meva")
    await chat.noor.files(STAGE)
    await chat.noor.reads("Nog niet aangekomen bij MEVA")
    await chat.sends_again()
    await chat.noor.reads("Nog niet aangekomen bij MEVA")
    await chat.regains("dir-meva")
    await chat.so_far()
    await chat.sends_again()
    await chat.ruben.with_button("Ik pak dit op", on="K-2026-0001")
    arrived = "K-2026-0001 is alsnog aangekomen bij MEVA"
    await chat.exactly(
        ("#dir-meva", "K-2026-0001"),
        ("thread #dir-meva", "K-2026-0001 kwam niet aan bij MEVA"),
        ("thread #dir-meva", arrived),
        ("edit #dir-iza", "K-2026-0001"),
        ("edit #regio-zuid-limburg", "K-2026-0001"),
        ("thread #regio-zuid-limburg", arrived),
        ("edit Noor Habets", "K-2026-0001 staat bij MEVA"),
    )


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_after_a_restart_an_open_form_still_counts_and_an_old_button_still_works(chat: Chat):
    await chat.noor.types(f"/knelpunt {STAGE}")
    await chat.restarts()
    await chat.noor.sends()
    await chat.restarts()
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting")
