"""The gate: what Slack did not sign has no effect, and nothing that comes in gets a 5xx."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from urllib.parse import urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier

from adapters.slack.admit import DEEPEST, LARGEST, Letter, Refused, admit
from bot.conversation import Say
from tests.slack.conftest import NOOR
from tests.slack.test_slack_replies import HELP
from tests.slack_people import FORM, proof, signature, slash_form

SECRET, NOW = "a signing secret", 1_762_074_840
JSON = "application/json"


def signed(body: bytes, content_type: str = FORM, at: int = NOW, secret: str = SECRET) -> Letter:
    return Letter(body, [content_type], [str(at)], [proof(secret, str(at), body)])


def outcome(letter: Letter) -> int | dict[str, object]:
    answer = admit(letter, SECRET.encode(), NOW)
    return answer.status if isinstance(answer, Refused) else answer


def form(**fields: str) -> bytes:
    return urlencode(fields).encode()


@pytest.mark.parametrize(
    ("body", "content_type", "payload"),
    [
        (form(command="/knelpunt", text=""), FORM, {"command": "/knelpunt", "text": ""}),
        (form(payload='{"type":"x","é":"+ &=%"}'), FORM, {"type": "x", "é": "+ &=%"}),
        (form(payload='{"a":1}', extra="&"), FORM, {"a": 1}),
        (b'{"type":"url_verification"}', JSON, {"type": "url_verification"}),
        (b"a=1", "application/x-www-form-urlencoded; charset=UTF-8", {"a": "1"}),
        (b"", FORM, {}),
    ],
)
def test_what_slack_signed_comes_in(body: bytes, content_type: str, payload: dict[str, object]) -> None:
    assert outcome(signed(body, content_type)) == payload


def test_the_signature_is_the_one_that_slacks_own_library_makes() -> None:
    theirs = SignatureVerifier(SECRET).generate_signature(timestamp=str(NOW), body=b"a=1")
    assert theirs == proof(SECRET, str(NOW), b"a=1")


@pytest.mark.parametrize(("seconds", "status"), [(-301, 401), (-300, {"a": "1"}), (300, {"a": "1"}), (301, 401)])
def test_a_signature_lives_five_minutes(seconds: int, status: object) -> None:
    assert outcome(signed(b"a=1", at=NOW + seconds)) == status


@pytest.mark.parametrize(
    "letter",
    [
        signed(b"a=1", secret="another secret"),
        Letter(b"a=2", [FORM], [str(NOW)], signed(b"a=1").signature),
        Letter(b"a=1", [FORM], [str(NOW + 1)], signed(b"a=1").signature),
        Letter(b"a=1", [FORM], [str(NOW)], []),
        Letter(b"a=1", [FORM], [], signed(b"a=1").signature),
        Letter(b"a=1", [FORM], [str(NOW)] * 2, signed(b"a=1").signature),
        Letter(b"a=1", [FORM], [str(NOW)], list(signed(b"a=1").signature) * 2),
        Letter(b"a=1", [FORM], [str(NOW)], ["v0=é\ud800"]),
        Letter(b"a=1", [FORM], [str(NOW)], [signed(b"a=1").signature[0].upper()]),
        *(
            Letter(b"a=1", [FORM], [stamp], signed(b"a=1").signature)
            for stamp in ("", "nan", "-5", "1e9", "²", f" {NOW}", f"{NOW}.0", "9" * 5000, "١٢٣")
        ),
    ],
)
def test_what_slack_did_not_sign_is_refused(letter: Letter) -> None:
    assert outcome(letter) == 401


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"a=1&a=2", FORM),
        (b"a=%ff", FORM),
        (b"a=%zz", FORM),
        (b"a=%", FORM),
        (b"a=%0", FORM),
        (b"a=\xff", FORM),
        (b"payload=%7B", FORM),
        (b"payload=%5B%5D", FORM),
        (b"payload=%ff", FORM),
        ("&".join(f"f{number}=1" for number in range(200)).encode(), FORM),
        (b"[]", JSON),
        (b"", JSON),
        (b"null", JSON),
        (b'{"a":NaN}', JSON),
        (b'{"a":' + b"9" * 5000 + b"}", JSON),
        (b'{"a":"\xff"}', JSON),
        (b"[" * 200_000, JSON),
        (b'{"a":' * 50_000, JSON),
        (json.dumps({"a": eval("[" * DEEPEST + "]" * DEEPEST)}).encode(), JSON),  # noqa: S307
        (b"a=1", "text/plain"),
        (b"a=1", "application/x-www-form-urlencoded; charset=latin-1"),
        (b"a=1", "multipart/form-data; boundary=x"),
        (b"a=1", ""),
    ],
)
def test_a_body_that_is_no_payload_is_refused(body: bytes, content_type: str) -> None:
    assert outcome(signed(body, content_type)) == 400


def test_a_payload_as_deep_as_the_limit_comes_in() -> None:
    inside = "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)
    assert outcome(signed(f'{{"a":{inside}}}'.encode(), JSON)) != 400


def test_two_content_types_are_refused() -> None:
    letter = signed(b"a=1")
    assert outcome(Letter(letter.body, [FORM, JSON], letter.timestamp, letter.signature)) == 400


def test_a_body_over_the_limit_is_refused_before_anything_else() -> None:
    assert outcome(Letter(b"a" * (LARGEST + 1), [], [], [])) == 413
    assert outcome(signed(b"a=" + b"a" * (LARGEST - 2))) != 413


texts = st.text(max_size=40)


@given(body=st.binary(max_size=200), kinds=st.lists(texts, max_size=2), stamps=st.lists(texts, max_size=2),
       proofs=st.lists(texts, max_size=2))  # fmt: skip
def test_random_letters_are_refused_without_an_error(
    body: bytes, kinds: list[str], stamps: list[str], proofs: list[str]
) -> None:
    assert outcome(Letter(body, kinds, stamps, proofs)) == 401


@given(body=st.binary(max_size=400), kind=st.sampled_from([FORM, JSON]) | texts)
def test_random_signed_bodies_are_a_payload_or_a_refusal(body: bytes, kind: str) -> None:
    assert outcome(signed(body, kind)) == 400 or isinstance(outcome(signed(body, kind)), dict)


@given(st.dictionaries(st.text(max_size=9).filter(lambda name: name != "payload"), st.text(max_size=40), max_size=5))
def test_a_form_is_read_as_it_was_written(fields: dict[str, str]) -> None:
    assert outcome(signed(urlencode(fields).encode())) == fields


@given(cut=st.integers(min_value=0, max_value=60))
def test_a_body_that_broke_off_on_the_way_is_refused(cut: int) -> None:
    whole = signed(form(command="/knelpunt", text="Zuid-Limburg: erkenning van diploma's duurt"))
    assert outcome(Letter(whole.body[:cut], whole.content_type, whole.timestamp, whole.signature)) == 401


# Over HTTP


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PARTS = ("type", "team", "user", "actions", "view", "channel", "message", "trigger_id", "callback_id", "command",
         "enterprise", "authorizations", "event", "team_id", "user_id", "is_enterprise_install", "response_url",
         "message_ts", "text", "channel_id", "container", "state")  # fmt: skip
KINDS = ("block_actions", "view_submission", "message_action", "shortcut", "event_callback", "interactive_message")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_signed_shape_gets_a_5xx(data: st.DataObject, loop_of_people) -> None:
    """Shapes near the real ones, with any part of any type."""
    likely = {"team": {"id": "T0REGIO"}, "user": {"id": NOOR}, "trigger_id": "1.2", "callback_id": "x",
              "type": data.draw(st.sampled_from(KINDS)), "view": {"callback_id": "x"}, "message": {"text": "x"},
              "actions": [{"type": "button", "action_id": "x"}]}  # fmt: skip
    twisted = data.draw(st.dictionaries(st.sampled_from(PARTS), json_values, max_size=3))
    loop, people = loop_of_people
    heard = loop.run_until_complete(people.post_payload(likely | twisted))
    assert heard.status in (200, 400)


async def test_an_unsigned_request_has_no_effect(people, slack, core) -> None:
    body = urlencode(slash_form(slack, NOOR, "help", channel="C0HALL", command="/knelpunt")).encode()
    heard = await people.post(body, FORM, X_Slack_Signature="v0=" + "0" * 64)
    assert (heard.status, heard.body, core.asked) == (401, "", [])


async def test_the_window_follows_the_clock_it_is_given(people, slack, core) -> None:
    body = urlencode(slash_form(slack, NOOR, "help", channel="C0HALL", command="/knelpunt")).encode()
    old = signature(slack, body, at=slack.clock() - 301)
    heard = await people.post(body, FORM, **old)
    assert (heard.status, core.asked) == (401, [])


async def test_a_large_body_is_not_read_to_its_end(people, core) -> None:
    assert (await people.post(b"a" * (LARGEST + 1), FORM)).status == 413

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(LARGEST // 65536 + 2):
            yield b"a" * 65536

    async with people.session.post(
        f"{people.url}/slack/events", data=pieces(), headers={"Content-Type": FORM}
    ) as answer:
        assert answer.status == 413, "also when its length is not announced"
    assert core.asked == []


async def test_a_packed_body_is_refused(people, core) -> None:
    heard = await people.post(b"not packed at all", FORM, Content_Encoding="gzip")
    assert heard.status in (400, 401)
    assert core.asked == []


async def test_a_request_that_stops_halfway_harms_nobody(people, core) -> None:
    port = urlsplit(people.url).port
    for start in (
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\ncommand=",
        b"\x00\xff\r\n\r\n",
        b"POST",
    ):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(start)
        writer.write_eof()
        answer = await reader.read()
        writer.close()
        assert b" 5" not in answer.split(b"\r\n")[0]
    core.replies.append(Say(HELP))
    assert (await people.slash(NOOR, "help")).status == 200


async def test_slack_may_check_the_address_and_the_certificate(people, core) -> None:
    heard = await people.post(b'{"type":"url_verification","challenge":"3eZ","token":"x"}', "application/json")
    assert (heard.status, heard.json) == (200, {"challenge": "3eZ"})
    heard = await people.post(b"ssl_check=1&token=x", FORM, X_Slack_Signature="")
    assert (heard.status, heard.body) == (200, "")
    heard = await people.post(
        b"ssl_check=1&command=%2Fknelpunt&user_id=U0NOOR&team_id=T0REGIO&trigger_id=1", FORM, X_Slack_Signature=""
    )
    assert core.asked == []


async def test_only_post_is_taken(people) -> None:
    async with people.session.get(f"{people.url}/slack/events") as answer:
        assert answer.status == 405
