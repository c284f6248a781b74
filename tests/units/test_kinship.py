"""Whether two texts are about the same is weighed word by word, and only what is sure enough is shown."""

from __future__ import annotations

import os
import subprocess
import sys

from bot.kinship import AT_MOST, SHOWN, TOO_FAR, Near, akin, in_common
from tests.example import example

ORGANISATION = example()
PHARMACY = "De apotheek is 's nachts dicht."


def test_many_marks_of_one_word_say_less_than_many_words():
    same = in_common(PHARMACY, "'s Nachts moet je naar een apotheek in de stad.", ORGANISATION)
    assert same > in_common(PHARMACY, "De apotheek zoekt personeel.", ORGANISATION) > 0


def test_the_text_that_says_less_of_it_decides():
    assert in_common(PHARMACY, PHARMACY, ORGANISATION) == in_common(
        PHARMACY, f"{PHARMACY} En de bus rijdt niet.", ORGANISATION
    )


def test_a_word_that_is_repeated_says_it_once():
    assert in_common(PHARMACY, PHARMACY, ORGANISATION) == in_common(PHARMACY * 3, PHARMACY * 3, ORGANISATION)


def test_every_process_weighs_alike_in_whatever_order_it_keeps_its_words():
    one = "Geleen: wachtlijst autismediagnostiek bij kinderen een jaar, scholen eisen een label voor hulp."
    other = "Zutphen: GGZ-onderzoek naar ADHD duurt 14 maanden, en zonder diagnose geen extra ondersteuning in de klas."
    program = (
        "from bot.examples import VWS; from bot.kinship import in_common; from bot.organisation import read_organisation; "
        f"print(in_common({one!r}, {other!r}, read_organisation(VWS / 'organisation.yaml')))"
    )
    ordered = [os.environ | {"PYTHONHASHSEED": str(seed)} for seed in range(2)]
    said = [subprocess.check_output([sys.executable, "-c", program], env=each) for each in ordered]
    assert len(set(said)) == 1


def test_the_surest_come_first_and_no_more_than_would_be_read():
    shown = akin(PHARMACY, [Near(PHARMACY, 1.8), *[Near(PHARMACY, 1.5)] * 5], ORGANISATION)
    assert shown[0][0] == 0
    assert len(shown) == AT_MOST
    assert all(SHOWN <= sureness <= 1 for _, sureness in shown)


def test_what_has_a_rival_close_by_is_less_sure():
    [(_, alone)] = akin(PHARMACY, [Near(PHARMACY, 1.5)], ORGANISATION)
    [(_, beside), *_] = akin(PHARMACY, [Near(PHARMACY, 1.5), Near("Iets anders.", 1.4)], ORGANISATION)
    assert beside < alone


def test_what_is_too_far_is_not_weighed():
    assert akin(PHARMACY, [Near(PHARMACY, TOO_FAR)], ORGANISATION) == []
    assert akin(PHARMACY, [], ORGANISATION) == []
