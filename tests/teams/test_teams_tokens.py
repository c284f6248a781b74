"""Who speaks for Teams: a token of the Bot Connector for this app, with every claim right, and nobody else.

A message that comes twice with a good token is not the gate's business: the core's `seen` rows answer it once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

import jwt
import pytest
from botbuilder.schema import Activity
from botframework.connector.auth import (
    ChannelValidation,
    JwtTokenExtractor,
    JwtTokenValidation,
    SimpleCredentialProvider,
)
from multidict import CIMultiDict

from adapters.teams.admit import Gate
from adapters.teams.keys import PAUSE
from adapters.teams.tokens import KEPT, LEEWAY, MOST_KEPT
from tests.teams_keys import (
    APP,
    FIRST,
    ISSUER,
    NOW,
    SECOND,
    SERVICE,
    TENANT,
    bearer,
    claimed,
    coded,
    pair,
    public,
    status,
    token,
    written,
)

EMULATOR = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"
WEBCHAT = "https://webchat.botframework.com/"
FAR_AWAY = 2 * NOW
"""The framework asks the real clock."""


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        f"bearer {token()}",
        f"Basic {token()}",
        f"Bearer  {token()}",
        f"Bearer {token()} ",
        f"Bearer {token()}\n",
        f"Bearer {token()} {token()}",
        f"Bearer {token()}.x",
        "Bearer a.b",
        "Bearer ..",
        "Bearer a.b.c",
        "Bearer é.é.é",
        "Bearer \ud800.a.b",
        f"Bearer {token(padded='a' * 9000)}",  # true, and longer than any of theirs
        "Bearer W10.W10.W10",  # lists where objects belong
        "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6ImZpcnN0In0." + coded(b"[" * 4000) + ".c",
        "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6ImZpcnN0In0." + coded(b'{"exp":' + b"9" * 5000 + b"}") + ".c",
    ],
)
async def test_without_a_token_nobody_comes_in(gate, header) -> None:
    assert await status(gate, written(), {} if header is None else {"Authorization": header}) == 401


async def test_two_tokens_are_none(gate) -> None:
    twice = CIMultiDict([("Authorization", f"Bearer {token()}"), ("authorization", f"Bearer {token()}")])
    assert await status(gate, written(), twice) == 401


def unsigned() -> str:
    return jwt.encode(claimed(), None, "none",
                      {"kid": FIRST})  # fmt: skip


def signed_with_the_public_key() -> str:
    """The old trick: a public key, which everybody has, used as the secret of an HMAC."""
    head, claims, _ = token().split(".")
    head = coded(json.dumps({"alg": "HS256", "kid": FIRST}).encode())
    secret = json.dumps(public(FIRST)).encode()
    proof = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(f"{head}.{claims}".encode(), secret)
    return f"{head}.{claims}.{coded(proof)}"


@pytest.mark.parametrize(
    "forged",
    [
        unsigned(),
        signed_with_the_public_key(),
        jwt.encode(claimed(), pair(FIRST), "RS512",
                   {"kid": FIRST}),
        token(signed_by=SECOND),
        token(kid=SECOND),
        token(head={"kid": None}),
        token(head={"crit": ["exp"], "exp": 1}),
        token(head={"b64": False}),
        token()[:-8] + "AAAAAAAA",
        token().rpartition(".")[0] + ".",
        ".".join([token().split(".")[0], token(exp=NOW + 999_999).split(".")[1], token().split(".")[2]]),
    ],
)  # fmt: skip
async def test_a_forged_token_is_refused(gate, forged) -> None:
    assert await status(gate, written(), {"Authorization": f"Bearer {forged}"}) == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": None},
        {"iss": EMULATOR},
        {"iss": f"{ISSUER}/"},
        {"aud": None},
        {"aud": ""},
        {"aud": "another app"},
        {"aud": [APP, "another app"]},
        {"exp": None},
        {"exp": "soon"},
        {"exp": NOW + 60.5},
        {"exp": True},
        {"exp": [NOW + 60]},
        {"nbf": None},
        {"nbf": {}},
        {"serviceurl": None},
        {"serviceurl": 7},
    ],
)
async def test_every_claim_that_counts_must_be_there_and_right(gate, claims) -> None:
    assert await status(gate, written(), bearer(**claims)) == 401


async def test_a_key_of_another_channel_does_not_vouch_for_teams(gate, microsoft) -> None:
    microsoft.listed = [public(FIRST, endorsements=["webchat"])]
    assert await status(gate, written()) == 401


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(-300 - LEEWAY - 1, 401), (-300 - LEEWAY, 200), (0, 200), (3300 + LEEWAY - 1, 200), (3300 + LEEWAY, 401)],
)
async def test_a_token_holds_from_its_begin_to_its_end_and_five_minutes_around(gate, clock, seconds, code) -> None:
    clock.at = NOW + seconds
    assert await status(gate, written(), bearer(at=NOW)) == code


async def test_a_token_seen_before_still_ends_in_time(gate, clock) -> None:
    headers = bearer(exp=NOW + 60)
    assert await status(gate, written(), headers) == 200
    clock.at = NOW + 60 + LEEWAY
    assert await status(gate, written(), headers) == 401


async def test_a_token_seen_before_is_not_verified_again(gate, microsoft, clock) -> None:
    headers = bearer(exp=NOW + 3 * KEPT)
    assert await status(gate, written(), headers) == 200
    microsoft.listed = [public(SECOND)]
    clock.at += KEPT - 1
    assert await status(gate, written(), bearer(kid=SECOND, at=clock.at)) == 200, "the first key is known no more"
    assert await status(gate, written(), headers) == 200
    clock.at += 1
    assert await status(gate, written(), headers) == 401, "a withdrawn key lives an hour at most"


async def test_no_number_of_tokens_fills_the_memory(gate) -> None:
    for number in range(MOST_KEPT + 5):
        assert await status(gate, written(), bearer(exp=NOW + 60 + number)) == 200
    assert len(gate._tokens._verified) == MOST_KEPT


@pytest.mark.parametrize(
    "wrong",
    [
        {"head": {"kid": None}},
        {"aud": "another app"},
        {"iss": EMULATOR},
        {"exp": NOW - 2 * LEEWAY},
        {"serviceurl": None},
        {"head": {"alg": "RS512"}},
    ],
)
async def test_a_stranger_who_cannot_name_us_makes_nobody_look_for_a_key(gate, keys, microsoft, clock, wrong) -> None:
    await keys.key(FIRST)
    clock.at += PAUSE
    asked = list(microsoft.asked)
    assert await status(gate, written(), bearer(kid="invented", **wrong)) == 401
    assert microsoft.asked == asked


# What the framework itself lets in, so that these checks are not taken out one day


@pytest.fixture
def framework(microsoft) -> Iterator[SimpleCredentialProvider]:
    """The framework's own validation of tokens, with the keys it would have fetched."""
    metadata = JwtTokenExtractor.get_open_id_metadata(microsoft.url)
    metadata.keys, metadata.last_updated = [public(FIRST)], datetime.now()  # noqa: DTZ005  it compares naive times
    ChannelValidation.open_id_metadata_endpoint = microsoft.url
    yield SimpleCredentialProvider(APP, "")
    ChannelValidation.open_id_metadata_endpoint = None


async def test_the_framework_takes_a_token_that_never_ends_and_we_do_not(gate, framework) -> None:
    endless = bearer(exp=None, nbf=None)
    identity = await ChannelValidation.authenticate_channel_token_with_service_url(
        endless["Authorization"], framework, SERVICE, "msteams"
    )
    assert identity.is_authenticated
    assert await status(gate, written(), endless) == 401


async def test_the_framework_takes_anybody_when_it_has_no_app_id_and_we_do_not_start(keys, clock) -> None:
    nobody = SimpleCredentialProvider("", "")
    identity = await JwtTokenValidation.authenticate_request(Activity(channel_id="msteams"), "", nobody)
    assert identity.is_authenticated
    for empty in ("", " "):
        with pytest.raises(ValueError, match="app id"):
            Gate(empty, {TENANT}, keys, now=clock)


async def test_the_framework_takes_a_webchat_with_a_forged_user_and_we_do_not(gate, framework) -> None:
    """Whoever embeds a web chat chooses the user in it: `from` is then worth nothing, however good the token."""
    signed = bearer(serviceurl=WEBCHAT, exp=FAR_AWAY)
    identity = await ChannelValidation.authenticate_channel_token_with_service_url(
        signed["Authorization"], framework, WEBCHAT, "webchat"
    )
    assert identity.is_authenticated
    assert await status(gate, written(channelId="webchat", serviceUrl=WEBCHAT), signed) == 403


async def test_the_framework_sends_its_token_to_any_address_and_we_do_not(gate, framework) -> None:
    elsewhere = "https://connector.example/"
    signed = bearer(serviceurl=elsewhere, exp=FAR_AWAY)
    identity = await ChannelValidation.authenticate_channel_token_with_service_url(
        signed["Authorization"], framework, elsewhere, "msteams"
    )
    assert identity.is_authenticated
    assert await status(gate, written(serviceUrl=elsewhere), signed) == 403
