"""The filer's receipt: number, where it went and why, and what happens next; edited in place at every step."""

from __future__ import annotations

from bot.cards import Block, Buttons, Card, Fact, Facts, Heading, Note, Quote, Spans, plain
from bot.signals import State
from bot.views.decided import decisions_made
from bot.views.sight import Sight
from bot.views.signal_card import confidence, is_called_in, source, status
from bot.views.standing import how_it_stands
from bot.views.steps import ON_RECEIPT, offered


def receipt(sight: Sight) -> Card:
    """For a liaison who filed it or joined."""
    signal, words = sight.signal, sight.words
    title = "receipt.title.joined" if sight.is_joined else "receipt.title"
    blocks: list[Block] = [
        Heading(words.text(title, number=signal.number, region=sight.regions)),
        Facts(
            (
                Fact(words.text("fact.state"), status(sight)),
                Fact(words.text("fact.where"), (_where(sight),)),
                Fact(words.text("fact.why"), (_why(sight),)),
                Fact(words.text("fact.urgency"), (words.text(f"urgency.{signal.urgency}"),)),
                *_together(sight),
                *confidence(sight),
                *source(sight),
                *decisions_made(sight),
                *(how_it_stands(sight) if signal.state is not State.CLAIMED else ()),
            )
        ),
        Quote(signal.text),
    ]
    if buttons := offered(ON_RECEIPT, sight):
        blocks.append(Buttons(buttons))
    following = _following(sight)
    if following:
        blocks.append(Note(following))
    return Card(
        summary=_summary(sight),
        blocks=tuple(blocks),
        language=words.language,
        shortened=words.text("shortened", number=signal.number),
    )


def _summary(sight: Sight) -> str:
    signal, words = sight.signal, sight.words
    if signal.state is State.ROUTED:
        if sight.organisation.in_triage(signal):
            return words.text("receipt.summary.missed", number=signal.number, lead=signal.lead)
        return words.text("receipt.summary.routed", number=signal.number, lead=signal.lead)
    return words.text("receipt.summary.state", number=signal.number, state=plain(status(sight)))


def _where(sight: Sight) -> str:
    signal, words = sight.signal, sight.words
    if sight.organisation.in_triage(signal):
        fallback = sight.organisation.routing_fallback
        return words.text("receipt.where.missed", lead=signal.lead, triage=fallback)
    lead = sight.organisation.directorate(signal.lead)
    where = f"{lead.name} ({lead.key})" if lead else signal.lead
    if signal.co:
        return words.count("receipt.where.co", len(signal.co), lead=where, co=words.all_of(signal.co))
    return where


def _together(sight: Sight) -> tuple[Fact, ...]:
    """Under which numbers it was filed apart: whoever filed one of them knows it by that."""
    if not sight.absorbed:
        return ()
    return (Fact(sight.words.text("fact.absorbed"), (sight.words.all_of(sight.absorbed),)),)


def _why(sight: Sight) -> str:
    """The reason of the filing, or of whoever sent it on."""
    if sight.signal.refused_by:
        return sight.words.text("reason.lead.refused", directorates=sight.words.all_of(sight.signal.refused_by))
    return sight.words.text(sight.filed.facts["because"], **sight.filed.facts)


def _following(sight: Sight) -> Spans:
    signal, words = sight.signal, sight.words
    if signal.state is State.ROUTED:
        if sight.organisation.in_triage(signal):
            return words.spans("receipt.next.missed", triage=sight.organisation.routing_fallback)
        return _until_claimed(sight)
    if signal.state is State.CLAIMED:
        if signal.next_step:
            when = words.day(signal.next_step_on) if signal.next_step_on else ""
            key = "receipt.next.planned.on" if when else "receipt.next.planned"
            return words.spans(key, step=signal.next_step, day=when)
        fixer = sight.person(signal.fixer)
        if expected := sight.planned.get("silent_commissioner"):
            return words.spans("receipt.next.claimed.expected", fixer=fixer, day=words.weekday(expected))
        return words.spans("receipt.next.claimed", fixer=fixer)
    return ()


def _until_claimed(sight: Sight) -> Spans:
    """When news will come at the latest, and what the clock does before that."""
    words, lead = sight.words, sight.signal.lead
    at, reminder = sight.planned.get("unclaimed_commissioner"), sight.planned.get("unclaimed")
    if at is None:
        return words.spans("receipt.next.called_in") if is_called_in(sight.signal) else ()
    if reminder is None:
        return words.spans("receipt.next.routed", at=words.moment(at))
    return words.spans("receipt.next.routed.reminder", lead=lead, at=words.moment(at), reminder=words.moment(reminder))
