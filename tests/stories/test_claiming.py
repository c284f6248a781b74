"""A fixer takes a signal on, and everybody who should know it knows it."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_the_card_the_receipt_and_the_thread_all_say_who_took_it_on(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.so_far()
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.exactly(
        ("edit #dir-meva", "opgepakt door Ruben Alting"),
        ("edit #regio-zuid-limburg", "opgepakt door Ruben Alting"),
        ("edit Noor Habets", "opgepakt door Ruben Alting (MEVA)"),
        ("Noor Habets", "Ruben Alting (MEVA) heeft K-2026-0001 opgepakt"),
        ("thread #dir-meva", "K-2026-0001 opgepakt door Ruben Alting (MEVA)."),
        ("thread #regio-zuid-limburg", "K-2026-0001 opgepakt door Ruben Alting (MEVA)."),
    )
    await chat.channel_shows("dir-meva", STAGE, buttons=["Tussenstand", "Opgelost", "Reageer", "Meer"])


async def test_after_the_claim_the_fixer_may_say_what_comes_next(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    assert "K-2026-0001 staat op jouw naam" in chat.ruben.form.words
    await chat.ruben.sends(step="Bellen met het CIBG", on="2026-11-06")
    await chat.channel_shows("dir-meva", "Bellen met het CIBG (uiterlijk 6 november 2026)")
    await chat.noor.reads("Volgende stap, uiterlijk 6 november 2026: Bellen met het CIBG")


async def test_a_next_step_in_the_past_is_asked_again_and_the_claim_stands(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.sends(step="Bellen met het CIBG", on="2026-10-30")
    assert chat.ruben.form.errors == {"on": "Deze dag is voorbij. Kies vandaag of later."}
    assert chat.ruben.form.values["step"] == "Bellen met het CIBG"
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting")


async def test_a_colleague_of_the_same_directorate_reads_who_has_it_and_how_to_help(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    yasmina = chat.person("yasmina-el-amrani")
    await yasmina.presses("Tussenstand", on="K-2026-0001")
    yasmina.is_told("is voor wie het heeft opgepakt: Ruben Alting. Wil je meewerken? Kies dan Meer en Ik doe mee.")


async def test_somebody_of_another_directorate_may_not_claim(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.so_far()
    await chat.bas.presses("Ik pak dit op", on="K-2026-0001")
    await chat.exactly(("private Bas Terpstra", "Deze stap met K-2026-0001 is voor iemand van MEVA"))


async def test_of_fifty_fixers_who_press_at_once_one_wins_and_the_others_read_who(crowd: Chat):
    await crowd.noor.files(STAGE)
    await crowd.so_far()
    fixers = [crowd.person(f"fixer-{number}") for number in range(50)]
    await crowd.all_press("Ik pak dit op", fixers, on="K-2026-0001")
    winners = [fixer for fixer in fixers if fixer.has_form]
    assert len(winners) == 1
    for fixer in fixers:
        if fixer is not winners[0]:
            await fixer.hears(f"K-2026-0001 is al opgepakt door {winners[0].name} (MEVA).")
    await crowd.channel_shows("dir-meva", f"opgepakt door {winners[0].name}")


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_fixer_who_hands_back_starts_the_clock_again(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.at("2026-11-10 11:00")
    await chat.so_far()
    await chat.ruben.presses("Ik geef dit terug", on="K-2026-0001")
    await chat.exactly(
        ("private Ruben Alting", "Dit kun je nu doen"),
        ("private Ruben Alting", "Je hebt K-2026-0001 teruggegeven"),
        ("edit #dir-meva", "Wie pakt dit op?"),
        ("edit #regio-zuid-limburg", "uitgezet"),
        ("edit Noor Habets", "K-2026-0001 staat bij MEVA"),
        ("Noor Habets", "MEVA zoekt iemand anders"),
        ("thread #dir-meva", "Wie pakt dit op?"),
        ("thread #regio-zuid-limburg", "Wie pakt dit op?"),
    )
    await chat.channel_shows("dir-meva", buttons=["Ik pak dit op", "Reageer", "Niet van ons", "Meer"])
    await chat.noor.reads("vr 13 november om 09.00 uur")


async def test_a_second_press_on_an_old_card_says_who_has_it(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001", times=2)
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting")


async def test_a_next_step_that_was_skipped_can_still_be_said(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.sends(step="Bellen met het CIBG")
    await chat.ruben.presses("Volgende stap", on="K-2026-0001")
    assert chat.ruben.form.values["step"] == "Bellen met het CIBG"
    await chat.ruben.sends(step="Brief aan het CIBG", on="2026-11-09")
    await chat.noor.reads("Brief aan het CIBG", "9 november 2026")
