"""What the playground promises as a platform: deliver, find, profile and check, over its own message memory."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters import Room
from adapters.playground import connect
from bot.conversation import Account, Place
from bot.delivery import Delivery, Receipt, TryLater, Uncertain, Undeliverable
from tests.contract.playground_world import LIMBURG, MEVA, NOOR, World, card, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "playground.db"


@pytest.fixture
async def room(path: Path) -> AsyncIterator[Room]:
    world = World()
    room = connect(world.stage, path, world.answer)
    await room.start()
    yield room
    await room.stop()


async def read(path: Path, person: str = "ruben") -> list[dict[str, object]]:
    """What somebody sees who opens the page now."""
    async with opened(World(), path) as (_, client), client.get("/playground/state", params={"as": person}) as answer:
        state = await answer.json()
        messages: list[dict[str, object]] = state["messages"]
        return messages


async def test_a_message_stands_where_it_was_sent(room: Room, path: Path) -> None:
    receipt = await room.platform.deliver(Delivery("d1", MEVA, card("Nieuw knelpunt")))
    assert receipt.place == MEVA
    await room.stop()
    assert [(m["place"], m["summary"]) for m in await read(path)] == [("dir-meva", "Nieuw knelpunt")]


async def test_a_message_to_a_person_stands_in_their_direct_messages(room: Room) -> None:
    receipt = await room.platform.deliver(Delivery("d1", NOOR, card()))
    assert receipt.place == Place("playground", "dm:noor")
    again = await room.platform.deliver(Delivery("d2", receipt.place, card()))
    assert again.place == receipt.place


async def test_an_edit_changes_the_message_where_it_stands(room: Room, path: Path) -> None:
    first = await room.platform.deliver(Delivery("d1", MEVA, card("Nieuw")))
    assert await room.platform.deliver(Delivery("d2", MEVA, card("Opgepakt"), edits=first)) == first
    await room.stop()
    (message,) = await read(path)
    assert (message["summary"], message["edited"]) == ("Opgepakt", True)


async def test_a_reply_stands_under_its_message_and_a_reply_to_a_reply_beside_it(room: Room, path: Path) -> None:
    root = await room.platform.deliver(Delivery("d1", MEVA, card("Nieuw")))
    reply = await room.platform.deliver(Delivery("d2", MEVA, card("Opgepakt"), under=root))
    await room.platform.deliver(Delivery("d3", MEVA, card("Teruggegeven"), under=reply))
    await room.stop()
    assert [message["under"] for message in await read(path)] == [None, int(root.message), int(root.message)]


async def test_a_key_counts_once(room: Room, path: Path) -> None:
    delivery = Delivery("d1", MEVA, card())
    first = await room.platform.deliver(delivery)
    assert await room.platform.deliver(delivery) == first
    edit = Delivery("d2", MEVA, card("Opgepakt"), edits=first)
    await room.platform.deliver(edit)
    await room.platform.deliver(Delivery("d3", MEVA, card("Opgelost"), edits=first))
    await room.platform.deliver(edit)
    await room.stop()
    assert [message["summary"] for message in await read(path)] == ["Opgelost"]


async def test_what_was_posted_or_edited_can_be_found_and_nothing_else(room: Room) -> None:
    post = Delivery("d1", MEVA, card())
    assert await room.platform.find(post) is None
    receipt = await room.platform.deliver(post)
    edit = Delivery("d2", MEVA, card("Opgepakt"), edits=receipt)
    assert await room.platform.find(edit) is None
    await room.platform.deliver(edit)
    assert await room.platform.find(post) == receipt
    assert await room.platform.find(edit) == receipt


async def test_messages_and_keys_survive_a_restart(room: Room, path: Path) -> None:
    delivery = Delivery("d1", MEVA, card("Nieuw"))
    receipt = await room.platform.deliver(delivery)
    await room.stop()
    world = World()
    reborn = connect(world.stage, path, world.answer)
    await reborn.start()
    assert await reborn.platform.find(delivery) == receipt
    await reborn.platform.deliver(Delivery("d2", MEVA, card("Opgepakt"), edits=receipt))
    await reborn.stop()
    assert [message["summary"] for message in await read(path)] == ["Opgepakt"]


@pytest.mark.parametrize(
    "to",
    [
        Place("playground", "nergens"),
        Place("playground", "dm:niemand"),
        Place("slack", "dir-meva"),
        Account("playground", "demo", "niemand"),
        Account("playground", "elders", "noor"),
        Account("teams", "demo", "noor"),
    ],
    ids=str,
)
async def test_an_address_that_nobody_reads_is_undeliverable(room: Room, to: Place | Account) -> None:
    with pytest.raises(Undeliverable):
        await room.platform.deliver(Delivery("d1", to, card()))


@pytest.mark.parametrize(
    "receipt", [Receipt(MEVA, "99"), Receipt(MEVA, "x"), Receipt(Place("slack", "C1"), "1")], ids=str
)
async def test_a_receipt_of_no_message_is_undeliverable(room: Room, receipt: Receipt) -> None:
    for delivery in (Delivery("d1", MEVA, card(), edits=receipt), Delivery("d2", MEVA, card(), under=receipt)):
        with pytest.raises(Undeliverable):
            await room.platform.deliver(delivery)


async def test_a_memory_that_fails_leaves_it_uncertain_and_works_again_afterwards(room: Room, path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("ALTER TABLE arrivals RENAME TO elsewhere")
        with pytest.raises(Uncertain):
            await room.platform.deliver(Delivery("d1", MEVA, card()))
        with pytest.raises(TryLater):
            await room.platform.find(Delivery("d1", MEVA, card()))
        other.execute("ALTER TABLE elsewhere RENAME TO arrivals")
    await room.platform.deliver(Delivery("d2", MEVA, card("Nieuw")))
    await room.stop()
    assert [message["summary"] for message in await read(path)] == ["Nieuw"]


async def test_a_stopped_memory_leaves_it_uncertain(room: Room) -> None:
    await room.stop()
    with pytest.raises(Uncertain):
        await room.platform.deliver(Delivery("d1", MEVA, card()))


async def test_the_people_on_the_stage_are_members_and_others_are_not(room: Room) -> None:
    known = await room.platform.profile(NOOR)
    assert (known.name, known.standing, known.email) == ("Noor Habets", "member", "noor@vws.example")
    assert (known.language, known.zone, known.holds) == ("nl", "Europe/Amsterdam", timedelta(0))
    assert (await room.platform.profile(replace(NOOR, user="niemand"))).standing == "gone"
    assert (await room.platform.profile(replace(NOOR, tenant="elders"))).standing == "foreign"


async def test_check_names_the_places_that_are_not_on_the_stage(room: Room) -> None:
    assert await room.platform.check([MEVA, LIMBURG, Place("playground", "dm:noor")]) == []
    (fault,) = await room.platform.check([MEVA, Place("playground", "dir-weg")])
    assert "dir-weg" in fault.what


async def test_somebody_is_answered_in_the_language_of_their_page(tmp_path: Path) -> None:
    async with opened(World(), tmp_path / "chat.db") as (room, client):
        asked = {"id": "3f0c2a9e-8d41", "as": "noor", "place": "dm:noor", "kind": "text", "text": "/knelpunt"}
        origin = {"Origin": f"http://{client.host}:{client.port}"}
        await client.post("/playground/request", json=asked | {"language": "en"}, headers=origin)
        assert (await room.platform.profile(NOOR)).language == "en"
