"""The regiocommissaris answers: seen, later, somebody's to do, or decided, under a number and for one region."""

from __future__ import annotations

import asyncio

import pytest

from tests.chat import EVERYWHERE, Chat
from tests.side import Somebody

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."
NUMBER = "K-2026-0001"
DECISION = "B-2026-0001"
CALLED = ["Gezien", "Wijs toe", "Besluit", "Later", "Bekijk het knelpunt"]
SANDBOX = {
    "limit": "Werken onder supervisie, in afwachting van BIG.",
    "until": "2027-12-31",
    "condition": "De inspectie is akkoord met het supervisieplan.",
    "legal": "yes",
    "evaluation": "2027-09-01",
}
IN_ONE_PLACE = pytest.mark.parametrize("chat", ["playground"], indirect=True)
"""For what no platform can make different."""

REFUSED = "Experimenteerruimte heeft een grens, een einddatum en een juridische toets nodig."


def marijke(chat: Chat) -> Somebody:
    return chat.person("marijke-oldenhof")


def gijs(chat: Chat) -> Somebody:
    return chat.person("gijs-elderink")


async def stalled(chat: Chat) -> None:
    """Ruben has it, says nothing, and the regiocommissaris is called in on Tuesday 10 November."""
    await chat.noor.files(STAGE)
    await chat.at("2026-11-02 15:20")
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await chat.at("2026-11-10 09:00")
    await chat.so_far()


async def opens(chat: Chat, decision: str) -> None:
    """The form of this decision, from the message that called her in."""
    await marijke(chat).presses("Besluit", on=NUMBER)
    await marijke(chat).presses(decision, on=f"Besluit over {NUMBER}")
    await chat.so_far()


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_room_to_experiment_is_announced_told_and_kept(chat: Chat):
    await stalled(chat)
    await opens(chat, "Geef experimenteerruimte")
    await marijke(chat).sends(**SANDBOX)
    room = f"Regiocommissaris geeft experimenteerruimte aan {NUMBER} (Zuid-Limburg, tot 31 december 2027"
    by = f"{DECISION} van regiocommissaris Marijke Oldenhof: experimenteerruimte."
    fact = f"{DECISION} experimenteerruimte, Zuid-Limburg, tot 31 december 2027"
    await chat.exactly(
        ("#dir-meva", room),
        ("thread #dir-meva", by),
        ("thread #regio-zuid-limburg", by),
        ("Noor Habets", f"Er is ruimte bij {NUMBER}: Zuid-Limburg mag binnen de grens hieronder anders werken"),
        ("#besluiten", f"{DECISION} experimenteerruimte, regio Zuid-Limburg, {NUMBER}."),
        ("edit #dir-meva", fact),
        ("edit #regio-zuid-limburg", fact),
        ("edit Noor Habets", fact),
    )
    await chat.noor.reads(SANDBOX["limit"], SANDBOX["condition"], "De evaluatie is op 1 september 2027.")
    await chat.noor.types(f"/knelpunt toon {NUMBER}")
    chat.noor.is_told(fact)


@pytest.mark.parametrize("lacking", [{"until": ""}, {"legal": "no"}, {"limit": "  "}])
async def test_without_its_frame_it_is_refused_in_one_sentence(chat: Chat, lacking: dict[str, str]):
    await stalled(chat)
    await opens(chat, "Geef experimenteerruimte")
    await marijke(chat).sends(**(SANDBOX | lacking))
    assert REFUSED in marijke(chat).form.errors.values()
    assert marijke(chat).form.values["condition"] == SANDBOX["condition"]
    await chat.exactly()
    await marijke(chat).sends(**SANDBOX)
    await chat.channel_shows("besluiten", DECISION)


@IN_ONE_PLACE
async def test_the_evaluation_comes_before_the_end_and_the_end_after_today(chat: Chat):
    await stalled(chat)
    await opens(chat, "Geef experimenteerruimte")
    await marijke(chat).sends(**(SANDBOX | {"evaluation": "2028-01-03"}))
    assert marijke(chat).form.errors == {"evaluation": "De evaluatie is na de einddatum. Kies een eerdere dag."}
    await marijke(chat).sends(until="2026-11-10", evaluation="2026-11-10")
    assert set(marijke(chat).form.errors) == {"until", "evaluation"}
    await chat.exactly()


async def test_a_form_that_comes_in_twice_is_one_decision(chat: Chat):
    await stalled(chat)
    await opens(chat, "Geef experimenteerruimte")
    await marijke(chat).sends(times=2, **SANDBOX)
    assert len(await chat.cards("besluiten")) == 1
    await chat.noor.types(f"/knelpunt toon {NUMBER}")
    chat.noor.is_told(DECISION)


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_of_two_commissioners_the_second_hears_of_the_first_before_it_counts_twice(chat: Chat):
    await stalled(chat)
    await opens(chat, "Geef experimenteerruimte")
    await gijs(chat).types(f"/knelpunt toon {NUMBER}")
    await gijs(chat).presses("Meer", on=NUMBER)
    await gijs(chat).presses("Besluit", on=NUMBER)
    await gijs(chat).presses("Geef experimenteerruimte", on=f"Besluit over {NUMBER}")
    for each in (marijke(chat), gijs(chat)):
        await chat.wire.sends(each.person, SANDBOX)
    await chat.drain()
    assert len(await chat.cards("besluiten")) == 1
    assert f"Marijke Oldenhof nam net {DECISION} (experimenteerruimte)." in gijs(chat).form.words
    assert gijs(chat).form.values["limit"] == SANDBOX["limit"]
    await gijs(chat).sends()
    assert len(await chat.cards("besluiten")) == 2


async def test_at_the_very_same_moment_one_of_them_is_first(chat: Chat):
    await stalled(chat)
    await opens(chat, "Geef experimenteerruimte")
    await gijs(chat).types(f"/knelpunt toon {NUMBER}")
    await gijs(chat).presses("Meer", on=NUMBER)
    await gijs(chat).presses("Besluit", on=NUMBER)
    await gijs(chat).presses("Geef experimenteerruimte", on=f"Besluit over {NUMBER}")
    await asyncio.gather(*(chat.wire.sends(each.person, SANDBOX) for each in (marijke(chat), gijs(chat))))
    await chat.drain()
    assert len(await chat.cards("besluiten")) == 1
    assert [marijke(chat).has_form, gijs(chat).has_form].count(True) == 1


async def test_a_decision_about_several_regions_is_for_one_of_them(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.person("daan-roosen").files(STAGE.replace("Zuid-Limburg", "Noord- en Midden-Limburg"), lead="MEVA")
    await chat.ruben.presses("Voeg samen", on="K-2026-0002")
    await chat.ruben.sends(into=NUMBER)
    await chat.noor.presses("Escaleer", on=NUMBER)
    await chat.noor.sends(text="Mag de school hier zelf over beslissen?")
    await opens(chat, "Geef experimenteerruimte")
    await marijke(chat).sends(**SANDBOX)
    assert set(marijke(chat).form.errors) == {"region"}
    await marijke(chat).sends(region="noord-en-midden-limburg")
    await chat.channel_shows("besluiten", f"{DECISION} experimenteerruimte, regio Noord- en Midden-Limburg, {NUMBER}.")
    fact = f"{DECISION} experimenteerruimte, Noord- en Midden-Limburg, tot 31 december 2027"
    await chat.channel_shows("regio-zuid-limburg", fact)


async def test_a_mandate_is_read_by_the_fixer_who_has_it(chat: Chat):
    await stalled(chat)
    await opens(chat, "Geef mandaat")
    await marijke(chat).sends(what="Afwijken van de aanvraagtermijn.", until="2027-03-01")
    point = f"Er is mandaat bij {NUMBER}: de opgavefikser mag zelf beslissen, in Zuid-Limburg, tot 1 maart 2027."
    await chat.ruben.reads(point, "Afwijken van de aanvraagtermijn.")
    await chat.noor.reads(point)
    await chat.channel_shows("besluiten", f"{DECISION} mandaat, regio Zuid-Limburg, {NUMBER}.")


@IN_ONE_PLACE
async def test_a_party_is_addressed_with_a_question_and_a_day(chat: Chat):
    await stalled(chat)
    await opens(chat, "Spreek een partij aan")
    await marijke(chat).sends(party="nza", what="Kan de tarieftoets voor 1 december?", until="2026-12-01")
    await chat.channel_shows("dir-meva", f"Regiocommissaris spreekt NZa aan over {NUMBER}", "Kan de tarieftoets")
    await chat.noor.reads(f"De regiocommissaris spreekt NZa aan over {NUMBER}. Antwoord is gevraagd voor 1 december")


async def test_advice_goes_back_to_both_owners_and_moves_nothing(chat: Chat):
    await stalled(chat)
    await opens(chat, "Geef advies")
    await marijke(chat).sends(text="Vraag het CIBG om een gesprek.")
    for owner in (chat.noor, chat.ruben):
        await owner.reads(
            f"Advies van regiocommissaris Marijke Oldenhof over {NUMBER}.", "Vraag het CIBG om een gesprek."
        )
    await chat.so_far()
    await chat.at("2026-11-30 09:00")
    await chat.exactly()


async def test_the_minister_gets_one_page_and_only_the_commissioner_reads_it(chat: Chat):
    await stalled(chat)
    await opens(chat, "Agenda van de minister")
    await marijke(chat).sends(why="Mag dit *nu* <!channel>?", until="2026-12-01")
    page = [words for where, words in await chat.news() if where == "Marijke Oldenhof"]
    assert len(page) == 1
    for part in (
        "## Wat is de vraag?",
        "> Mag dit \\*nu\\* \\<!channel\\>?",
        STAGE.removeprefix("Zuid-Limburg: "),
        "- 2 november 2026: Ingediend door Noor Habets.",
        "- 10 november 2026: ",
    ):
        assert part in page[0], page[0]


async def test_personal_data_in_a_decision_never_gets_in(chat: Chat):
    await stalled(chat)
    await opens(chat, "Geef experimenteerruimte")
    await marijke(chat).sends(**(SANDBOX | {"condition": "Alleen voor BSN 948102731"}))
    assert marijke(chat).form.values["condition"] == "Alleen voor BSN [BSN]"
    assert not await chat.keeps("948102731")
    await chat.exactly()
    await marijke(chat).sends()
    await chat.channel_shows("besluiten", DECISION)


# Not a decision


async def test_who_is_called_in_can_say_seen_and_nobody_else_is_disturbed(chat: Chat):
    await stalled(chat)
    message = await marijke(chat).with_button("Besluit", NUMBER)
    assert list(message.buttons) == CALLED
    await marijke(chat).presses("Gezien", on=NUMBER)
    await chat.exactly(("private Marijke Oldenhof", f"Genoteerd: je hebt {NUMBER} gezien."))


async def test_what_can_wait_comes_back_at_the_moment_chosen(chat: Chat):
    await stalled(chat)
    await chat.at("2026-11-10 17:30")
    await marijke(chat).presses("Later", on=NUMBER)
    await marijke(chat).presses("Over een uur", on="terugzien")
    marijke(chat).is_told(f"Je krijgt {NUMBER} opnieuw op wo 11 november om 09.00 uur.")  # not at night
    await chat.so_far()
    await chat.at("2026-11-11 08:59")
    await chat.exactly()
    await chat.at("2026-11-11 09:00")
    await chat.exactly(("Marijke Oldenhof", f"Je wilde {NUMBER} uit Zuid-Limburg nu terugzien"))
    assert list((await marijke(chat).with_button("Later", "terugzien (")).buttons) == CALLED


@IN_ONE_PLACE
async def test_what_is_decided_meanwhile_does_not_come_back(chat: Chat):
    await stalled(chat)
    await marijke(chat).presses("Later", on=NUMBER)
    await marijke(chat).presses("Na het weekend", on="terugzien")
    await opens(chat, "Geef advies")
    await marijke(chat).sends(text="Vraag het CIBG om een gesprek.")
    await chat.so_far()
    await chat.at("2026-11-16 09:00")
    await chat.exactly()


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_whoever_is_assigned_has_it_at_once(chat: Chat):
    await chat.person("yasmina-el-amrani").types("/knelpunt help")
    await stalled(chat)
    await marijke(chat).presses("Wijs toe", on=NUMBER)
    await chat.so_far()
    await marijke(chat).sends(to="yasmina-el-amrani")
    given = f"Yasmina El Amrani (MEVA) heeft {NUMBER} opgepakt, toegewezen door de regiocommissaris."
    line = f"{NUMBER} opgepakt door Yasmina El Amrani (MEVA), toegewezen door regiocommissaris Marijke Oldenhof."
    await chat.exactly(
        ("Noor Habets", given),
        ("Ruben Alting", given),
        ("Yasmina El Amrani", f"Regiocommissaris Marijke Oldenhof heeft {NUMBER} uit Zuid-Limburg aan jou toegewezen."),
        ("thread #dir-meva", line),
        ("thread #regio-zuid-limburg", line),
        ("edit #dir-meva", "opgepakt door Yasmina El Amrani (MEVA)"),
        ("edit #regio-zuid-limburg", "opgepakt door Yasmina El Amrani (MEVA)"),
        ("edit Noor Habets", "opgepakt door Yasmina El Amrani (MEVA)"),
    )
    await chat.at("2026-11-13 09:00")
    await chat.exactly(("Yasmina El Amrani", "nog geen voortgang sinds 10 november."))


@IN_ONE_PLACE
async def test_who_took_it_on_meanwhile_is_named_before_somebody_else_gets_it(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.at("2026-11-10 09:00")
    await marijke(chat).presses("Wijs toe", on=NUMBER)
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await chat.so_far()
    await marijke(chat).sends(to="yasmina-el-amrani")
    assert f"Ruben Alting heeft {NUMBER} net opgepakt." in marijke(chat).form.words
    await chat.exactly()
    await marijke(chat).sends()
    await chat.noor.reads("opgepakt door Yasmina El Amrani (MEVA)")


async def test_a_word_to_spar_is_answered_to_whoever_asked_and_to_nobody_else(chat: Chat):
    await stalled(chat)
    await chat.noor.presses("Sparren", on=NUMBER)
    await chat.noor.sends(text="Is dit iets voor de inspectie?")
    await chat.ruben.presses("Sparren", on=NUMBER)
    await chat.ruben.sends(text="Kan dit met een brief?")
    await marijke(chat).presses("Antwoord", on="Is dit iets voor de inspectie?")
    await chat.so_far()
    await marijke(chat).sends(text="Bel eerst de inspecteur van de regio.")
    await chat.exactly(("Noor Habets", "Bel eerst de inspecteur van de regio."))


# Whose it is


async def test_nobody_else_decides(chat: Chat):
    await stalled(chat)
    told = f"Deze stap met {NUMBER} is voor de regiocommissaris."
    for somebody in (chat.noor, chat.ruben):
        for step in ("see", "ask_later", "later_hour", "ask_assign", "ask_decide", "ask_sandbox"):
            assert told in await chat.presses_late(somebody.person, step, NUMBER)


async def test_the_deputy_of_who_is_away_decides(chat: Chat):
    await stalled(chat)
    await marijke(chat).types("/knelpunt afwezig t/m 20-11 vervanger Gijs Elderink")
    await gijs(chat).presses("Bekijk het knelpunt", on=f"{NUMBER} uit Zuid-Limburg ligt bij jou")
    await gijs(chat).presses("Meer", on=NUMBER)
    await gijs(chat).presses("Wijs toe", on=NUMBER)
    await gijs(chat).sends(to="yasmina-el-amrani")
    await chat.noor.reads("Yasmina El Amrani (MEVA)", "toegewezen door de regiocommissaris.")


# Before it ends


async def test_two_weeks_before_its_evaluation_and_its_end_everybody_is_reminded(chat: Chat):
    await stalled(chat)
    await opens(chat, "Geef experimenteerruimte")
    await marijke(chat).sends(**SANDBOX)
    await chat.ruben.presses("Opgelost", on=NUMBER)
    await chat.ruben.sends(kind="sandbox", text="Het mag.", landed="explanation", structural="no")
    await chat.noor.presses("Teruggekoppeld", on=NUMBER)
    await chat.noor.sends(whom="de regiotafel", on="2026-11-10", verdict="helped")
    await chat.so_far()
    await chat.at("2027-08-18 08:59")
    await chat.exactly()
    await chat.at("2027-08-18 09:00")
    evaluated = f"De evaluatie van {DECISION} (experimenteerruimte, {NUMBER}, Zuid-Limburg) is op 1 september 2027."
    everybody = ("Marijke Oldenhof", "Ruben Alting", "Noor Habets")
    await chat.exactly(*((name, evaluated) for name in everybody))
    await marijke(chat).presses("Bekijk het knelpunt", on=evaluated)
    marijke(chat).is_told(f"{DECISION} experimenteerruimte, Zuid-Limburg, tot 31 december 2027")
    await chat.so_far()
    await chat.at("2027-12-17 08:59")
    await chat.exactly()
    await chat.at("2027-12-17 09:00")
    ends = f"De experimenteerruimte bij {NUMBER} (Zuid-Limburg) eindigt op 31 december 2027."
    await chat.exactly(*((name, ends) for name in everybody))


@IN_ONE_PLACE
async def test_nobody_is_reminded_of_what_was_withdrawn_until_it_is_open_again(chat: Chat):
    await stalled(chat)
    await opens(chat, "Geef mandaat")
    await marijke(chat).sends(what="Afwijken van de aanvraagtermijn.", until="2026-12-31")
    await chat.noor.presses("Trek in", on=f"Je knelpunt {NUMBER}")
    await chat.so_far()
    await chat.at("2026-12-16 09:00")
    await chat.exactly()
    await marijke(chat).types(f"/knelpunt toon {NUMBER}")
    await marijke(chat).presses("Heropen", on=NUMBER)
    await marijke(chat).sends(reason="De school vraagt ernaar.")
    await chat.at("2026-12-30 09:00")
    await marijke(chat).reads(f"Het mandaat bij {NUMBER} (Zuid-Limburg) eindigt op 31 december 2026.")


@IN_ONE_PLACE
async def test_room_that_was_given_still_ends_on_its_day_when_its_knelpunt_goes_on_in_another(chat: Chat):
    await stalled(chat)
    await opens(chat, "Geef experimenteerruimte")
    await marijke(chat).sends(**SANDBOX)
    await chat.person("lonneke-wisse").files(STAGE.replace("Zuid-Limburg", "Zeeland"), lead="MEVA")
    await chat.ruben.presses("Voeg samen", on=NUMBER)
    await chat.ruben.sends(into="K-2026-0002")
    await chat.at("2027-08-18 09:00")
    await chat.noor.reads(f"De evaluatie van {DECISION} (experimenteerruimte, {NUMBER}, Zuid-Limburg)")
