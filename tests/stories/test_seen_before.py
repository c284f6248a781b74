"""Seen before? A liaison hears where it is known, stands behind it or goes on; three regions get one answer."""

from __future__ import annotations

import pytest

from bot import core
from tests.chat import EVERYWHERE, Chat
from tests.faults.ministry import read_only
from tests.side import Somebody

PLATFORMS = pytest.mark.parametrize("chat", ["slack", "playground", "teams"], indirect=True)

NURSES = (
    "verpleegkundigen uit het buitenland: de erkenning van een Duits diploma in het BIG-register duurt negen maanden."
)
ZEELAND = "Zeeland: erkenning van buitenlandse verpleegkundigen in het BIG-register duurt te lang, diploma uit België."
LIMBURG = "Noord- en Midden-Limburg: verpleegkundigen met een Duits diploma wachten maanden op het BIG-register."
OUTCOME = {"kind": "arrangement", "text": "Werken onder supervisie mag.", "landed": "letter", "structural": "no"}


def lonneke(chat: Chat) -> Somebody:
    """Liaison of Zeeland."""
    return chat.person("lonneke-wisse")


def daan(chat: Chat) -> Somebody:
    """Liaison of Noord- en Midden-Limburg."""
    return chat.person("daan-roosen")


async def filed(chat: Chat) -> None:
    """K-2026-0001, from Zuid-Limburg."""
    await chat.noor.files(f"Zuid-Limburg: {NURSES}", lead="MEVA", urgency="midden")
    await chat.so_far()


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_liaison_elsewhere_sees_it_before_filing_and_joins(chat: Chat):
    await filed(chat)
    await lonneke(chat).types(f"/knelpunt {ZEELAND}")
    await lonneke(chat).sends()
    assert "K-2026-0001" in lonneke(chat).form.words
    await lonneke(chat).sends(choice="K-2026-0001")
    await chat.channel_shows("dir-meva", "Zuid-Limburg en 1 andere regio")
    await lonneke(chat).hears("Je bent aangesloten bij K-2026-0001")
    await chat.noor.reads("Zeeland heeft K-2026-0001 ook, zegt Lonneke Wisse: “erkenning van buitenlandse")
    signal = await chat.kept("K-2026-0001")
    assert (signal.also_regions, signal.co_filers) == (("zeeland",), ("lonneke-wisse",))
    assert await chat.signal("K-2026-0002") is None


@PLATFORMS
async def test_what_was_typed_comes_back_when_the_choice_could_not_be_kept(chat: Chat, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(core, "PATIENCE", 0.1)
    await filed(chat)
    await lonneke(chat).types(f"/knelpunt {ZEELAND}")
    await lonneke(chat).sends(lead="MEVA")
    async with read_only(chat._store):
        await chat.wire.sends(lonneke(chat).person, {"choice": "new"}, 1)
    lonneke(chat).is_told("Wat je typte is bewaard.")
    await lonneke(chat).presses("Open formulier")
    assert ZEELAND in lonneke(chat).form.words
    await lonneke(chat).sends()
    await lonneke(chat).reads("Je knelpunt", ZEELAND)


@PLATFORMS
async def test_who_finds_it_something_else_files_it_with_one_press_more(chat: Chat):
    await filed(chat)
    await lonneke(chat).types(f"/knelpunt {ZEELAND}")
    await lonneke(chat).sends(lead="MEVA")
    assert lonneke(chat).form.values["choice"] == "new"
    await lonneke(chat).sends()
    signal = await chat.kept("K-2026-0002")
    assert (signal.region, signal.filer, signal.text) == ("zeeland", "lonneke-wisse", ZEELAND)
    await chat.channel_shows("dir-meva", "K-2026-0002")


@PLATFORMS
async def test_who_is_helped_by_what_solved_it_elsewhere_files_nothing(chat: Chat):
    await filed(chat)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**OUTCOME)
    await chat.noor.presses("Teruggekoppeld", on="K-2026-0001")
    await chat.noor.sends(whom="de regiotafel", verdict="helped")
    await lonneke(chat).types(f"/knelpunt {ZEELAND}")
    await lonneke(chat).sends()
    assert "Werken onder supervisie mag." in lonneke(chat).form.words
    await chat.so_far()
    await lonneke(chat).sends(choice="nothing")
    lonneke(chat).is_told("Goed, er is niets gemeld.")
    lonneke(chat).sees_no_form()
    assert await chat.signal("K-2026-0002") is None


@PLATFORMS
async def test_whoever_joined_hears_what_the_other_liaison_hears_and_tells_their_own_region(chat: Chat):
    await filed(chat)
    await lonneke(chat).types(f"/knelpunt {ZEELAND}")
    await lonneke(chat).sends()
    await lonneke(chat).sends(choice="K-2026-0001")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await lonneke(chat).reads("heeft K-2026-0001 opgepakt")
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**OUTCOME)
    told = {"whom": "de regiotafel", "on": "2026-11-02", "verdict": "helped"}
    await lonneke(chat).presses("Teruggekoppeld", on="K-2026-0001")
    assert "K-2026-0001 sluit als elke regio het weet." in lonneke(chat).form.words
    await lonneke(chat).sends(**told)
    signal = await chat.kept("K-2026-0001")
    assert (signal.state, signal.unheard) == ("solved", ("zuid-limburg",))
    await chat.noor.reads("K-2026-0001 is teruggekoppeld in Zeeland.")
    await chat.noor.presses("Teruggekoppeld", on="K-2026-0001")
    await chat.noor.sends(**told)
    assert (await chat.kept("K-2026-0001")).state == "closed"


@PLATFORMS
async def test_what_is_joint_is_taken_back_by_nobody_but_who_filed_it(chat: Chat):
    await filed(chat)
    await lonneke(chat).types(f"/knelpunt {ZEELAND}")
    await lonneke(chat).sends()
    await lonneke(chat).sends(choice="K-2026-0001")
    receipt = await lonneke(chat).with_button("Reageer", "Jullie knelpunt K-2026-0001 · Zuid-Limburg en 1 andere regio")
    assert set(receipt.buttons) == {"Reageer", "Meer"}
    await chat.noor.presses("Trek in", on="K-2026-0001")
    await lonneke(chat).reads("Noor Habets heeft K-2026-0001 ingetrokken.")


@PLATFORMS
async def test_a_button_from_before_somebody_joined_takes_nothing_away_from_them(chat: Chat):
    await chat.noor.files(ZEELAND, lead="MEVA")
    await chat.so_far()
    await lonneke(chat).types("/knelpunt toon K-2026-0001")
    await lonneke(chat).presses("Meer", on="K-2026-0001")
    await daan(chat).types(f"/knelpunt {LIMBURG}")
    await daan(chat).sends()
    await daan(chat).sends(choice="K-2026-0001")
    await lonneke(chat).presses("Trek in", on="K-2026-0001")
    await lonneke(chat).hears("Aanpassen of intrekken kan daarom alleen de liaison die het meldde.")
    assert (await chat.kept("K-2026-0001")).state == "routed"


@PLATFORMS
async def test_with_the_third_region_it_is_a_bundle(chat: Chat):
    await filed(chat)
    for who, words in ((lonneke(chat), ZEELAND), (daan(chat), LIMBURG)):
        await who.types(f"/knelpunt {words}")
        await who.sends()
        await who.sends(choice="K-2026-0001")
    await chat.channel_shows("dir-meva", "K-2026-0001 speelt nu in 3 regio's", "Dit is een bundel")


@PLATFORMS
async def test_three_that_were_filed_apart_are_made_one_with_one_press(chat: Chat):
    await filed(chat)
    for who, words in ((lonneke(chat), ZEELAND), (daan(chat), LIMBURG)):
        await who.types(f"/knelpunt {words}")
        await who.sends(lead="MEVA")
        await who.sends()
    await chat.channel_shows("dir-meva", "K-2026-0003", "lijkt op", buttons=["Maak er één bundel van"])
    await chat.ruben.presses("Maak er één bundel van", on="K-2026-0003")
    await chat.ruben.hears("K-2026-0001 is nu een bundel van 3 regio's.")
    await chat.noor.reads(
        "K-2026-0002 uit Zeeland en K-2026-0003 uit Noord- en Midden-Limburg gaan verder in K-2026-0001."
    )
    signal = await chat.kept("K-2026-0001")
    assert set(signal.regions) == {"zuid-limburg", "zeeland", "noord-en-midden-limburg"}
    assert {(await chat.kept(each)).state for each in ("K-2026-0002", "K-2026-0003")} == {"merged"}


async def test_whoever_solves_a_bundle_says_what_policy_learns_of_it(chat: Chat):
    await filed(chat)
    for who, words in ((lonneke(chat), ZEELAND), (daan(chat), LIMBURG)):
        await who.types(f"/knelpunt {words}")
        await who.sends()
        await who.sends(choice="K-2026-0001")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**OUTCOME)
    assert set(chat.ruben.form.errors) == {"lesson"}
    await chat.ruben.sends(lesson="Maak supervisie overal mogelijk.")
    card, *_ = await chat.cards("dir-meva")
    assert "Maak supervisie overal mogelijk." in card.words.partition("Wat we ervan leren")[2]
    for who in (chat.noor, lonneke(chat), daan(chat)):
        await who.reads("K-2026-0001 is opgelost door Ruben Alting", "Vertel het aan de regio")


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_what_became_confidential_meanwhile_goes_into_no_bundle(chat: Chat):
    await filed(chat)
    for who, words in ((lonneke(chat), ZEELAND), (daan(chat), LIMBURG)):
        await who.types(f"/knelpunt {words}")
        await who.sends(lead="MEVA")
        await who.sends()
    await chat.noor.presses("Maak vertrouwelijk", on="K-2026-0001")
    await chat.ruben.types("/knelpunt help")
    await chat.presses_late(chat.ruben.person, "bundle", "K-2026-0003")
    assert (await chat.kept("K-2026-0001")).regions == ("zuid-limburg",)
    assert set((await chat.kept("K-2026-0002")).filers) == {"lonneke-wisse", "daan-roosen"}


@pytest.mark.parametrize("chat", ["playground"], indirect=True)
async def test_nobody_joins_what_they_were_not_shown(chat: Chat):
    await filed(chat)
    await chat.noor.files("Zuid-Limburg: de parkeerplaats bij het ziekenhuis is altijd vol.", lead="MEVA")
    await chat.so_far()
    await lonneke(chat).types(f"/knelpunt {ZEELAND}")
    await lonneke(chat).sends()
    await lonneke(chat).sends(choice="K-2026-0002")
    assert (await chat.kept("K-2026-0002")).regions == ("zuid-limburg",)
    assert lonneke(chat).form.errors


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_what_was_typed_is_given_back_when_the_organisation_changed_meanwhile(chat: Chat):
    await filed(chat)
    await lonneke(chat).types(f"/knelpunt {ZEELAND}")
    await lonneke(chat).sends(lead="MEVA")
    left = {key: each for key, each in chat.organisation.directorates.items() if key != "MEVA"}
    chat.organisation = chat.organisation.model_copy(update={"directorates": left})
    await chat.restarts()
    await lonneke(chat).sends()
    await lonneke(chat).hears(ZEELAND)
    assert await chat.signal("K-2026-0002") is None


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_nobody_joins_what_became_confidential_while_they_read(chat: Chat):
    await filed(chat)
    await lonneke(chat).types(f"/knelpunt {ZEELAND}")
    await lonneke(chat).sends()
    await chat.noor.presses("Maak vertrouwelijk", on="K-2026-0001")
    await lonneke(chat).sends(choice="K-2026-0001")
    assert (await chat.kept("K-2026-0001")).co_filers == ()


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_what_a_colleague_works_on_is_no_part_of_a_bundle_that_another_makes(chat: Chat):
    await filed(chat)
    for who, words in ((lonneke(chat), ZEELAND), (daan(chat), LIMBURG)):
        await who.types(f"/knelpunt {words}")
        await who.sends(lead="MEVA")
        await who.sends()
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.person("yasmina-el-amrani").presses("Maak er één bundel van", on="K-2026-0003")
    assert (await chat.kept("K-2026-0001")).regions == ("zuid-limburg",)
    assert (await chat.kept("K-2026-0002")).regions == ("zeeland", "noord-en-midden-limburg")


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_it_is_said_once_that_it_is_a_bundle(chat: Chat):
    await filed(chat)
    drenthe = chat.person(next(key for key, each in chat.organisation.people.items() if "drenthe" in each.regions))
    for who, words in ((lonneke(chat), ZEELAND), (daan(chat), LIMBURG), (drenthe, f"Drenthe: {NURSES}")):
        await who.types(f"/knelpunt {words}")
        await who.sends()
        await who.sends(choice="K-2026-0001")
    assert len((await chat.kept("K-2026-0001")).regions) == 4
    said = [card.words for card in await chat.cards("dir-meva") if "speelt nu in" in card.words]
    assert len(said) == 1


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_what_somebody_filed_themselves_is_not_shown_to_them(chat: Chat):
    await filed(chat)
    await chat.noor.types(f"/knelpunt Zuid-Limburg: {NURSES}")
    await chat.noor.sends(lead="MEVA")
    assert await chat.signal("K-2026-0002") is not None


async def solved_for_two_regions(chat: Chat) -> None:
    await filed(chat)
    await lonneke(chat).types(f"/knelpunt {ZEELAND}")
    await lonneke(chat).sends()
    await lonneke(chat).sends(choice="K-2026-0001")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**OUTCOME)


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_who_told_their_region_is_not_reminded_of_what_another_has_still_to_tell(chat: Chat):
    await solved_for_two_regions(chat)
    await lonneke(chat).presses("Teruggekoppeld", on="K-2026-0001")
    await lonneke(chat).sends(whom="de regiotafel", on="2026-11-02", verdict="helped")
    await chat.so_far()
    await chat.at("2026-12-01 10:00")
    told = {where for where, words in await chat.news() if "nog niet" in words or "terug" in words}
    assert chat.noor.name in told
    assert lonneke(chat).name not in told


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_a_fixer_reads_which_region_has_still_to_be_told(chat: Chat):
    await solved_for_two_regions(chat)
    await chat.noor.presses("Teruggekoppeld", on="K-2026-0001")
    await chat.noor.sends(whom="de regiotafel", on="2026-11-02", verdict="helped")
    await chat.at("2026-12-01 10:00")
    await chat.ruben.reads("K-2026-0001: terugkoppeling aan Zeeland nog niet bevestigd.")
