"""What was sealed by mistake, or became public, is opened again: by an admin, who reads first who will read it then."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat
from tests.side import Somebody

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, want een bestuurder stapt op."
NUMBER = "K-2026-0001"
WHY = "Het staat nu in de krant"


async def sealed(chat: Chat) -> Somebody:
    """It was open, Ruben has it, it was sealed, and more was said; the admin who may open it again."""
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await chat.ruben.sends(step="Ik bel rond.")
    await chat.noor.presses("Maak vertrouwelijk", on=NUMBER)
    await chat.noor.presses("Reageer", on=NUMBER)
    await chat.noor.sends(text="De bestuurder belde.")
    return chat.person("femke-dijkgraaf")


async def in_channels(chat: Chat) -> str:
    return "\n".join([each.words for each in await chat.wire.shown() if each.where.startswith("#")])


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_an_admin_reads_who_will_read_it_says_why_and_it_stands_in_channels_again(chat: Chat):
    admin = await sealed(chat)
    assert "bestuurder" not in await in_channels(chat)
    await admin.types(f"/knelpunt vrijgeven {NUMBER}")
    assert "Macro-Economische Vraagstukken en Arbeidsmarkt (" in admin.form.words
    assert "Zuid-Limburg (" in admin.form.words
    assert "mensen die het nu niet mogen lezen" in admin.form.words
    assert "bestuurder" not in admin.form.words
    await admin.sends(why=WHY)
    admin.is_told(f"{NUMBER} is niet meer vertrouwelijk")
    await chat.channel_shows("dir-meva", STAGE)
    await chat.channel_shows("regio-zuid-limburg", STAGE)
    shown = await in_channels(chat)
    assert "De bestuurder belde." in shown
    assert f"Femke Dijkgraaf heeft dit knelpunt vrijgegeven: het is niet meer vertrouwelijk. Reden: {WHY}" in shown
    assert f"{NUMBER} (vertrouwelijk) is bijgewerkt" not in shown
    for owner in (chat.noor, chat.ruben):
        await owner.reads(f"Femke Dijkgraaf heeft {NUMBER} vrijgegeven", WHY)
    assert await chat._store.check_chain((await chat.kept(NUMBER)).id) == []


async def test_whoever_looks_finds_it_again(chat: Chat):
    admin = await sealed(chat)
    await chat.bas.types("/knelpunt zoek personeelstekort VVT")
    chat.bas.is_told("niets")
    await admin.types(f"/knelpunt vrijgeven {NUMBER}")
    await admin.sends(why=WHY)
    await chat.bas.types("/knelpunt zoek personeelstekort VVT")
    chat.bas.is_told(NUMBER)


async def test_nobody_but_an_admin_opens_it_not_even_whoever_sealed_it(chat: Chat):
    await sealed(chat)
    for somebody in (chat.noor, chat.ruben, chat.person("marijke-oldenhof")):
        await somebody.types(f"/knelpunt vrijgeven {NUMBER}")
        somebody.is_told("Alleen een beheerder geeft een vertrouwelijk knelpunt vrij")
        somebody.sees_no_form()


async def test_if_others_would_read_it_than_the_form_said_it_says_so_and_asks_again(chat: Chat):
    admin = await sealed(chat)
    await admin.types(f"/knelpunt vrijgeven {NUMBER}")
    assert "Langdurige Zorg" not in admin.form.words
    await chat.ruben.presses("Niet van ons", on=NUMBER)
    await chat.ruben.sends(to="DLZ", reason="Het gaat over de VVT.")
    await admin.sends(why=WHY)
    assert "Langdurige Zorg" in admin.form.words
    assert admin.form.values["why"] == WHY
    assert (await chat.kept(NUMBER)).confidential
    await admin.sends()
    assert not (await chat.kept(NUMBER)).confidential


async def test_what_is_not_confidential_needs_no_opening(chat: Chat):
    await chat.noor.files(STAGE)
    admin = chat.person("femke-dijkgraaf")
    await admin.types(f"/knelpunt vrijgeven {NUMBER}")
    admin.is_told(f"{NUMBER} is niet vertrouwelijk")
    await admin.types("/knelpunt vrijgeven K-2026-0099")
    admin.is_told("K-2026-0099")
    await admin.types("/knelpunt vrijgeven")
    admin.is_told("Schrijf het nummer erbij")


async def test_a_reason_is_needed_and_names_nobody(chat: Chat):
    admin = await sealed(chat)
    await admin.types(f"/knelpunt vrijgeven {NUMBER}")
    await admin.sends(why="Mevrouw De Vries (BSN 111222333) weet ervan")
    assert "111222333" not in admin.form.values["why"]
    assert (await chat.kept(NUMBER)).confidential
