"""What is shown before something is filed twice: where it is known already, how it stands there, and what solved it."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from bot.cards import Block, Bold, Card, ChoiceField, Form, Note, Option, Paragraph, Quote
from bot.organisation import Organisation
from bot.signals import Signal, Step
from bot.texts import Words
from bot.views.regions import regions_of

SEEN_BEFORE = "seen_before"
"""The action of the form, and the kind of its handle."""

NEW = "new"
"""The choice for something else after all."""

SHORT = 160
"""Characters of a text: enough to see whether it is the same."""


def seen_before_form(found: Sequence[Signal], handle: str, organisation: Organisation, words: Words) -> Form:
    """One choice: to stand behind one of these, or to go on with what was typed, which nobody has to type again."""
    open_ones = [signal for signal in found if signal.may(Step.ALSO)]
    options = (
        *(Option(each.number, words.text("seen.join", number=each.number)) for each in open_ones),
        Option(NEW, words.text("seen.new")),
    )
    intro: list[Block] = [Note(words.spans("seen.intro"))]
    for signal in found:
        intro += _told(signal, organisation, words)
    return Form(
        title=words.text("seen.title"),
        submit=words.text("seen.submit"),
        cancel=words.text("cancel"),
        action=SEEN_BEFORE,
        handle=handle,
        fields=(ChoiceField("choice", words.text("seen.choice"), options, NEW, words.text("seen.hint")),),
        intro=tuple(intro),
        language=words.language,
        missing=words.text("error.empty"),
    )


def joined_card(signal: Signal, organisation: Organisation, words: Words) -> Card:
    """For whoever stands behind it from now on."""
    point = words.text("seen.joined", number=signal.number, region=regions_of(signal, organisation, words))
    return Card(point, (Paragraph((point,)), Note(words.spans("seen.joined.next"))), language=words.language)


def _told(signal: Signal, organisation: Organisation, words: Words) -> tuple[Block, ...]:
    state = words.text(f"state.{signal.state}")
    region = regions_of(signal, organisation, words)
    line = Paragraph(words.spans("seen.line", number=Bold(signal.number), region=region, lead=signal.lead, state=state))
    text = Quote(shorten(signal.text, SHORT, placeholder=" …"))
    if signal.outcome is None:
        return (line, text)
    solved = words.spans("seen.solved", outcome=shorten(signal.outcome.text, SHORT, placeholder=" …"))
    return (line, text, Paragraph(solved))
