"""The card of a signal in a channel: the whole state at a glance, and the steps on offer."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import Block, Bold, Buttons, Card, Fact, Facts, Heading, Link, Note, Quote, Spans, plain
from bot.signals import HIGHEST_RUNG, OPEN, Signal, State
from bot.views.decided import decisions_made
from bot.views.sight import Role, Sight
from bot.views.standing import how_it_stands
from bot.views.steps import ON_CARD, offered


def signal_card(sight: Sight) -> Card:
    """The copy of the lead directorate, or of triage in its stead, has buttons; the others read along."""
    signal, words = sight.signal, sight.words
    blocks: list[Block] = [
        Heading(words.text("card.title", number=signal.number, region=sight.regions)),
        Facts((Fact(words.text("fact.state"), status(sight)), *_facts(sight))),
        Quote(signal.text),
    ]
    if sight.role in ("lead", "triage") and (buttons := offered(ON_CARD, sight)):
        blocks.append(Buttons(buttons))
    blocks.append(Note(_footnote(sight)))
    return Card(
        summary=summary(sight),
        blocks=tuple(blocks),
        language=words.language,
        shortened=words.text("shortened", number=signal.number),
    )


def summary(sight: Sight) -> str:
    """The point in one line, as a notification shows it."""
    signal, words, role = sight.signal, sight.words, sight.role
    names = {"number": signal.number, "region": sight.region, "lead": signal.lead, "theme": sight.theme}
    if signal.state is not State.ROUTED or (role == "region" and is_called_in(signal)):
        key = _GOES_ON.get(role, "card.summary.state")
        return words.text(key, **names, state=plain(status(sight)))
    if role == "region" and (at := sight.planned.get("unclaimed_commissioner")):
        return words.text("card.summary.region.until", **names, at=words.moment(at))
    return words.text(_BEGINS.get(role, "card.summary.routed"), **names)


_BEGINS: Mapping[Role, str] = {
    "co": "card.summary.co",
    "region": "card.summary.region",
    "reader": "card.summary.reader",
    "triage": "card.summary.triage",
}
"""What is said of it until something moves, to whoever is not to take it on."""

_GOES_ON: Mapping[Role, str] = {
    "co": "card.summary.state.co",
    "region": "receipt.summary.state",
    "reader": "card.summary.state.reader",
}
"""What is said of it from then on."""

_HELD = {State.CLAIMED: "status.with", State.WAITING: "status.at", State.SOLVED: "status.at"}
"""How it is said who has it; what is over is with nobody, and was perhaps ended by somebody else."""


def status(sight: Sight) -> Spans:
    """Where it stands, and with whom."""
    signal, words = sight.signal, sight.words
    stands: Spans = (Bold(words.text(f"state.{signal.state}")),)
    if signal.fixer and signal.state in _HELD:
        stands = words.spans(_HELD[signal.state], state=stands, fixer=sight.person(signal.fixer))
    return words.spans("status.called_in", status=stands) if is_called_in(signal) else stands


def is_called_in(signal: Signal) -> bool:
    """Whether the regiocommissaris was called in for what still runs."""
    return signal.rung >= HIGHEST_RUNG and signal.state in OPEN


def source(sight: Sight) -> tuple[Fact, ...]:
    """The way back to the message it was made of, for whoever may read that."""
    if not sight.signal.link:
        return ()
    return (Fact(sight.words.text("fact.source"), (Link(sight.words.text("fact.source.link"), sight.signal.link),)),)


def confidence(sight: Sight) -> tuple[Fact, ...]:
    """That it is confidential, for whoever reads its words all the same."""
    if not sight.signal.confidential:
        return ()
    return (Fact(sight.words.text("fact.confidential"), (sight.words.text("fact.confidential.so"),)),)


def _facts(sight: Sight) -> tuple[Fact, ...]:
    signal, words = sight.signal, sight.words
    urgency = words.text(f"urgency.{signal.urgency}")
    facts = [
        Fact(words.text("fact.urgency"), (urgency,)),
        Fact(words.text("fact.theme"), (sight.themes,)),
        Fact(words.text("fact.lead"), (signal.lead,)),
    ]
    if signal.co:
        facts.append(Fact(words.count("fact.co", len(signal.co)), (words.all_of(signal.co),)))
    if signal.on_behalf_of:
        facts.append(Fact(words.text("fact.on_behalf_of"), (signal.on_behalf_of,)))
    facts += confidence(sight)
    facts += source(sight)
    facts += decisions_made(sight)
    facts += how_it_stands(sight)
    return tuple(facts)


def _footnote(sight: Sight) -> Spans:
    signal, words = sight.signal, sight.words
    filed = words.spans("card.filed", liaison=sight.person(signal.filer), at=words.moment(signal.filed_at))
    if sight.role == "triage":
        return (*filed, " ", *words.spans("card.missed", directorates=words.all_of(signal.missed)))
    if signal.state is State.ROUTED and (at := sight.planned.get("unclaimed_commissioner")):
        return (*filed, " ", *words.spans("card.until", at=words.moment(at)))
    return filed
