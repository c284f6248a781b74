"""What fits into one message: the rest is left out in a fixed order, and the card says so."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from adapters.teams.spans import rich
from adapters.teams.wording import ELLIPSIS

Json = dict[str, Any]

LARGEST = 28 * 1024
"""Bytes of a message as JSON in UTF-8, with room kept for what the sender adds: addresses, ids."""

ADDED = 2048
MARK = 100

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Worth(IntEnum):
    """How soon an element is left out of a card that is too large: the lowest first, the last of its kind first."""

    ROWS = 0  # of the table beside a picture, which shows the same
    PICTURE = 1  # it says its point in words below
    LINE = 2
    BODY = 3
    FACT = 4
    KEPT = 5  # whatever happens


def _nothing(room: int) -> None:
    return None


class Piece(NamedTuple):
    """One element of a card; `less` gives as much of it as fits into so many bytes, None when that is nothing."""

    shown: Json
    worth: Worth
    less: Callable[[int], Json | None] = _nothing


def fit(pieces: Sequence[Piece], room: int, mark: str) -> list[Json]:
    """As many elements as fit into `room` bytes; the mark stands where rows or a picture are missing, and the first words."""
    left: list[Json | None] = [piece.shown for piece in pieces]
    over = size(left) - room
    if over <= 0:
        return [piece.shown for piece in pieces]
    noted = rich((mark,), MARK, ELLIPSIS, isSubtle=True)
    first: dict[Worth, int] = {}
    for index in _soonest(pieces):
        if over <= 0:
            break
        _, worth, less = pieces[index]
        over += 0 if worth in first else size(noted)
        was = size(left[index])
        left[index] = less(was - over)
        over -= was - size(left[index])
        first[worth] = index
    words = [index for worth, index in first.items() if worth >= Worth.LINE]
    marked = {first.get(Worth.ROWS, first.get(Worth.PICTURE)), min(words, default=None)}
    shown = ([*([element] if element else []), *(noted if at in marked else [])] for at, element in enumerate(left))
    return [element for elements in shown for element in elements]


def _soonest(pieces: Sequence[Piece]) -> list[int]:
    """What can be left out, in that order."""
    found = (index for index, piece in enumerate(pieces) if piece.worth is not Worth.KEPT)
    return sorted(found, key=lambda index: (pieces[index].worth, -index))


def size(part: object) -> int:
    """Bytes of a part of a card, as it travels."""
    return len(_ENCODE(part).encode())
