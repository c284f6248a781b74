"""Where texts go: by the rules and by counting keywords, with all words and without those of the texts held back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.quality.figures import Part
from bench.quality.held_back import without_words_of
from bench.quality.naive import Counted, counted
from bench.report import heading, table
from bot.examples import VWS
from bot.organisation import Organisation, read_organisation
from bot.routing import Suggestion, suggest

FOLDS = 10

OTHERS = {"in everyday words": "signals_plain.jsonl", "of the same kind, by somebody else": "signals_second.jsonl"}
"""Texts that nobody had looked at when they were routed first, by file; their words are known by now."""

Row = Mapping[str, Any]
"""A labelled text, as in signals.jsonl."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A labelled text, where it would go, and where a count of keywords would send it."""

    row: Row
    ours: Suggestion
    naive: Counted

    @property
    def lead(self) -> str:
        """Whose it is, by its label."""
        return str(self.row["lead_directorate"])

    @property
    def is_right(self) -> bool:
        """Whether it would go to its lead at once."""
        return self.ours.lead == self.lead


def tell() -> None:
    """Print the tables."""
    organisation = read_organisation(VWS / "organisation.yaml")
    rows = _labelled("signals.jsonl")
    everything = answered(rows, organisation)
    folds = held_back([rows[fold::FOLDS] for fold in range(FOLDS)], organisation)
    by_theme: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_theme[row["themes"][0]].append(row)
    themes = held_back(by_theme.values(), organisation)

    heading(f"Routing, {len(rows)} texts")
    names = ("What", "Goal on new texts", "All words", f"{FOLDS} parts held back", "Each theme held back")
    arms = (everything, folds, themes)
    table(names, [(what, goal, *(score(arm) for arm in arms)) for what, goal, score in _SCORES])
    for name, file in OTHERS.items():
        arm = answered(_labelled(file), organisation)
        heading(f"Routing, {len(arm)} texts {name}")
        table(("What", "Goal on new texts", "All words"), [(what, goal, score(arm)) for what, goal, score in _SCORES])
    heading("Routing by theme: the lead is right")
    unseen = {answer.row["id"]: answer for answer in themes}
    table(
        ("Main theme", "Texts", "All words", "Theme held back"), _by_theme(by_theme, everything, unseen, organisation)
    )


def _labelled(name: str) -> list[Row]:
    return [json.loads(line) for line in Path(__file__).with_name(name).read_text("utf-8").splitlines()]


def answered(rows: Iterable[Row], organisation: Organisation) -> list[Answer]:
    """Where each would go."""
    return [
        Answer(
            row,
            suggest(row["text"], organisation, home_region=row["liaison_region"]),
            counted(row["text"], organisation),
        )
        for row in rows
    ]


def held_back(parts: Iterable[Sequence[Row]], organisation: Organisation) -> list[Answer]:
    """Where the texts of each part would go without the words that only this part has."""
    parts = list(parts)
    answers = []
    for part in parts:
        others = [row["text"] for other in parts if other is not part for row in other]
        less = without_words_of([row["text"] for row in part], others, organisation)
        answers += answered(part, less)
    return answers


def _themes_given(answers: Sequence[Answer]) -> Part:
    return Part.counted(key in answer.row["themes"] for answer in answers for key in answer.ours.themes)


def _themes_found(answers: Sequence[Answer]) -> Part:
    return Part.counted(key in answer.ours.themes for answer in answers for key in answer.row["themes"])


def _lead_or_co(answer: Answer) -> bool:
    return answer.ours.lead in (answer.lead, *answer.row["co_directorates"])


_SCORES = (
    ("lead exact", ">= 85 %", lambda answers: Part.counted(each.is_right for each in answers)),
    ("lead exact, counting keywords", "", lambda answers: Part.counted(each.naive.leads[0] == each.lead for each in answers)),
    ("lead in first three", ">= 97 %", lambda answers: Part.counted(each.lead in each.ours.leads_ranked[:3] for each in answers)),
    ("lead in first three, counting keywords", "", lambda answers: Part.counted(each.lead in each.naive.leads[:3] for each in answers)),
    ("lead, or one that reads along", "", lambda answers: Part.counted(map(_lead_or_co, answers))),
    ("region", ">= 98 %", lambda answers: Part.counted(each.ours.region == (each.row["region"] or "") for each in answers)),
    ("main theme", "", lambda answers: Part.counted(each.ours.themes[:1] == tuple(each.row["themes"][:1]) for each in answers)),
    ("themes told that are right", "", _themes_given),
    ("themes found of all", "", _themes_found),
    ("urgency", "", lambda answers: Part.counted(each.ours.urgency == each.row["urgency"] for each in answers)),
    ("kind", "", lambda answers: Part.counted(each.ours.kind == each.row["kind"] for each in answers)),
)  # fmt: skip


def _by_theme(
    by_theme: Mapping[str, Sequence[Row]],
    everything: Sequence[Answer],
    unseen: Mapping[str, Answer],
    organisation: Organisation,
) -> list[tuple[object, ...]]:
    seen = {answer.row["id"]: answer for answer in everything}
    return [
        (
            organisation.themes[theme].label,
            len(rows),
            Part.counted(seen[row["id"]].is_right for row in rows),
            Part.counted(unseen[row["id"]].is_right for row in rows),
        )
        for theme, rows in sorted(by_theme.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    ]
