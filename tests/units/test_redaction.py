"""A passage is found however it is spaced, and taken out whole: never half a word, and nothing that is no word."""

from __future__ import annotations

import json
from time import process_time

import pytest

from bot.redaction import TAKEN_OUT, Passage

GONE = TAKEN_OUT


@pytest.mark.parametrize(
    ("passage", "text", "left"),
    [
        ("Jan Smit", "Jan Smit en JAN\n  smit", f"{GONE} en {GONE}"),
        ("Jan", "januari met Jan-Willem", f"januari met {GONE}-Willem"),
        ("06 12", "bel 06 12 34", f"bel {GONE} 34"),
        ("a&b", "met a\\&b en a&b", f"met {GONE} en {GONE}"),
        ("mevrouw De Wit", "ik sprak mevrouw De \u2026", f"ik sprak {GONE} \u2026"),
        ("mevrouw De Wit", "ik sprak mevrouw De Boer", "ik sprak mevrouw De Boer"),
        ("mevrouw De Wit", "ik sprak (mevrouw\u2026", f"ik sprak {GONE}\u2026"),
        ("c'est l'ete", "oui, c'est l'ete.", f"oui, {GONE}."),
    ],
)
def test_it_is_taken_out_of_what_people_typed(passage: str, text: str, left: str) -> None:
    assert Passage(passage).taken_out(text) == left


def test_what_says_too_little_is_not_looked_for() -> None:
    assert [Passage(words).is_long_enough for words in ("", "a.", "- -", "J. B", "Jan")] == [False] * 4 + [True]


def test_a_form_keeps_its_choices_and_loses_what_was_typed() -> None:
    form = (
        '{"kind": "form", "fields": [{"kind": "choice", "value": "zeeland"}, {"kind": "text", "value": "in Zeeland"}]}'
    )
    without = Passage("zeeland").out_of_json(form)
    assert '"value": "zeeland"' in without
    assert f"in {GONE}" in without
    assert Passage("zeeland").out_of_json("2026-W47 zeeland") == "2026-W47 zeeland"


def test_a_list_loses_a_single_word_only_where_it_names_the_number_and_a_text_cut_short_anywhere() -> None:
    lines = [["K-2026-0001: Vonk belde"], ["K-2026-0002: een vonk sloeg over"]]
    card = json.dumps({"kind": "lines", "lines": lines})
    assert json.loads(Passage("vonk").out_of_json(card, "K-2026-0001"))["lines"] == [
        [f"K-2026-0001: {GONE} belde"],
        ["K-2026-0002: een vonk sloeg over"],
    ]
    cut = '{"text": "sinds Adelheid \u2026. De regio: helpt"}'
    assert f"sinds {GONE} \u2026. De regio" in json.loads(Passage("Adelheid Vonk").out_of_json(cut))["text"]


def test_the_time_it_takes_grows_with_the_text() -> None:
    passage = Passage("aa " * 20 + "b")

    def seconds(length: int) -> float:
        began = process_time()
        passage.taken_out("aa " * length + "\u2026")
        return process_time() - began

    seconds(500)
    assert seconds(8_000) < 40 * max(seconds(1_000), 0.001)
