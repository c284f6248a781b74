"""Personal data stops at the door, and nothing typed is lost."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat

BSN = "948102731"
WITH_BSN = f"Zuid-Limburg: cliënt met BSN {BSN} wacht negen maanden op een stage in de zorg."


async def test_a_number_in_a_command_is_masked_in_the_form_and_shown_to_the_filer(chat: Chat):
    await chat.noor.types(f"/knelpunt {WITH_BSN}")
    assert "[BSN]" in chat.noor.form.values["text"]
    assert "948102731" not in chat.noor.form.values["text"]
    assert "948102731" in chat.noor.form.words
    await chat.noor.sends()
    await chat.channel_shows("regio-zuid-limburg", "cliënt met BSN [BSN] wacht")


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_number_in_the_form_is_replaced_and_the_form_sent_again_with_one_press(chat: Chat):
    await chat.noor.types("/knelpunt")
    await chat.noor.sends(text=WITH_BSN, lead="FEZ")
    form = chat.noor.form
    assert "Dit is nog niet verstuurd" in form.words
    assert "948102731" in form.words
    assert form.values["text"] == WITH_BSN.replace("948102731", "[BSN]")
    assert (form.values["lead"], form.errors) == ("FEZ", {})
    await chat.exactly()
    await chat.noor.sends()
    await chat.channel_shows("dir-fez", "cliënt met BSN [BSN] wacht")
    assert not await chat.keeps("948102731")


async def test_another_number_in_the_second_step_is_replaced_as_well(chat: Chat):
    await chat.noor.types("/knelpunt")
    await chat.noor.sends(text=WITH_BSN)
    await chat.noor.sends(on_behalf_of="NL91 ABNA 0417 1643 00")
    assert chat.noor.form.values["on_behalf_of"] == "[IBAN]"
    await chat.exactly()
    await chat.noor.sends(on_behalf_of="Zorgtafel")
    await chat.channel_shows("dir-meva", "Zorgtafel")


async def test_what_else_is_wrong_comes_after_it(chat: Chat):
    await chat.noor.types("/knelpunt")
    await chat.noor.sends(text="Bergen: cliënt met BSN 948102731 wacht op de huisartsenpost.")
    await chat.noor.sends()
    assert set(chat.noor.form.errors) == {"region"}
    assert "[BSN]" in chat.noor.form.values["text"]


async def test_a_form_that_arrives_three_times_with_a_number_files_nothing(chat: Chat):
    await chat.noor.types("/knelpunt")
    await chat.noor.sends(text=WITH_BSN, times=3)
    await chat.exactly()


async def test_a_next_step_is_read_as_carefully(chat: Chat):
    await chat.noor.files("Zuid-Limburg: de stage telt niet mee voor de BBL.")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.sends(step="Geld naar NL91 ABNA 0417 1643 00", on="2026-11-10")
    assert chat.ruben.form.values == {"step": "Geld naar [IBAN]", "on": "2026-11-10"}
    await chat.ruben.sends()
    await chat.channel_shows("dir-meva", "Geld naar [IBAN] (uiterlijk 10 november 2026)")
    assert not await chat.keeps("0417 1643")


async def test_a_reason_is_read_as_carefully(chat: Chat):
    await chat.noor.files("Zuid-Limburg: de stage telt niet mee voor de BBL.")
    await chat.ruben.presses("Niet van ons", on="K-2026-0001")
    await chat.ruben.sends(to="DLZ", reason="Vraag het NL91 ABNA 0417 1643 00")
    assert chat.ruben.form.values == {"to": "DLZ", "reason": "Vraag het [IBAN]"}
    await chat.ruben.sends()
    await chat.channel_shows("dir-dlz", "K-2026-0001")
    assert not await chat.keeps("0417 1643")


CONTACT = "Zuid-Limburg: contact is Hanneke Vos, beleidsadviseur, h.vos@gemeente.nl, over stages in de zorg."


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_name_that_may_stand_there_is_asked_about_once(chat: Chat):
    await chat.noor.types("/knelpunt")
    await chat.noor.sends(text=CONTACT)
    assert "Dit is nog niet verstuurd" in chat.noor.form.words
    assert "Hanneke Vos, h.vos@gemeente.nl" in chat.noor.form.words
    assert chat.noor.form.values["text"] == CONTACT
    await chat.exactly()
    await chat.noor.sends()
    await chat.channel_shows("dir-meva", "contact is Hanneke Vos")
    assert await chat.confirmed("K-2026-0001") == [{"privacy": "confirmed", "privacy_types": "EMAIL NAAM"}]


async def test_a_name_in_a_command_is_asked_about_in_the_form_it_opens(chat: Chat):
    await chat.noor.types(f"/knelpunt {CONTACT}")
    assert "iets over een persoon: Hanneke Vos, h.vos@gemeente.nl" in chat.noor.form.words
    await chat.noor.sends()
    await chat.channel_shows("dir-meva", "contact is Hanneke Vos")


async def test_another_name_is_asked_about_again_and_one_that_went_is_not(chat: Chat):
    await chat.noor.types(f"/knelpunt {CONTACT}")
    await chat.noor.sends(on_behalf_of="Rianne, casemanager")
    assert "Rianne" in chat.noor.form.words
    await chat.noor.sends(text="Zuid-Limburg: de stage telt niet mee.")
    await chat.channel_shows("regio-zuid-limburg", "Rianne, casemanager")


async def test_what_must_go_and_what_may_stay_are_one_step(chat: Chat):
    await chat.noor.types("/knelpunt")
    await chat.noor.sends(text=f"{CONTACT} Cliënt {BSN} wacht.")
    assert BSN in chat.noor.form.words
    assert "Hanneke Vos" in chat.noor.form.words
    await chat.noor.sends()
    await chat.channel_shows("dir-meva", "Cliënt [BSN] wacht")


async def test_a_patient_is_masked_in_a_note_and_a_colleague_may_be_confirmed(chat: Chat):
    await chat.noor.files("Zuid-Limburg: de stage telt niet mee voor de BBL.")
    await chat.noor.presses("Reageer", on="K-2026-0001")
    await chat.noor.sends(text="Mevr. Hoekstra heeft een beroerte gehad. Bel Rianne, casemanager.")
    assert chat.noor.form.values == {"text": "[NAAM] heeft een beroerte gehad. Bel Rianne, casemanager."}
    await chat.so_far()
    await chat.noor.sends()
    said = "Noor Habets: [NAAM] heeft een beroerte gehad. Bel Rianne, casemanager."
    assert [words for where, words in await chat.news() if where == "thread #dir-meva" and said in words]
    assert await chat.confirmed("K-2026-0001") == [{"privacy": "confirmed", "privacy_types": "NAAM"}]
    assert not await chat.keeps("Hoekstra")


async def test_what_may_stay_is_still_known_when_something_alike_was_shown_in_between(chat: Chat):
    await chat.noor.files("Zuid-Limburg: verpleegkundigen met een Duits diploma wachten maanden op het BIG-register.")
    lonneke = chat.person("lonneke-wisse")
    await lonneke.types("/knelpunt")
    text = "Zeeland: verpleegkundigen met een diploma uit België wachten op het BIG-register, zegt Rianne, casemanager."
    await lonneke.sends(text=text)
    assert "iets over een persoon: Rianne" in lonneke.form.words
    await lonneke.sends()
    assert "K-2026-0001" in lonneke.form.words
    await lonneke.sends()
    assert (await chat.kept("K-2026-0002")).text == text
    assert await chat.confirmed("K-2026-0002") == [{"privacy": "confirmed", "privacy_types": "NAAM"}]
