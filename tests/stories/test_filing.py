"""A liaison meets a knelpunt in the region and files it."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat

BEDS = "In Zuid-Limburg staan acht tussenbedden leeg: het eerstelijnsverblijf mag ze niet gebruiken."


async def test_what_is_typed_comes_back_as_a_form_with_every_guess_explained(chat: Chat):
    await chat.noor.types(f"/knelpunt {BEDS}")
    form = chat.noor.form
    assert form.values["text"] == BEDS
    assert form.values["region"] == "zuid-limburg"
    assert form.values["lead"] == "DLZ"
    assert "de tekst noemt Zuid-Limburg" in form.words
    assert "het gaat over Tijdelijk verblijf en doorstroom" in form.words
    await chat.exactly()


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_filed_signal_stands_in_the_channels_and_the_filer_has_a_receipt(chat: Chat):
    await chat.noor.files(BEDS)
    await chat.exactly(
        ("#dir-dlz", "Nieuw knelpunt K-2026-0001 uit Zuid-Limburg (Tijdelijk verblijf en doorstroom"),
        ("#dir-cz", "Ter informatie: K-2026-0001"),
        ("#dir-z", "Ter informatie: K-2026-0001"),
        ("#regio-zuid-limburg", "K-2026-0001 is uitgezet bij DLZ"),
        ("Noor Habets", "K-2026-0001 staat bij DLZ"),
    )
    await chat.channel_shows(
        "dir-dlz", BEDS, "Noor Habets", buttons=["Ik pak dit op", "Reageer", "Niet van ons", "Meer"]
    )
    await chat.channel_shows("dir-cz", BEDS, buttons=[])
    await chat.noor.reads("het gaat over Tijdelijk verblijf", "do 5 november om 09.00 uur")
    chat.noor.sees_no_form()


async def test_an_empty_form_fills_in_what_the_words_say(chat: Chat):
    await chat.noor.types("/knelpunt")
    assert set(chat.noor.form.values.values()) == {""}
    await chat.noor.sends(text=BEDS)
    await chat.channel_shows("dir-dlz", "K-2026-0001")


async def test_the_filers_own_region_counts_when_the_text_names_none(chat: Chat):
    await chat.noor.files("Wijkverpleging en gemeente betalen allebei een deel van de nachtzorg.")
    await chat.channel_shows("regio-zuid-limburg", "K-2026-0001")


async def test_a_guess_is_corrected_with_one_choice(chat: Chat):
    await chat.noor.files(BEDS, lead="FEZ")
    await chat.channel_shows("dir-fez", "K-2026-0001", buttons=["Ik pak dit op", "Reageer", "Niet van ons", "Meer"])
    await chat.noor.reads("dat is gekozen bij het melden")


async def test_what_somebody_chose_is_not_explained_as_a_guess(chat: Chat):
    await chat.noor.types(f"/knelpunt {BEDS}")
    await chat.noor.sends(text=f"{BEDS} Dat treft BSN 948102731.", lead="MEVA")
    form = chat.noor.form
    assert form.values["lead"] == "MEVA"
    assert "de tekst noemt Zuid-Limburg" in form.words
    assert "het gaat over Tijdelijk verblijf en doorstroom" not in form.words


async def test_what_does_not_fit_in_the_form_stands_beside_it(chat: Chat):
    await chat.noor.types(f"/knelpunt {BEDS} {'De wachtlijst groeit elke week. ' * 92}Het laatste woord is aan u.")
    form = chat.noor.form
    assert form.values["text"].startswith(BEDS)
    assert len(form.values["text"]) <= 3000
    assert "Je tekst is te lang voor dit formulier." in form.words
    assert "Het laatste woord is aan u." in form.words


async def test_a_form_without_words_comes_back_and_keeps_what_was_chosen(chat: Chat):
    await chat.noor.types("/knelpunt")
    await chat.noor.sends(lead="MEVA")
    assert chat.noor.form.errors == {"text": "Vul hier iets in."}
    await chat.exactly()
    await chat.noor.sends(text="Niemand wil hier nog stage lopen.", lead="MEVA")
    await chat.channel_shows("dir-meva", "K-2026-0001")


async def test_a_region_with_two_meanings_is_asked_about(chat: Chat):
    await chat.noor.files("De huisartsenpost in Bergen kan de nachten niet meer bemannen.")
    assert "Noord-Holland Noord" in chat.noor.form.errors["region"]
    await chat.noor.sends(region="noord-holland-noord")
    await chat.channel_shows("regio-noord-holland-noord", "K-2026-0001")


async def test_what_nobody_recognises_lands_with_people(chat: Chat):
    await chat.noor.files("Qwerty uiop asdf ghjkl zxcvb.")
    await chat.channel_shows("dir-iza", "K-2026-0001", buttons=["Ik pak dit op", "Reageer", "Niet van ons", "Meer"])
    await chat.noor.reads("geen thema paste; IZA zoekt de goede plek")


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_form_that_arrives_three_times_counts_once(chat: Chat):
    await chat.noor.types(f"/knelpunt {BEDS}")
    await chat.noor.sends(times=3)
    await chat.channel_shows("dir-dlz", "K-2026-0001")
    assert len(await chat.cards("dir-dlz")) == 1


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_characters_that_nobody_types_are_left_out(chat: Chat):
    await chat.noor.types("/knelpunt")
    await chat.noor.sends(text="De stage\x00 telt niet mee.")
    await chat.channel_shows("dir-meva", "De stage telt niet mee")


async def test_only_a_liaison_files(chat: Chat):
    await chat.ruben.types(f"/knelpunt {BEDS}")
    chat.ruben.sees_no_form()
    chat.ruben.is_told("Alleen een regio-liaison kan een knelpunt melden")


async def test_a_message_becomes_a_knelpunt_without_its_author(chat: Chat):
    await chat.noor.files(BEDS)
    await chat.noor.chooses("knelpunt", on="K-2026-0001")
    assert "K-2026-0001" in chat.noor.form.values["text"]


async def test_help_says_what_somebody_can_do_here(chat: Chat):
    await chat.ruben.types("/knelpunt help")
    chat.ruben.is_told("Ik pak dit op")
    await chat.exactly(("private Ruben Alting", "Wat kun je hier doen?"))
