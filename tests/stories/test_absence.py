"""Who is away has somebody in their place: what is for them goes there, and the promise to the region stays."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat, Somebody

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."
NUMBER = "K-2026-0001"
CALLED = f"{NUMBER} uit Zuid-Limburg (lead MEVA) is na vijf werkdagen niet opgepakt."


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_deputy_hears_at_once_what_lies_there_and_may_act(chat: Chat):
    marijke, gijs = chat.person("marijke-oldenhof"), chat.person("gijs-elderink")
    await chat.noor.files(STAGE)
    await chat.at("2026-11-10 09:00")
    await chat.so_far()
    await marijke.types("/knelpunt afwezig t/m 16 november vervanger @Gijs Elderink")
    await chat.exactly(
        (
            "private Marijke Oldenhof",
            "Je bent afwezig tot en met 16 november 2026. Gijs Elderink vervangt je en krijgt bericht.",
        ),
        ("Gijs Elderink", f"Als vervanger van Marijke Oldenhof: {NUMBER} uit Zuid-Limburg ligt bij jou."),
    )
    await gijs.presses("Bekijk het knelpunt", on="Als vervanger van")
    gijs.is_told(STAGE)


async def test_a_rung_goes_to_whoever_stands_in(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.person("marijke-oldenhof").types("/knelpunt afwezig t/m 11-11")
    await chat.person("gijs-elderink").reads("Je bent nu vervanger van Marijke Oldenhof. Er ligt op dit moment niets.")
    await chat.at("2026-11-10 08:59")
    await chat.so_far()
    await chat.at("2026-11-10 09:00")
    await chat.person("gijs-elderink").reads(CALLED)
    await chat.noor.reads(f"{NUMBER} is voorgelegd aan regiocommissaris Gijs Elderink.")


async def test_who_is_back_does_it_again(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.person("marijke-oldenhof").types("/knelpunt afwezig t/m 11-12 vervanger gijs.elderink@example.nl")
    await chat.so_far()
    await chat.person("marijke-oldenhof").types("/knelpunt afwezig nee")
    await chat.exactly(
        ("private Marijke Oldenhof", "Je bent er weer."),
        ("Gijs Elderink", "Marijke Oldenhof is er weer. Je hoeft niet meer te vervangen."),
    )
    await chat.at("2026-11-10 09:00")
    await chat.person("marijke-oldenhof").reads(CALLED)
    await chat.person("marijke-oldenhof").types("/knelpunt afwezig terug")
    chat.person("marijke-oldenhof").is_told("Je stond niet als afwezig in Regiolijn.")


async def test_after_the_last_day_it_is_over_by_itself(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.person("marijke-oldenhof").types("/knelpunt afwezig t/m 9-11 vervanger gijs-elderink")
    await chat.at("2026-11-10 09:00")
    await chat.person("marijke-oldenhof").reads(CALLED)


async def test_a_deputy_of_a_fixer_goes_on_where_they_stopped(chat: Chat):
    saskia, nadia = chat.person("saskia-brandt"), chat.person("nadia-oulad")
    await chat.noor.files(STAGE, lead="DMO")
    await saskia.presses("Ik pak dit op", on=NUMBER)
    await nadia.presses("Opgelost", on=NUMBER)
    nadia.is_told(f"Deze stap met {NUMBER} is voor wie het heeft opgepakt: Saskia Brandt.")
    await saskia.types("/knelpunt afwezig t/m vrijdag")
    await nadia.reads(f"Als vervanger van Saskia Brandt: {NUMBER} uit Zuid-Limburg ligt bij jou.")
    await nadia.presses("Tussenstand", on=NUMBER)
    await nadia.sends(note="De school is gebeld.")
    await chat.noor.reads("De school is gebeld.")


async def test_on_a_day_off_the_deputy_of_the_file_hears_it(chat: Chat):
    saskia = chat.person("saskia-brandt")
    await chat.person("nadia-oulad").types("/knelpunt help")
    await chat.noor.files(STAGE, lead="DMO")
    await saskia.presses("Ik pak dit op", on=NUMBER)
    await chat.at("2026-11-05 08:59")
    await chat.so_far()
    await chat.at("2026-11-05 09:00")  # a Thursday: Saskia does not work
    await chat.exactly(("Nadia Oulad", f"{NUMBER} (Zuid-Limburg): nog geen voortgang sinds 2 november."))


async def test_without_a_deputy_a_reminder_waits_for_their_own_day_but_never_past_the_next_rung(chat: Chat):
    irene = chat.person("irene-ploeg")
    await chat.noor.files(STAGE, lead="DI")
    await irene.presses("Ik pak dit op", on=NUMBER)
    await irene.types("/knelpunt afwezig t/m 6-11")
    irene.is_told("Er is geen vervanger")
    await chat.at("2026-11-09 08:59")
    await chat.so_far()
    await chat.at("2026-11-09 09:00")
    await chat.exactly(("Irene Ploeg", f"{NUMBER} (Zuid-Limburg): nog geen voortgang sinds 2 november."))


async def test_the_promise_to_the_region_does_not_wait_for_anybody(chat: Chat):
    irene = chat.person("irene-ploeg")
    await chat.noor.files(STAGE, lead="DI")
    await irene.presses("Ik pak dit op", on=NUMBER)
    await irene.types("/knelpunt afwezig t/m 30-11")
    await chat.at("2026-11-10 08:59")
    await chat.so_far()
    await chat.at("2026-11-10 09:00")
    await chat.person("marijke-oldenhof").reads(f"{NUMBER} uit Zuid-Limburg", "heeft vijf werkdagen geen voortgang")
    with pytest.raises(AssertionError):
        await irene.reads("nog geen voortgang")


@pytest.fixture
async def daan(chat: Chat) -> Somebody:
    """A colleague of Noor who does her work until the end of the month."""
    daan = chat.person("daan-roosen")
    await daan.types("/knelpunt help")
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await chat.noor.types("/knelpunt afwezig t/m 30-11 vervanger Daan Roosen")
    await chat.so_far()
    return daan


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_what_is_asked_of_the_region_reaches_whoever_can_answer_it(chat: Chat, daan: Somebody):
    await chat.ruben.presses("Vraag de regio", on=NUMBER)
    await chat.ruben.sends(text="Om hoeveel plekken gaat het?")
    await daan.reads("Om hoeveel plekken gaat het?", "Je leest dit als vervanger van Noor Habets.")
    await chat.noor.reads("Om hoeveel plekken gaat het?")  # for when she is back
    await daan.presses("Beantwoord", on=NUMBER)
    await daan.sends(text="Om twaalf.")
    await chat.ruben.reads("Om twaalf.")
    await chat.ruben.presses("Opgelost", on=NUMBER)
    await chat.ruben.sends(kind="explanation", text="Het telt al mee.", landed="explanation", structural="no")
    await daan.reads("Het telt al mee.", "Je leest dit als vervanger van Noor Habets.")
    await daan.presses("Teruggekoppeld", on=NUMBER)
    await daan.sends(whom="de werkgevers", verdict="helped")
    assert (await chat.kept(NUMBER)).state == "closed"


async def test_what_only_says_how_it_goes_waits_for_them(chat: Chat, daan: Somebody):
    await chat.ruben.presses("Tussenstand", on=NUMBER)
    await chat.ruben.sends(note="De school is gebeld.")
    told = [where for where, words in await chat.news() if "De school is gebeld." in words]
    assert chat.noor.name in told
    assert daan.name not in told


async def test_a_deputy_does_not_hear_what_they_said_themselves(chat: Chat, daan: Somebody):
    await daan.presses("Reageer", on=NUMBER)
    await daan.sends(text="Het zijn er twaalf.")
    await chat.ruben.reads("Het zijn er twaalf.")
    assert not [where for where, words in await chat.news() if where == daan.name and "Het zijn er twaalf" in words]


async def test_the_deputy_hears_of_what_is_assigned_to_who_is_away(chat: Chat):
    yasmina, marijke = chat.person("yasmina-el-amrani"), chat.person("marijke-oldenhof")
    await yasmina.types("/knelpunt help")
    await chat.noor.files(STAGE)
    await chat.ruben.types("/knelpunt afwezig t/m 30-11 vervanger Yasmina El Amrani")
    await chat.at("2026-11-10 09:00")
    await marijke.presses("Wijs toe", on=NUMBER)
    await marijke.sends(to="ruben-alting")
    await yasmina.reads(f"heeft {NUMBER} uit Zuid-Limburg aan jou toegewezen", "als vervanger van Ruben Alting")


async def test_the_week_of_who_is_away_is_read_by_their_deputy(chat: Chat, daan: Somebody):
    await chat.weekly()
    await chat.at("2026-11-09 09:00")
    await daan.reads("De week van Noor Habets (45)", "Je leest dit als vervanger van Noor Habets.", NUMBER)
    await chat.noor.reads("Jouw week 45", NUMBER)


async def test_when_no_commissaris_is_there_somebody_who_is_finds_one(chat: Chat):
    femke, gijs = chat.person("femke-dijkgraaf"), chat.person("gijs-elderink")
    await chat.noor.files(STAGE)
    for commissaris in (gijs, chat.person("marijke-oldenhof")):
        await commissaris.types("/knelpunt afwezig t/m 30-11")
    await chat.at("2026-11-10 09:00")
    await femke.reads(f"{NUMBER} uit Zuid-Limburg moet naar een regiocommissaris, maar Regiolijn kan er geen bereiken.")
    await chat.noor.reads(f"{NUMBER} moet naar een regiocommissaris, maar er is er geen te bereiken.")
    await chat.person("marijke-oldenhof").reads(CALLED)  # for when she is back


# What is said beforehand


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_an_absence_that_begins_later_begins_on_that_morning(chat: Chat):
    marijke, gijs = chat.person("marijke-oldenhof"), chat.person("gijs-elderink")
    await chat.noor.files(STAGE)
    await chat.so_far()
    await marijke.types("/knelpunt afwezig van 11 november tot en met 16 november vervanger Gijs Elderink")
    await chat.exactly(
        ("private Marijke Oldenhof", "Je bent afwezig van 11 t/m 16 november 2026. Gijs Elderink vervangt"),
        ("Gijs Elderink", "Je vervangt Marijke Oldenhof van 11 t/m 16 november 2026. Op de eerste dag lees je wat"),
    )
    await chat.at("2026-11-10 09:00")
    await marijke.reads(CALLED)
    await chat.at("2026-11-11 07:59")
    await chat.so_far()
    await chat.at("2026-11-11 08:00")
    await chat.exactly(
        ("Gijs Elderink", f"Als vervanger van Marijke Oldenhof: {NUMBER} uit Zuid-Limburg ligt bij jou.")
    )
    await gijs.presses("Bekijk het knelpunt", on="Als vervanger van")
    gijs.is_told(STAGE)


@pytest.mark.parametrize("chat", ["playground"], indirect=True)
async def test_what_was_to_begin_later_is_taken_back_in_time(chat: Chat):
    marijke, gijs = chat.person("marijke-oldenhof"), chat.person("gijs-elderink")
    await marijke.types("/knelpunt afwezig t/m 4-11")
    await marijke.types("/knelpunt afwezig 9-11 t/m 13-11")
    await chat.so_far()
    await marijke.types("/knelpunt afwezig nee")
    marijke.is_told("Je bent er weer. Je bent nog wel afwezig van 9 t/m 13 november 2026. Gaat dat ook niet door?")
    await gijs.reads("Marijke Oldenhof is er weer. Je hoeft niet meer te vervangen.")
    await marijke.types("/knelpunt afwezig nee")
    marijke.is_told("Je bent toch niet afwezig van 9 t/m 13 november 2026.")
    await gijs.reads("Marijke Oldenhof is toch niet afwezig van 9 t/m 13 november 2026. Je hoeft niet te vervangen.")
    await chat.so_far()
    await chat.at("2026-11-09 12:00")
    await chat.exactly()
    await chat.noor.files(STAGE)
    await chat.at("2026-11-17 09:00")
    await marijke.reads(CALLED)


@pytest.mark.parametrize("chat", ["playground"], indirect=True)
async def test_other_days_and_another_deputy_come_in_the_place_of_what_was_said_before(chat: Chat):
    saskia, nadia = chat.person("saskia-brandt"), chat.person("nadia-oulad")
    await nadia.types("/knelpunt help")
    await saskia.types("/knelpunt afwezig 9-11 t/m 13-11")
    await nadia.reads("Je vervangt Saskia Brandt van 9 t/m 13 november 2026.")
    await saskia.types("/knelpunt afwezig 10-11 t/m 11-11 zonder vervanger")
    saskia.is_told("Je bent afwezig van 10 t/m 11 november 2026. Er is geen vervanger")
    await nadia.reads("Je hoeft Saskia Brandt van 9 t/m 13 november 2026 niet meer te vervangen.")
    await chat.so_far()
    await chat.at("2026-11-11 12:00")
    await chat.exactly()


@pytest.mark.parametrize("chat", ["playground"], indirect=True)
async def test_a_deputy_who_goes_away_later_is_named_with_the_days(chat: Chat):
    marijke, gijs = chat.person("marijke-oldenhof"), chat.person("gijs-elderink")
    await gijs.types("/knelpunt afwezig op 12 november")
    gijs.is_told("Je bent afwezig op 12 november 2026.")
    await marijke.types("/knelpunt afwezig 12-11 t/m 13-11 vervanger Gijs")
    marijke.is_told("Gijs Elderink is zelf afwezig op 12 november 2026. Noem een ander")
    await marijke.types("/knelpunt afwezig 11-11 t/m 13-11 vervanger Gijs")
    marijke.is_told("Gijs Elderink vervangt je en krijgt bericht. Gijs Elderink is zelf afwezig op 12 november 2026.")
    await gijs.types("/knelpunt afwezig van 12 t/m 13 november")
    gijs.is_told("Je vervangt dan zelf Marijke Oldenhof. Ook daarvoor is er dan niemand.")


@pytest.mark.parametrize("chat", ["playground"], indirect=True)
async def test_it_is_said_in_the_language_of_who_says_it(chat: Chat):
    ingrid = chat.person("ingrid-lammers")
    await ingrid.types("/knelpunt away from 10 December to 20 December")
    ingrid.is_told("You are away from")
    ingrid.is_told("20 December 2026")


# What can go wrong


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("afwezig", "Schrijf tot en met welke dag je weg bent"),
        ("afwezig t/m 31 juni", "Schrijf tot en met welke dag je weg bent"),
        ("afwezig t/m 2026-10-01", "Deze dag is voorbij"),
        ("afwezig t/m 1-11", "Deze dag is voorbij"),
        ("afwezig t/m 12-11 vervanger Piet Paulusma", "Regiolijn kent ‘Piet Paulusma’ niet"),
        ("afwezig t/m 12-11 vervanger Marijke", "Je kunt jezelf niet vervangen. Noem een ander, of schrijf:"),
        ("afwezig van 12-11 t/m 10-11", "De laatste dag komt voor de eerste."),
        ("afwezig van 20-11-2028 t/m 22-11-2028", "Dat is meer dan een jaar vooruit."),
        ("afwezig vanaf 12 november", "Schrijf tot en met welke dag je weg bent"),
        ("afwezig t/m 12-11 vervanger Ruben Alting", "Ruben Alting kan Marijke Oldenhof niet vervangen"),
        ("afwezig t/m 31-12-9999", "Dat is langer dan een jaar. Draag je werk dan over"),
        ("afwezig Ruben Alting t/m 12-11", "Alleen een beheerder kan dit voor een ander invullen."),
        ("away until May 12 deputy Gijs Elderink", "12 mei 2027"),
    ],
)
@pytest.mark.parametrize("chat", ["playground"], indirect=True)
async def test_what_cannot_be_is_said_in_one_sentence(chat: Chat, typed: str, said: str):
    await chat.person("marijke-oldenhof").types(f"/knelpunt {typed}")
    chat.person("marijke-oldenhof").is_told(said)


async def test_a_deputy_who_is_away_too_is_no_deputy_and_keeps_nobody_at_work(chat: Chat):
    marijke, gijs = chat.person("marijke-oldenhof"), chat.person("gijs-elderink")
    await gijs.types("/knelpunt afwezig t/m 20-11")
    await marijke.types("/knelpunt afwezig t/m 12-11 vervanger Gijs Elderink")
    marijke.is_told(
        "Gijs Elderink is zelf afwezig tot en met 20 november 2026. Noem een ander, of schrijf: zonder vervanger."
    )
    await marijke.types("/knelpunt afwezig t/m 12-11")
    marijke.is_told("Je bent afwezig tot en met 12 november 2026. Er is geen vervanger")
    marijke.is_told("Gijs Elderink is zelf afwezig tot en met 20 november 2026")
    marijke.is_told("Typ het nog een keer, met een naam")


async def test_a_deputy_who_goes_away_is_told_whose_work_nobody_does_then(chat: Chat):
    await chat.person("marijke-oldenhof").types("/knelpunt afwezig t/m 20-11")
    await chat.person("gijs-elderink").types("/knelpunt afwezig t/m 12-11")
    chat.person("gijs-elderink").is_told("Je vervangt dan zelf Marijke Oldenhof. Ook daarvoor is er dan niemand.")


async def test_an_admin_may_say_it_for_somebody_who_fell_ill(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.person("femke-dijkgraaf").types("/knelpunt afwezig Marijke Oldenhof t/m 20 november vervanger Gijs")
    chat.person("femke-dijkgraaf").is_told("Marijke Oldenhof is afwezig tot en met 20 november 2026.")
    await chat.at("2026-11-10 09:00")
    await chat.person("gijs-elderink").reads(CALLED)


async def test_a_knelpunt_that_begins_with_the_word_is_a_knelpunt(chat: Chat):
    await chat.noor.types("/knelpunt Afwezig personeel in Zuid-Limburg wordt niet vervangen, zo zegt de werkgever")
    assert chat.noor.form.values["text"].startswith("Afwezig personeel")


async def test_what_a_deputy_says_counts_as_progress(chat: Chat):
    await chat.person("yasmina-el-amrani").types("/knelpunt help")
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.types("/knelpunt afwezig t/m 12-11 vervanger Yasmina El Amrani")
    await chat.at("2026-11-04 10:00")
    await chat.person("yasmina-el-amrani").presses("Reageer", on="K-2026-0001")
    await chat.person("yasmina-el-amrani").sends(text="Het CIBG denkt mee.")
    await chat.so_far()
    await chat.at("2026-11-05 09:00")
    await chat.exactly()
