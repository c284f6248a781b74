"""The lists of what liaisons say in other words can be trusted: whoever adds a line finds it works."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

from bot.concepts import KINDS, listed, spoken_of
from bot.organisation import Organisation
from bot.places import Places
from bot.recognise import Phrases, words


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


def test_no_phrase_is_listed_that_another_one_finds_by_its_stems():
    """`evenementen` behind `evenement` can never say anything new."""
    first: dict[tuple[str, frozenset[tuple[str, ...]]], str] = {}
    twice = []
    for concept, phrase in listed():
        if phrase.startswith("="):
            continue
        pieces = phrase.split(" + ")
        same = first.setdefault(
            (concept, frozenset(tuple(word.stem for word in words(piece)) for piece in pieces)), phrase
        )
        finder = Phrases((piece, piece) for piece in same.split(" + "))
        if same != phrase and all(any(finder.find(words(piece))) for piece in pieces):
            twice.append((concept, phrase, same))
    assert twice == []


def test_no_phrase_waits_for_a_place(organisation: Organisation):
    """Names of places are taken out before a text is read for what it speaks of; but for a seat of government."""
    places = Places(organisation)
    pieces = [(concept, piece) for concept, phrase in listed() for piece in phrase.split(" + ")]

    assert [each for each in pieces if each[1] != "Den Haag" and places.find(each[1], words(each[1]))] == []
