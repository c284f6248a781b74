"""`regiolijn privacy`: every line judged or reported, as programs and as people read it."""

from __future__ import annotations

import io
import json

import pytest

from bot.json_lines import LONGEST_TEXT
from bot.privacy_run import NotJudged, judge_lines, judge_one
from bot.texts import words

DUTCH = words("nl").text


def run(lines: bytes) -> tuple[list[dict[str, object]], list[str], int]:
    out, err = io.StringIO(), io.StringIO()
    status = judge_lines(io.BytesIO(lines), out, err, DUTCH)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines(), status


def test_a_line_is_answered_with_what_was_found_and_where_but_not_with_the_words():
    answers, reported, status = run(b'{"id": 7, "text": "\xf0\x9f\x98\x80 bsn 948102731, bel info@ggd.nl"}\n')

    assert answers == [{"id": 7, "advice": "block", "entities": [{"type": "BSN", "start": 6, "end": 15}]}]
    assert (reported, status) == ([], 0)


def test_a_faulty_line_is_reported_by_its_number_and_the_others_are_answered():
    answers, reported, status = run(b'{"text": "x"}\n\n[]\n{"id": 1.5, "text": "x"}\n{"id": 1}\n{\n{"text": "y"}\n')

    assert [answer["advice"] for answer in answers] == ["allow", "allow"]
    assert [sentence.partition(":")[0] for sentence in reported] == ["Regel 3", "Regel 4", "Regel 5", "Regel 6"]
    assert '{"id": …, "text": …}' in reported[0]
    assert status == 1


def test_one_text_is_told_to_people():
    assert judge_one("Cliënt met BSN 948102731, bel Rianne, casemanager.", DUTCH).splitlines() == [
        "Mag niet zo worden ingediend.",
        "BSN: 948102731",
        "NAAM: Rianne",
        "Voorstel: Cliënt met BSN [BSN], bel Rianne, casemanager.",
    ]
    assert judge_one("De stage telt niet mee.", DUTCH) == "Mag worden ingediend."


def test_a_text_that_is_too_long_is_refused_in_a_sentence():
    with pytest.raises(NotJudged, match=r"\.$"):
        judge_one("x" * (LONGEST_TEXT + 1), DUTCH)
