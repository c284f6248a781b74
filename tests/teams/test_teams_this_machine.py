"""A stand-in on this machine comes in without a token, where the settings say so; nothing else does."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.teams.admit import Gate
from adapters.teams.keys import Keys
from tests.teams_keys import APP, SERVICE, TENANT, bearer, status, written

STAND_IN = "http://localhost:56150/_connector"
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "given",
    [
        {"app_id": ""},
        {"app_id": "\t"},
        {"tenants": ()},
        {"tenants": ("",)},
        {"tenants": TENANT},
        {"stand_in": "http://connector.example/"},
        {"stand_in": "https://localhost/"},
        {"open_to_this_machine": True, "stand_in": STAND_IN},  # tokens or this machine, never both in one process
        {"app_id": "", "open_to_this_machine": True},
    ],
)
def test_a_gate_that_would_stand_open_is_not_built(given, clock) -> None:
    whole: dict[str, Any] = {"app_id": APP, "tenants": {TENANT}, "keys": Keys("https://x/", now=clock, timeout=1)}
    with pytest.raises(ValueError, match=r"\.$"):
        Gate(**whole | {"now": clock} | given)


@pytest.fixture
def open_gate(keys, clock) -> Gate:
    return Gate("", {TENANT}, keys, now=clock, stand_in=STAND_IN, open_to_this_machine=True)


HERE = {**JSON, "Host": "localhost:3978"}


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost:3978", "127.0.0.1:3978", "[::1]:3978", "localhost"])
async def test_a_stand_in_on_this_machine_comes_in_without_a_token(open_gate, peer, host) -> None:
    body = written(serviceUrl=STAND_IN)
    admitted = await open_gate.admit(body, {**JSON, "Host": host}, peer)
    assert (admitted.payload["text"], admitted.claims) == ("help", {})


@pytest.mark.parametrize("peer", ["", "203.0.113.7", "10.0.0.1", "::2", "::ffff:10.0.0.1", "localhost", "127.0.0.1.x"])
async def test_another_machine_does_not(open_gate, peer) -> None:
    assert await status(open_gate, written(serviceUrl=STAND_IN), HERE, peer) == 401
    assert await status(open_gate, written(serviceUrl=STAND_IN), {**HERE, **bearer()}, peer) == 401


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Host": "regiolijn.example"}, 403),  # a name elsewhere that was made to point at this machine
        ({"Host": "localhost.evil.example:3978"}, 403),
        ({"Host": "evil.example@localhost"}, 403),
        ({"Host": ""}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"X-Forwarded-For": "203.0.113.7"}, 403),  # a proxy on this machine speaks for another one
        ({"X-Forwarded-Host": "regiolijn.example"}, 403),
        ({"Forwarded": "for=203.0.113.7"}, 403),
        ({"Via": "1.1 proxy"}, 403),
        ({"Content-Type": "text/plain"}, 400),  # all that a page elsewhere may send unasked
        ({"Content-Type": "application/x-www-form-urlencoded"}, 400),
        ({"Content-Type": ""}, 400),
    ],
)
async def test_a_page_in_a_browser_on_this_machine_does_not(open_gate, headers, code) -> None:
    assert await status(open_gate, written(serviceUrl=STAND_IN), {**HERE, **headers}, "127.0.0.1") == code


@pytest.mark.parametrize(
    "changes",
    [
        {"serviceUrl": SERVICE},  # the stand-in never speaks for Teams itself
        {"serviceUrl": "http://localhost:1/"},
        {"channelId": "emulator"},
        {"channelData": {"tenant": {"id": "another tenant"}}},
    ],
)
async def test_a_stand_in_speaks_for_itself_alone(open_gate, changes) -> None:
    assert await status(open_gate, written(**{"serviceUrl": STAND_IN, **changes}), HERE, "127.0.0.1") == 403


async def test_a_token_is_still_asked_for_where_a_stand_in_has_an_app_id(keys, clock) -> None:
    gate = Gate(APP, {TENANT}, keys, now=clock, stand_in=STAND_IN)
    body = written(serviceUrl=STAND_IN)
    assert await status(gate, body, HERE, "127.0.0.1") == 401
    assert await status(gate, body, bearer(serviceurl=STAND_IN), "127.0.0.1") == 200
