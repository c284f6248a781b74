"""Anything at all at the gate of Teams: it is read or refused, and never answered with a 5xx."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.admit import Gate
from adapters.teams.keys import Keys
from tests.teams_keys import (
    APP,
    FIRST,
    NOW,
    TENANT,
    bearer,
    claimed,
    coded,
    key_server,
    message,
    signed,
    status,
    written,
)


@pytest.fixture(scope="module")
def any_gate() -> Iterator[tuple[asyncio.AbstractEventLoop, Gate]]:
    """A gate for tests that bring many examples, on a loop of its own."""
    loop, house = asyncio.new_event_loop(), AsyncExitStack()

    async def build() -> Gate:
        server = await house.enter_async_context(key_server())
        keys = Keys(server.url, now=lambda: NOW, timeout=5)
        await keys.open()
        house.push_async_callback(keys.close)
        return Gate(APP, {TENANT}, keys, now=lambda: NOW)

    yield loop, loop.run_until_complete(build())
    loop.run_until_complete(house.aclose())
    loop.close()


texts = st.text(max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PARTS = ("type", "id", "channelId", "serviceUrl", "from", "conversation", "recipient", "channelData", "text", "value")
HEADERS = ("Authorization", "authorization", "Host", "Origin", "Content-Type", "Via")


@given(body=st.binary(max_size=200), headers=st.dictionaries(st.sampled_from(HEADERS) | texts, texts, max_size=4))
def test_strangers_are_refused_whatever_they_send(any_gate, body: bytes, headers: dict[str, str]) -> None:
    loop, gate = any_gate
    assert loop.run_until_complete(status(gate, body, headers, "127.0.0.1")) == 401


@given(head=values, claims=values, proof=st.binary(max_size=300))
def test_invented_tokens_are_refused_whatever_they_hold(any_gate, head: Any, claims: Any, proof: bytes) -> None:
    loop, gate = any_gate
    parts = (json.dumps(head).encode(), json.dumps(claims).encode(), proof)
    forged = ".".join(coded(part) for part in parts)
    assert loop.run_until_complete(status(gate, written(), {"Authorization": f"Bearer {forged}"})) == 401


@given(
    head=st.dictionaries(st.sampled_from(["alg", "kid", "crit", "b64", "typ"]), values, max_size=3),
    claims=st.dictionaries(st.sampled_from(["iss", "aud", "exp", "nbf", "iat", "serviceurl"]), values, max_size=3),
)
def test_tokens_near_the_real_ones_are_believed_or_refused(any_gate, head: Any, claims: Any) -> None:
    loop, gate = any_gate
    near = signed({"alg": "RS256", "kid": FIRST, **head}, {**claimed(), **claims})
    assert loop.run_until_complete(status(gate, written(), {"Authorization": f"Bearer {near}"})) in {200, 401, 403}


SIGNED = bearer()


@given(body=st.binary(max_size=300) | values.map(lambda value: json.dumps(value).encode()))
def test_any_body_with_a_good_token_is_read_or_refused(any_gate, body: bytes) -> None:
    loop, gate = any_gate
    assert loop.run_until_complete(status(gate, body, SIGNED)) in {400, 403}


@given(twisted=st.dictionaries(st.sampled_from(PARTS), values, min_size=1, max_size=3))
def test_shapes_near_the_real_ones_are_read_or_refused(any_gate, twisted: dict[str, Any]) -> None:
    loop, gate = any_gate
    body = json.dumps({**message(), **twisted}).encode()
    assert loop.run_until_complete(status(gate, body, SIGNED)) in {200, 400, 403}


@given(cut=st.integers(min_value=0, max_value=len(written()) - 1))
def test_a_body_that_broke_off_on_the_way_is_refused(any_gate, cut: int) -> None:
    loop, gate = any_gate
    assert loop.run_until_complete(status(gate, written()[:cut], SIGNED)) == 400
