"""A signal is not finished when it is filed: it is corrected, added to, sent on or taken back."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_not_ours_sends_it_on_and_the_liaison_sees_the_path(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.so_far()
    await chat.ruben.presses("Niet van ons", on="K-2026-0001")
    await chat.ruben.sends(to="FEZ", reason="Dit gaat over geld")
    told = "niet van MEVA. K-2026-0001 ligt nu bij FEZ. Reden: Dit gaat over geld"
    await chat.exactly(
        ("#dir-fez", "Nieuw knelpunt K-2026-0001"),
        ("thread #dir-fez", told),
        ("edit #dir-meva", "K-2026-0001 uit Zuid-Limburg ligt nu bij FEZ"),
        ("edit #regio-zuid-limburg", "K-2026-0001 is uitgezet bij FEZ"),
        ("thread #regio-zuid-limburg", told),
        ("edit Noor Habets", "het hoort niet bij MEVA"),
        ("Noor Habets", "K-2026-0001 is niet van MEVA en ligt nu bij FEZ. Reden: Dit gaat over geld"),
    )
    await chat.channel_shows("dir-fez", buttons=["Ik pak dit op", "Reageer", "Niet van ons", "Meer"])
    await chat.channel_shows("dir-meva", buttons=[])


async def test_the_second_refusal_lands_with_people_who_find_the_place(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Niet van ons", on="K-2026-0001")
    await chat.ruben.sends(to="FEZ", reason="Dit gaat over geld")
    fixer = chat.fixer_of("FEZ")
    await fixer.presses("Niet van ons", on="K-2026-0001")
    await fixer.sends(to="CZ", reason="Dit gaat over ziekenhuizen")
    await chat.channel_shows("dir-iza", "K-2026-0001", buttons=["Ik pak dit op", "Reageer", "Niet van ons", "Meer"])
    await chat.noor.reads("het hoort niet bij MEVA en FEZ")
    told = [words for where, words in await chat.news() if where == "thread #dir-iza"]
    assert any("FEZ stelt CZ voor" in words for words in told), "whoever finds the place starts from the proposal"


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_the_receipt_says_so_when_a_directorate_has_no_channel(chat: Chat):
    directorates = dict(chat.organisation.directorates)
    directorates["MEVA"] = directorates["MEVA"].model_copy(update={"channels": {}})
    chat.organisation = chat.organisation.model_copy(update={"directorates": directorates})
    await chat.restarts()
    await chat.noor.files(STAGE)
    await chat.channel_shows("dir-iza", "K-2026-0001", buttons=["Ik pak dit op", "Reageer", "Niet van ons", "Meer"])
    await chat.noor.reads("Nog niet aangekomen bij MEVA. Het ligt nu bij IZA, daar kijkt iemand mee.")


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_triage_sends_on_what_cannot_reach_its_directorate(chat: Chat):
    await chat.loses("dir-meva")
    await chat.noor.files(STAGE)
    await chat.channel_shows("dir-iza", "K-2026-0001", buttons=["Ik pak dit op", "Reageer", "Niet van ons", "Meer"])
    triage = chat.fixer_of("IZA")
    await triage.presses("Niet van ons", on="K-2026-0001")
    await triage.sends(to="FEZ", reason="Kan MEVA niet bereiken, en het gaat over geld")
    await chat.channel_shows("dir-fez", "K-2026-0001", buttons=["Ik pak dit op", "Reageer", "Niet van ons", "Meer"])
    await chat.channel_shows("dir-iza", "ligt nu bij FEZ", buttons=[])
    await chat.noor.reads("FEZ")


async def test_triage_takes_on_what_cannot_reach_its_directorate(chat: Chat):
    await chat.loses("dir-meva")
    await chat.noor.files(STAGE)
    triage = chat.fixer_of("IZA")
    await triage.presses("Ik pak dit op", on="K-2026-0001")
    await chat.noor.reads("opgepakt", triage.name)


async def test_not_ours_without_a_reason_comes_back(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.so_far()
    await chat.ruben.presses("Niet van ons", on="K-2026-0001")
    await chat.ruben.sends(to="FEZ")
    assert set(chat.ruben.form.errors) == {"reason"}
    assert chat.ruben.form.values["to"] == "FEZ"
    await chat.exactly()


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_reaction_stands_in_the_thread_and_reaches_the_other_owner(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.so_far()
    await chat.noor.presses("Reageer", on="Je knelpunt K-2026-0001")
    await chat.noor.sends(text="Lukt dit nog deze week?")
    await chat.exactly(
        ("thread #dir-meva", "Noor Habets: Lukt dit nog deze week?"),
        ("thread #regio-zuid-limburg", "Noor Habets: Lukt dit nog deze week?"),
        ("Ruben Alting", "Noor Habets over K-2026-0001: Lukt dit nog deze week?"),
        ("edit #dir-meva", "opgepakt"),
        ("edit #regio-zuid-limburg", "opgepakt"),
        ("edit Noor Habets", "opgepakt"),
    )


async def test_a_number_in_a_reaction_is_replaced_before_anybody_reads_it(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.noor.presses("Reageer", on="Je knelpunt K-2026-0001")
    await chat.noor.sends(text="Het gaat om BSN 948102731")
    assert chat.noor.form.values["text"] == "Het gaat om BSN [BSN]"
    await chat.so_far()
    await chat.noor.sends()
    await chat.exactly(
        ("thread #dir-meva", "Noor Habets: Het gaat om BSN [BSN]"),
        ("thread #regio-zuid-limburg", "Noor Habets: Het gaat om BSN [BSN]"),
        ("edit #dir-meva", "uitgezet"),
        ("edit #regio-zuid-limburg", "uitgezet"),
        ("edit Noor Habets", "uitgezet"),
    )
    assert not await chat.keeps("948102731")


async def test_until_somebody_claims_it_the_filer_may_change_the_words(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.noor.presses("Pas aan", on="Je knelpunt K-2026-0001")
    assert chat.noor.form.values["text"] == STAGE
    await chat.noor.sends(text="De stage telt niet mee, ook niet voor zij-instromers.")
    await chat.channel_shows("dir-meva", "ook niet voor zij-instromers")
    await chat.noor.presses("Pas aan", on="Je knelpunt K-2026-0001")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.noor.sends(text="Toch weer anders")
    chat.noor.is_told("K-2026-0001 is nu opgepakt. Daarom kan deze stap niet meer")
    chat.noor.is_told("Toch weer anders")


async def test_a_withdrawn_signal_offers_nothing_and_reminds_nobody(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.noor.presses("Trek in", on="Je knelpunt K-2026-0001")
    await chat.channel_shows("dir-meva", "ingetrokken", buttons=[])
    await chat.so_far()
    await chat.at("2026-11-20 09:00")
    await chat.exactly()


async def test_only_its_liaison_takes_it_back(chat: Chat):
    await chat.noor.files(STAGE)
    daan = chat.person("daan-roosen")
    await daan.types("/knelpunt help")
    told = await chat.presses_late(daan.person, "withdraw", "K-2026-0001")
    assert "Deze stap met K-2026-0001 is voor iemand van MEVA of voor de liaison" in told
