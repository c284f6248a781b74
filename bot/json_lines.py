"""JSON lines in, JSON lines out, for the dry runs: every line is answered or reported, none breaks it off.

A line holds one object with `id` (text, whole number or absent) and `text`, and what else its dry run asks for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, Protocol, TextIO

LONGEST_TEXT = 100_000
"""Bytes of a text in UTF-8."""

_LONGEST_LINE = 8 * LONGEST_TEXT
"""Bytes of a line: every character of the text may be escaped as \\uXXXX, and then some."""


class Say(Protocol):
    """Finds the words for a key of the texts."""

    def __call__(self, key: str, **facts: str) -> str:
        """The sentence under `key` with the facts filled in."""


class Faulty(Exception):
    """A line cannot be answered; its text is the key of the sentence that says why."""


Answer = Callable[[str, Mapping[str, object]], Mapping[str, object]]
"""From the text of a line, and all that stands in the line, to what is told about it beside its `id`; raises Faulty."""


def answer_lines(lines_in: BinaryIO, out: TextIO, err: TextIO, answer: Answer, say: Say, *, shape: str) -> int:
    """Answer every valid line on `out` and report every other by its number on `err`; 1 if there was one, else 0.

    `shape` is the key of the sentence that shows what a line looks like.
    """
    status = 0
    for number, line in enumerate(_lines(lines_in), start=1):
        if line is not None and not line.strip():
            continue
        try:
            given = _given(line, shape)
            told = {"id": given.get("id"), **answer(str(given["text"]), given)}
        except Faulty as fault:
            err.write(say(str(fault), number=str(number)) + "\n")
            status = 1
        else:
            out.write(json.dumps(told, ensure_ascii=False) + "\n")
    return status


def is_too_long(text: str) -> bool:
    """Whether a text has more bytes than a dry run takes."""
    return len(text.encode(errors="replace")) > LONGEST_TEXT


def _lines(lines_in: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream; None for one too long to hold, so that no input can fill the memory."""
    while line := lines_in.readline(_LONGEST_LINE):
        if len(line) < _LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = lines_in.readline(_LONGEST_LINE)
        yield None


def _given(line: bytes | None, shape: str) -> Mapping[str, object]:
    if line is None:
        raise Faulty("line.long")
    given = _object(line, shape)
    identity, text = given.get("id"), given.get("text")
    if not isinstance(identity, str | int | None) or isinstance(identity, bool) or not _whole(identity):
        raise Faulty("line.id")
    if not isinstance(text, str) or not _whole(text):
        raise Faulty("line.text")
    if is_too_long(text):
        raise Faulty("line.long")
    return given


def _object(line: bytes, shape: str) -> Mapping[str, object]:
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Faulty("line.utf8") from None
    except (ValueError, RecursionError):
        raise Faulty("line.json") from None
    if not isinstance(given, dict):
        raise Faulty(shape)
    return given


def _whole(value: str | int | None) -> bool:
    """Whether a text can be written down again: JSON can escape half a character."""
    return not isinstance(value, str) or not any("\ud800" <= sign <= "\udfff" for sign in value)
