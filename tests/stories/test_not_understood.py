"""Whoever types what says too little gets help, and keeps what was typed."""

from __future__ import annotations

import pytest

from tests.chat import Chat

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."


@pytest.mark.parametrize("typed", ["?", "hoi", "ok dank je", "status", "help mij"])
async def test_a_few_words_that_tell_nothing_get_help_and_can_be_filed_after_all(chat: Chat, typed: str):
    await chat.noor.types(f"/knelpunt {typed}")
    chat.noor.sees_no_form()
    chat.noor.is_told("Regiolijn weet niet wat je hiermee bedoelt")
    chat.noor.is_told(typed)
    chat.noor.is_told("/knelpunt zoek")
    await chat.noor.presses("Meld als knelpunt", on="Regiolijn weet niet")
    assert chat.noor.form.values["text"] == typed


@pytest.mark.parametrize("typed", ["wachtlijst", "Zuid-Limburg", "geld ontbreekt", "hulp nodig bij wachtlijst"])
async def test_a_few_words_that_tell_something_are_a_knelpunt(chat: Chat, typed: str):
    await chat.noor.types(f"/knelpunt {typed}")
    assert chat.noor.form.values["text"] == typed


@pytest.mark.parametrize("chat", ["teams", "playground"], indirect=True)
async def test_a_colon_behind_the_command_is_no_word(chat: Chat):
    await chat.noor.types(f"/knelpunt: {STAGE}")
    assert chat.noor.form.values["text"] == STAGE


async def test_help_is_for_whoever_asks_for_it_alone_or_about_a_command(chat: Chat):
    await chat.noor.types("/knelpunt hulp lijst")
    chat.noor.is_told("Wat kun je hier doen?")
    await chat.noor.types("/knelpunt hulp in de huishouding stopt")
    assert chat.noor.form.values["text"] == "hulp in de huishouding stopt"


async def test_whoever_may_not_file_reads_what_they_can_do(chat: Chat):
    await chat.ruben.types(f"/knelpunt {STAGE}")
    chat.ruben.sees_no_form()
    chat.ruben.is_told("Alleen een regio-liaison kan een knelpunt melden")
    chat.ruben.is_told(STAGE)
    chat.ruben.is_told("/knelpunt lijst")
    await chat.ruben.types("/knelpunt hoi")
    chat.ruben.is_told("Regiolijn weet niet wat je hiermee bedoelt")
    await chat.noor.files(STAGE)
    await chat.ruben.chooses("knelpunt", on="Nieuw knelpunt K-2026-0001")
    chat.ruben.is_told("Alleen een regio-liaison kan een knelpunt melden")
    chat.ruben.is_told("/knelpunt lijst")


@pytest.mark.parametrize("chat", ["teams", "playground"], indirect=True)
async def test_an_answer_typed_to_us_is_sent_as_the_answer_with_one_press(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.presses("Vraag de regio", on="K-2026-0001")
    await chat.ruben.sends(text="Om hoeveel scholen gaat het?")
    await chat.noor.types("/knelpunt Twee, in Heerlen")
    chat.noor.sees_no_form()
    chat.noor.is_told("Er wacht een vraag op jou, over K-2026-0001. Is dit je antwoord?")
    chat.noor.is_told("Om hoeveel scholen gaat het?")
    await chat.noor.presses("Beantwoord", on="Is dit je antwoord")
    assert chat.noor.form.values["text"] == "Twee, in Heerlen"
    await chat.noor.sends()
    await chat.ruben.reads("Twee, in Heerlen")
    await chat.noor.types("/knelpunt Twee, in Heerlen")
    assert chat.noor.form.values["text"] == "Twee, in Heerlen"


@pytest.mark.parametrize("chat", ["playground"], indirect=True)
async def test_an_answer_that_nobody_waits_for_any_more_is_a_note(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.presses("Vraag de regio", on="K-2026-0001")
    await chat.ruben.sends(text="Om hoeveel scholen gaat het?")
    await chat.noor.types("/knelpunt Twee, in Heerlen")
    await chat.ruben.presses("Ik ga verder", on="K-2026-0001")
    await chat.noor.presses("Beantwoord", on="Is dit je antwoord")
    await chat.noor.sends()
    await chat.ruben.reads("Noor Habets over K-2026-0001: Twee, in Heerlen")


@pytest.mark.parametrize("chat", ["teams", "playground"], indirect=True)
async def test_words_to_us_need_no_command(chat: Chat):
    await chat.noor.types(STAGE)
    assert chat.noor.form.values["text"] == STAGE
    await chat.noor.sends()
    await chat.noor.types("lijst")
    chat.noor.is_told("K-2026-0001")


@pytest.mark.parametrize("chat", ["teams", "playground"], indirect=True)
async def test_a_figure_alone_is_a_number_unless_it_may_be_the_answer(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.types("1")
    chat.ruben.is_told(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.presses("Vraag de regio", on="K-2026-0001")
    await chat.ruben.sends(text="Om hoeveel scholen gaat het?")
    await chat.noor.types("1")
    chat.noor.is_told("Is dit je antwoord?")
    await chat.ruben.presses("Ik ga verder", on="K-2026-0001")
    await chat.noor.types("1")
    chat.noor.is_told(STAGE)
