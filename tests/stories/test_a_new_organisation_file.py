"""People leave and directorates merge: what they had in hand goes on under the new organisation file, or it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot.decisions import Decision, Kind
from bot.organisation import Organisation, Successors
from bot.rights import may, may_read
from bot.serving import serving
from bot.signals import State, Step
from bot.store import Store, StoreRefused
from bot.texts import words
from bot.views import DRAWN
from bot.views.sight import Sight
from tests.chat import Chat, chatting
from tests.contract.store_words import NOW, a_signal, filed

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."
NUMBER = "K-2026-0001"


def later(organisation: Organisation, section: str, **left: str) -> Organisation:
    """The next file: who or what left, and the successor; "" where nobody thought of one."""
    entries: Mapping[str, object] = getattr(organisation, section)
    left = {key.replace("_", "-"): successor for key, successor in left.items()}
    return organisation.model_copy(
        update={
            section: {key: entry for key, entry in entries.items() if key not in left},
            "successors": Successors.model_validate({section: {key: new for key, new in left.items() if new}}),
        }
    )


async def restarts_with(chat: Chat, organisation: Organisation) -> None:
    chat.organisation = organisation
    await chat.restarts()


async def refreshed(chat: Chat) -> None:
    """Whatever step comes next, every card is drawn again."""
    work = chat._house.work()
    signal = await work.signals.by_number(NUMBER)
    assert signal is not None
    await work.show(signal)
    await work.commit()
    await chat.drain()


async def test_who_comes_after_a_fixer_goes_on_with_what_the_fixer_had_in_hand(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await restarts_with(chat, later(chat.organisation, "people", ruben_alting="yasmina-el-amrani"))
    await refreshed(chat)
    await chat.channel_shows("dir-meva", "opgepakt door Yasmina El Amrani")
    await chat.noor.reads(NUMBER, "Yasmina El Amrani (MEVA) is nu samen met jou eigenaar")
    await chat.person("yasmina-el-amrani").presses("Ik geef dit terug", on=NUMBER)
    await chat.channel_shows("dir-meva", "uitgezet")


async def test_what_who_comes_after_a_fixer_says_is_progress_and_no_news_to_themselves(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await restarts_with(chat, later(chat.organisation, "people", ruben_alting="yasmina-el-amrani"))
    await chat.at("2026-11-04 10:00")
    await chat.person("yasmina-el-amrani").presses("Reageer", on=NUMBER)
    await chat.so_far()
    await chat.person("yasmina-el-amrani").sends(text="Het CIBG denkt mee.")
    await chat.at("2026-11-05 09:00")
    told = [(where, words) for where, words in await chat.news() if not where.startswith(("edit", "thread", "private"))]
    assert [where for where, _ in told] == ["Noor Habets"], told


async def test_who_left_does_not_become_who_came_after(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on=NUMBER)
    await restarts_with(chat, later(chat.organisation, "people", ruben_alting="yasmina-el-amrani"))
    await chat.ruben.presses("Tussenstand", on=NUMBER)
    chat.ruben.is_told("Regiolijn kent je nog niet")
    await chat.channel_shows("dir-meva", "opgepakt")


async def test_who_comes_after_a_liaison_may_do_what_the_liaison_owed_the_region(chat: Chat):
    await chat.noor.files(STAGE)
    lonneke = chat.organisation.people["lonneke-wisse"]  # a liaison of another region
    signal = await chat._house.work().signals.by_number(NUMBER)
    assert signal is not None
    assert not may(lonneke, Step.TELL, signal, chat.organisation)
    await restarts_with(chat, later(chat.organisation, "people", noor_habets="lonneke-wisse"))
    assert may(lonneke, Step.TELL, signal, chat.organisation)
    assert may_read(lonneke, replace(signal, confidential=True), chat.organisation)
    await refreshed(chat)
    await chat.channel_shows("dir-meva", "Gemeld door Lonneke Wisse")


async def test_after_a_merger_the_card_moves_to_the_new_directorate(chat: Chat):
    await chat.noor.files(STAGE)
    await restarts_with(chat, later(chat.organisation, "directorates", MEVA="CZ"))
    await chat.bas.presses("Ik pak dit op", on=NUMBER)
    chat.bas.is_told(f"Deze stap met {NUMBER} is voor iemand van")
    await chat.person("esther-kloosterman").presses("Ik pak dit op", on=NUMBER)
    await chat.channel_shows("dir-cz", STAGE, "opgepakt door Esther Kloosterman (CZ)")
    await chat.person("esther-kloosterman").presses("Ik geef dit terug", on=NUMBER)
    await chat.channel_shows("dir-cz", "Wie pakt dit op?")
    await chat.channel_shows("dir-meva", "uitgezet", buttons=[])
    await chat.noor.reads(NUMBER, "(CZ)")


async def test_the_clock_reminds_whoever_came_after(chat: Chat):
    await chat.noor.files(STAGE)
    await restarts_with(chat, later(chat.organisation, "directorates", MEVA="CZ"))
    await chat.so_far()
    await chat.at("2026-11-05 09:30")
    await chat.exactly(("#dir-cz", NUMBER))


async def test_a_file_that_leaves_something_behind_is_refused_until_it_names_who_takes_over(
    store_url: str, organisation: Organisation, tmp_path: Path
):
    async with chatting("playground", store_url, organisation, tmp_path) as chat:
        await chat.noor.files(STAGE)
        await chat.noor.files(STAGE)
        await chat.ruben.types("/knelpunt help")
    smaller = later(organisation, "people", noor_habets="", ruben_alting="", bas_terpstra="")
    with pytest.raises(StoreRefused) as refused:
        async with serving(store_url, smaller):
            pass
    mend = "zet de sleutel terug bij ‘people’ of noem een opvolger bij ‘successors’"
    gone = "is er niet meer, maar is nog nodig voor"
    assert str(refused.value).splitlines() == [
        f"organisatiebestand: persoon ‘noor-habets’ {gone} 2 open knelpunten en 1 account; {mend}",
        f"organisatiebestand: persoon ‘ruben-alting’ {gone} 1 account; {mend}",
    ]
    taken_over = later(organisation, "people", noor_habets="daan-roosen", ruben_alting="bas-terpstra")
    async with serving(store_url, taken_over) as line:
        assert await line.ready()


async def test_every_key_of_what_is_open_counts_and_none_of_what_is_over(store: Store, organisation: Organisation):
    over = replace(a_signal("s2", "K-2026-0002", region="weg", lead="WEG"), state=State.WITHDRAWN)
    work = store.work(now=NOW, organisation=organisation)
    await work.signals.save(over)
    await work.commit()
    await filed(store, organisation, also_regions=("drenthe",), themes=("iza", "zorg"), co=("CZ",))
    used = {(each.section, each.key): (each.signals, each.accounts) for each in await store.keys_in_use()}
    assert used == dict.fromkeys(
        [
            ("regions", "zuid-limburg"),
            ("regions", "drenthe"),
            ("themes", "iza"),
            ("themes", "zorg"),
            ("directorates", "MEVA"),
            ("directorates", "CZ"),
            ("people", "noor-habets"),
        ],
        (1, 0),
    )


DECIDED = Decision(
    number="B-2026-0001",
    signal_id="s1",
    kind=Kind.MANDATE,
    region="oude-regio",
    by="vertrokken",
    at=NOW,
    until=NOW.date(),
    fields={"what": "Zelf beslissen."},
)


@pytest.mark.parametrize("view", DRAWN)
def test_what_is_over_is_still_drawn_when_all_its_keys_have_left(view: str, organisation: Organisation):
    signal = a_signal(region="oude-regio", also_regions=("weg",), themes=("oud-thema",), lead="OUD", co=("WEG",))
    signal = signal.claim(by="vertrokken", at=NOW).decide(
        by="vertrokken", at=NOW, number=DECIDED.number, kind="mandate"
    )
    sight = Sight(
        signal=organisation.current(replace(signal, state=State.CLOSED)),
        role="filer" if view == "receipt" else "lead",
        organisation=organisation,
        words=words("nl"),
        filed=replace(signal.fresh[0], facts={"because": "reason.lead.chosen"}),
        event=signal.fresh[2 if view.startswith("decision") else 1],
        decisions=(DECIDED,),
    )
    card = DRAWN[view](sight)
    said = f"{card.summary} {card.blocks}"
    shows = {"card": ("oude-regio", "oud-thema", "OUD", "WEG"), "receipt": ("OUD",)}
    for word in shows.get(view, (NUMBER,)):
        assert word in said
