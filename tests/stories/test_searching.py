"""What is known already, and what helped: found by words and by theme, by whoever may read it."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat
from tests.stories.test_seen_before import OUTCOME

INTERPRETER = "Zuid-Limburg: huisartsen krijgen de tolk niet vergoed, familie vertaalt bij het consult."
STAGE = "Zuid-Limburg: de stage telt niet mee voor de BBL."


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_word_finds_what_is_about_it_and_nothing_else(chat: Chat):
    await chat.noor.files(INTERPRETER)
    await chat.noor.files(STAGE)
    await chat.so_far()
    await chat.ruben.types("/knelpunt zoek tolken")
    await chat.exactly(("private Ruben Alting", "K-2026-0001 · Zuid-Limburg"))
    await chat.ruben.types("/knelpunt zoek hijskraan")
    chat.ruben.is_told("Er is niets gevonden")


@pytest.mark.parametrize("chat", ["playground"], indirect=True)
async def test_it_is_asked_as_people_ask(chat: Chat):
    await chat.noor.files(INTERPRETER)
    long = "wat is er al bekend over de vergoeding van tolken bij de huisarts in de regio Zuid-Limburg en daarbuiten"
    for asked in (long, "Zuid-Limburg", "Zuid-Limburg uitgezet", "K-2026-0001"):
        await chat.ruben.types(f"/knelpunt zoek {asked}")
        chat.ruben.is_told("K-2026-0001")
    await chat.ruben.types("/knelpunt zoek wat is er bekend over hijskranen in Zuid-Limburg")
    chat.ruben.is_told("Er is niets gevonden")
    await chat.ruben.types("/knelpunt opgelost huisarts")
    chat.ruben.is_told("Opgelost: ")


@pytest.mark.parametrize("chat", ["playground"], indirect=True)
async def test_an_admin_is_told_that_there_is_nothing_for_them_to_read(chat: Chat):
    await chat.noor.files(INTERPRETER)
    for asked in ("lijst", "lijst Zuid-Limburg", "zoek tolken", "zoek Zuid-Limburg"):
        await chat.person("femke-dijkgraaf").types(f"/knelpunt {asked}")
        chat.person("femke-dijkgraaf").is_told(
            "Een beheerder leest geen knelpunten: dat is voor liaisons en directies."
        )
    await chat.ruben.types("/knelpunt lijst Zeeland")
    chat.ruben.is_told("Er staat niets in deze lijst")


@pytest.mark.parametrize("chat", ["slack", "playground", "teams"], indirect=True)
async def test_what_was_solved_in_a_theme_says_what_solved_it(chat: Chat):
    await chat.noor.files(STAGE, lead="MEVA")
    await chat.ruben.types("/knelpunt opgelost arbeidsmarkt")
    chat.ruben.is_told("Er is niets gevonden")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**OUTCOME)
    for asked in ("opgelost", "opgelost arbeidsmarkt", "zoek stage"):
        await chat.noor.types(f"/knelpunt {asked}")
        chat.noor.is_told("K-2026-0001")
        chat.noor.is_told(f"Oplossing: {OUTCOME['text']}")
    await chat.noor.types("/knelpunt opgelost wijkverpleging")
    chat.noor.is_told("Er is niets gevonden")


async def test_much_is_shown_a_page_at_a_time(chat: Chat):
    for _ in range(10):
        await chat.noor.files(INTERPRETER)
    await chat.ruben.types("/knelpunt zoek tolk")
    chat.ruben.is_told("K-2026-0010")
    chat.ruben.is_told("K-2026-0003")
    await chat.ruben.presses("Meer", on="K-2026-0010")
    chat.ruben.is_told("K-2026-0002")
    chat.ruben.is_told("K-2026-0001")


async def test_a_slip_in_a_theme_offers_the_nearest(chat: Chat):
    await chat.noor.types("/knelpunt opgelost arbeidsmrakt en opleiden")
    chat.noor.is_told("Bedoel je Arbeidsmarkt en opleiden?")
    await chat.noor.types("/knelpunt opgelost paars")
    chat.noor.is_told("Regiolijn kent geen thema “paars”")
    await chat.noor.types("/knelpunt zoek")
    chat.noor.is_told("Typ waarnaar je zoekt")


async def test_a_sentence_is_a_knelpunt_though_it_begins_with_a_word_for_searching(chat: Chat):
    await chat.noor.types("/knelpunt zoek hulp: de huisartsenpost in Zuid-Limburg krijgt de nachten niet meer rond")
    assert chat.noor.form.values["text"].startswith("zoek hulp")
