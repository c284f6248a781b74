"""Who is named or described in a text: a patient must go, a colleague may be confirmed, an institution may pass."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import judge

DEVELOPMENT = Path(__file__).parents[2] / "bench" / "quality" / "privacy.jsonl"
DATA = Path(__file__).parents[1] / "data"
CASES, OTHERS = (
    [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    for name in ("privacy_people.jsonl", "privacy_others.jsonl")
)


@pytest.mark.parametrize("advice", ["block", "warn", "allow"])
def test_texts_are_judged_as_people_would(advice):
    """Every text, with the kinds of personal data in it; an illness is only told along."""
    mine = [case for case in CASES if case["advice"] == advice]
    judged = {case["text"]: judge(case["text"]) for case in mine}

    assert mine
    assert [text for text, judgement in judged.items() if judgement.advice != advice] == []
    assert [
        case["text"]
        for case in mine
        if not set(case["types"]) <= {finding.type for finding in judged[case["text"]].findings}
    ] == []


def test_texts_that_somebody_else_wrote_are_judged_as_they_said():
    judged = [(row, judge(row["text"]).advice) for row in OTHERS]

    assert judged
    assert [row["text"] for row, advice in judged if advice != row["advice"]] == []


def test_what_stands_where_is_told_to_the_letter():
    rows = [json.loads(line) for line in DEVELOPMENT.read_text(encoding="utf-8").splitlines()]
    judged = [(row, judge(row["text"])) for row in rows]

    assert [row["text"] for row, judgement in judged if judgement.advice != row["advice"]] == []
    assert [
        (row["text"], entity["type"])
        for row, judgement in judged
        for entity in row["entities"]
        if not any(
            found.type == entity["type"] and found.start < entity["end"] and entity["start"] < found.end
            for found in judgement.findings
        )
    ] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tymek heeft PTSS en wordt niet geholpen.", ["Tymek"]),
        ("Dubbel geboekt: Okonkwo, Blessing, sikkelcelziekte.", ["Okonkwo, Blessing"]),
        ("Jaydenns moeder heeft borstkanker.", ["Jaydenn"]),
        ("Henk en Truus Pelgrim, Zandweg 3, Ommeren, liggen op bed.", ["Henk en Truus Pelgrim", "Zandweg 3, Ommeren"]),
        ("De dominee van Urk die vorig jaar zijn been verloor.", ["dominee van Urk die vorig jaar zijn been verloor"]),
        ("cliënt woont aan de Molenerf 5 in Hulst", ["Molenerf 5"]),
        ("Mevr. Van Arkel heeft dementie en wacht op een bed bij Reinier van Arkel.", ["Mevr. Van Arkel"]),
        ("Storm Jansen heeft autisme en zit sinds storm Eunice thuis.", ["Storm Jansen"]),
        ("Paspoort van de Poolse arbeidsmigrant (EH 4820137) is zoek.", ["EH 4820137"]),
    ],
)
def test_what_no_list_knows_is_seen_by_what_stands_around_it(text, found):
    assert list(judge(text).seen("block")) == found


def test_a_masked_text_keeps_the_matter_and_loses_the_person():
    judgement = judge("Mevr. T. Hoekstra (geb. 3-11-1950) heeft een beroerte gehad en wacht op een bed.")

    assert judgement.masked == "[NAAM] (geb. [GEBOORTEDATUM]) heeft een beroerte gehad en wacht op een bed."
    assert judgement.seen("block") == ("Mevr. T. Hoekstra", "3-11-1950")
    assert [finding.type for finding in judgement.findings if finding.advice == "allow"] == ["GEZONDHEID"]


def test_what_may_be_confirmed_is_left_standing():
    judgement = judge("Afgestemd met Hanneke Vos, beleidsadviseur Wmo.")

    assert (judgement.advice, judgement.seen("warn")) == ("warn", ("Hanneke Vos",))
    assert judgement.masked == "Afgestemd met Hanneke Vos, beleidsadviseur Wmo."


def test_a_name_with_accents_is_shown_as_it_was_typed():
    [finding] = judge("Bewoonster Zoe\u0308 O\u0308zdemir is gevallen.").findings

    assert finding.value == "Zoe\u0308 O\u0308zdemir"


def test_two_descriptions_that_share_words_are_one():
    judgement = judge("De enige inwoner van Rottum met een donorhart moet drie uur reizen.Mevrouw krijgt geen zorg.")

    [finding] = judgement.findings
    assert finding.value.startswith("inwoner van Rottum met een donorhart")
    assert judgement.masked.count("[OMSCHRIJVING]") == 1


pieces = st.lists(
    st.sampled_from(
        [case["text"] for case in CASES] + [" ", "\n", ", ", "(", "[NAAM]", "mevr. ", "1935", "Jan ", "A."]
    ),
    max_size=5,
)


@given(pieces.map("".join))
def test_a_proposal_can_be_sent_whatever_stood_together(text):
    judgement = judge(text)

    assert judge(judgement.masked).advice != "block"
    assert all(text[finding.start : finding.end] == finding.value for finding in judgement.findings)
    assert all(one.end <= other.start for one, other in zip(judgement.findings, judgement.findings[1:], strict=False))
