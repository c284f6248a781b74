"""An admin says in a channel which directorate or region it belongs to; from then on the cards come there."""

from __future__ import annotations

import pytest

from bot.organisation import Organisation
from tests.chat import EVERYWHERE, Chat, Somebody

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."

ON_SLACK = [each for each in EVERYWHERE if each != "playground"]
"""In the playground nobody types in a channel that is not there."""


@pytest.fixture(scope="module")
def organisation(organisation: Organisation) -> Organisation:
    """The file names no channel for MEVA and for Zuid-Limburg."""
    meva, limburg = organisation.directorates["MEVA"], organisation.regions["zuid-limburg"]
    nowhere: dict[str, dict[str, str]] = {"channels": {}}
    return organisation.model_copy(
        update={
            "directorates": {**organisation.directorates, "MEVA": meva.model_copy(update=nowhere)},
            "regions": {**organisation.regions, "zuid-limburg": limburg.model_copy(update=nowhere)},
        }
    )


@pytest.fixture
async def femke(chat: Chat) -> Somebody:
    """An admin, in a chat with two channels nobody bound yet."""
    await chat.finds("arbeidsmarkt")
    await chat.finds("heuvelland")
    return chat.person("femke-dijkgraaf")


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_channel_that_is_bound_says_so_at_once_and_gets_the_cards(chat: Chat, femke: Somebody):
    await femke.types("/knelpunt koppel meva", channel="arbeidsmarkt")
    femke.is_told("Dit kanaal hoort vanaf nu bij MEVA")
    await chat.exactly(
        ("#arbeidsmarkt", "Dit kanaal hoort nu bij MEVA"),
        ("private Femke Dijkgraaf", "Er komt meteen een proefbericht"),
    )
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.channel_shows("arbeidsmarkt", "K-2026-0001", "Ruben Alting")


async def test_a_region_is_bound_by_its_key_or_its_name(chat: Chat, femke: Somebody):
    await femke.types("/knelpunt koppel Zuid-Limburg", channel="heuvelland")
    await chat.noor.files(STAGE)
    await chat.channel_shows("heuvelland", "K-2026-0001")


async def test_anybody_may_ask_what_a_channel_belongs_to(chat: Chat, femke: Somebody):
    await chat.noor.types("/knelpunt hier", channel="arbeidsmarkt")
    chat.noor.is_told("Dit kanaal hoort nog nergens bij")
    await femke.types("/knelpunt koppel MEVA", channel="arbeidsmarkt")
    await chat.noor.types("/knelpunt hier", channel="arbeidsmarkt")
    chat.noor.is_told("Dit kanaal hoort bij MEVA. Femke Dijkgraaf heeft het gekoppeld op ma 2 november")
    await chat.noor.types("/knelpunt hier", channel="dir-iza")
    chat.noor.is_told("Dit kanaal hoort bij IZA. Dat staat in het organisatiebestand")


async def test_a_text_that_begins_with_here_is_not_lost(chat: Chat, femke: Somebody):
    await chat.noor.types("/knelpunt hier ontbreekt huisartsenzorg", channel="arbeidsmarkt")
    chat.noor.is_told("ontbreekt huisartsenzorg")
    chat.noor.is_told("Typ dan iets meer woorden")


@pytest.mark.parametrize("words", ["koppel MEVA", "ontkoppel"])
async def test_only_an_admin_binds(chat: Chat, femke: Somebody, words: str):
    await chat.ruben.types(f"/knelpunt {words}", channel="arbeidsmarkt")
    await chat.exactly(("private Ruben Alting", "Alleen een beheerder kan een kanaal koppelen"))


@pytest.mark.parametrize(
    ("words", "channel", "answer"),
    [
        ("koppel MEVA", "dir-iza", "Dit kanaal hoort bij IZA, volgens het organisatiebestand. Dat bestand gaat voor"),
        (
            "koppel IZA",
            "arbeidsmarkt",
            "IZA heeft al een ander kanaal in het organisatiebestand. Dat bestand gaat voor",
        ),
        ("ontkoppel", "dir-iza", "Dit kanaal hoort bij IZA, volgens het organisatiebestand. Dat bestand gaat voor"),
        ("ontkoppel", "arbeidsmarkt", "Dit kanaal hoort nog nergens bij"),
        ("koppel MEVVA", "arbeidsmarkt", "Regiolijn kent “MEVVA” niet"),
        ("koppel", "arbeidsmarkt", "Noem een directie, zoals MEVA"),
    ],
)
async def test_what_cannot_be_changes_nothing_and_says_why(
    chat: Chat, femke: Somebody, words: str, channel: str, answer: str
):
    await femke.types(f"/knelpunt {words}", channel=channel)
    await chat.exactly(("private Femke Dijkgraaf", answer))


@pytest.mark.parametrize("chat", ["playground"], indirect=True)
@pytest.mark.parametrize("words", ["hier", "koppel MEVA", "ontkoppel"])
async def test_direct_messages_belong_to_nobody_else(chat: Chat, femke: Somebody, words: str):
    await femke.types(f"/knelpunt {words}")
    await chat.exactly(("private Femke Dijkgraaf", "Dit kan alleen in een kanaal"))


async def test_a_channel_that_is_released_gets_nothing_new(chat: Chat, femke: Somebody):
    await femke.types("/knelpunt koppel MEVA", channel="arbeidsmarkt")
    await femke.types("/knelpunt ontkoppel", channel="arbeidsmarkt")
    femke.is_told("Dit kanaal hoort niet meer bij MEVA")
    await chat.so_far()
    await chat.noor.files(STAGE)
    await chat.exactly(("#dir-iza", "K-2026-0001"), ("Noor Habets", "K-2026-0001"))


async def test_another_channel_takes_the_place_of_the_first(chat: Chat, femke: Somebody):
    await femke.types("/knelpunt koppel MEVA", channel="arbeidsmarkt")
    await chat.at("2026-11-02 10:15")
    await femke.types("/knelpunt koppel MEVA", channel="heuvelland")
    await chat.so_far()
    await chat.noor.files(STAGE)
    await chat.exactly(("#heuvelland", "K-2026-0001"), ("Noor Habets", "K-2026-0001"))


@pytest.mark.parametrize("chat", ON_SLACK, indirect=True)
async def test_a_test_message_that_does_not_arrive_is_told_to_the_admin(chat: Chat, femke: Somebody):
    await femke.types("/knelpunt hier", channel="arbeidsmarkt")
    await chat.loses("arbeidsmarkt")
    await chat.so_far()
    await femke.types("/knelpunt koppel MEVA", channel="arbeidsmarkt")
    await chat.exactly(
        ("private Femke Dijkgraaf", "Er komt meteen een proefbericht"),
        ("Femke Dijkgraaf", "Het proefbericht voor MEVA kwam niet aan"),
    )


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_a_binding_outlives_the_process(chat: Chat, femke: Somebody):
    await femke.types("/knelpunt koppel MEVA", channel="arbeidsmarkt")
    await chat.restarts()
    await chat.drain()
    await chat.noor.files(STAGE)
    await chat.channel_shows("arbeidsmarkt", "K-2026-0001")


async def test_help_tells_only_an_admin_how_to_bind(chat: Chat, femke: Somebody):
    await femke.types("/knelpunt help")
    femke.is_told("/knelpunt koppel en een directie of regio")
    await chat.noor.types("/knelpunt help")
    await chat.exactly(("private Femke Dijkgraaf", "koppel"), ("private Noor Habets", "Wat kun je hier doen?"))
    assert "koppel" not in chat.wire.whispered(chat.noor.person)[-1].words
