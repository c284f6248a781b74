"""Silence has a consequence, at a moment that was announced: who hears it when, and who does not."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.chat import AMSTERDAM, EVERYWHERE, Chat

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
        ("edit #dir-meva", "opgepakt door Ruben Alting (MEVA); ook bij de regiocommissaris"),
        ("edit #regio-zuid-limburg", "ook bij de regiocommissaris"),
        ("edit Noor Habets", "ook bij de regiocommissaris"),
    )
    await chat.person("marijke-oldenhof").reads(STAGE, "Kiezen:", "Wijs toe", "geeft het aan een opgavefikser.")


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


async def test_a_day_too_far_ahead_is_kept_and_the_clock_says_when_it_speaks(chat: Chat):
    await claimed(chat)
    await chat.ruben.sends(step="Wachten op het schooljaar", on="2026-12-31")
    chat.ruben.is_told("herinnert de klok je al op do 19 november om 09.00 uur.")
    await chat.channel_shows("dir-meva", "Wachten op het schooljaar (uiterlijk 31 december 2026)")


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
        ("edit #dir-meva", "opgepakt door Ruben Alting"),
        ("edit #regio-zuid-limburg", "opgepakt door Ruben Alting"),
        ("edit Noor Habets", "opgepakt door Ruben Alting"),
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
    bram = chat.person("bram-hoogland")
    await bram.types(f"/knelpunt escaleer {NUMBER}")
    bram.is_told(f"Regiolijn kent {NUMBER} niet, of je mag het niet lezen.")
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


# What nobody can read


async def unreachable(chat: Chat, *keys: str) -> None:
    """The organisation file has an address of these people that their platform does not know."""
    people = {
        key: chat.organisation.people[key].model_copy(update={"emails": (f"{key}@elsewhere.example",), "accounts": {}})
        for key in keys
    }
    chat.organisation = chat.organisation.model_copy(update={"people": {**chat.organisation.people, **people}})
    await chat.restarts()


async def test_a_head_who_cannot_be_reached_counts_as_silent(chat: Chat):
    await unreachable(chat, "annelies-brouwer")
    await chat.noor.files(STAGE)
    await chat.at("2026-11-09 09:00")
    called_in = f"{NUMBER} uit Zuid-Limburg (lead MEVA) is na vier werkdagen niet opgepakt."
    await chat.person("marijke-oldenhof").reads(called_in)
    await chat.noor.reads(f"{NUMBER} is voorgelegd aan regiocommissaris Marijke Oldenhof.")
    await chat.so_far()
    await chat.at("2026-11-16 09:00")
    await chat.exactly()


async def test_a_commissioner_who_cannot_be_reached_is_told_to_the_head_and_the_admins(chat: Chat):
    await unreachable(chat, "marijke-oldenhof", "gijs-elderink")
    await chat.noor.files(STAGE)
    await chat.at("2026-11-10 08:59")
    await chat.so_far()
    await chat.at("2026-11-10 09:00")
    for name in ("annelies-brouwer", "femke-dijkgraaf", "bram-hoogland"):
        await chat.person(name).reads(f"{NUMBER} uit Zuid-Limburg moet naar een regiocommissaris")


async def test_where_no_commissioner_is_for_the_region_the_head_and_the_admins_hear_it(chat: Chat):
    elsewhere = {
        key: chat.organisation.people[key].model_copy(update={"regions": ("zeeland",)})
        for key in ("marijke-oldenhof", "gijs-elderink")
    }
    chat.organisation = chat.organisation.model_copy(update={"people": {**chat.organisation.people, **elsewhere}})
    await chat.restarts()
    await chat.noor.files(STAGE)
    await chat.at("2026-11-10 08:59")
    await chat.so_far()
    await chat.at("2026-11-10 09:00")
    await chat.noor.reads(f"{NUMBER} moet naar een regiocommissaris, maar er is er geen te bereiken.")
    await chat.person("annelies-brouwer").reads("Wie neemt dit op zich?")
    await chat.noor.presses("Sparren", on=NUMBER)
    await chat.noor.sends(text="Wie kan hier iets mee?")
    chat.noor.is_told("Er is geen regiocommissaris die Regiolijn kan bereiken.")


async def test_where_a_directorate_has_no_head_the_next_rung_comes_at_once(chat: Chat):
    meva = chat.organisation.directorates["MEVA"].model_copy(update={"head": ""})
    directorates = {**chat.organisation.directorates, "MEVA": meva}
    chat.organisation = chat.organisation.model_copy(update={"directorates": directorates})
    await chat.restarts()
    await chat.noor.files(STAGE)
    await chat.at("2026-11-09 08:59")
    await chat.so_far()
    await chat.at("2026-11-09 09:00")  # the day of the head
    await chat.person("marijke-oldenhof").reads(f"{NUMBER} uit Zuid-Limburg", "niet opgepakt")


async def test_the_commissioner_of_the_region_goes_before_one_for_all_of_them(chat: Chat):
    gijs = chat.organisation.people["gijs-elderink"].model_copy(update={"regions": ("zuid-limburg",)})
    people = {**chat.organisation.people, "gijs-elderink": gijs}
    chat.organisation = chat.organisation.model_copy(update={"people": people})
    await chat.restarts()
    await chat.noor.files(STAGE)
    await chat.at("2026-11-10 09:00")
    await chat.noor.reads("voorgelegd aan regiocommissaris Gijs Elderink.")


async def test_triage_is_reminded_of_what_its_directorate_cannot_see(chat: Chat):
    await chat.loses("dir-meva")
    await chat.noor.files(STAGE)
    await chat.so_far()
    await chat.at("2026-11-05 09:00")
    await chat.exactly(("#dir-iza", f"{NUMBER} uit Zuid-Limburg is nog niet opgepakt (werkdag 3)."))


# When it is said


async def test_after_a_standstill_the_highest_rung_speaks_once(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.so_far()
    chat._now = chat._real = datetime(2026, 11, 11, 10, 0, tzinfo=AMSTERDAM)  # nothing ran until then
    await chat.drain()
    await chat.person("marijke-oldenhof").reads("is na zes werkdagen niet opgepakt.")
    assert [shown for shown in await chat.wire.shown() if "nog niet opgepakt" in shown.words] == []
    await chat.so_far()
    await chat.at("2026-11-20 09:00")
    await chat.exactly()


async def counting_to_the_minute(chat: Chat) -> None:
    clock = chat.organisation.clock.model_copy(update={"counting": "minute"})
    chat.organisation = chat.organisation.model_copy(update={"clock": clock})
    await chat.restarts()


async def test_an_organisation_may_count_to_the_minute(chat: Chat):
    await counting_to_the_minute(chat)
    await claimed(chat)
    await chat.at("2026-11-09 15:19")
    await chat.so_far()
    await chat.at("2026-11-09 15:20")
    await chat.person("marijke-oldenhof").reads("heeft vijf werkdagen geen voortgang.")


async def test_good_friday_off_moves_everything_by_a_day(chat: Chat):
    clock = chat.organisation.clock.model_copy(update={"good_friday_off": True})
    chat.organisation = chat.organisation.model_copy(update={"clock": clock})
    await chat.restarts()
    await chat.at("2027-03-24 14:00")
    await chat.noor.files(STAGE)
    await chat.at("2027-03-31 08:59")
    await chat.so_far()
    await chat.at("2027-03-31 09:00")
    await chat.exactly(("#dir-meva", f"{IN_2027} uit Zuid-Limburg is nog niet opgepakt (werkdag 3)."))
    await chat.at("2027-04-05 08:59")
    await chat.so_far()
    await chat.at("2027-04-05 09:00")
    await chat.person("marijke-oldenhof").reads("is na vijf werkdagen niet opgepakt.")


async def test_the_receipt_and_the_card_say_when_news_will_come_at_the_latest(chat: Chat):
    await chat.noor.files(STAGE)
    latest = "Uiterlijk di 10 november om 09.00 uur"
    await chat.noor.reads(f"{latest} hoor je wie het oppakt.", "do 5 november om 09.00 uur")
    await chat.channel_shows("dir-meva", f"{latest} moet duidelijk zijn wie dit oppakt.")
    await chat.channel_shows("regio-zuid-limburg", f"{latest} hoor je wie het oppakt.")
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await chat.noor.reads("Voortgang verwacht voor di 10 november.")
