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
    await chat.ruben.sends()
    await chat.ruben.hears(f"1 knelpunt en de taken van Ruben Alting liggen vanaf nu bij {yasmina.name}.")
    await yasmina.reads("Ruben Alting heeft het werk aan jou overgedragen: 1 knelpunt.", "K-2026-0001")
    await chat.noor.reads(f"{yasmina.name} (MEVA) neemt K-2026-0001 over van Ruben Alting (MEVA), die vertrekt.")
    await chat.channel_shows("dir-meva", f"opgepakt door {yasmina.name} (MEVA)")


async def test_what_comes_later_reaches_the_successor(chat: Chat, yasmina: Somebody):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.types(f"/knelpunt overdracht {yasmina.name}")
    await chat.ruben.sends()
    await chat.so_far()
    await chat.at("2026-11-05 09:00")
    told = [where for where, words in await chat.news() if "nog geen" in words]
    assert told == [yasmina.name]


async def test_a_liaison_leaves_and_the_region_keeps_its_answer(chat: Chat):
    lonneke = chat.person("lonneke-wisse")
    await lonneke.types("/knelpunt help")
    await chat.noor.files(STAGE)
    await chat.noor.types("/knelpunt overdracht Lonneke Wisse")
    await chat.noor.sends()
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await lonneke.reads("Ruben Alting (MEVA) heeft K-2026-0001 opgepakt")


async def test_an_admin_does_it_for_whoever_has_left(chat: Chat, yasmina: Somebody):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    femke = chat.person("femke-dijkgraaf")
    await femke.types(f"/knelpunt overdracht Ruben Alting aan {yasmina.name}")
    await femke.sends()
    await chat.ruben.reads(f"Femke Dijkgraaf heeft je werk overgedragen aan {yasmina.name}: 1 knelpunt.")
    await chat.channel_shows("dir-meva", f"opgepakt door {yasmina.name} (MEVA)")


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
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting (MEVA)")


async def test_a_successor_without_the_directorate_cannot_take_over_what_lies_there(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.types("/knelpunt overdracht Bas Terpstra")
    chat.ruben.is_told("Bas Terpstra kan K-2026-0001 niet overnemen")
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting (MEVA)")


async def test_a_knelpunt_about_handing_over_is_still_a_knelpunt(chat: Chat):
    await chat.noor.types("/knelpunt overdracht van patiënten tussen ziekenhuis en VVT loopt vast in Zuid-Limburg")
    assert chat.noor.form.values["region"] == "zuid-limburg"


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_liaison_who_takes_over_has_the_receipt_and_its_steps(chat: Chat):
    lonneke = chat.person("lonneke-wisse")
    await lonneke.types("/knelpunt help")
    await chat.noor.files(STAGE)
    await chat.noor.types("/knelpunt overdracht Lonneke Wisse")
    await chat.noor.sends()
    await lonneke.presses("Trek in", on="Je knelpunt K-2026-0001")
    await chat.channel_shows("dir-meva", "ingetrokken")


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_nothing_moves_before_it_is_read_who_gets_what(chat: Chat, yasmina: Somebody):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.ruben.types("/knelpunt overdracht yasmina")
    for words in ("Van Ruben Alting naar Yasmina El Amrani", "1 knelpunt, met nummer", "alles wat voortaan voor Ruben"):
        assert words in chat.ruben.form.words
    await chat.channel_shows("dir-meva", "opgepakt door Ruben Alting (MEVA)")
    await chat.ruben.sends()
    await chat.channel_shows("dir-meva", f"opgepakt door {yasmina.name} (MEVA)")


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_an_office_comes_back_with_what_came_along_and_is_still_there(chat: Chat, yasmina: Somebody):
    await chat.noor.files(STAGE)
    await chat.noor.files("Zuid-Limburg: de stagevergoeding voor verpleegkundigen is te laag en niemand wil nog komen.")
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await yasmina.presses("Ik pak dit op", on="K-2026-0002")
    await chat.ruben.types(f"/knelpunt overdracht {yasmina.name}")
    await chat.ruben.sends()
    await chat.ruben.types("/knelpunt overdracht terug")
    assert "1 knelpunt dat meekwam" in chat.ruben.form.words
    await chat.ruben.sends()
    await chat.ruben.hears(
        f"1 knelpunt en de taken van Ruben Alting liggen weer bij Ruben Alting, en niet meer bij {yasmina.name}"
    )
    await yasmina.reads(f"Ruben Alting heeft het werk terug van {yasmina.name}: 1 knelpunt.", "K-2026-0001")
    await chat.noor.reads(f"Ruben Alting (MEVA) heeft K-2026-0001 weer terug van {yasmina.name} (MEVA).")
    assert (await chat.kept("K-2026-0001")).fixer == "ruben-alting"
    assert (await chat.kept("K-2026-0002")).fixer == "yasmina-el-amrani"


async def test_away_changes_nothing_of_an_office_that_was_handed_on(chat: Chat, yasmina: Somebody):
    await chat.ruben.types(f"/knelpunt overdracht {yasmina.name}")
    await chat.ruben.sends()
    for words in ("afwezig nee", "afwezig t/m 30-11"):
        await chat.ruben.types(f"/knelpunt {words}")
        await chat.ruben.hears(
            f"Ruben Alting heeft het werk overgedragen aan {yasmina.name}. Afwezig zijn verandert daar"
        )
    await yasmina.types("/knelpunt afwezig t/m 30-11 vervanger Ruben Alting")
    await yasmina.hears(f"Ruben Alting heeft het werk overgedragen aan {yasmina.name}. Noem een ander")


async def test_an_office_goes_on_in_one_line_and_never_in_a_circle(chat: Chat, yasmina: Somebody):
    await chat.ruben.types(f"/knelpunt overdracht {yasmina.name}")
    await chat.ruben.sends()
    await yasmina.types("/knelpunt overdracht Ruben Alting")
    await yasmina.hears(f"Ruben Alting heeft het werk al overgedragen aan {yasmina.name}.")
    await chat.ruben.types(f"/knelpunt overdracht {yasmina.name}")
    await chat.ruben.hears(f"Ruben Alting heeft het werk al overgedragen aan {yasmina.name}.")
    await yasmina.types("/knelpunt overdracht terug Ruben Alting")
    await yasmina.sends()
    await yasmina.types("/knelpunt overdracht terug Ruben Alting")
    await yasmina.hears("Alleen een beheerder kan dit voor een ander invullen.")
    await chat.ruben.types("/knelpunt overdracht terug")
    await chat.ruben.hears("Ruben Alting heeft het werk niet overgedragen, of heeft het al terug.")


async def test_a_head_whose_successor_is_away_keeps_nobody_waiting(chat: Chat):
    wim, saskia = chat.person("wim-verhage"), chat.person("petra-koning")
    await saskia.types("/knelpunt help")
    await chat.noor.files(STAGE, lead="DMO")
    await wim.types(f"/knelpunt overdracht {saskia.name}")
    await wim.sends()
    await saskia.types("/knelpunt afwezig t/m 30-11")
    await chat.so_far()
    await chat.at("2026-11-10 09:00")
    told = [where for where, words in await chat.news() if "nog niet opgepakt" in words or "niet opgepakt" in words]
    assert "Marijke Oldenhof" in told
    assert wim.name not in told
