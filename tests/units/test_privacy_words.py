"""The lists of words can be added to by whoever knows one: nothing in them is said twice or can never count."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import bot.privacy

LISTS = sorted((Path(bot.privacy.__file__).parent / "words").glob("*.txt"))
WITH_ENDS = ["care", "clients", "functions", "health", "organisations", "premises", "rare", "trades", "work"]


def entries(file: Path) -> list[str]:
    lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return lines if file.stem == "namesakes" else [word for line in lines for word in line.split()]


def test_no_list_says_a_word_twice():
    assert LISTS
    assert {
        file.stem: twice for file in LISTS if (twice := [w for w, times in Counter(entries(file)).items() if times > 1])
    } == {}


@pytest.mark.parametrize("name", WITH_ENDS)
def test_no_word_is_listed_that_an_end_already_says(name):
    """`-kanker` is the end of every cancer."""
    [file] = [each for each in LISTS if each.stem == name]
    ends = tuple(word[1:] for word in entries(file) if word.startswith("-"))

    assert [word for word in entries(file) if word[0] != "-" and word.islower() and ends and word.endswith(ends)] == []


def test_every_word_can_be_met_in_a_text():
    """A text is read in small letters without accents; with capitals only where they must be typed."""
    odd = re.compile(r"[^a-zA-Z0-9'\- ]")
    assert {file.stem: found for file in LISTS if (found := [e for e in entries(file) if odd.search(e)])} == {}


def test_every_list_is_used():
    code = "".join(file.read_text("utf-8") for file in Path(bot.privacy.__file__).parent.glob("*.py"))
    assert [file.stem for file in LISTS if f'"{file.stem}"' not in code] == []


def test_an_everyday_name_is_a_first_name():
    """It is looked up among first names before anybody asks whether it is an everyday word."""
    [everyday, first] = [
        {entry for file in LISTS if file.stem == name for entry in entries(file)}
        for name in ("everyday_names", "first_names")
    ]
    assert everyday - first == set()
