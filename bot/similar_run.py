"""What a liaison would be shown as alike, without storing anything: a JSON object a line, in and out.

In: `id` (text, whole number or absent), `text`. Every line is looked up among the lines before it. Out, in the same order:
`id` and `candidates`: those that would be shown, the best first, each with `id`, `score` (how sure, from 0 to 1) and `reason`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import BinaryIO, NamedTuple, TextIO

from bot.json_lines import Say, answer_lines
from bot.kinship import LOOKED_AT, Near, akin
from bot.likeness import in_words, marks
from bot.organisation import Organisation
from bot.store.postings import Postings
from bot.texts import words

MOST_WORDS = 3
"""In a reason: enough to see what it is about."""


def similar_lines(
    organisation: Organisation, lines_in: BinaryIO, out: TextIO, err: TextIO, *, say: Say | None = None
) -> int:
    """Answer every valid line on `out` and report every other by its number on `err`; 1 if there was one, else 0."""
    speak = say or words("nl", organisation.zone).text
    return answer_lines(lines_in, out, err, _Corpus(organisation, speak), speak, shape="similar.line.object")


class _Line(NamedTuple):
    id: object
    text: str
    marks: Collection[str]


class _Corpus:
    """The lines so far."""

    def __init__(self, organisation: Organisation, say: Say) -> None:
        self._organisation = organisation
        self._say = say
        self._postings = Postings()
        self._lines: list[_Line] = []

    def __call__(self, text: str, given: Mapping[str, object]) -> Mapping[str, object]:
        """What is alike among the lines before; afterwards this is one of them."""
        own = marks(text, self._organisation)
        found = [(int(number), score) for number, score in self._postings.nearest(own, LOOKED_AT)]
        nearest = [Near(self._lines[number].text, score) for number, score in found]
        candidates = [
            self._candidate(self._lines[found[place][0]], sureness, text, own)
            for place, sureness in akin(text, nearest, self._organisation)
        ]
        self._postings.put(str(len(self._lines)), own)
        self._lines.append(_Line(given.get("id"), text, frozenset(own)))
        return {"candidates": candidates}

    def _candidate(self, line: _Line, sureness: float, text: str, own: Sequence[str]) -> dict[str, object]:
        shared = [mark for mark in own if mark in line.marks]
        return {"id": line.id, "score": round(sureness, 3), "reason": self._reason(text, shared)}

    def _reason(self, text: str, shared: Sequence[str]) -> str:
        themes = [mark.removeprefix("theme:") for mark in shared if mark.startswith("theme:")]
        names = ", ".join(self._organisation.themes[key].label for key in themes)
        said = ", ".join(in_words(text, set(shared), self._organisation)[:MOST_WORDS])
        told = [self._say("similar.theme", themes=names)] if themes else []
        return "; ".join([*told, self._say("similar.words", words=said)] if said else told)
