"""Personal data stops at the door, and nothing typed is lost."""

from __future__ import annotations

from tests.chat import Chat

WITH_BSN = "Zuid-Limburg: cliënt met BSN 948102731 wacht negen maanden op een stage in de zorg."


async def test_a_number_in_a_command_is_masked_in_the_form_and_shown_to_the_filer(chat: Chat):
    await chat.noor.types(f"/knelpunt {WITH_BSN}")
    assert "[BSN]" in chat.noor.form.values["text"]
    assert "948102731" not in chat.noor.form.values["text"]
    assert "948102731" in chat.noor.form.words
    await chat.noor.sends()
    await chat.channel_shows("regio-zuid-limburg", "cliënt met BSN [BSN] wacht")


async def test_a_number_in_the_form_is_refused_with_a_masked_proposal(chat: Chat):
    await chat.noor.types("/knelpunt")
    await chat.noor.sends(text=WITH_BSN)
    error = chat.noor.form.errors["text"]
    assert "948102731" in error
    assert "cliënt met BSN [BSN] wacht" in error
    await chat.exactly()
    assert "948102731" not in await chat.everything_kept()


async def test_a_next_step_is_read_as_carefully(chat: Chat):
    await chat.noor.files("Zuid-Limburg: de stage telt niet mee voor de BBL.")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.sends(step="Geld naar NL91 ABNA 0417 1643 00")
    assert "[IBAN]" in chat.ruben.form.errors["step"]
    assert "0417" not in await chat.everything_kept()
