"""What is there? Lists and single signals, privately, to whoever may read them."""

from __future__ import annotations

import pytest

from tests.chat import Chat

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."


async def test_a_signal_is_shown_with_its_buttons_to_whoever_may_press_them(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.so_far()
    await chat.ruben.types("/knelpunt toon K-2026-0001")
    await chat.exactly(("private Ruben Alting", STAGE))
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting")


async def test_a_number_that_is_not_there_is_said_so(chat: Chat):
    await chat.ruben.types("/knelpunt toon K-2026-0999")
    chat.ruben.is_told("Regiolijn kent K-2026-0999 niet, of je mag het niet lezen")


@pytest.mark.parametrize("typed", ["K-2026-0001", "#k-2026-1.", "toon 1", "toon K\u20112026\u20110001 graag"])
async def test_a_number_is_enough_however_it_is_typed(chat: Chat, typed: str):
    await chat.noor.files(STAGE)
    await chat.ruben.types(f"/knelpunt {typed}")
    chat.ruben.is_told(STAGE)


async def test_show_without_a_number_asks_which(chat: Chat):
    await chat.ruben.types("/knelpunt toon")
    chat.ruben.is_told("Welk nummer? Typ het erachter")


async def test_a_decision_is_looked_up_by_its_number(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.at("2026-11-11 10:00")
    marijke = chat.person("marijke-oldenhof")
    await marijke.presses("Besluit", on="K-2026-0001")
    await marijke.presses("Geef mandaat", on="Besluit over K-2026-0001")
    await marijke.sends(what="Afwijken van de aanvraagtermijn.", until="2026-12-31")
    await chat.noor.types("/knelpunt B-2026-0001")
    chat.noor.is_told("Afwijken van de aanvraagtermijn.")
    chat.noor.is_told("31 december 2026")
    await chat.person("annelies-brouwer").types("/knelpunt toon B-2026-0009")
    chat.person("annelies-brouwer").is_told("Regiolijn kent B-2026-0009 niet, of je mag het niet lezen")


async def test_my_list_is_what_i_filed_or_took_on(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    for person in (chat.noor, chat.ruben):
        await person.types("/knelpunt lijst")
        person.is_told("K-2026-0001 · Zuid-Limburg · MEVA · opgepakt: het personeelstekort")
    await chat.bas.types("/knelpunt lijst mijn")
    chat.bas.is_told("Er staat niets in deze lijst")


async def test_a_list_by_region_directorate_and_status(chat: Chat):
    await chat.noor.files(STAGE)
    asks = {
        "zuid-limburg": True,
        "Zuid Limburg": True,
        "meva uitgezet": True,
        "meva opgepakt": False,
        "meva taken on": False,
        "zeeland": False,
        "Amstelland en De Meerlanden": False,
    }
    for asked, found in asks.items():
        await chat.ruben.types(f"/knelpunt lijst {asked}")
        chat.ruben.is_told("K-2026-0001" if found else "Er staat niets in deze lijst")


async def test_a_list_of_what_is_open_late_or_about_a_theme(chat: Chat):
    await chat.noor.files(STAGE)
    asks = {"open": True, "te laat": False, "arbeidsmarkt": True, "wachtlijst": False, "meva, zuid-limburg": True}
    for asked, found in asks.items():
        await chat.noor.types(f"/knelpunt lijst {asked}")
        chat.noor.is_told("K-2026-0001" if found else "Er staat niets in deze lijst")
    await chat.at("2026-11-11 10:00")
    for asked in ("te laat", "meva te laat", "late"):
        await chat.noor.types(f"/knelpunt lijst {asked}")
        chat.noor.is_told("Te laat, het langst eerst")
        chat.noor.is_told("K-2026-0001")
    chat.noor.is_told("Een openen? Typ /knelpunt en het nummer, zoals /knelpunt K-2026-0001.")


async def test_a_list_without_words_is_what_a_role_looks_for_first(chat: Chat):
    await chat.noor.files("Zuid-Limburg: de stage telt niet mee voor de BBL.", lead="MEVA")
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    titles = {
        "noor-habets": "Jouw knelpunten",
        "marijke-oldenhof": "Open in je regio's, wat vastloopt eerst",
        chat.organisation.directorates["MEVA"].head: "Open bij je directie, wat vastloopt eerst",
    }
    for who, title in titles.items():
        await chat.person(who).types("/knelpunt lijst")
        chat.person(who).is_told(title)
        chat.person(who).is_told("K-2026-0002")
    await chat.person("femke-dijkgraaf").types("/knelpunt lijst")
    chat.person("femke-dijkgraaf").is_told("Een beheerder leest geen knelpunten")


async def test_what_is_over_comes_last(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.noor.files(STAGE)
    await chat.noor.presses("Trek in", on="K-2026-0002")
    await chat.noor.types("/knelpunt lijst")
    said = chat.wire.whispered(chat.noor.person)[-1].words
    assert said.index("K-2026-0001") < said.index("K-2026-0002")


async def test_a_long_list_comes_a_page_at_a_time(chat: Chat):
    for _ in range(10):
        await chat.noor.files(STAGE)
    await chat.noor.types("/knelpunt lijst")
    chat.noor.is_told("K-2026-0010")
    chat.noor.is_told("K-2026-0003")
    await chat.noor.presses("Meer", on="K-2026-0010")
    chat.noor.is_told("K-2026-0002")
    chat.noor.is_told("K-2026-0001")


async def test_a_slip_of_the_finger_gets_the_nearest_command_and_files_nothing(chat: Chat):
    await chat.noor.types("/knelpunt lijts mijn")
    chat.noor.is_told("Bedoel je /knelpunt lijst?")
    chat.noor.is_told("lijts mijn")
    chat.noor.sees_no_form()
    await chat.noor.presses("Meld als knelpunt", on="lijts mijn")
    assert chat.noor.form.values["text"] == "lijts mijn"


async def test_a_longer_text_is_a_knelpunt_whatever_it_begins_with(chat: Chat):
    await chat.noor.types("/knelpunt lijst van wachtenden voor de hospice groeit elke week")
    assert chat.noor.form.values["text"].startswith("lijst van wachtenden")


async def test_a_name_of_many_words_is_still_the_name_that_was_asked_for(chat: Chat):
    for asked in ("lijst", "weekbericht"):
        await chat.noor.types(f"/knelpunt {asked} Amstelland en De Meerlanden")
        chat.noor.sees_no_form()
    chat.noor.is_told("Amstelland en De Meerlanden")
    await chat.person("marijke-oldenhof").types("/knelpunt stand Noord- en Midden-Limburg")
    chat.person("marijke-oldenhof").is_told("Noord- en Midden-Limburg")
    await chat.noor.types("/knelpunt lijst met wachtenden in Amstelland en De Meerlanden groeit")
    assert chat.noor.form.values["text"].startswith("lijst met wachtenden")


async def test_a_list_with_an_unknown_word_says_what_can_be_asked(chat: Chat):
    await chat.noor.types("/knelpunt lijst paars")
    chat.noor.is_told("Regiolijn kent “paars” niet")
    await chat.noor.types("/knelpunt lijst Limburg")
    chat.noor.is_told("Bedoel je Noord- en Midden-Limburg of Zuid-Limburg?")
