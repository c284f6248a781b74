"""How good the judgements are is measured as it should be, and does not slip unseen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.quality.figures import Part
from bench.quality.held_back import without_words_of
from bench.quality.look_alikes import answered, by_marks, read
from bench.quality.naive import counted
from bot.organisation import Organisation
from bot.routing import suggest

ROWS = Path(__file__).parents[2] / "bench" / "quality" / "signals.jsonl"


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (85, 100, 0.767, 0.907)],
)
def test_a_share_is_told_with_the_range_that_chance_leaves_open(hits, of, low, high):
    assert Part(hits, of).interval == pytest.approx((low, high), abs=0.001)


def test_a_share_reads_as_percentages():
    assert str(Part.counted([True, True, False, True])) == "75 % (30 %-95 %)"


def test_only_the_words_of_the_texts_held_back_are_forgotten(organisation: Organisation):
    less = without_words_of(["Het zwembad en de huisarts"], ["De huisarts stopt"], organisation)

    def knows(text: str) -> tuple[str, ...]:
        return suggest(text, less, home_region="").themes

    assert (knows("zwembad"), knows("huisarts"), knows("sportakkoord")) == ((), ("eerstelijn",), ("sport_bewegen",))


def test_counting_keywords_sends_a_text_to_the_theme_with_the_most(organisation: Organisation):
    assert counted("stage, diploma en een huisarts", organisation).leads[0] == "MEVA"
    assert counted("niets", organisation).leads == (organisation.routing_fallback,)


def test_the_labelled_texts_go_where_they_should_as_often_as_before(organisation: Organisation):
    rows = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]
    routed = [(row, suggest(row["text"], organisation, home_region=row["liaison_region"])) for row in rows]

    assert Part.counted(found.lead == row["lead_directorate"] for row, found in routed).share >= 0.85
    assert Part.counted(row["lead_directorate"] in found.leads_ranked[:3] for row, found in routed).share >= 0.97
    assert Part.counted(found.region == (row["region"] or "") for row, found in routed).share >= 0.98


def test_look_alikes_are_found_as_often_as_before_and_no_more_others_shown(organisation: Organisation):
    answers = answered(read("signals.jsonl"), by_marks, organisation)

    assert Part.counted(answer.found for answer in answers if answer.asked.like).share >= 0.75
    assert Part.counted(answer.wrong for answer in answers).share <= 0.12
