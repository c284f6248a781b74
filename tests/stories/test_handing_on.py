"""Somebody moves to other work: what they had goes on with their successor, and nothing ends with their leaving."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat, Somebody

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."


@pytest.fixture
async def yasmina(chat: Chat) -> Somebody:
    """A colleague of Ruben, who has used it before."""
    yasmina = chat.person("yasmina-el-amrani")
    await yasmina.types("/knelpunt help")
    return yasmina


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_fixer_leaves_and_a_colleague_goes_on(chat: Chat, yasmina: Somebody):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.so_far()
    await chat.ruben.types(f"/knelpunt overdracht {yasmina.name}")
    chat.ruben.is_told(f"1 knelpunt en je taken liggen vanaf nu bij {yasmina.name}.")
    await yasmina.reads("Ruben Alting heeft het werk aan jou overgedragen: 1 knelpunt.", "K-2026-0001")
    await chat.noor.reads(f"{yasmina.name} (MEVA) neemt K-2026-0001 over van Ruben Alting (MEVA), die vertrekt.")
    await chat.channel_shows("dir-meva", f"opgepakt, door {yasmina.name} (MEVA)")


async def test_what_comes_later_reaches_the_successor(chat: Chat, yasmina: Somebody):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.types(f"/knelpunt overdracht {yasmina.name}")
    await chat.so_far()
    await chat.at("2026-11-05 09:00")
    told = [where for where, words in await chat.news() if "nog geen" in words]
    assert told == [yasmina.name]


async def test_a_liaison_leaves_and_the_region_keeps_its_answer(chat: Chat):
    lonneke = chat.person("lonneke-wisse")
    await lonneke.types("/knelpunt help")
    await chat.noor.files(STAGE)
    await chat.noor.types("/knelpunt overdracht Lonneke Wisse")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await lonneke.reads("Ruben Alting (MEVA) heeft K-2026-0001 opgepakt")


async def test_an_admin_does_it_for_whoever_has_left(chat: Chat, yasmina: Somebody):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.person("femke-dijkgraaf").types(f"/knelpunt overdracht Ruben Alting aan {yasmina.name}")
    await chat.channel_shows("dir-meva", f"opgepakt, door {yasmina.name} (MEVA)")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("overdracht", "Typ achter ‘overdracht’ de naam van je opvolger"),
        ("overdracht Ruben Alting", "Ruben Alting"),
        ("overdracht Noor Habets", "Noor Habets"),
        ("overdracht Jan Niemand", "Jan Niemand"),
    ],
)
async def test_who_cannot_succeed_is_told_why_and_nothing_moves(chat: Chat, words: str, told: str):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.so_far()
    await chat.ruben.types(f"/knelpunt {words}")
    chat.ruben.is_told(told)
    await chat.channel_shows("dir-meva", "opgepakt, door Ruben Alting (MEVA)")


async def test_a_successor_without_the_directorate_cannot_take_over_what_lies_there(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.types("/knelpunt overdracht Bas Terpstra")
    chat.ruben.is_told("Bas Terpstra kan K-2026-0001 niet overnemen")
    await chat.channel_shows("dir-meva", "opgepakt, door Ruben Alting (MEVA)")


async def test_a_knelpunt_about_handing_over_is_still_a_knelpunt(chat: Chat):
    await chat.noor.types("/knelpunt overdracht van patiënten tussen ziekenhuis en VVT loopt vast in Zuid-Limburg")
    assert chat.noor.form.values["region"] == "zuid-limburg"


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_liaison_who_takes_over_has_the_receipt_and_its_steps(chat: Chat):
    lonneke = chat.person("lonneke-wisse")
    await lonneke.types("/knelpunt help")
    await chat.noor.files(STAGE)
    await chat.noor.types("/knelpunt overdracht Lonneke Wisse")
    await lonneke.presses("Trek in", on="Je knelpunt K-2026-0001")
    await chat.channel_shows("dir-meva", "ingetrokken")
