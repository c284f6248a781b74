"""A solution on its way to other regions: offered to who may pass it on, and asked of who may recognise it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from bot.cards import Button, Buttons, Card, Fact, Facts, Note, Paragraph, plain
from bot.organisation import Organisation
from bot.signals import Signal
from bot.texts import Words
from bot.views.regions import regions_of, without_region

SHORT = 160
"""Characters of what was the matter: enough to recognise it."""


def share_offered(
    signal: Signal, like: Sequence[Signal], organisation: Organisation, words: Words, handle: str
) -> Card:
    """Which regions have something like it, and the one button that passes the solution on."""
    named = [words.text("share.one", region=regions_of(each, organisation, words), number=each.number) for each in like]
    point = words.spans(
        "share.offered", count=words.text(f"number.{len(like)}"), number=signal.number, regions=words.all_of(named)
    )
    if len(like) == 1:
        point = words.spans("share.offered.one", number=signal.number, region=named[0])
    blocks = (
        Paragraph(point),
        Buttons((Button(words.text("button.share"), "share", "primary"), Button(words.text("button.look"), "look"))),
        Note(words.spans("share.decision")),
    )
    return Card(plain(point), blocks, handle, words.language)


def recognised(solved: Signal, own: Signal, organisation: Organisation, words: Words, handle: str) -> Card:
    """What another region solved and how; whether it is the same here, only its own liaison can say."""
    region = organisation.region(own.region)
    filed_for = organisation.region(solved.region)
    there = filed_for.name if filed_for else solved.region
    names = {"number": solved.number, "own": own.number, "where": region.name if region else own.region}
    point = words.spans("share.told", region=there, **names)
    blocks = (
        Paragraph(point),
        Facts(tuple(_known(solved, there, words))),
        Buttons(
            (
                Button(words.text("button.recognise"), "recognise", "primary"),
                Button(words.text("button.not_here"), "not_here"),
            )
        ),
        Note(words.spans("share.decision")),
    )
    outcome = solved.outcome.text if solved.outcome else ""
    return Card(f"{plain(point)} {outcome}".strip(), blocks, handle, words.language)


def unrecognised(solved: Signal, own: Signal, words: Words, handle: str) -> Card:
    """It was recognised, and is not any more; a slip of the finger goes back by the same button under a new handle."""
    point = words.spans("share.unrecognised", number=solved.number, own=own.number)
    back = Buttons((Button(words.text("button.recognise"), "recognise"),))
    return Card(plain(point), (Paragraph(point), back), handle, words.language)


def _known(solved: Signal, region: str, words: Words) -> Iterator[Fact]:
    """What was the matter there, what solved it, and what is different elsewhere."""
    matter = shorten(without_region(solved.text, region), SHORT, placeholder=" …")
    yield Fact(words.text("share.matter"), (matter,))
    if solved.outcome:
        yield Fact(words.text("fact.outcome"), (solved.outcome.text,))
        if solved.outcome.to_adapt:
            yield Fact(words.text("share.adapt"), (solved.outcome.to_adapt,))
