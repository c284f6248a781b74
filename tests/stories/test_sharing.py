"""What was solved in one region is offered to regions that have the same; each decides for itself, and no decision travels."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.stories.test_seen_before import LIMBURG, NURSES, OUTCOME, ZEELAND, daan, lonneke

PLATFORMS = pytest.mark.parametrize("chat", ["slack", "playground", "teams"], indirect=True)

TOLD = {"whom": "de regiotafel", "on": "2026-11-02", "verdict": "helped"}


async def solved(chat: Chat, number: str = "K-2026-0003", *, soon: bool = True) -> None:
    """Zuid-Limburg's is closed; Zeeland and Noord- en Midden-Limburg have something like it open."""
    await lonneke(chat).files(ZEELAND, lead="MEVA")
    await daan(chat).files(LIMBURG, lead="MEVA")
    await chat.noor.files(f"Zuid-Limburg: {NURSES}", lead="MEVA")
    await chat.ruben.presses("Ik pak dit op", on=number)
    await chat.ruben.presses("Opgelost", on=number)
    await chat.ruben.sends(**OUTCOME)
    await chat.noor.presses("Teruggekoppeld", on=number)
    await chat.noor.sends(**TOLD)
    if soon:
        await chat.at("2026-11-02 10:16")


@PLATFORMS
async def test_a_solution_is_offered_passed_on_and_recognised(chat: Chat):
    await solved(chat)
    await chat.noor.reads("Bij twee regio's speelt iets dat lijkt op K-2026-0003", "Zeeland (K-2026-0001)")
    await chat.so_far()
    await chat.noor.presses("Deel de oplossing", on="K-2026-0003")
    await chat.noor.hears("De oplossing van K-2026-0003 is gedeeld met")
    await lonneke(chat).reads("Zuid-Limburg heeft K-2026-0003 opgelost", OUTCOME["text"], "Herkenbaar in Zeeland")
    await daan(chat).reads("Herkenbaar in Noord- en Midden-Limburg")
    await lonneke(chat).presses("Herkenbaar bij ons", on="K-2026-0003")
    await lonneke(chat).hears("Een besluit dat daar geldt, geldt hier niet vanzelf.")
    assert (await chat.kept("K-2026-0001")).related == ((await chat.kept("K-2026-0003")).id,)
    await daan(chat).presses("Niet bij ons", on="K-2026-0003")
    assert (await chat.kept("K-2026-0002")).related == ()


async def test_who_recognised_too_soon_takes_it_back_and_may_still_change_their_mind(chat: Chat):
    await solved(chat)
    await chat.noor.presses("Deel de oplossing", on="K-2026-0003")
    await lonneke(chat).presses("Herkenbaar bij ons", on="K-2026-0003")
    await chat.so_far()
    await lonneke(chat).presses("Niet bij ons", on="K-2026-0003")
    undone = "Genoteerd: K-2026-0001 lijkt toch niet op K-2026-0003."
    thread = "Zeeland herkent de oplossing van K-2026-0003 toch niet."
    await lonneke(chat).hears(undone)
    told = [where for where, words in await chat.news() if thread in words]
    assert "thread #dir-meva" in told
    assert (await chat.kept("K-2026-0001")).related == ()
    await lonneke(chat).presses("Herkenbaar bij ons", on=undone)
    assert (await chat.kept("K-2026-0001")).related == ((await chat.kept("K-2026-0003")).id,)


async def test_it_is_passed_on_once(chat: Chat):
    await solved(chat)
    await chat.noor.presses("Deel de oplossing", on="K-2026-0003")
    await chat.so_far()
    await chat.noor.presses("Deel de oplossing", on="K-2026-0003")
    await chat.exactly(("private Noor Habets", "De oplossing van K-2026-0003 is gedeeld met"))
    assert [event.step for event in await chat.timeline("K-2026-0003")].count("share") == 1


async def test_where_nobody_has_the_same_nothing_is_offered(chat: Chat):
    await chat.noor.files(f"Zuid-Limburg: {NURSES}", lead="MEVA")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**OUTCOME)
    await chat.noor.presses("Teruggekoppeld", on="K-2026-0001")
    await chat.noor.sends(**TOLD)
    await chat.so_far()
    await chat.at("2026-11-02 10:30")
    await chat.exactly()


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_what_is_confidential_by_now_is_passed_on_by_no_old_button(chat: Chat):
    await solved(chat)
    await chat.so_far()
    await chat.noor.presses("Heropen", on="K-2026-0003")
    await chat.noor.sends(reason="Het speelt weer, en nu gaat het over iemand.")
    await chat.noor.presses("Maak vertrouwelijk", on="K-2026-0003")
    await chat.ruben.presses("Opgelost", on="K-2026-0003")
    await chat.ruben.sends(**OUTCOME)
    await chat.noor.presses("Teruggekoppeld", on="K-2026-0003")
    await chat.noor.sends(**TOLD)
    await chat.so_far()
    await chat.presses_late(chat.noor.person, "share", "K-2026-0003", about="K-2026-0001")
    assert "share" not in [event.step for event in await chat.timeline("K-2026-0003")]


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_a_region_that_has_two_like_it_is_named_once(chat: Chat):
    await lonneke(chat).files(f"{ZEELAND} Het gaat om de ouderenzorg.", lead="MEVA")
    await solved(chat, "K-2026-0004")
    await chat.noor.presses("Deel de oplossing", on="K-2026-0004")
    await chat.noor.hears("De oplossing van K-2026-0004 is gedeeld met Zeeland en Noord- en Midden-Limburg.")


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_nothing_is_passed_on_to_who_has_it_already_or_took_it_back(chat: Chat):
    await solved(chat)
    await daan(chat).presses("Trek in", on="K-2026-0002")
    await chat.noor.presses("Deel de oplossing", on="K-2026-0003")
    await chat.presses_late(chat.noor.person, "share", "K-2026-0003", about="K-2026-0001")
    shared = [event.facts["regions"] for event in await chat.timeline("K-2026-0003") if event.step == "share"]
    assert shared == ["zeeland"]


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_what_is_open_again_a_moment_later_is_offered_to_nobody(chat: Chat):
    await solved(chat, soon=False)
    await chat.noor.presses("Heropen", on="K-2026-0003")
    await chat.noor.sends(reason="Het speelt weer.")
    await chat.so_far()
    await chat.at("2026-11-02 10:30")
    await chat.exactly()


async def test_who_is_away_is_asked_through_whoever_does_their_work(chat: Chat):
    jack = chat.person("jack-schoenmakers")
    await jack.types("/knelpunt help")
    await lonneke(chat).types("/knelpunt afwezig t/m 13-11 vervanger Jack Schoenmakers")
    await solved(chat)
    await chat.noor.presses("Deel de oplossing", on="K-2026-0003")
    await jack.reads("Herkenbaar in Zeeland")
    await jack.presses("Herkenbaar bij ons", on="K-2026-0003")
    assert (await chat.kept("K-2026-0001")).related == ((await chat.kept("K-2026-0003")).id,)
