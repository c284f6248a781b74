"""How much personal data is found: in labelled texts, with and without the words only they have, and by patterns."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.quality.figures import Part
from bench.report import heading, table
from bot.privacy import Judgement, judge, lexicon

FOLDS = 10

Row = Mapping[str, Any]
"""A labelled text, as in privacy.jsonl and the others: `text`, `advice`, and `entities` or `types`."""

OPEN = ("first_names", "surnames", "health", "rare", "care", "everyday_names")
"""The lists that can never be complete."""

_HERE = Path(__file__).parent
_SETS = {
    "development set": _HERE / "privacy.jsonl",
    "own texts": _HERE.parents[1] / "tests" / "data" / "privacy_people.jsonl",
    "texts by somebody else": _HERE.parents[1] / "tests" / "data" / "privacy_others.jsonl",
}
_ELSEWHERE = (
    *(_HERE / f"signals{kind}.jsonl" for kind in ("", "_plain", "_second")),
    *(_HERE / f"look_alikes{kind}.jsonl" for kind in ("", "_plain", "_rare")),
    _HERE.parents[1] / "tests" / "data" / "routing.jsonl",
    _HERE.parents[1] / "tests" / "data" / "paraphrases.jsonl",
)
"""Knelpunten that were written to measure something else."""

_NAIVE = re.compile(
    r"\b\d{9}\b|\b[A-Z]{2}\d{2} ?[A-Z]{4}|\S+@\S+|\b0[67]\S*|\+31|\b\d{4} ?[A-Z]{2}\b|\b\d\d?-\d\d?-\d{4}\b"
    r"|\b(?:mw|mevr|mevrouw|dhr|de heer|meneer)\b|\b[A-Z]\. ?[A-Z]",
)
"""What anybody would write first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A labelled text and how it was judged."""

    row: Row
    ours: Judgement

    @property
    def types(self) -> frozenset[str]:
        """What stands in it, by its label."""
        return _types(self.row)

    def finds(self, kind: str) -> bool:
        """Whether this is found, where it stands if the label says where."""
        places = [each for each in self.row.get("entities", ()) if each["type"] == kind]
        found = [each for each in self.ours.findings if each.type == kind]
        if not places:
            return bool(found)
        return all(any(one.start < at["end"] and at["start"] < one.end for one in found) for at in places)


def tell() -> None:
    """Print the tables."""
    for name, file in _SETS.items():
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        everything, folds = answered(rows), held_back(rows)
        heading(f"Personal data, {len(rows)} texts ({name})")
        shown = [(what, goal, score(everything), score(folds), naive(rows)) for what, goal, score, naive in _SCORES]
        table(("What", "Goal on new texts", "All words", f"{FOLDS} parts held back", "A list of patterns"), shown)
        heading(f"Found by kind ({name})")
        kinds = sorted({kind for answer in everything for kind in answer.types})
        table(
            ("Kind", "Texts", "All words", f"{FOLDS} parts held back"),
            [(kind, str(_kind(kind)(everything).of), _kind(kind)(everything), _kind(kind)(folds)) for kind in kinds],
        )
    heading("Texts of the other measurements, none of which is about a person")
    judged = [judge(text).advice for text in _elsewhere()]
    shares = [Part.counted(advice == each for advice in judged) for each in ("block", "warn")]
    table(("Texts", "Refused", "Asked about"), [(str(len(judged)), *map(str, shares))])


def _elsewhere() -> list[str]:
    rows = [json.loads(line) for file in _ELSEWHERE for line in file.read_text("utf-8").splitlines()]
    return [row[key] for row in rows for key in ("text", "solution", "query") if isinstance(row.get(key), str)]


def answered(rows: Iterable[Row]) -> list[Answer]:
    """How each is judged."""
    return [Answer(row, judge(row["text"])) for row in rows]


def held_back(rows: Sequence[Row]) -> list[Answer]:
    """How the texts of each part are judged without the names, illnesses and care that only this part has."""
    answers = []
    for fold in range(FOLDS):
        part = rows[fold::FOLDS]
        others = {word for row in rows if row not in part for word in _words(row["text"])}
        with _forgetting({word for row in part for word in _words(row["text"])} - others):
            answers += answered(part)
    return answers


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_][\w'\-]*", text.lower()))


@contextmanager
def _forgetting(words: set[str]) -> Iterator[None]:
    """As if these words had never been listed."""
    full = lexicon._lines

    def fewer(name: str) -> list[str]:
        return [" ".join(w for w in line.split() if name not in OPEN or w not in words) for line in full(name)]

    lexicon._lines = fewer
    lexicon.lexicon.cache_clear()
    try:
        yield
    finally:
        lexicon._lines = full
        lexicon.lexicon.cache_clear()


def _types(row: Row) -> frozenset[str]:
    return frozenset(row["types"] if "types" in row else (entity["type"] for entity in row["entities"]))


def _of(*advices: str, kind: str = "", but: str = "") -> Callable[[Row], bool]:
    def chosen(row: Row) -> bool:
        types = _types(row)
        return row["advice"] in advices and (not kind or kind in types) and (not but or but not in types)

    return chosen


def _ours(chosen: Callable[[Row], bool], advice: str) -> Callable[[Sequence[Answer]], Part]:
    return lambda answers: Part.counted(each.ours.advice == advice for each in answers if chosen(each.row))


def _naive(chosen: Callable[[Row], bool]) -> Callable[[Sequence[Row]], Part]:
    return lambda rows: Part.counted(_NAIVE.search(row["text"]) is not None for row in rows if chosen(row))


def _kind(kind: str) -> Callable[[Sequence[Answer]], Part]:
    return lambda answers: Part.counted(each.finds(kind) for each in answers if kind in each.types)


_BSN, _REST, _MAY = _of("block", kind="BSN"), _of("block", but="BSN"), _of("allow")
_SCORES = (
    ("BSN found", "every one", _kind("BSN"), _naive(_BSN)),
    ("other texts refused that must be", ">= 97 %", _ours(_REST, "block"), _naive(_REST)),
    ("asked about, as they should", "", _ours(_of("warn"), "warn"), lambda rows: "-"),
    ("refused though they may be filed", "<= 2 %", _ours(_MAY, "block"), _naive(_MAY)),
    ("refused though they may be confirmed", "", _ours(_of("warn"), "block"), _naive(_of("warn"))),
    ("asked about without need", "", _ours(_MAY, "warn"), lambda rows: "-"),
)
