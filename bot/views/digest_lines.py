"""One line of a digest for each signal, whatever the list: number, region, and what there is to say about it there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import TypeVar

from bot.cards import Block, Bold, Lines, Note, Paragraph, Posted, Span, Spans
from bot.delivery import Receipt
from bot.organisation import Organisation
from bot.signals import HIGHEST_RUNG, OPEN, REGION, Signal, State
from bot.texts import Words
from bot.views.counted import working_days
from bot.views.regions import regions_of, without_region
from bot.weekly import Late, Pattern

T = TypeVar("T")

MOST = 6
"""Lines of one list: what is read on a Monday morning; the rest is counted."""

SHORT = 110
"""Characters of a text: enough to know what it is about."""

NAMED = 5
"""Regions that a pattern names; the others are counted."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Says of signals what a list says. `posted` leads to their cards."""

    organisation: Organisation
    words: Words
    posted: Mapping[str, Receipt]
    escalated: Mapping[str, int] = field(default_factory=dict)
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def listed(
        self, key: str, items: Sequence[T], line: Callable[[T], Spans], total: int = 0, hidden: int = 0
    ) -> tuple[Block, ...]:
        """A list under its title, which says how many; what does not fit is counted. Nothing for an empty one.

        So many of the `total` are `hidden`: they are told of elsewhere.
        """
        total = max(total, len(items))
        if not total:
            return ()
        title = Paragraph((Bold(self.words.text(key, number=total)),))
        lines = [line(item) for item in items[:MOST]]
        if more := max(total - hidden, len(items)) - len(lines):
            lines.append((self.words.count("digest.more", more),))
        return (title, Lines(tuple(lines))) if lines else (title,)

    def told(self, signal: Signal) -> Spans:
        """What it changed, and what the region made of it."""
        outcome = signal.outcome.text if signal.outcome else ""
        verdict = self.words.text(f"verdict.{signal.told.verdict}") if signal.told else ""
        if not verdict:  # told, and open again since
            return self._line("digest.line.state", signal, state=self.words.text(f"state.{signal.state}"))
        line = self._line("digest.line.told", signal, outcome=_short(outcome).rstrip(". "), verdict=verdict)
        return (*line, self._also(signal))

    def _also(self, signal: Signal) -> str:
        """What it took, and who else has it now."""
        times = self.escalated.get(signal.id, 0)
        said = [self.words.count("digest.point.escalated", times)] if times else []
        if regions := self.shared.get(signal.id, ()):
            found = [self.organisation.region(key) for key in regions]
            names = self.words.all_of([region.name for region in found if region])
            said.append(self.words.text("digest.line.shared", regions=names))
        return f" ({', '.join(said)})" if said else ""

    def filed(self, signal: Signal) -> Spans:
        """What is the matter."""
        region = self.organisation.region(signal.region)
        text = without_region(signal.text, region.name if region else signal.region)
        return self._line("digest.line.filed", signal, text=_short(text))

    def claimed(self, signal: Signal) -> Spans:
        """Who took it on, and what comes next."""
        if not signal.fixer:
            return self._line("digest.line.state", signal, state=self.words.text(f"state.{signal.state}"))
        if signal.next_step and signal.state is State.CLAIMED:
            return self._line("digest.line.next", signal, fixer=self._name(signal.fixer), step=_short(signal.next_step))
        return self._line("digest.line.claimed", signal, fixer=self._name(signal.fixer))

    def waits(self, signal: Signal) -> Spans:
        """For whom, and until when."""
        until = self.words.day(signal.waits_until) if signal.waits_until else ""
        return self._line("digest.line.waits", signal, party=self.party(signal.waits_for), day=until)

    def late(self, item: Late) -> Spans:
        """For how many working days, and what is missing."""
        key = f"digest.line.{item.why}" if item.days else f"digest.line.{item.why}.early"
        return self._line(key, item.signal, days=working_days(item.days, self.words))

    def stands(self, signal: Signal) -> Spans:
        """How it stands."""
        if signal.rung >= HIGHEST_RUNG and signal.state in OPEN:
            return self._line("digest.line.called_in", signal)
        return self._line("digest.line.state", signal, state=self.words.text(f"state.{signal.state}"))

    def due(self, signal: Signal) -> Spans:
        """What was promised, and for which day."""
        if signal.state is State.WAITING:
            return self.waits(signal)
        day = self.words.day(signal.next_step_on) if signal.next_step_on else ""
        return self._line("digest.line.due", signal, step=_short(signal.next_step), day=day)

    def pattern(self, pattern: Pattern) -> Spans:
        """A theme, and the regions where it is open."""
        theme = self.organisation.theme(pattern.theme)
        found = [self.organisation.region(key) for key in pattern.regions]
        names = sorted(region.name for region in found if region)
        others = len(names) - NAMED
        if others > 0:
            names = [*names[:NAMED], self.words.count("digest.regions.more", others)]
        label = theme.label if theme else pattern.theme
        facts: dict[str, Span | int] = {"theme": Bold(label), "number": len(pattern.regions)}
        return self.words.spans("digest.line.pattern", **facts, regions=self.words.all_of(names))

    def _line(self, key: str, signal: Signal, **facts: str) -> Spans:
        region = regions_of(signal, self.organisation, self.words)
        return self.words.spans(key, number=self.number(signal), region=region, **facts)

    def number(self, signal: Signal) -> Span:
        """Its number, leading to its card where it can."""
        stands = self.posted.get(signal.id)
        if stands is None:
            return Bold(signal.number)
        return Posted(signal.number, stands.place.platform, stands.place.address, stands.message)

    def opening(self, signals: Iterable[Signal]) -> tuple[Block, ...]:
        """How to open one of these, where a number leads nowhere."""
        number = next((signal.number for signal in signals if signal.id not in self.posted), "")
        return (Note(self.words.spans("list.opens", number=number)),) if number else ()

    def _name(self, key: str) -> str:
        person = self.organisation.person(key)
        return person.name if person else self.words.text("person.unknown")

    def party(self, key: str) -> str:
        """Whom it waits for, or who was asked, by the shortest name people know."""
        if key == REGION:
            return self.words.text("fact.waits.region")
        if party := self.organisation.parties.get(key):
            return party.abbreviation or party.name
        ministry = self.organisation.ministries.get(key)
        return ministry.name if ministry else key


def _short(text: str) -> str:
    return shorten(text, SHORT, placeholder=" …")
