"""What is shown before something is filed twice: where it is known already, how it stands there, and what solved it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from bot.cards import Block, Bold, Card, ChoiceField, Form, Note, Option, Paragraph, Quote
from bot.organisation import Organisation
from bot.signals import Signal, Step
from bot.texts import Words
from bot.views.regions import regions_of, without_region

SEEN_BEFORE = "seen_before"
"""The action of the form, and the kind of its handle."""

NEW, NOTHING = "new", "nothing"
"""The choices for something else after all, and for whom what is known will do."""

SHORT = 160
"""Characters of a text: enough to see whether it is the same."""


def seen_before_form(found: Sequence[Signal], handle: str, organisation: Organisation, words: Words) -> Form:
    """One choice: to stand behind one of these, or to go on with what was typed, which nobody has to type again."""
    open_ones = [signal for signal in found if signal.may(Step.ALSO)]
    options = (
        *(Option(each.number, words.text("seen.join", **_named(each, organisation))) for each in open_ones),
        Option(NEW, words.text("seen.new")),
        *_nothing_to_file(found, open_ones, words),
    )
    hint = words.text("seen.hint" if open_ones else "seen.hint.over")
    intro: list[Block] = [Note(words.spans("seen.intro"))]
    for signal in found:
        intro += _told(signal, organisation, words)
    return Form(
        title=words.text("seen.title"),
        submit=words.text("seen.submit"),
        cancel=words.text("cancel"),
        action=SEEN_BEFORE,
        handle=handle,
        fields=(ChoiceField("choice", words.text("seen.choice"), options, NEW, hint),),
        intro=tuple(intro),
        language=words.language,
        missing=words.text("error.empty"),
    )


def _nothing_to_file(found: Sequence[Signal], open_ones: Sequence[Signal], words: Words) -> Iterator[Option]:
    """Where there is a solution it may help already; and where nothing can be joined, filing is not the only choice."""
    is_solved = any(signal.outcome for signal in found)
    if is_solved or not open_ones:
        yield Option(NOTHING, words.text("seen.helps" if is_solved else "seen.nothing"))


def joined_card(signal: Signal, organisation: Organisation, words: Words) -> Card:
    """For whoever stands behind it from now on."""
    point = words.text("seen.joined", **_named(signal, organisation))
    return Card(point, (Paragraph((point,)), Note(words.spans("seen.joined.next"))), language=words.language)


def _named(signal: Signal, organisation: Organisation) -> dict[str, str]:
    """Its number, and the region it was filed for."""
    region = organisation.region(signal.region)
    return {"number": signal.number, "region": region.name if region else signal.region}


def _told(signal: Signal, organisation: Organisation, words: Words) -> tuple[Block, ...]:
    state = words.text(f"state.{signal.state}")
    region = regions_of(signal, organisation, words)
    line = Paragraph(words.spans("seen.line", number=Bold(signal.number), region=region, lead=signal.lead, state=state))
    own = _named(signal, organisation)["region"]
    text = Quote(shorten(without_region(signal.text, own), SHORT, placeholder=" …"))
    if signal.outcome is None:
        return (line, text)
    solved = words.spans("seen.solved", outcome=shorten(signal.outcome.text, SHORT, placeholder=" …"))
    return (line, text, Paragraph(solved))
