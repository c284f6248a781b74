"""What is nearest, among few and among many: what was left out of a quick look is still counted."""

from __future__ import annotations

import pytest

from bot.store import postings
from bot.store.postings import Postings

TOLK, NIGHT, WAITS = "matter:interpreter", "scene:night", "turn:waiting"


def filled(*given: tuple[str, list[str]]) -> Postings:
    made = Postings()
    for signal_id, marks in given:
        made.put(signal_id, marks)
    return made


def ids(found: list[tuple[str, float]]) -> list[str]:
    return [signal_id for signal_id, _ in found]


def test_what_has_most_in_common_comes_first_and_what_has_nothing_not_at_all():
    made = filled(("bus", ["matter:public_transport"]), ("near", [TOLK, NIGHT]), ("nearest", [TOLK, NIGHT, WAITS]))
    assert ids(made.nearest([TOLK, NIGHT, WAITS], 5)) == ["nearest", "near"]
    assert made.nearest(["matter:dentist"], 5) == []
    assert Postings().nearest([TOLK], 5) == []


def test_of_those_that_are_equally_near_the_newest_comes_first():
    made = filled(("old", [TOLK]), ("new", [TOLK]))
    assert ids(made.nearest([TOLK], 1)) == ["new"]


def test_what_comes_later_replaces_and_what_comes_late_does_not():
    made = Postings()
    made.put("one", [TOLK], 5)
    made.put("one", [NIGHT], 7)
    made.put("one", [TOLK], 6)
    assert made.nearest([TOLK], 5) == []
    assert ids(made.nearest([NIGHT], 5)) == ["one"]
    made.put("one", [], 8)
    assert made.nearest([NIGHT], 5) == []


def test_among_many_the_commoner_marks_still_decide_between_those_that_the_rarer_brought_up(monkeypatch):
    made = filled(*((f"s{number}", [TOLK, NIGHT] if number == 3 else [TOLK, "woord"]) for number in range(40)))
    [(nearest, score)] = made.nearest([TOLK, NIGHT, "woord"], 1)
    monkeypatch.setattr(postings, "FIRST", 1)
    [(found, its_score)] = made.nearest([TOLK, NIGHT, "woord"], 1)
    assert (found, its_score) == (nearest, pytest.approx(score))


def test_a_mark_that_very_many_have_says_nothing(monkeypatch):
    monkeypatch.setattr(postings, "FEW", 3)
    made = filled(*((f"s{number}", [NIGHT]) for number in range(9)), ("one", [TOLK]))
    assert made.nearest([NIGHT], 5) == []
    assert ids(made.nearest([NIGHT, TOLK], 5)) == ["one"]
