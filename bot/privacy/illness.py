"""What somebody suffers from: told along with a name, and what makes a name more than a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.facts import Facts
from bot.privacy.reading import Reading, Span

_BETWEEN = re.compile(r"(?:,| en| of| met|/| \+| body)? ?(?:een |zijn |haar |de )?")
_SOMEBODY = re.compile(r"[a-z\-]*patient(?:e|je)?\b")
_REST = re.compile(
    r" type [12]\b|(?:(?<=ziekte)|(?<=syndroom)) van (?:de )?[a-z\-]+|(?<=gebroken) [a-z]+"
    r"|(?<=tische) [a-z]+|(?<=verstandelijke) (?:beperking|handicap)"
)
"""What belongs to the word before it."""

_NEAR = 150


def illnesses(reading: Reading, people: Facts) -> Iterator[Span]:
    """Illnesses and treatments within a few lines of these people, those that belong together as one."""
    start = end = -1
    for at in reading.places("health"):
        if at < end or _SOMEBODY.match(reading.low, at):
            continue
        word = _word_end(reading, at)
        if start >= 0 and _BETWEEN.fullmatch(reading.low, end, at):
            end = word
            continue
        if start >= 0 and _is_near(start, end, people):
            yield Span(start, end, "GEZONDHEID", "allow")
        start, end = at, word
    if start >= 0 and _is_near(start, end, people):
        yield Span(start, end, "GEZONDHEID", "allow")


def _is_near(start: int, end: int, people: Facts) -> bool:
    return bool(people.between(start - _NEAR, end + _NEAR))


def _word_end(reading: Reading, start: int) -> int:
    end = start
    while end < len(reading.seen) and (reading.seen[end].isalnum() or reading.seen[end] in "-'"):
        end += 1
    rest = _REST.match(reading.low, end)
    return rest.end() if rest else end
