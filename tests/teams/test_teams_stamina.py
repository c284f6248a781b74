"""A message made to tire us costs no more than its length: everybody else's waits on the same loop."""

from __future__ import annotations

import time

import pytest

from adapters.teams.markup import LONGEST, words_of
from adapters.teams.wording import tame, unmarked

PIECES = ["<a", "<a ", "<", "<!", "</", "<a href='", '<a href="x', "<at>", "<p>", "<div><script>", "&", "&a", "1)", "1) ",
          "- ", "www", "a=", "{{", "\u200d", "\U0001f1e6"]  # fmt: skip


def took(work, *given: object) -> float:
    begin = time.process_time()
    work(*given)
    return time.process_time() - begin


@pytest.mark.parametrize("piece", PIECES)
def test_no_repeated_piece_of_markup_takes_long_to_read(piece: str) -> None:
    for again in (piece, piece[-1]):
        text = piece + again * (LONGEST // len(again))
        assert took(words_of, text, {}) < 1
        assert took(unmarked, text) < 1
        assert took(tame, text) < 1
