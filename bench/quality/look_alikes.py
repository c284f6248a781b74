"""What is shown as seen before: texts filed one after the other, each looked up among those before it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.quality.figures import Part
from bench.report import heading, table
from bot.examples import VWS
from bot.kinship import AT_MOST, LOOKED_AT, Near, akin
from bot.likeness import marks
from bot.organisation import Organisation, read_organisation
from bot.recognise import words
from bot.store.postings import Postings

SETS = {
    "the 120": "signals.jsonl",
    "80 more": "look_alikes.jsonl",
    "60 about rare matters": "look_alikes_rare.jsonl",
    "52 in plain words": "look_alikes_plain.jsonl",
    "120 of the same kind, by somebody else": "signals_second.jsonl",
    **{f"70 by somebody else ({number})": f"look_alikes_others_{number}.jsonl" for number in range(1, 5)},
}
"""Texts in the order in which they were filed, by file; the last five are by others who had not seen the lists."""

LETTERS, SHARED = 4, 3
"""The plain count looks at words of more letters than that, and shows what shares so many of them."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and the earlier one that it is like."""

    id: str
    text: str
    like: str
    relation: str  # duplicate, related or ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What would be shown to whoever files a text."""

    asked: Text
    shown: tuple[str, ...]
    wrong: bool  # any of them is about something else

    @property
    def found(self) -> bool:
        """Whether the one that it is like is among them."""
        return self.asked.like in self.shown


Show = Callable[[Sequence[Text], Organisation], Iterable[tuple[str, ...]]]
"""For every text the earlier ones that would be shown."""


def tell() -> None:
    """Print the table."""
    organisation = read_organisation(VWS / "organisation.yaml")
    heading("Look-alikes: texts filed one after the other")
    rows = []
    for name, file in SETS.items():
        texts = read(file)
        for arm, show in (("as shown", by_marks), ("counting shared words", by_words)):
            rows.append((name, arm, *_figures(answered(texts, show, organisation))))
    table(("Texts", "How", "Duplicates found", "Duplicates and related found", "Filings with a wrong one"), rows)


def read(file: str) -> list[Text]:
    """The texts of a set."""
    lines = Path(__file__).with_name(file).read_text("utf-8").splitlines()
    rows = map(json.loads, lines)
    return [
        Text(row["id"], row["text"], row.get("duplicate_of") or row.get("like") or "", row.get("relation") or "")
        for row in rows
    ]


def answered(texts: Sequence[Text], show: Show, organisation: Organisation) -> list[Answer]:
    """What each would be shown; one that is like another is also like what that one is like."""
    together: dict[str, str] = {}
    for text in texts:
        together[text.id] = together.get(text.like, text.id)
    return [
        Answer(text, given, any(together[other] != together[text.id] for other in given))
        for text, given in zip(texts, show(texts, organisation), strict=True)
    ]


def by_marks(texts: Sequence[Text], organisation: Organisation) -> Iterable[tuple[str, ...]]:
    """As the product does."""
    postings = Postings()
    before: dict[str, str] = {}
    for text in texts:
        own = marks(text.text, organisation)
        nearest = [(other, Near(before[other], score)) for other, score in postings.nearest(own, LOOKED_AT)]
        yield tuple(nearest[number][0] for number, _ in akin(text.text, [near for _, near in nearest], organisation))
        postings.put(text.id, own)
        before[text.id] = text.text


def by_words(texts: Sequence[Text], _: Organisation) -> Iterable[tuple[str, ...]]:
    """What anybody would write first: the three that share most words, if they share a few."""
    before: dict[str, frozenset[str]] = {}
    for text in texts:
        own = frozenset(word.folded for word in words(text.text) if len(word.folded) > LETTERS)
        counts = sorted(((len(own & its), other) for other, its in before.items()), reverse=True)
        yield tuple(other for count, other in counts[:AT_MOST] if count >= SHARED)
        before[text.id] = own


def _figures(answers: Sequence[Answer]) -> tuple[Part, Part, Part]:
    alike = [answer for answer in answers if answer.asked.like]
    return (
        Part.counted(answer.found for answer in alike if answer.asked.relation == "duplicate"),
        Part.counted(answer.found for answer in alike),
        Part.counted(answer.wrong for answer in answers),
    )
