"""`regiolijn similar --jsonl`: every line is looked up among the lines before it, or reported."""

from __future__ import annotations

import io
import json

from bot.similar_run import similar_lines
from tests.example import example

ORGANISATION = example()

INTERPRETER = "Breda: huisartsen krijgen de tolk niet betaald en familie vertaalt bij het consult."
ELSEWHERE = "Emmen: geen vergoeding voor tolken in de huisartspraktijk, patiënten nemen hun kind mee."
OTHER = "Urk: geen vervoer naar de dagbesteding, de taxi komt niet."


def run(*lines: str) -> tuple[list[dict[str, object]], list[str], int]:
    out, err = io.StringIO(), io.StringIO()
    status = similar_lines(ORGANISATION, io.BytesIO("\n".join(lines).encode()), out, err)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines(), status


def line(identity: object, text: str) -> str:
    return json.dumps({"id": identity, "text": text})


def test_the_same_matter_elsewhere_is_found_with_a_reason_in_words():
    answers, reported, status = run(line("a", INTERPRETER), line("b", OTHER), line("c", ELSEWHERE))

    assert [(answer["id"], len(answer["candidates"])) for answer in answers] == [("a", 0), ("b", 0), ("c", 1)]
    [found] = answers[2]["candidates"]
    assert found["id"] == "a"
    assert 0.5 <= found["score"] <= 1
    assert "tolken" in found["reason"]
    assert found["reason"].startswith("zelfde thema: ")
    assert (reported, status) == ([], 0)


def test_the_best_comes_first_and_what_a_liaison_would_not_be_shown_is_left_out():
    *_, last = run(*(line(number, INTERPRETER) for number in range(8)), line("near", ELSEWHERE), line(9, INTERPRETER))[
        0
    ]

    assert len(last["candidates"]) == 3
    scores = [candidate["score"] for candidate in last["candidates"]]
    assert scores == sorted(scores, reverse=True)
    assert "near" not in [candidate["id"] for candidate in last["candidates"]]


def test_a_faulty_line_is_reported_by_its_number_and_is_not_in_the_corpus():
    answers, reported, status = run("[]", line(1, INTERPRETER), '{"id": 2}', "{", line(3, ELSEWHERE))

    assert [candidate["id"] for candidate in answers[-1]["candidates"]] == [1]
    assert [sentence.partition(":")[0] for sentence in reported] == ["Regel 1", "Regel 3", "Regel 4"]
    assert status == 1
