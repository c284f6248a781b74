"""The frames of Socket Mode: three kinds mean something, and no text whatsoever does any harm."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.admit import DEEPEST, LARGEST
from adapters.slack.frames import Envelope, Hello, Leave, acknowledgement, read
from tests.slack_sockets import HELLO


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (HELLO, Hello()),
        ({"type": "disconnect", "reason": "refresh_requested"}, Leave("refresh_requested")),
        ({"type": "disconnect", "reason": "a reason nobody knows"}, Leave("unknown")),
        ({"type": "disconnect", "reason": ["warning"]}, Leave("unknown")),
        ({"type": "disconnect"}, Leave("unknown")),
        (
            {"type": "interactive", "envelope_id": "e-1", "payload": {"a": 1}, "accepts_response_payload": True},
            Envelope("e-1", {"a": 1}, takes_answer=True),
        ),
        ({"type": "something_new", "envelope_id": "e-1", "payload": "text"}, Envelope("e-1", {}, takes_answer=False)),
        ({"type": "interactive", "envelope_id": "", "payload": {}}, None),
        ({"type": "interactive", "envelope_id": "e" * 256, "payload": {}}, None),
        ({"type": "interactive", "envelope_id": 1, "payload": {}}, None),
        ({"type": "interactive", "envelope_id": "e-1"}, None),
        ({"type": "ping"}, None),
        ([], None),
        (None, None),
    ],
)
def test_a_frame_means_what_it_says(frame: object, said: object) -> None:
    assert read(json.dumps(frame)) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        '{"type": "hello"',
        '{"type": "hello", "n": NaN}',
        '{"type": "hello", "n": ' + "9" * 5000 + "}",
        '{"type": "hello", "n": ' + "[" * DEEPEST + "]" * DEEPEST + "}",
        "[" * 200_000,
        '{"type": "hello", "n": "' + "x" * LARGEST + '"}',
    ],
)
def test_what_cannot_be_read_means_nothing(text: str) -> None:
    assert read(text) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.sampled_from(["hello", "disconnect"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["type", "reason", "envelope_id", "payload", "accepts_response_payload"])


@given(st.text(max_size=60) | st.dictionaries(NAMES, json_values, max_size=5).map(json.dumps))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert read(text) is None or isinstance(read(text), Hello | Leave | Envelope)


@pytest.mark.parametrize(
    ("answer", "told"),
    [("", {"envelope_id": "e-1"}), ('{"text": "\\u00e9"}', {"envelope_id": "e-1", "payload": {"text": "é"}})],
)
def test_an_acknowledgement_carries_the_id_and_the_answer_if_there_is_one(answer: str, told: object) -> None:
    assert json.loads(acknowledgement(Envelope("e-1", {}, takes_answer=True), answer)) == told
