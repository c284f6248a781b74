"""What stands of a confidential signal where others read along: number, directorates, who works on it, how it stands.

A view never has to think of it: what it is not to show is taken out of what it looks at, and a view that has no words
of its own for that says one sentence instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.cards import Block, Button, Buttons, Card, Fact, Facts, Heading, Note, Paragraph, Spans, plain
from bot.signals import Event, Signal, State
from bot.views.sight import Sight
from bot.views.signal_card import status
from bot.views.steps import ON_CARD, offered
from bot.views.warning import undelivered

View = Callable[[Sight], Card]


def guarded(name: str, view: View) -> View:
    """The same view, for whoever may read the words; anybody else gets a view without them."""
    instead = INSTEAD.get(name, _line_with_way)

    def drawn(sight: Sight) -> Card:
        return instead(without_words(sight)) if sight.is_sealed else view(sight)

    return drawn


def without_words(sight: Sight) -> Sight:
    """Only what may be known of it: whatever is not named here is left out, also what a signal gets to say later."""
    known, event = sight.signal, sight.event
    signal = Signal(
        id=known.id,
        number=known.number,
        text="",
        region="",
        lead=known.lead,
        filer="",
        filed_at=known.filed_at,
        co=known.co,
        confidential=True,
        state=known.state,
        version=known.version,
        fixer=known.fixer,
        joined=known.joined,
        rung=known.rung,
        missed=known.missed,
    )
    return replace(
        sight,
        signal=signal,
        filed=_bare(sight.filed),
        event=_bare(event) if event else None,
        via="",
        decisions=(),
        absorbed=(),
        together=(),
        decider="",
    )


def _bare(event: Event) -> Event:
    return Event(event.version, event.step, "", event.at)


def _card(sight: Sight) -> Card:
    """The copy of the lead directorate, or of triage in its stead, has buttons; the others read along."""
    signal, words = sight.signal, sight.words
    facts = [Fact(words.text("fact.state"), status(sight)), Fact(words.text("fact.lead"), (signal.lead,))]
    if signal.co:
        facts.append(Fact(words.count("fact.co", len(signal.co)), (words.all_of(signal.co),)))
    blocks: list[Block] = [Heading(words.text("sealed.title", number=signal.number)), Facts(tuple(facts))]
    steps = offered(ON_CARD, sight) if sight.role in ("lead", "triage") else ()
    if steps:
        blocks.append(Buttons((*steps[:-1], _look(sight), steps[-1])))
    blocks.append(Note(words.spans("sealed.note")))
    if signal.state is State.ROUTED and (at := sight.planned.get("unclaimed_commissioner")):
        blocks.append(Note(words.spans("card.until", at=words.moment(at))))
    return Card(_summary(sight), tuple(blocks), language=words.language)


def _summary(sight: Sight) -> str:
    signal, words = sight.signal, sight.words
    return words.text("sealed.summary", number=signal.number, lead=signal.lead, state=plain(status(sight)))


def _line(sight: Sight) -> Card:
    """For a thread: that something happened, and how it stands now."""
    spans = sight.words.spans("sealed.line", number=sight.signal.number, state=status(sight))
    return Card(plain(spans), (Paragraph(spans),), language=sight.words.language)


def _line_with_way(sight: Sight) -> Card:
    """The same with a way in, for whoever may go there."""
    return _with_way(sight, sight.words.spans("sealed.line", number=sight.signal.number, state=status(sight)))


def _reminder(sight: Sight) -> Card:
    return _with_way(sight, sight.words.spans("sealed.reminder", number=sight.signal.number, lead=sight.signal.lead))


def _nobody_came(sight: Sight) -> Card:
    return _with_way(sight, sight.words.spans("sealed.nobody_came", number=sight.signal.number, lead=sight.signal.lead))


def _with_way(sight: Sight, spans: Spans) -> Card:
    return Card(plain(spans), (Paragraph(spans), Buttons((_look(sight),))), language=sight.words.language)


def _look(sight: Sight) -> Button:
    return Button(sight.words.text("button.look"), "look")


INSTEAD: Mapping[str, View] = {
    "card": _card,
    "history": _line,
    "news": _line,
    "reminder": _reminder,
    "nobody_came": _nobody_came,
    "undelivered": undelivered,
}
"""The views that have a word of their own for it."""
