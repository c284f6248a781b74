"""The gate: what is not Teams', or not of our tenant, has no effect, and nothing that comes in gets a 5xx."""

from __future__ import annotations

import pytest

from adapters.teams.admit import LARGEST
from adapters.teams.body import DEEPEST
from tests.teams_keys import SERVICE, TENANT, bearer, message, status, token, written


async def test_what_teams_sends_comes_in_as_it_was_sent(gate) -> None:
    admitted = await gate.admit(written(text="Zuid-Limburg 🚑: wachttijd"), bearer())
    assert admitted.payload == message(text="Zuid-Limburg 🚑: wachttijd")
    assert admitted.claims["serviceurl"] == SERVICE


async def test_headers_may_be_written_in_any_case(gate) -> None:
    assert await status(gate, written(), {"authorization": f"Bearer {token()}"}) == 200


@pytest.mark.parametrize("claim", [SERVICE.rstrip("/"), SERVICE.upper().replace("HTTPS", "https")])
async def test_a_last_slash_or_capitals_make_no_other_address(gate, claim) -> None:
    assert await status(gate, written(), bearer(serviceurl=claim)) == 200


async def test_a_guest_in_our_own_team_comes_in_and_hears_no_from_the_core(gate) -> None:
    guest = {"id": "29:1guest", "name": "Elders", "tenantId": "5f7b1d9e-0000-4000-8000-00000000a002"}
    assert await status(gate, written(**{"from": guest})) == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"channelId": "webchat"},
        {"channelId": "emulator"},
        {"channelId": "MSTEAMS"},
        {"serviceUrl": "https://smba.trafficmanager.net/amer/"},  # trusted, but the token says otherwise
        {"serviceUrl": "http://smba.trafficmanager.net/emea/"},
        {"channelData": None},
        {"channelData": {}},
        {"channelData": {"tenant": TENANT}},
        {"channelData": {"tenant": {"id": "another tenant"}}},
        {"channelData": {"tenant": {"id": [TENANT]}}},
        {"conversation": {"id": "19:x", "tenantId": "another tenant"}},
    ],
)
async def test_another_channel_address_or_tenant_stays_out(gate, changes) -> None:
    assert await status(gate, written(**changes)) == 403


@pytest.mark.parametrize("part", ["type", "id", "channelId", "serviceUrl", "conversation", "from"])
@pytest.mark.parametrize("value", [None, "", 7, True, [], {}, ["x"], {"id": ""}, {"id": {}}])
async def test_a_part_that_is_missing_or_no_text_is_refused(gate, part, value) -> None:
    assert await status(gate, written(**{part: value})) == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b"{'type':'message'}",
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf" + written(),
        written()[:-1],
        written() + b"{}",
        written().replace(b"help", b"\xed\xa0\x80"),
        written().replace(b"help", b"\x00"),
        written().replace(b'"help"', b"NaN"),
        written().replace(b'"help"', b"-Infinity"),
        written().replace(b'"help"', b"9" * 5000),
        b"[" * 200_000,
        b'{"a":' * 50_000,
        written().replace(b'"help"', b"[" * DEEPEST + b"]" * DEEPEST),
        b"\x1f\x8b\x08\x00packed",
    ],
)
async def test_a_body_that_is_no_message_is_refused(gate, body) -> None:
    assert await status(gate, body) == 400


async def test_a_body_as_deep_as_the_limit_comes_in(gate) -> None:
    deepest = b"[" * (DEEPEST - 1) + b"]" * (DEEPEST - 1)
    assert await status(gate, written().replace(b'"help"', deepest)) == 200


async def test_a_body_over_the_limit_is_refused_before_anything_else(gate) -> None:
    assert await status(gate, b"a" * (LARGEST + 1), {}) == 413
    assert await status(gate, b" " * (LARGEST - len(written())) + written()) == 200


async def test_nothing_of_a_body_is_read_before_its_sender_is_known(gate) -> None:
    assert await status(gate, b"[" * 200_000, {}) == 401


async def test_text_that_cannot_be_stored_is_mended_and_not_lost(gate) -> None:
    body = written(text="half \ud83d, nul \0, whole 🚑, written out \\u0000", value={"na\0me": ["\udc00", 1, None]})
    admitted = await gate.admit(body, bearer())
    assert admitted.payload["text"] == "half \ufffd, nul \ufffd, whole 🚑, written out \\u0000"
    assert admitted.payload["value"] == {"na\ufffdme": ["\ufffd", 1, None]}
