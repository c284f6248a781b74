"""How do things stand? Privately, to who oversees it: the numbers, where it is, and what first needs a decision."""

from __future__ import annotations

from tests.chat import Chat

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."
MEETING = "Zeeland: de transformatiegelden blijven liggen door de snelle toets."


async def standing(chat: Chat) -> None:
    """On 12 November the first has been with Marijke since the 10th, and she decided nothing; the second is urgent."""
    await chat.noor.files(STAGE)
    await chat.at("2026-11-11 10:00")
    await chat.noor.files(MEETING, region="zeeland", lead="IZA", urgency="hoog")
    await chat.at("2026-11-12 10:00")


async def test_a_regiocommissaris_reads_how_it_stands_and_what_needs_a_decision_first(chat: Chat):
    await standing(chat)
    marijke = chat.person("marijke-oldenhof")
    await chat.so_far()
    await marijke.types("/knelpunt stand")
    for words in (
        "Stand van zaken",
        "Bij de regiocommissaris",
        "K-2026-0001 uit Zuid-Limburg: zeven werkdagen niet opgepakt, nog geen besluit",
        "K-2026-0002 uit Zeeland: urgentie hoog, open sinds 11 november",
        "Langer dan vier weken open: 0 van 2.",
        "In 2 van de 31 regio's staat iets open. In 1 regio ligt iets stil. Nergens is de afgelopen vier weken teruggekoppeld.",
        "/knelpunt toon K-2026-0001",
    ):
        marijke.is_told(words)
    assert [where for where, _ in await chat.news()] == ["private Marijke Oldenhof"]


async def test_per_region_theme_or_agreement_and_narrowed_to_one_of_them(chat: Chat):
    await standing(chat)
    marijke = chat.person("marijke-oldenhof")
    for asked, told in (
        ("regio", "Zuid-Limburg: 1 te laat"),
        ("thema", "Arbeidsmarkt en opleiden: 1 open"),
        ("akkoord", "TAZ: 1 open"),
        ("Zeeland", "Stand van zaken (Zeeland)"),
        ("thema Arbeidsmarkt en opleiden", "Stand van zaken (Arbeidsmarkt en opleiden)"),
        ("regio arbeidsmarkt", "Stand van zaken (Arbeidsmarkt en opleiden)"),
        ("van zaken in Zeeland", "Stand van zaken (Zeeland)"),
        ("akkoord IZA", "IZA-transformatiemiddelen: 1 open"),
    ):
        await marijke.types(f"/knelpunt stand {asked}")
        marijke.is_told(told)


async def test_the_head_of_a_directorate_sees_what_that_one_leads(chat: Chat):
    await standing(chat)
    annelies = chat.person("annelies-brouwer")
    await annelies.types("/knelpunt stand thema")
    annelies.is_told("Arbeidsmarkt en opleiden: 1 open")
    annelies.is_told("Het meest staat open bij Arbeidsmarkt en opleiden: 1 van 1.")
    await annelies.types("/knelpunt stand MEVA")
    annelies.is_told("Stand van zaken")
    await annelies.types("/knelpunt stand FEZ")
    annelies.is_told("Typ /knelpunt weekbericht FEZ of /knelpunt lijst FEZ")


async def test_who_oversees_nothing_is_told_what_they_can_ask(chat: Chat):
    for person in (chat.noor, chat.ruben, chat.person("femke-dijkgraaf")):
        await person.types("/knelpunt stand")
        person.is_told("Typ /knelpunt weekbericht voor je eigen week")


async def test_a_name_that_nothing_has_is_told_so_and_a_longer_text_is_a_knelpunt(chat: Chat):
    marijke = chat.person("marijke-oldenhof")
    await marijke.types("/knelpunt stand")
    marijke.is_told("Er staat niets open")
    await marijke.types("/knelpunt stand thema zorg")
    marijke.is_told("Ik weet niet wat je met zorg bedoelt.")
    await marijke.types("/knelpunt stand paars")
    marijke.is_told("Ik ken geen regio, thema of akkoord dat paars heet.")
    await chat.noor.types("/knelpunt stand van zaken: de wachtlijst in Zeeland groeit elke week")
    assert chat.noor.form.values["text"].startswith("stand van zaken")
