"""What goes on in another is read in the other: the receipt of whoever filed it follows, in the same message."""

from __future__ import annotations

import pytest

from tests.chat import EVERYWHERE, Chat
from tests.wires import Shown

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."
ZEELAND = "Zeeland: de stage telt niet mee voor de BBL, en het personeelstekort groeit."
SOLVED = {
    "kind": "explanation",
    "text": "De stage telt gewoon mee, als de school haar vooraf meldt.",
    "landed": "explanation",
    "structural": "yes",
}


async def receipts(chat: Chat, name: str) -> list[Shown]:
    """What stands in somebody's direct messages of what they filed."""
    said = [each for each in await chat.wire.shown() if each.where == name]
    return [each for each in said if "Je knelpunt K-" in each.words or "Jullie knelpunt K-" in each.words]


async def merged(chat: Chat) -> None:
    await chat.ruben.presses("Voeg samen", on="K-2026-0002")
    await chat.ruben.sends(into="K-2026-0001")


@pytest.mark.parametrize("chat", EVERYWHERE, indirect=True)
async def test_the_receipt_of_what_goes_on_in_another_is_about_that_one_and_changes_with_it(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    lonneke = chat.person("lonneke-wisse")
    await lonneke.files(ZEELAND)
    (before,) = await receipts(chat, "Lonneke Wisse")
    await merged(chat)
    (after,) = await receipts(chat, "Lonneke Wisse")
    assert after.id.partition("|")[0] == before.id.partition("|")[0]
    for said in (
        "Jullie knelpunt K-2026-0001",
        "opgepakt",
        "Samengevoegd met",
        "K-2026-0002",
        "Voortgang verwacht voor",
    ):
        assert said in after.words, after.words
    assert "Trek in" not in after.buttons
    await chat.ruben.presses("Opgelost", on="K-2026-0001")
    await chat.ruben.sends(**SOLVED)
    (solved,) = await receipts(chat, "Lonneke Wisse")
    assert "Teruggekoppeld" in solved.buttons
    (own,) = await receipts(chat, "Noor Habets")
    assert "Je knelpunt K-2026-0001" in own.words


async def test_who_filed_both_reads_that_the_one_goes_on_in_the_other(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    await chat.noor.files(STAGE)
    await merged(chat)
    first, second = await receipts(chat, "Noor Habets")
    assert "Je knelpunt K-2026-0001" in first.words
    assert "Je knelpunt K-2026-0002" in second.words
    assert "samengevoegd" in second.words


async def test_a_bundle_of_three_gives_each_liaison_the_one_number(chat: Chat):
    await chat.noor.files(STAGE)
    liaisons = (chat.person("lonneke-wisse"), chat.person("daan-roosen"))
    for somebody, words in zip(
        liaisons, (ZEELAND, ZEELAND.replace("Zeeland", "Noord- en Midden-Limburg")), strict=True
    ):
        await somebody.files(words, lead="MEVA")
    await chat.ruben.presses("Maak er één bundel van", on="K-2026-0003")
    for somebody in liaisons:
        (receipt,) = await receipts(chat, somebody.name)
        assert "Jullie knelpunt K-2026-0001" in receipt.words
        assert "K-2026-0002 en K-2026-0003" in receipt.words
