"""A signal on its way to its end: worked on, asked about, solved, and closed once the region has been told."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."
SOLVED = {
    "kind": "explanation",
    "text": "De stage telt gewoon mee, als de school haar vooraf meldt.",
    "landed": "explanation",
    "structural": "yes",
}
TOLD = {"whom": "de regiotafel arbeidsmarkt", "verdict": "helped"}


async def claimed(chat: Chat) -> None:
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.so_far()


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_nothing_is_closed_before_the_region_has_been_told(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**SOLVED)
    await chat.channel_shows("dir-meva", "opgelost", buttons=["Reageer", "Meer"])
    await chat.noor.reads(
        "K-2026-0001 is opgelost door Ruben Alting (MEVA).", SOLVED["text"], "Vertel het aan de regio"
    )
    await chat.noor.presses("Teruggekoppeld", on="K-2026-0001")
    await chat.so_far()
    await chat.noor.sends(**TOLD)
    told = "K-2026-0001 is teruggekoppeld aan de regiotafel arbeidsmarkt. De regio zegt: Dit helpt."
    await chat.exactly(
        ("edit #dir-meva", "gesloten"),
        ("edit #regio-zuid-limburg", "gesloten"),
        ("edit Noor Habets", "gesloten"),
        ("thread #dir-meva", told),
        ("thread #regio-zuid-limburg", told),
        ("Ruben Alting", "K-2026-0001 is teruggekoppeld aan de regio"),
    )


async def test_the_region_was_told_on_a_day_on_which_there_was_an_answer(chat: Chat):
    await claimed(chat)
    await chat.at("2026-11-04 10:00")
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**SOLVED)
    await chat.noor.presses("Teruggekoppeld", on="K-2026-0001")
    await chat.noor.sends(**{**TOLD, "on": "2026-11-03"})
    early = "K-2026-0001 is op 4 november 2026 opgelost. Kies die dag of later."
    assert chat.noor.form.errors == {"on": early}
    await chat.noor.sends(on="2026-11-05")
    assert chat.noor.form.errors == {"on": "Deze dag moet nog komen. Kies vandaag of eerder."}
    await chat.noor.sends(on="2026-11-04")
    assert (await chat.kept("K-2026-0001")).state == "closed"


async def test_when_it_does_not_help_it_opens_again_with_its_fixer(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**SOLVED)
    await chat.noor.presses("Teruggekoppeld", on="K-2026-0001")
    await chat.noor.sends(**{**TOLD, "verdict": "not"})
    await chat.channel_shows(
        "dir-meva", "opgepakt door Ruben Alting", buttons=["Tussenstand", "Opgelost", "Reageer", "Meer"]
    )
    await chat.ruben.reads("Het gaat weer open.")


async def test_what_still_does_not_help_after_the_commissaris_is_before_the_commissaris_again(chat: Chat):
    await chat.person("marijke-oldenhof").types("/knelpunt help")
    await claimed(chat)
    await chat.at("2026-11-10 09:00")
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**SOLVED)
    await chat.noor.presses("Teruggekoppeld", on="K-2026-0001")
    await chat.noor.sends(**{**TOLD, "verdict": "not"})
    await chat.person("marijke-oldenhof").reads("K-2026-0001", "De regio zegt dat de oplossing niet helpt.")


async def test_what_does_not_help_goes_one_rung_up_to_the_head(chat: Chat):
    annelies = chat.person("annelies-brouwer")
    await annelies.types("/knelpunt help")
    await chat.noor.files(STAGE)
    await chat.at("2026-11-05 09:00")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    for _ in range(2):
        await chat.ruben.presses("Opgelost", on="K-2026-0001")
        await chat.ruben.sends(**SOLVED)
        await chat.noor.presses("Teruggekoppeld", on="K-2026-0001")
        await chat.noor.sends(**{**TOLD, "verdict": "not"})
    await annelies.reads("Die zegt: Dit helpt niet.")


async def test_a_word_after_closing_reaches_both_owners(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**SOLVED)
    await chat.noor.presses("Teruggekoppeld", on="K-2026-0001")
    await chat.noor.sends(**TOLD)
    await chat.noor.presses("Reageer", on="Je knelpunt K-2026-0001")
    await chat.noor.sends(text="De school vraagt of dit op papier kan.")
    await chat.ruben.reads("De school vraagt of dit op papier kan.")
    await chat.noor.presses("Heropen", on="Je knelpunt K-2026-0001")
    await chat.noor.sends(reason="De school wil het op papier.")
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting")


async def test_a_solution_that_landed_nowhere_needs_a_reason(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**{**SOLVED, "landed": "nothing"})
    assert chat.ruben.form.errors == {"reason": "Je koos ‘nergens’. Schrijf in één zin waarom."}
    assert chat.ruben.form.values["text"] == SOLVED["text"]
    await chat.ruben.sends(reason="Het gold alleen voor deze school.")
    await chat.channel_shows("dir-meva", "opgelost")


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_progress_is_read_by_the_liaison_and_in_the_threads(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Tussenstand", on="K-2026-0001")
    await chat.ruben.sends(note="Het CIBG denkt mee.")
    await chat.exactly(
        ("edit #dir-meva", "opgepakt"),
        ("edit #regio-zuid-limburg", "opgepakt"),
        ("edit Noor Habets", "opgepakt"),
        ("Noor Habets", "Tussenstand van Ruben Alting (MEVA) over K-2026-0001: Het CIBG denkt mee."),
        ("thread #dir-meva", "Tussenstand van Ruben Alting (MEVA): Het CIBG denkt mee."),
        ("thread #regio-zuid-limburg", "Tussenstand van Ruben Alting (MEVA): Het CIBG denkt mee."),
    )


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_question_goes_to_the_liaison_and_the_answer_to_the_thread(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Vraag de regio", on="K-2026-0001")
    await chat.ruben.sends(text="Om hoeveel stages gaat het?", until="2026-11-09")
    await chat.channel_shows("dir-meva", "wacht", buttons=["Ik ga verder", "Opgelost", "Reageer", "Meer"])
    await chat.noor.reads("Ruben Alting (MEVA) heeft een vraag over K-2026-0001.", "Om hoeveel stages gaat het?")
    await chat.noor.presses("Beantwoord", on="heeft een vraag over K-2026-0001")
    await chat.so_far()
    await chat.noor.sends(text="Om twaalf stages per jaar.")
    await chat.exactly(
        ("edit #dir-meva", "opgepakt"),
        ("edit #regio-zuid-limburg", "opgepakt"),
        ("edit Noor Habets", "opgepakt"),
        ("thread #dir-meva", "Antwoord van Noor Habets: Om twaalf stages per jaar."),
        ("thread #regio-zuid-limburg", "Antwoord van Noor Habets: Om twaalf stages per jaar."),
        ("Ruben Alting", "Antwoord van Noor Habets over K-2026-0001: Om twaalf stages per jaar."),
    )


async def test_an_answer_that_comes_late_is_a_note_and_not_lost(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Vraag de regio", on="K-2026-0001")
    await chat.ruben.sends(text="Om hoeveel stages gaat het?", until="2026-11-09")
    await chat.noor.presses("Beantwoord", on="heeft een vraag over K-2026-0001")
    await chat.ruben.presses("Ik ga verder", on="K-2026-0001")
    await chat.noor.sends(text="Om twaalf stages per jaar.")
    chat.noor.is_told("Niemand wachtte nog op dit antwoord over K-2026-0001. Het staat nu als reactie op de kaart.")
    await chat.ruben.reads("Noor Habets over K-2026-0001: Om twaalf stages per jaar.")
    await chat.noor.presses("Beantwoord", on="heeft een vraag over K-2026-0001")
    await chat.noor.sends(text="Of eigenlijk dertien.")
    await chat.ruben.reads("Noor Habets over K-2026-0001: Of eigenlijk dertien.")


async def test_whoever_goes_on_before_the_day_is_named(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Wacht op een ander", on="K-2026-0001")
    await chat.ruben.sends(party="nza", until="2026-12-01")
    await chat.ruben.presses("Ik ga verder", on="K-2026-0001")
    await chat.noor.reads("Ruben Alting (MEVA) gaat verder met K-2026-0001.")


async def test_waiting_has_a_party_and_a_day_ahead(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Wacht op een ander", on="K-2026-0001")
    await chat.ruben.sends(until="2026-11-30")
    assert chat.ruben.form.errors == {"party": "Maak hier een keuze."}
    await chat.ruben.sends(party="nza", until="2026-11-02")
    assert chat.ruben.form.errors == {"until": "Kies een dag na vandaag."}
    await chat.ruben.sends(until="2099-01-01")
    assert chat.ruben.form.errors["until"].startswith("Kies een dag tot en met 4 mei 2027.")
    await chat.ruben.sends(until="2026-12-01")
    await chat.noor.reads("K-2026-0001 wacht op NZa tot 1 december 2026. Je hoort daarna hoe het loopt.")
    await chat.channel_shows("dir-meva", "NZa, tot 1 december 2026")
    await chat.noor.reads("Je knelpunt K-2026-0001", "NZa, tot 1 december 2026")


async def test_a_second_fixer_joins_and_hears_what_the_others_hear(chat: Chat):
    await claimed(chat)
    yasmina = chat.person("yasmina-el-amrani")
    await yasmina.presses("Ik doe mee", on="K-2026-0001")
    yasmina.is_told("Je doet mee met K-2026-0001.")
    await chat.ruben.reads("Yasmina", "doet mee met K-2026-0001.")
    await chat.ruben.presses("Tussenstand", on="K-2026-0001")
    await chat.ruben.sends(note="Het CIBG denkt mee.")
    await yasmina.reads("Het CIBG denkt mee.")


async def test_a_colleague_goes_on_with_it(chat: Chat):
    await chat.person("yasmina-el-amrani").types("/knelpunt help")
    await claimed(chat)
    await chat.ruben.presses("Draag over", on="K-2026-0001")
    await chat.ruben.sends(to="yasmina-el-amrani")
    await chat.channel_shows("dir-meva", "opgepakt door Yasmina")
    await chat.noor.reads("gaat verder met K-2026-0001, na Ruben Alting (MEVA).")
    await chat.person("yasmina-el-amrani").reads("gaat verder met K-2026-0001")


async def test_an_honest_no_says_why_and_who_decided(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Wijs af", on="K-2026-0001")
    await chat.ruben.sends(reason="De wet laat dit niet toe.", decider="Annelies Brouwer")
    await chat.channel_shows("dir-meva", "afgewezen", buttons=["Reageer", "Meer"])
    await chat.noor.reads("K-2026-0001 kan niet. Reden: De wet laat dit niet toe. Besloten door Annelies Brouwer.")
    await chat.noor.reads("Je knelpunt K-2026-0001", "De wet laat dit niet toe.")


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_two_that_are_the_same_go_on_as_one(chat: Chat):
    await claimed(chat)
    lonneke = chat.person("lonneke-wisse")
    await lonneke.files("Zeeland: de stage telt niet mee voor de BBL, en het personeelstekort groeit.")
    await chat.ruben.presses("Voeg samen", on="K-2026-0002")
    await chat.ruben.sends(into="k-2026-0001")
    await lonneke.reads("K-2026-0002 gaat verder in K-2026-0001.")
    await chat.channel_shows("regio-zeeland", "K-2026-0001 · Zuid-Limburg en 1 andere regio")
    await chat.noor.reads("K-2026-0002 uit Zeeland gaat verder in K-2026-0001.")
    await lonneke.types("/knelpunt lijst")
    lonneke.is_told("Zuid-Limburg en 1 andere regio · MEVA · opgepakt")
    await chat.ruben.presses("Tussenstand", on="K-2026-0001")
    await chat.ruben.sends(note="Het CIBG denkt mee.")
    await lonneke.reads("Het CIBG denkt mee.")


async def test_whoever_solves_it_is_named_and_not_who_took_it_on_first(chat: Chat):
    await claimed(chat)
    yasmina = chat.person("yasmina-el-amrani")
    await yasmina.presses("Ik doe mee", on="K-2026-0001")
    await yasmina.presses("Opgelost", on="K-2026-0001")
    await yasmina.sends(**SOLVED)
    await chat.noor.reads("K-2026-0001 is opgelost door Yasmina El Amrani (MEVA).")
    await chat.channel_shows("dir-meva", "opgelost, bij Ruben Alting (MEVA)")


async def test_who_comes_to_what_is_solved_already_gets_the_answer_too(chat: Chat):
    await claimed(chat)
    lonneke = chat.person("lonneke-wisse")
    await lonneke.files("Zeeland: de stage telt niet mee voor de BBL, en het personeelstekort groeit.")
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**SOLVED)
    await chat.ruben.presses("Voeg samen", on="K-2026-0002")
    await chat.ruben.sends(into="K-2026-0001")
    await lonneke.reads("K-2026-0001 is opgelost door Ruben Alting (MEVA).", SOLVED["text"])
    await lonneke.presses("Teruggekoppeld", on="K-2026-0001")
    assert lonneke.has_form


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("K-2026-0999", "Dit nummer is er niet."),
        ("K-2026-0001", "Dit is hetzelfde knelpunt."),
        ("K-2026-0002", "K-2026-0002 is ingetrokken."),
    ],
)
async def test_what_it_cannot_go_on_in_is_said_beside_the_field(chat: Chat, number: str, fault: str):
    await claimed(chat)
    await chat.noor.files(STAGE)
    await chat.noor.presses("Trek in", on="Je knelpunt K-2026-0002")
    await chat.ruben.presses("Voeg samen", on="K-2026-0001")
    await chat.ruben.sends(into=number)
    assert fault in chat.ruben.form.errors["into"]


async def test_more_offers_only_what_the_reader_may_do(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Meer", on="K-2026-0001")
    assert "Ik doe mee" not in (await chat.ruben.with_button("Draag over", "K-2026-0001")).buttons
    message = await chat.ruben.with_button("Meer", "K-2026-0001")
    await chat.wire.presses(chat.bas.person, "Meer", message)
    chat.bas.is_told("Je kunt hier nu verder niets mee doen.")


async def test_personal_data_in_an_answer_never_gets_in(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Tussenstand", on="K-2026-0001")
    await chat.ruben.sends(note="Het gaat om BSN 948102731")
    assert chat.ruben.form.values["note"] == "Het gaat om BSN [BSN]"
    assert not await chat.keeps("948102731")


async def test_whoever_works_on_it_too_hears_what_the_other_did(chat: Chat):
    await claimed(chat)
    yasmina = chat.person("yasmina-el-amrani")
    await yasmina.presses("Ik doe mee", on="K-2026-0001")
    await yasmina.presses("Vraag de regio", on="K-2026-0001")
    await yasmina.sends(text="Om hoeveel stages gaat het?", until="2026-11-09")
    await chat.ruben.reads(f"{yasmina.name} (MEVA) vraagt de regio over K-2026-0001: Om hoeveel stages gaat het?")
    await yasmina.presses("Opgelost", on="K-2026-0001")
    await yasmina.sends(**SOLVED)
    await chat.ruben.reads(f"K-2026-0001 is opgelost door {yasmina.name} (MEVA): {SOLVED['text']}")


async def test_every_liaison_behind_it_hears_who_has_it_and_who_lets_it_go(chat: Chat):
    await chat.noor.files(STAGE)
    lonneke = chat.person("lonneke-wisse")
    await lonneke.files("Zeeland: de stage telt niet mee voor de BBL, en het personeelstekort groeit.")
    await chat.ruben.presses("Voeg samen", on="K-2026-0002")
    await chat.ruben.sends(into="K-2026-0001")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await lonneke.reads("Ruben Alting (MEVA) heeft K-2026-0001 opgepakt.")
    await chat.ruben.presses("Ik geef dit terug", on="K-2026-0001")
    await lonneke.reads("Ruben Alting (MEVA) heeft K-2026-0001 teruggegeven.")


async def test_a_fixer_from_whom_it_is_taken_away_hears_so(chat: Chat):
    await claimed(chat)
    yasmina = chat.person("yasmina-el-amrani")
    await yasmina.presses("Ik doe mee", on="K-2026-0001")
    await chat.person("marijke-oldenhof").presses("Ik geef dit terug", on="K-2026-0001")
    await chat.ruben.reads("Marijke Oldenhof heeft K-2026-0001 teruggegeven.")
    await yasmina.reads("Marijke Oldenhof heeft K-2026-0001 teruggegeven.")
