"""Who gets in, who does not, and what they hear: never a stack trace, never somebody else's page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient
from hypothesis import given
from hypothesis import strategies as st

from adapters import Room
from adapters.playground.admit import DEEPEST, LARGEST, Refused, admit_body, admit_visitor
from bot.cards import Card
from bot.conversation import Command, MessageAction, Say
from bot.delivery import Delivery
from tests.contract.playground_world import MEVA, World, card, opened

Client = TestClient[web.Request, web.Application]
ASK = {"id": "3f0c2a9e-8d41", "as": "noor", "place": "dm:noor", "language": "nl", "kind": "text", "text": "/knelpunt"}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def house(world: World, tmp_path: Path) -> AsyncIterator[tuple[Room, Client]]:
    async with opened(world, tmp_path / "playground.db") as house:
        yield house


@pytest.fixture
def client(house: tuple[Room, Client]) -> Client:
    return house[1]


async def posted(client: Client, body: Any, path: str = "/playground/request", **headers: str) -> tuple[int, Any]:
    """Status and answer of a post."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
    async with client.post(path, data=data, headers=headers) as answer:
        return answer.status, await answer.json()


async def test_a_command_gets_its_answer(client: Client, world: World) -> None:
    world.replies = [Say(Card("Zo werkt het"))]
    status, reply = await posted(client, ASK)
    assert (status, reply["kind"]) == (200, "say")
    assert "Zo werkt het" in reply["html"]
    assert [type(request) for request in world.asked] == [Command]


async def test_words_among_people_are_posted_and_not_asked(client: Client, world: World) -> None:
    there = ASK | {"as": "ruben", "place": "dir-meva", "text": "Wie kent dit?"}
    assert await posted(client, there) == (200, {"kind": "done"})
    assert await posted(client, there) == (200, {"kind": "done"})  # sent again after a lost answer
    async with client.get("/playground/state?as=ruben") as answer:
        messages = (await answer.json())["messages"]
    assert [(message["author"], message["summary"]) for message in messages] == [("ruben", "Wie kent dit?")]
    assert world.asked == []


async def test_a_message_action_takes_the_text_of_the_message(house: tuple[Room, Client], world: World) -> None:
    room, client = house
    receipt = await room.platform.deliver(Delivery("d1", MEVA, card("Wie kent dit?")))
    chosen = {"kind": "message action", "name": "knelpunt", "message": int(receipt.message)}
    there = {key: ASK[key] for key in ("id", "language")} | chosen | {"as": "ruben", "place": "dir-meva"}
    assert (await posted(client, there))[0] == 200
    (request,) = world.asked
    assert isinstance(request, MessageAction)
    assert request.text == "Wie kent dit?"
    elsewhere = there | {"as": "noor", "place": "dm:noor"}
    assert (await posted(client, elsewhere))[0] == 404  # Noor does not see that channel


@pytest.mark.parametrize("who", [{"as": "niemand"}, {"place": "dir-meva"}, {"place": "dm:ruben"}, {"place": "nergens"}])
async def test_nobody_speaks_where_they_are_not(client: Client, world: World, who: dict[str, str]) -> None:
    assert (await posted(client, ASK | who))[0] == 403
    assert world.asked == []


async def test_people_see_their_own_places_only(house: tuple[Room, Client]) -> None:
    room, client = house
    await room.platform.deliver(Delivery("d1", MEVA, card("voor MEVA")))
    for person, seen in (("noor", []), ("ruben", ["voor MEVA"])):
        async with client.get("/playground/state", params={"as": person}) as answer:
            state = await answer.json()
        assert [message["summary"] for message in state["messages"]] == seen


async def test_the_clock_is_pushed_and_only_to_where_it_can_go(client: Client, world: World) -> None:
    status, reply = await posted(client, {"until": "next working day"}, "/playground/advance")
    assert (status, reply["now"]) == (200, "2026-11-02T11:00:00+00:00")
    assert world.pushed == ["next working day"]
    for until in ("yesterday", None, 7, ["next monday"]):
        assert (await posted(client, {"until": until}, "/playground/advance"))[0] == 400
    assert world.pushed == ["next working day"]


async def test_an_open_page_hears_what_changes_and_catches_up_on_what_it_missed(house: tuple[Room, Client]) -> None:
    room, client = house
    first = await room.platform.deliver(Delivery("d1", MEVA, card("gemist")))
    async with client.get("/playground/events?as=ruben&language=nl&after=0") as page:
        assert (await heard(page))["summary"] == "gemist"
        await room.platform.deliver(Delivery("d2", MEVA, card("live")))
        assert (await heard(page))["summary"] == "live"
        await room.platform.deliver(Delivery("d3", MEVA, card("veranderd"), edits=first))
        assert (await heard(page))["summary"] == "veranderd"
    async with client.get("/playground/events?as=ruben&after=0", headers={"Last-Event-ID": "2"}) as page:
        assert (await heard(page))["summary"] == "veranderd"


async def test_open_pages_do_not_hold_up_a_stop(house: tuple[Room, Client]) -> None:
    room, client = house
    async with client.get("/playground/events?as=ruben") as page:
        await page.content.readline()
        await room.let_go()
        async with asyncio.timeout(60):
            await page.content.read()


async def heard(page: Any) -> dict[str, Any]:
    """The next message on a stream, whatever the clock says in between."""
    async with asyncio.timeout(60):
        while True:
            event = (await page.content.readuntil(b"\n\n")).decode()
            if "event: message" in event:
                message: dict[str, Any] = json.loads(event.split("data: ", 1)[1])
                return message


@pytest.mark.parametrize(
    "path", ["/", "/playground/state?as=noor", "/playground/events?as=noor", "/playground/static/app.js"]
)
@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "192.168.1.5", "localhost@evil.example", ""]
)
async def test_another_name_for_this_machine_is_refused(client: Client, path: str, host: str) -> None:
    async with client.get(path, headers={"Host": host}) as answer:
        assert answer.status == 403
        assert list(await answer.json()) == ["refused"]


@pytest.mark.parametrize("host", ["localhost", "localhost:3978", "127.0.0.1:3978", "[::1]:3978", "LOCALHOST"])
async def test_this_machines_own_names_are_welcome(client: Client, host: str) -> None:
    async with client.get("/", headers={"Host": host}) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("peer", ["192.168.1.5", "10.0.0.1", "::ffff:10.0.0.1", "2001:db8::1", "", "unix"])
def test_another_machine_is_refused(peer: str) -> None:
    with pytest.raises(Refused):
        admit_visitor(peer, {"Host": "localhost"})


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.0.0.53", "::1", "::ffff:127.0.0.1"])
def test_this_machine_is_welcome(peer: str) -> None:
    admit_visitor(peer, {"Host": "localhost:3978"})


@pytest.mark.parametrize("path", ["/playground/request", "/playground/advance"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://127.0.0.1"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Encoding": "gzip"}, 415),
    ],
    ids=str,
)  # fmt: skip
async def test_a_post_from_another_page_is_refused(
    client: Client, world: World, path: str, headers: dict[str, str], status: int
) -> None:
    assert (await posted(client, ASK, path, **headers))[0] == status
    assert (world.asked, world.pushed) == ([], [])


async def test_our_own_page_may_post(client: Client) -> None:
    own = f"http://{client.host}:{client.port}"
    assert (await posted(client, ASK, Origin=own, Sec_Fetch_Site="same-origin"))[0] == 200


HOSTILE = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "a word": b'"x"',
    "not UTF-8": b'{"a": "\xff\xfe"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "half a pair": json.dumps(ASK | {"text": "\ud800"}).encode(),
    "half a pair as a key": b'{"\\udc00": 1}',
    "a null character": json.dumps(ASK | {"text": "a\0b"}).encode(),
    "a null character in a value": json.dumps(ASK | {"kind": "submission", "values": {"a\0": "x"}}).encode(),
    "no number": b'{"message": NaN}',
    "endless digits": b'{"message": ' + b"9" * 10_000 + b"}",
    "endless lists": b"[" * 100_000,
    "too deep": b'{"a":' * (DEEPEST + 1) + b"1" + b"}" * (DEEPEST + 1),
    "far too deep": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "empty": b"{}",
    "wrong kinds": json.dumps(dict.fromkeys(ASK, 1)).encode(),
    "lists for words": json.dumps({key: [] for key in ASK}).encode(),
    "an unknown kind": json.dumps(ASK | {"kind": "shutdown"}).encode(),
    "one field more": json.dumps(ASK | {"by": "ruben"}).encode(),
    "a huge message number": json.dumps(
        {"id": "12345678", "as": "noor", "place": "dm:noor", "kind": "message action", "name": "k", "message": 2**70}
    ).encode(),
    "a key with marks": json.dumps(ASK | {"id": "'; DROP TABLE"}).encode(),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
async def test_a_hostile_body_gets_a_calm_no(client: Client, world: World, body: bytes) -> None:
    for path in ("/playground/request", "/playground/advance"):
        status, reply = await posted(client, body, path)
        assert status == 400
        assert list(reply) == ["refused"]
    assert (world.asked, world.pushed) == ([], [])


async def test_a_body_that_is_too_large_is_refused_without_reading_it_all(client: Client) -> None:
    assert (await posted(client, ASK | {"text": "x" * LARGEST}))[0] == 413


async def test_a_long_text_is_welcome(client: Client, world: World) -> None:
    assert (await posted(client, ASK | {"text": "/knelpunt " + "é" * 40_000}))[0] == 200
    assert len(world.asked) == 1


@pytest.mark.parametrize("query", ["", "?as=", "?as=niemand", "?as=noor&as=niemand", "?as=%00", "?as=%ff"])
@pytest.mark.parametrize("path", ["/playground/state", "/playground/events"])
async def test_nobody_is_shown_what_nobody_sees(client: Client, path: str, query: str) -> None:
    async with client.get(path + query) as answer:
        assert answer.status == 404


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "٣", "1e3"])
async def test_a_strange_place_to_catch_up_from_is_the_beginning(house: tuple[Room, Client], after: str) -> None:
    room, client = house
    await room.platform.deliver(Delivery("d1", MEVA, card("eerste")))
    async with client.get("/playground/events", params={"as": "ruben", "after": after}) as page:
        assert (await heard(page))["summary"] == "eerste"


@pytest.mark.parametrize("name", ["..%2fstage.py", "style.css.bak", "%2e%2e", "x"])
async def test_only_the_files_of_the_page_can_be_asked_for(client: Client, name: str) -> None:
    async with client.get(f"/playground/static/{name}") as answer:
        assert answer.status == 404


async def test_every_answer_forbids_what_the_page_does_not_need(client: Client) -> None:
    for path in ("/", "/playground/state?as=noor", "/playground/static/app.js", "/playground/static/style.css"):
        async with client.get(path) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'self'" in policy
            assert "unsafe" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda x: st.lists(x) | st.dictionaries(st.text(), x),
)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_an_object_or_a_refusal(body: bytes) -> None:
    assert admitted(body) in {dict, "refused"}


def admitted(body: bytes) -> object:
    """What kind of thing came through, or that nothing did."""
    try:
        return type(admit_body(body))
    except Refused as refusal:
        return "refused" if 400 <= refusal.status < 500 else refusal.status
