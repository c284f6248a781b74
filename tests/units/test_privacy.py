"""A number that is somebody stays out of the chat, however it is written; a number of an organisation may pass."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban
from stdnum.nl import bsn

from bot.privacy import judge

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "data" / "privacy.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_text_is_judged_as_people_would(case):
    judgement = judge(case["text"])

    assert [[finding.type, finding.value] for finding in judgement.findings] == case["findings"]
    assert judgement.advice == ("block" if case["findings"] else "allow")


def test_the_masked_text_keeps_every_other_word():
    judgement = judge("cliënt 933 701 469, terugstorten op nl44 rabo 0123 4567 89 graag")

    assert judgement.masked == "cliënt [BSN], terugstorten op [IBAN] graag"


def test_a_finding_is_counted_in_characters_of_the_text_itself():
    text = "👩‍⚕️ belt over ９３３\u200b７０１\u00a0469."

    [finding] = judge(text).findings

    assert text[finding.start : finding.end] == finding.value == "９３３\u200b７０１\u00a0469"


def test_a_second_number_right_behind_the_first_is_found_too():
    assert judge("933 701 469 948 102 731").masked == "[BSN] [BSN]"
    assert judge("NL20INGB0001234567NL51ABNA0987654321").masked == "[IBAN][IBAN]"


# Properties ----------------------------------------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Nd", "Nl", "No", "Cs"]), max_size=60)
anything = st.text(st.one_of(st.sampled_from("0123456789 .-/nlNLbBsSnNkKvVinger[]\n\u200b\u00a0"), st.characters()))


@st.composite
def citizens(draw: st.DrawFn) -> str:
    start = draw(st.integers(1, 99_999_999).map(lambda number: f"{number:08}"))
    return next(
        (start + last for last in "0123456789" if bsn.is_valid(start + last)), "111222333"
    )  # some starts have no last digit that fits


@st.composite
def spaced(draw: st.DrawFn, number: str) -> str:
    """The number as somebody might type it: one separator all along, with unseen characters anywhere."""
    gap = draw(st.sampled_from([" ", "\u00a0", ".", "-", " - ", "\u2011", "\u202f"]))
    unseen = st.sampled_from(["", "", "", "\u200b", "\u2060", "\u00ad"])
    wide = draw(st.booleans())
    typed = []
    for place, digit in enumerate(number):
        between = draw(st.booleans()) if place else False
        shown = chr(ord(digit) + 0xFEE0) if wide and digit.isdecimal() else digit
        typed.append((gap if between else draw(unseen)) + shown)
    return "".join(typed)


@given(st.data(), words, words)
def test_a_bsn_is_found_in_any_surroundings(data, before, after):
    typed = data.draw(spaced(data.draw(citizens())))
    start = len(before) + 1

    found = judge(f"{before}\n{typed}\n{after}").findings

    assert [finding.end for finding in found if finding.type == "BSN"] == [start + len(typed)]


@given(st.data(), words, words)
def test_an_iban_is_found_in_any_surroundings(data, before, after):
    account = data.draw(st.from_regex(r"\A[A-Z]{4}[0-9]{10}\Z"))
    country_and_check = f"NL{iban.calc_check_digits('NL00' + account)}"
    typed = data.draw(spaced(country_and_check + account))

    found = judge(f"{before}\n{typed.lower()}\n{after}").findings

    assert "IBAN" in {finding.type for finding in found}


@given(anything)
def test_a_masked_text_may_always_be_filed(text):
    judgement = judge(text)

    assert judge(judgement.masked).advice != "block"
    assert all(text[finding.start : finding.end] == finding.value for finding in judgement.findings)


@given(st.lists(citizens(), min_size=1, max_size=6), st.lists(st.sampled_from([" ", ".", "-", " en ", "3 "])))
def test_a_masked_row_of_numbers_may_always_be_filed(numbers, gaps):
    row = "".join(number[:4] + gap + number[4:] for number, gap in zip(numbers, [*gaps, *[" "] * 6], strict=False))

    assert judge(judge(row).masked).advice == "allow"


@given(words)
def test_what_may_be_filed_is_left_as_it_is(text):
    judgement = judge(text)

    assert judgement.advice == "block" or judgement.masked == text


# Long texts ----------------------------------------------------------------------------------------------------------

PIECES = [
    "933 701 469 ",
    "nl20 ingb 0001 2345 ",
    "06 06-",
    "a.b@c.d-e.f ",
    "A.B. Jan van de ",
    "mevr. Jansen, ms ",
    "woont op de Dorpsstraat 1a, ",
    "geb. 1-1-2000 ",
    "enige zoon van de bakker in ",
    "dossiernummer van de ",
    "wil niet ",
    "Xandra Puttel, man in Ee met ",
    "de heer (Aa 1-1-",
    "vier 12, dan ",
    "bsn is 12, en ",
    "kind A.B. (1-1-2000) ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_ten_times_the_text_takes_about_ten_times_as_long(piece):
    long = (piece * 100_000)[:100_000]

    assert _timed(long) < 25 * min(_timed(long[:10_000]) for _ in range(3)) + 0.05


def _timed(text: str) -> float:
    start = time.thread_time()
    judge(text)
    return time.thread_time() - start
