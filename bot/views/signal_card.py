"""The card of a signal in a channel: the whole state at a glance, and the steps on offer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Block, Bold, Button, Buttons, Card, Fact, Facts, Heading, Link, Note, Quote, Spans
from bot.signals import ENDED, State, Step
from bot.views.sight import Sight

OFFERED = (
    # action, the step it asks for, whether it is the likeliest; offered where the drawing has the step
    ("claim", Step.CLAIM, True),
    ("ask_plan", Step.PLAN, False),
    ("ask_note", Step.NOTE, False),
    ("ask_not_ours", Step.REROUTE, False),
    ("hand_back", Step.HAND_BACK, False),
)

ANSWERED_AT_ONCE = frozenset({"hand_back"})
"""Steps that ask nothing more; every other one is answered with a form."""


def signal_card(sight: Sight) -> Card:
    """The copy of the lead directorate, or of triage in its stead, has buttons; the others read along."""
    signal, words = sight.signal, sight.words
    blocks: list[Block] = [
        Heading(words.text("card.title", number=signal.number, region=sight.region)),
        Facts((Fact(words.text("fact.state"), status(sight)), *_facts(sight))),
        Quote(signal.text),
    ]
    if sight.role in ("lead", "triage") and (buttons := offered(OFFERED, sight)):
        blocks.append(Buttons(buttons))
    blocks.append(Note(_footnote(sight)))
    return Card(
        summary=summary(sight),
        blocks=tuple(blocks),
        language=words.language,
        shortened=words.text("shortened", number=signal.number),
    )


def offered(steps: Sequence[tuple[str, Step, bool]], sight: Sight) -> tuple[Button, ...]:
    """The buttons for what the drawing has from here; whoever presses is asked about rights then."""
    return tuple(
        Button(
            sight.words.text(f"button.{action}"),
            action,
            "primary" if likeliest else "plain",
            opens=action not in ANSWERED_AT_ONCE,
        )
        for action, step, likeliest in steps
        if sight.signal.may(step) and sight.signal.state not in ENDED
    )


def summary(sight: Sight) -> str:
    """The point in one line, as a notification shows it."""
    signal, words = sight.signal, sight.words
    names = {"number": signal.number, "region": sight.region, "lead": signal.lead, "theme": sight.theme}
    if sight.role == "co":
        return words.text("card.summary.co", **names)
    if sight.role == "region":
        return words.text("card.summary.region", **names)
    if sight.role == "reader":
        return words.text("card.summary.reader", **names)
    if sight.role == "triage":
        return words.text("card.summary.triage", **names)
    if signal.state is State.ROUTED:
        return words.text("card.summary.routed", **names)
    return words.text("card.summary.state", **names, state=words.text(f"state.{signal.state}"))


def status(sight: Sight) -> Spans:
    """Where it stands, and with whom."""
    signal, words = sight.signal, sight.words
    state = Bold(words.text(f"state.{signal.state}"))
    if signal.fixer:
        return words.spans("status.with", state=state, fixer=sight.person(signal.fixer))
    return (state,)


def source(sight: Sight) -> tuple[Fact, ...]:
    """The way back to the message it was made of, for whoever may read that."""
    if not sight.signal.link:
        return ()
    return (Fact(sight.words.text("fact.source"), (Link(sight.words.text("fact.source.link"), sight.signal.link),)),)


def _facts(sight: Sight) -> tuple[Fact, ...]:
    signal, words = sight.signal, sight.words
    urgency = words.text(f"urgency.{signal.urgency}")
    facts = [
        Fact(words.text("fact.urgency"), (urgency,)),
        Fact(words.text("fact.theme"), (sight.themes,)),
        Fact(words.text("fact.lead"), (signal.lead,)),
    ]
    if signal.co:
        facts.append(Fact(words.text("fact.co"), (", ".join(signal.co),)))
    if signal.on_behalf_of:
        facts.append(Fact(words.text("fact.on_behalf_of"), (signal.on_behalf_of,)))
    facts += source(sight)
    if signal.next_step:
        step = signal.next_step
        if signal.next_step_on:
            step = words.text("fact.next_step.by", step=step, day=words.day(signal.next_step_on))
        facts.append(Fact(words.text("fact.next_step"), (step,)))
    return tuple(facts)


def _footnote(sight: Sight) -> Spans:
    signal, words = sight.signal, sight.words
    filed = words.spans("card.filed", liaison=sight.person(signal.filer), at=words.moment(signal.filed_at))
    if sight.role == "triage":
        return (*filed, " ", *words.spans("card.missed", directorates=", ".join(signal.missed)))
    return filed
