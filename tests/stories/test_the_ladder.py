"""Silence has a consequence, at a moment that was announced: who hears it when, and who does not."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat

INLOOP = "Groningen: het gat tussen de oude subsidie en de nieuwe SPUK kost ons de GGZ-inloop."
STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."
NUMBER, IN_2027 = "K-2026-0001", "K-2027-0001"


async def filed_at_christmas(chat: Chat) -> None:
    """By Tjeerd of Groningen, for DMO, on the last working day before Christmas."""
    await chat.at("2026-12-24 11:05")
    await chat.person("tjeerd-wiersema").files(INLOOP, lead="DMO", urgency="midden")
    await chat.so_far()


async def claimed(chat: Chat) -> None:
    """By Ruben, on Monday 2 November."""
    await chat.noor.files(STAGE)
    await chat.at("2026-11-02 15:20")
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await chat.so_far()


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_who_files_before_christmas_is_answered_after_new_year(chat: Chat):
    await filed_at_christmas(chat)
    await chat.at("2026-12-30 08:59")
    await chat.exactly()
    await chat.at("2026-12-30 09:00")
    await chat.exactly(("#dir-dmo", f"{NUMBER} uit Groningen is nog niet opgepakt (werkdag 3)."))
    await chat.at("2027-01-04 08:59")
    await chat.exactly()
    await chat.at("2027-01-04 09:00")
    tomorrow = "Morgen 09.00 gaat het naar de regiocommissaris."
    await chat.exactly(("Wim Verhage", f"{NUMBER} uit Groningen is nog niet opgepakt. {tomorrow}"))
    await chat.at("2027-01-05 08:59")
    await chat.exactly()
    await chat.at("2027-01-05 09:00")
    await chat.exactly(
        ("Marijke Oldenhof", f"{NUMBER} uit Groningen (lead DMO) is na vijf werkdagen niet opgepakt."),
        ("Tjeerd Wiersema", f"{NUMBER} is voorgelegd aan regiocommissaris Marijke Oldenhof."),
        ("thread #dir-dmo", f"{NUMBER} is geëscaleerd (niet opgepakt binnen vijf werkdagen)."),
        ("edit #dir-dmo", "uitgezet; ook bij de regiocommissaris"),
        ("edit #dir-pg", "uitgezet; ook bij de regiocommissaris"),
        ("edit #dir-fez", "uitgezet; ook bij de regiocommissaris"),
        ("edit #regio-groningen", "uitgezet; ook bij de regiocommissaris"),
        ("edit Tjeerd Wiersema", "Het ligt nu bij de regiocommissaris."),
    )
    await chat.at("2027-02-05 09:00")
    await chat.exactly()


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_who_says_nothing_after_a_claim_is_nudged_and_then_the_commissioner_is_called_in(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.at("2026-11-02 15:20")
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await chat.noor.reads(f"Ruben Alting (MEVA) heeft {NUMBER} opgepakt. Voortgang verwacht voor di 10 november.")
    await chat.so_far()
    await chat.at("2026-11-05 09:00")
    await chat.exactly(("Ruben Alting", f"{NUMBER} (Zuid-Limburg): nog geen voortgang sinds 2 november."))
    await chat.at("2026-11-09 17:31")
    await chat.noor.presses("Reageer", on=NUMBER)
    await chat.noor.sends(text="Lukt dit nog?")
    await chat.at("2026-11-10 08:59")
    await chat.so_far()
    await chat.at("2026-11-10 09:00")
    stalled = "(Arbeidsmarkt en opleiden, lead MEVA) heeft vijf werkdagen geen voortgang."
    await chat.exactly(
        ("Marijke Oldenhof", f"{NUMBER} uit Zuid-Limburg {stalled} Opgepakt door Ruben Alting op 2 november."),
        ("Noor Habets", f"{NUMBER} is voorgelegd aan regiocommissaris Marijke Oldenhof."),
        ("thread #dir-meva", f"{NUMBER} is geëscaleerd (geen voortgang binnen vijf werkdagen)."),
        ("edit #dir-meva", "opgepakt, door Ruben Alting (MEVA); ook bij de regiocommissaris"),
        ("edit #regio-zuid-limburg", "ook bij de regiocommissaris"),
        ("edit Noor Habets", "ook bij de regiocommissaris"),
    )
    await chat.person("marijke-oldenhof").reads(STAGE, "Kiezen: meehelpen, overdragen, ruimte geven of uitleg geven.")


async def test_progress_starts_counting_anew_and_a_word_of_the_liaison_does_not(chat: Chat):
    await claimed(chat)
    await chat.at("2026-11-04 16:00")
    await chat.noor.presses("Reageer", on=NUMBER)
    await chat.noor.sends(text="Lukt dit nog?")
    await chat.ruben.presses("Tussenstand", on=NUMBER)
    await chat.ruben.sends(note="De school is gebeld.")
    await chat.at("2026-11-09 08:59")
    await chat.so_far()
    await chat.at("2026-11-09 09:00")
    await chat.exactly(("Ruben Alting", f"{NUMBER} (Zuid-Limburg): nog geen voortgang sinds 4 november."))
    await chat.ruben.presses("Reageer", on=NUMBER)
    await chat.ruben.sends(text="De school belt terug.")
    await chat.at("2026-11-12 08:59")
    await chat.so_far()
    await chat.at("2026-11-12 09:00")
    await chat.exactly(("Ruben Alting", "nog geen voortgang sinds 9 november."))


async def test_a_day_the_fixer_names_moves_the_reminder_once(chat: Chat):
    await claimed(chat)
    await chat.ruben.sends(step="Bellen met de school", on="2026-11-12")
    await chat.at("2026-11-12 08:59")
    await chat.so_far()
    await chat.at("2026-11-12 09:00")
    await chat.exactly(("Ruben Alting", "nog geen voortgang sinds 2 november."))
    await chat.ruben.presses("Volgende stap", on=NUMBER)
    await chat.ruben.sends(step="Nog eens bellen", on="2026-11-30")
    await chat.so_far()
    await chat.at("2026-11-17 09:00")
    await chat.person("marijke-oldenhof").reads(f"{NUMBER} uit Zuid-Limburg", "geen voortgang")


async def test_a_second_delay_is_said_to_be_one_too_many(chat: Chat):
    await claimed(chat)
    await chat.ruben.sends(step="Bellen met de school", on="2026-11-12")
    await chat.ruben.presses("Volgende stap", on=NUMBER)
    await chat.ruben.sends(step="Nog eens bellen", on="2026-11-18")
    chat.ruben.is_told("De herinnering van do 12 november om 09.00 uur blijft staan")
    await chat.channel_shows("dir-meva", "Nog eens bellen (uiterlijk 18 november 2026)")


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_the_end_of_a_wait_gives_it_back_to_its_fixer(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Wacht op een ander", on=NUMBER)
    await chat.ruben.sends(party="dusi", until="2027-04-16")
    await chat.so_far()
    await chat.at("2027-04-16 08:59")
    await chat.exactly()
    await chat.at("2027-04-16 09:00")
    over = f"De wachttijd van {NUMBER} is voorbij."
    await chat.exactly(
        ("Ruben Alting", over),
        ("edit #dir-meva", "opgepakt, door Ruben Alting"),
        ("edit #regio-zuid-limburg", "opgepakt, door Ruben Alting"),
        ("edit Noor Habets", "opgepakt, door Ruben Alting"),
        ("thread #dir-meva", over),
        ("thread #regio-zuid-limburg", over),
    )
    await chat.at("2027-04-21 09:00")
    await chat.exactly(("Ruben Alting", "nog geen voortgang sinds 16 april."))


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_what_is_solved_is_asked_after_until_the_region_has_been_told(chat: Chat):
    await chat.at("2027-04-19 10:00")
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on=IN_2027)
    await chat.at("2027-04-20 16:45")
    await chat.ruben.presses("Opgelost", on=IN_2027)
    await chat.ruben.sends(kind="money", text="Het voorschot komt in mei.", landed="scheme", structural="no")
    await chat.so_far()
    await chat.at("2027-04-23 08:59")
    await chat.exactly()
    await chat.at("2027-04-23 09:00")
    await chat.exactly(("Noor Habets", f"{IN_2027} is opgelost maar nog niet teruggekoppeld."))
    await chat.at("2027-04-29 08:59")
    await chat.exactly()
    await chat.at("2027-04-29 09:00")
    await chat.exactly(
        ("Noor Habets", f"{IN_2027} is vijf werkdagen geleden opgelost en nog niet teruggekoppeld."),
        ("Ruben Alting", f"{IN_2027}: terugkoppeling aan Zuid-Limburg nog niet bevestigd."),
    )


async def test_who_takes_it_on_just_in_time_keeps_it_from_going_up(chat: Chat):
    await chat.at("2027-03-24 14:00")
    await chat.noor.files(STAGE)
    await chat.so_far()
    await chat.at("2027-03-26 09:00")
    await chat.exactly()
    await chat.at("2027-03-30 09:00")
    await chat.exactly(("#dir-meva", f"{IN_2027} uit Zuid-Limburg is nog niet opgepakt (werkdag 3)."))
    await chat.at("2027-04-01 09:00")
    await chat.exactly(("Annelies Brouwer", "Morgen 09.00 gaat het naar de regiocommissaris."))
    await chat.at("2027-04-01 17:00")
    await chat.ruben.presses("Ik pak dit op", on=IN_2027)
    await chat.so_far()
    await chat.at("2027-04-02 09:00")
    await chat.exactly()


async def test_an_urgent_one_speaks_after_two_working_hours(chat: Chat):
    await chat.noor.files(STAGE, urgency="acuut")
    await chat.so_far()
    await chat.at("2026-11-02 12:14")
    await chat.exactly(("#dir-meva", f"{NUMBER} uit Zuid-Limburg is nog niet opgepakt. Wie kan dit doen?"))
    await chat.at("2026-11-03 09:00")
    await chat.exactly(("Annelies Brouwer", "Morgen 09.00 gaat het naar de regiocommissaris."))
    await chat.at("2026-11-04 09:00")
    await chat.person("marijke-oldenhof").reads("is na één werkdag niet opgepakt.")


# By hand


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_liaison_may_put_it_before_the_commissioner_herself_even_at_night(chat: Chat):
    await claimed(chat)
    await chat.at("2026-11-02 22:00")
    await chat.noor.presses("Escaleer", on=NUMBER)
    await chat.so_far()
    await chat.noor.sends(text="Mag de school hier zelf over beslissen?")
    asked = "Vraag: Mag de school hier zelf over beslissen?"
    await chat.exactly(
        ("private Noor Habets", f"{NUMBER} ligt nu bij regiocommissaris Marijke Oldenhof."),
        ("Marijke Oldenhof", "Mag de school hier zelf over beslissen?"),
        ("Ruben Alting", asked),
        ("thread #dir-meva", asked),
        ("edit #dir-meva", "ook bij de regiocommissaris"),
        ("edit #regio-zuid-limburg", "ook bij de regiocommissaris"),
        ("edit Noor Habets", "ook bij de regiocommissaris"),
    )
    await chat.at("2026-11-05 09:00")
    await chat.exactly(("Ruben Alting", "nog geen voortgang sinds 2 november."))


async def test_a_number_behind_the_command_opens_the_same_form(chat: Chat):
    await claimed(chat)
    await chat.noor.types(f"/knelpunt escaleer {NUMBER} Mag de school hier zelf over beslissen?")
    assert chat.noor.form.values["text"] == "Mag de school hier zelf over beslissen?"
    await chat.bas.types(f"/knelpunt escaleer {NUMBER}")
    chat.bas.is_told(f"Deze stap met {NUMBER} is voor iemand van MEVA")
    await chat.noor.types("/knelpunt escaleer")
    chat.noor.is_told("Zet er een nummer achter")
    await chat.noor.types("/knelpunt escaleer K-2026-0099")
    chat.noor.is_told("Regiolijn kent K-2026-0099 niet")


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_sparring_is_between_two_people(chat: Chat):
    await claimed(chat)
    await chat.ruben.presses("Sparren", on=NUMBER)
    await chat.so_far()
    await chat.ruben.sends(text="Kan dit met een brief van het CIBG?")
    await chat.exactly(
        ("private Ruben Alting", f"Marijke Oldenhof heeft je bericht over {NUMBER}. Niemand anders ziet het."),
        ("Marijke Oldenhof", "Kan dit met een brief van het CIBG?"),
    )
    await chat.noor.types(f"/knelpunt toon {NUMBER}")
    with pytest.raises(AssertionError):
        chat.noor.is_told("CIBG")
