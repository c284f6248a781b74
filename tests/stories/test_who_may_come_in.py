"""Who is asking? Nobody gets further than the door without being known."""

from __future__ import annotations

import pytest

from bot.cards import Quote
from bot.conversation import Done, Say
from tests.chat import Chat


async def test_somebody_unknown_hears_whom_to_ask(chat: Chat):
    stranger = await chat.stranger("Kees Onbekend", "kees@elders.example")
    await stranger.types("/knelpunt help")
    stranger.is_told("Regiolijn kent je nog niet. Vraag Femke Dijkgraaf")


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"is_restricted": True}, "Je bent hier gast"),
        ({"is_ultra_restricted": True}, "Je bent hier gast"),
        ({"is_stranger": True}, "Je hoort bij een andere organisatie"),
        ({"team_id": "T0OTHER"}, "Je hoort bij een andere organisatie"),
        ({"deleted": True}, "Dit account is uitgeschakeld"),
    ],
)
async def test_an_address_alone_opens_no_door(chat: Chat, about: dict[str, object], said: str):
    guest = await chat.stranger("Noor Habets", "noor.habets@example.nl", **about)
    await guest.types("/knelpunt Zuid-Limburg: de stage telt niet mee voor de BBL.")
    guest.sees_no_form()
    guest.is_told(said)


@pytest.mark.parametrize("chat", ["slack"], indirect=True)
async def test_an_account_whose_address_changes_hands_waits_for_an_admin(chat: Chat):
    await chat.ruben.types("/knelpunt help")
    chat.wire.fake.users["URUBENALTING"]["profile"]["email"] = "bas.terpstra@example.nl"
    await chat.at("2026-11-02 10:30")
    await chat.ruben.types("/knelpunt help")
    chat.ruben.is_told("Je e-mailadres hoort nu bij iemand anders dan eerst")


async def test_a_form_is_sent_in_by_whoever_opened_it(chat: Chat):
    yasmina = chat.person("yasmina-el-amrani")
    await chat.noor.files(
        "Zuid-Limburg: de stage telt niet mee voor de BBL, en het personeelstekort groeit.", lead="MEVA"
    )
    for fixer in (chat.ruben, yasmina):
        await fixer.types("/knelpunt help")
    form = await chat.opened_by(chat.ruben.person, "ask_not_ours", "K-2026-0001")
    said = {"to": "DLZ", "reason": "Het gaat over de VVT."}
    refused = await chat.sent_in_by(yasmina.person, form, **said)
    assert isinstance(refused, Say)
    assert "Dit formulier heeft iemand anders geopend" in refused.card.summary
    assert Quote("Het gaat over de VVT.") in refused.card.blocks
    assert (await chat.kept("K-2026-0001")).lead == "MEVA"
    assert isinstance(await chat.sent_in_by(chat.ruben.person, form, **said), Done)
    assert (await chat.kept("K-2026-0001")).lead == "DLZ"
