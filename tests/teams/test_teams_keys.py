"""Microsoft's keys: fetched once for all, kept while Microsoft is silent, and nobody waits for somebody else's."""

from __future__ import annotations

import asyncio
import json

import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm

from adapters.teams.keys import FRESH, PAUSE, PAUSE_AFTER_FAILURE, Keys
from adapters.teams.response import LARGEST
from tests.teams_keys import FIRST, KEYS, METADATA, SECOND, bearer, pair, public, written

ONE_FETCH = [METADATA, KEYS]


def same(key: RSAPublicKey | None, kid: str) -> bool:
    return key is not None and key.public_numbers() == pair(kid).public_key().public_numbers()


async def test_a_key_is_the_one_that_microsoft_publishes(keys) -> None:
    assert same(await keys.key(FIRST), FIRST)


async def test_many_at_once_cost_one_fetch(keys, microsoft) -> None:
    assert all(await asyncio.gather(*(keys.key(FIRST) for _ in range(20))))
    assert microsoft.asked == ONE_FETCH


async def test_a_slow_fetch_is_not_joined_by_another(keys, microsoft, clock) -> None:
    microsoft.hang()
    early = asyncio.create_task(keys.key(FIRST))
    await microsoft.asking.wait()
    clock.at += PAUSE
    late = asyncio.create_task(keys.key(FIRST))
    microsoft.answer_again()
    assert all(await asyncio.gather(early, late))
    assert microsoft.asked == ONE_FETCH


async def test_keys_are_fetched_again_after_a_day_without_anybody_waiting(keys, microsoft, clock) -> None:
    await keys.key(FIRST)
    clock.at += FRESH - 1
    await keys.key(FIRST)
    assert microsoft.asked == ONE_FETCH
    clock.at += 1
    microsoft.hang()
    assert same(await keys.key(FIRST), FIRST), "at once, although Microsoft says nothing yet"
    await microsoft.asking.wait()
    assert microsoft.asked == [*ONE_FETCH, METADATA]


async def test_a_new_key_is_found_as_soon_as_it_is_used(keys, microsoft, clock) -> None:
    await keys.key(FIRST)
    microsoft.listed = [public(FIRST), public(SECOND)]
    clock.at += PAUSE
    assert same(await keys.key(SECOND), SECOND)


async def test_a_withdrawn_key_is_known_no_more(keys, microsoft, clock) -> None:
    await keys.key(FIRST)
    microsoft.listed = [public(SECOND)]
    clock.at += PAUSE
    await keys.key(SECOND)
    assert await keys.key(FIRST) is None


async def test_strangers_with_invented_keys_cannot_make_us_fetch(keys, microsoft, clock) -> None:
    await keys.key(FIRST)
    clock.at += PAUSE - 1
    assert [await keys.key(f"invented {number}") for number in range(50)] == [None] * 50
    assert microsoft.asked == ONE_FETCH
    clock.at += 1
    assert [await keys.key(f"invented {number}") for number in range(50)] == [None] * 50
    assert microsoft.asked == ONE_FETCH * 2


async def test_known_keys_keep_working_while_microsoft_is_away(keys, microsoft, clock) -> None:
    await keys.key(FIRST)
    microsoft.instead[METADATA] = web.Response(status=503)
    clock.at += 30 * FRESH
    assert same(await keys.key(FIRST), FIRST)
    assert await keys.key(SECOND) is None, "asked in vain"
    assert same(await keys.key(FIRST), FIRST)


async def test_after_a_failure_the_next_try_comes_soon_but_not_at_once(keys, microsoft, clock) -> None:
    microsoft.instead[KEYS] = web.Response(status=500)
    assert await keys.key(FIRST) is None
    microsoft.instead.clear()
    clock.at += PAUSE_AFTER_FAILURE - 1
    assert await keys.key(FIRST) is None
    clock.at += 1
    assert same(await keys.key(FIRST), FIRST)


async def test_a_clock_that_jumps_back_does_not_stop_us(keys, microsoft, clock) -> None:
    await keys.key(FIRST)
    microsoft.listed = [public(SECOND)]
    clock.at -= 400 * FRESH
    assert same(await keys.key(SECOND), SECOND)


async def test_while_a_key_fetch_hangs_another_person_is_answered(gate, keys, microsoft, clock) -> None:
    """The SDK fetches keys with a blocking call on the event loop: there one forged token froze everybody for 8 s."""
    await keys.key(FIRST)
    clock.at += PAUSE
    microsoft.hang()
    stranger = asyncio.create_task(gate.admit(written(), bearer(kid=SECOND, at=clock.at)))
    await microsoft.asking.wait()
    admitted = await gate.admit(written(), bearer(kid=FIRST, at=clock.at))
    assert admitted.payload["text"] == "help"
    assert not stranger.done(), "whose key is still being looked for"
    microsoft.listed.append(public(SECOND))
    microsoft.answer_again()
    assert (await stranger).payload["text"] == "help"


async def test_whoever_stops_waiting_does_not_stop_the_fetch_of_others(keys, microsoft) -> None:
    microsoft.hang()
    impatient, patient = asyncio.create_task(keys.key(FIRST)), asyncio.create_task(keys.key(FIRST))
    await microsoft.asking.wait()
    impatient.cancel()
    microsoft.answer_again()
    assert same(await patient, FIRST)


async def test_a_fetch_that_hangs_ends(microsoft, clock) -> None:
    microsoft.hang()
    keys = Keys(microsoft.url, now=clock, timeout=0.05)
    await keys.open()
    assert await keys.key(FIRST) is None
    await keys.close()


async def test_closing_ends_a_fetch_that_is_under_way(microsoft, clock) -> None:
    microsoft.hang()
    keys = Keys(microsoft.url, now=clock, timeout=60)
    await keys.open()
    waiting = asyncio.create_task(keys.key(FIRST))
    await microsoft.asking.wait()
    await keys.close()
    assert (await waiting, await keys.key(FIRST)) == (None, None)


async def test_closing_before_anything_has_begun_leaves_nothing_behind(microsoft, clock) -> None:
    keys = Keys(microsoft.url, now=clock, timeout=60)
    await keys.close()
    await keys.open()
    await keys.close()
    assert await keys.key(FIRST) is None


@pytest.mark.parametrize(
    "entry",
    [
        public(FIRST, endorsements=None),  # the SDK lets a key without endorsements vouch for any channel
        public(FIRST, endorsements=[]),
        public(FIRST, endorsements=["webchat", "emulator"]),
        public(FIRST, endorsements="msteams"),
        public(FIRST, use="enc"),
        public(FIRST, kid=7),
        public(FIRST, kid=None),
        public(FIRST, n="AQAB"),
        public(FIRST, n=5),
        public(FIRST, n=None),
        public(FIRST, kty="oct", k="c2VjcmV0"),
        public(FIRST, bits=1024),
        "a key",
        None,
    ],
)
async def test_a_key_that_may_not_vouch_for_teams_is_left_out(keys, microsoft, entry) -> None:
    microsoft.listed = [entry, public(SECOND)]
    assert await keys.key(FIRST) is None
    assert same(await keys.key(SECOND), SECOND), "and harms no other"


async def test_a_private_key_on_the_page_is_no_public_one(keys, microsoft) -> None:
    microsoft.listed = [RSAAlgorithm.to_jwk(pair(FIRST), as_dict=True) | {"kid": FIRST, "endorsements": ["msteams"]}]
    assert await keys.key(FIRST) is None


def page(content: object, status: int = 200, **headers: str) -> web.Response:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return web.Response(status=status, body=body, headers=headers)


NEW = {"keys": [public(SECOND)]}
"""What would be believed if the page around it were Microsoft's."""


@pytest.mark.parametrize(
    ("path", "instead"),
    [
        (METADATA, page([])),
        (METADATA, page({})),
        (METADATA, page({"jwks_uri": 5})),
        (METADATA, page({"jwks_uri": KEYS})),
        (METADATA, page({"jwks_uri": "http://[broken"})),
        (METADATA, page({}, 302, Location="/moved" + METADATA)),
        (METADATA, page(b"<html>a proxy's page</html>")),
        (METADATA, page(b"\xff")),
        (KEYS, page(NEW, 404)),
        (KEYS, page(NEW, 302, Location="/moved" + KEYS)),
        (KEYS, page(json.dumps(NEW).encode() + b" " * LARGEST)),
        (KEYS, page(b"[" * 200_000)),
        (KEYS, page({"keys": {}})),
        (KEYS, page({"keys": []})),
        (KEYS, page([])),
    ],
)
async def test_pages_that_are_not_microsofts_change_nothing(keys, microsoft, clock, path, instead) -> None:
    await keys.key(FIRST)
    microsoft.listed = NEW["keys"]
    microsoft.instead[path] = instead
    clock.at += PAUSE
    assert await keys.key(SECOND) is None
    assert same(await keys.key(FIRST), FIRST)


async def test_keys_of_another_host_change_nothing(keys, microsoft, clock) -> None:
    await keys.key(FIRST)
    microsoft.listed = NEW["keys"]
    elsewhere = microsoft.url.replace("127.0.0.1", "localhost").replace(METADATA, KEYS)
    microsoft.instead[METADATA] = page({"jwks_uri": elsewhere})
    clock.at += PAUSE
    assert await keys.key(SECOND) is None


@pytest.mark.parametrize("url", ["http://login.botframework.com/keys", "http://10.0.0.1/", "ftp://x/", "", "file:///x"])
def test_keys_come_over_a_line_that_can_be_trusted(url, clock) -> None:
    with pytest.raises(ValueError, match="https"):
        Keys(url, now=clock, timeout=1)
