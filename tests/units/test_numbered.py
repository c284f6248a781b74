"""A number is found however it was typed or copied."""

from __future__ import annotations

import pytest

from bot.signals.numbered import number_in, only_number


@pytest.mark.parametrize(
    "typed",
    [
        "K-2026-0001",
        "#K-2026-0001",
        "k-2026-1",
        "K-2026-0001.",
        "K\u20112026\u20110001",
        "K 2026 1",
        "K2026-0001",
        "(K-2026-1)",
    ],
)
def test_a_number_alone_is_that_number(typed: str) -> None:
    assert only_number(typed) == number_in(typed) == "K-2026-0001"


def test_one_is_found_among_other_words_and_a_decision_has_one_too() -> None:
    assert number_in("K-2026-0001 graag") == "K-2026-0001"
    assert number_in("over b-2026-12, dank") == "B-2026-0012"
    assert only_number("K-2026-0001 graag") == ""


def test_a_figure_alone_is_of_this_year() -> None:
    assert number_in("1", 2026) == number_in("K-1.", 2026) == "K-2026-0001"
    assert only_number("1", 2026) == only_number("#k-1", 2026) == "K-2026-0001"
    assert only_number("1 school", 2026) == only_number("1") == ""
    assert number_in("1") == number_in("twee", 2026) == number_in("", 2026) == ""
