"""How a decision is read: in the channel, by the liaison, among all decisions, on the card, and before it ends."""

from __future__ import annotations

from datetime import date

from bot.cards import Block, Button, Buttons, Card, Fact, Facts, Note, Paragraph, Quote, Spans, plain
from bot.decisions import Decision, Kind
from bot.views.deciding import called_buttons, gist
from bot.views.sight import Sight
from bot.views.steps import button

LABELS = {
    Kind.MANDATE: {"what": "fact.mandate"},
    Kind.SANDBOX: {"limit": "fact.limit", "condition": "fact.condition"},
    Kind.ADDRESS: {"what": "fact.asked"},
    Kind.MINISTER: {"why": "fact.agenda"},
}
"""The answers that people read under a decision, with the label of each; advice is quoted."""


def announced(sight: Sight) -> Card:
    """To the channel of the lead."""
    decision = decision_of(sight)
    return _card(sight, decision, _point(sight, decision, "decided"))


def told(sight: Sight) -> Card:
    """To the liaison, or to whoever must do something with it."""
    decision = decision_of(sight)
    return _card(sight, decision, _point(sight, decision, "decided.told"))


def listed(sight: Sight) -> Card:
    """One line among all decisions."""
    spans = _point(sight, decision_of(sight), "decided.line", by_kind=False)
    return Card(plain(spans), (Paragraph(spans),), language=sight.words.language)


def ends(sight: Sight) -> Card:
    """Before it ends, or before somebody answers or it is on the agenda."""
    decision = decision_of(sight)
    return _card(sight, decision, _point(sight, decision, "decision.ends"))


def evaluated(sight: Sight) -> Card:
    """Before it is looked back at."""
    decision = decision_of(sight)
    return _card(sight, decision, _point(sight, decision, "decision.evaluated", by_kind=False))


def assigned(sight: Sight) -> Card:
    """To the fixer who was given it."""
    signal, words, event = sight.signal, sight.words, sight.event
    who = sight.name(event.by) if event else ""
    point = words.spans("assigned", number=signal.number, region=sight.region, who=who)
    look = Button(words.text("button.look"), "look")
    blocks = (Paragraph(point), Quote(signal.text), Buttons((button("ask_plan", signal, words), look)))
    return Card(plain(point), blocks, language=words.language, shortened=words.text("shortened", number=signal.number))


def called_again(sight: Sight) -> Card:
    """To the regiocommissaris, at the moment that was asked for."""
    signal, words = sight.signal, sight.words
    names = {"number": signal.number, "region": sight.region, "lead": signal.lead, "theme": sight.theme}
    point = words.spans("called_again", **names, state=words.text(f"state.{signal.state}"))
    blocks = (Paragraph(point), gist(signal), called_buttons(signal, words))
    return Card(plain(point), blocks, language=words.language, shortened=words.text("shortened", number=signal.number))


def spar_back(sight: Sight) -> Card:
    """To whoever wanted to spar; nobody else reads it."""
    event, words = sight.event, sight.words
    who = sight.name(event.by) if event else ""
    point = words.spans("spar_back.point", who=who, number=sight.signal.number)
    blocks = (Paragraph(point), Quote(event.facts.get("text", "") if event else ""), Note(words.spans("spar.private")))
    return Card(plain(point), blocks, language=words.language)


def decisions_made(sight: Sight) -> tuple[Fact, ...]:
    """One fact for each decision about the signal."""
    label = sight.words.text("fact.decision")
    return tuple(Fact(label, (described(sight, decision),)) for decision in sight.decisions)


def described(sight: Sight, decision: Decision) -> str:
    """`B-2026-0021 experimenteerruimte, Zuid-Limburg, tot 31 december 2027`."""
    return plain(_point(sight, decision, "decision.short"))


def decision_of(sight: Sight) -> Decision:
    """The decision that the event is about."""
    number = sight.event.facts.get("decision") if sight.event else None
    return next(decision for decision in sight.decisions if decision.number == number)


def _card(sight: Sight, decision: Decision, point: Spans) -> Card:
    words, labels = sight.words, LABELS.get(decision.kind, {})
    blocks: list[Block] = [Paragraph(point)]
    if facts := tuple(Fact(words.text(label), (decision.fields[key],)) for key, label in labels.items()):
        blocks.append(Facts(facts))
    if decision.kind is Kind.ADVICE:
        blocks.append(Quote(decision.fields["text"]))
    blocks.append(Note(words.spans("decided.by", decision=decision.number, who=sight.name(decision.by))))
    blocks.append(Buttons((Button(words.text("button.look"), "look"),)))
    shortened = words.text("shortened", number=sight.signal.number)
    return Card(plain(point), tuple(blocks), language=words.language, shortened=shortened)


def _point(sight: Sight, decision: Decision, key: str, *, by_kind: bool = True) -> Spans:
    words = sight.words
    return words.spans(
        f"{key}.{decision.kind}" if by_kind else key,
        decision=decision.number,
        kind=words.text(f"decision.{decision.kind}"),
        number=sight.signal.number,
        region=sight.place(decision.region),
        who=sight.name(decision.by),
        party=sight.party(decision.fields.get("party", "")),
        until=_day(sight, decision.until),
        evaluation=_day(sight, decision.evaluation),
    )


def _day(sight: Sight, day: date | None) -> str:
    return sight.words.day(day) if day else ""
