"""Personal data stops at the door, and nothing typed is lost."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat

WITH_BSN = "Zuid-Limburg: cliënt met BSN 948102731 wacht negen maanden op een stage in de zorg."


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
