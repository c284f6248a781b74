"""`regiolijn route`: every line answered or reported, nothing stored, nothing that breaks it off."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dry_run import NotRouted, route_lines, route_one
from bot.json_lines import LONGEST_TEXT
from tests.example import example

ORGANISATION = example()
FIELDS = [
    "id",
    "region",
    "region_mention",
    "also_regions",
    "themes",
    "stelsels",
    "lead_directorate",
    "co_directorates",
    "leads_ranked",
    "urgency",
    "kind",
    "reasons",
]


def run(lines: bytes) -> tuple[list[dict[str, object]], list[str], int]:
    out, err = io.StringIO(), io.StringIO()
    status = route_lines(ORGANISATION, io.BytesIO(lines), out, err)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines(), status


def line(**given: object) -> bytes:
    return json.dumps(given).encode() + b"\n"


def test_a_line_is_answered_with_every_field():
    answers, reported, status = run(
        line(id="a", text="Twente: ambulance moet wachten, vandaag weer", liaison_region="zeeland")
    )

    [answer] = answers
    assert list(answer) == FIELDS
    assert answer["id"] == "a"
    assert answer["region"] == "twente"
    assert answer["region_mention"] == "Twente"
    assert answer["lead_directorate"] == "CZ"
    assert answer["urgency"] == "acuut"
    assert answer["reasons"][0] == "de tekst noemt Twente"
    assert (reported, status) == ([], 0)


def test_lines_are_answered_in_their_order_and_empty_ones_skipped():
    answers, reported, status = run(b"\n" + line(id=2, text="een") + b"   \r\n" + line(id=1, text="twee"))

    assert [answer["id"] for answer in answers] == [2, 1]
    assert (reported, status) == ([], 0)


def test_no_region_is_null():
    [answer], _, _ = run(line(text="geen tandarts"))

    assert (answer["id"], answer["region"], answer["region_mention"]) == (None, None, None)


@pytest.mark.parametrize(
    "faulty",
    [
        b"geen json\n",
        b'["een lijst"]\n',
        b"[" * 100_000 + b"\n",
        b'{"text": ' + b"9" * 5000 + b"}\n",
        b'{"id": "\xff", "text": "x"}\n',
        b'{"text": "half \\ud800"}\n',
        line(id="geen tekst"),
        line(text=3),
        line(text=None),
        line(text="x", id=[1]),
        line(text="x", id=True),
        line(text="x", liaison_region="atlantis"),
        line(text="x", liaison_region=4),
        line(text="x" * (LONGEST_TEXT + 1)),
        b"x" * (9 * LONGEST_TEXT) + b"\n",
    ],
    ids=lambda faulty: faulty[:40],
)
def test_a_faulty_line_is_reported_by_its_number_and_the_others_are_answered(faulty):
    answers, reported, status = run(line(id=1, text="een") + b"\n" + faulty + line(id=2, text="twee"))

    assert [answer["id"] for answer in answers] == [1, 2]
    [sentence] = reported
    assert sentence.startswith("Regel 3: ")
    assert sentence.endswith(".")
    assert status == 1


def test_the_longest_text_fits_however_it_is_escaped():
    answers, _, status = run(line(id=1, text="é" * (LONGEST_TEXT // 2)) + line(id=2, text="x" * LONGEST_TEXT))

    assert [answer["id"] for answer in answers] == [1, 2]
    assert status == 0


def test_a_file_with_a_byte_order_mark_and_no_last_newline_is_read():
    answers, reported, status = run(b"\xef\xbb\xbf" + line(id=1, text="een") + line(id=2, text="twee").rstrip())

    assert [answer["id"] for answer in answers] == [1, 2]
    assert (reported, status) == ([], 0)


@given(st.lists(st.one_of(st.binary(), st.text().map(lambda text: line(text=text).rstrip()))))
def test_every_line_is_either_answered_or_reported(lines):
    lines = [piece.replace(b"\n", b"") for piece in lines]

    answers, reported, status = run(b"\n".join(lines))

    assert len(answers) + len(reported) == sum(1 for piece in lines if piece.strip())
    assert status == bool(reported)


def test_one_text_is_told_to_people():
    told = route_one(ORGANISATION, "Bergen: geen huisarts meer, vandaag dicht", "utrecht")

    assert told.splitlines() == [
        "Regio: onbekend (Bergen kan bij Noord-Holland Noord / Noord- en Midden-Limburg horen; kies de goede regio)",
        "Thema: Eerstelijnszorg (“geen huisarts” past bij Eerstelijnszorg)",
        "Naar: CZ, Curatieve Zorg (het gaat over Eerstelijnszorg)",
        "Urgentie: Acuut (“vandaag” klinkt dringend)",
        "Soort: Knelpunt (soort Knelpunt, want niets wijst op iets anders)",
    ]


@pytest.mark.parametrize(("text", "region"), [("x", "atlantis"), ("x" * (LONGEST_TEXT + 1), "")])
def test_what_cannot_be_routed_is_refused_in_a_sentence(text, region):
    with pytest.raises(NotRouted, match=r"\.$"):
        route_one(ORGANISATION, text, region)
