"""The lists of what liaisons say in other words can be trusted: whoever adds a line finds it works."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

from bot.concepts import KINDS, listed, spoken_of
from bot.recognise import words


def test_a_phrase_speaks_of_what_it_is_listed_under():
    apart = ((concept, phrase.removeprefix("=").replace(" + ", " en verder ")) for concept, phrase in listed())
    assert [(concept, phrase) for concept, phrase in apart if concept not in spoken_of(words(phrase))] == []


def test_nothing_is_listed_twice():
    keys = [
        f"{kind}:{line}"
        for kind in KINDS
        for file in files("bot.concepts").joinpath(f"{kind}s").iterdir()
        for line in file.read_text("utf-8").splitlines()
        if line and not line.startswith((" ", "#"))
    ]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert [each for each, times in Counter(listed()).items() if times > 1] == []
