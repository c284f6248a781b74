"""One page for the minister's agenda, in Markdown: what is asked, what it is about, what happened and was decided.

What people typed is escaped, so that it stays text wherever the page is pasted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from textwrap import shorten

from bot.cards import Card, Note, Quote, plain
from bot.decisions import Decision
from bot.signals import Event, Step
from bot.views.decided import described
from bot.views.history import history
from bot.views.sight import Sight
from bot.views.signal_card import status
from bot.worktime import local_day

LONGEST, LINE = 500, 120
"""Characters of what the region wrote and of what is asked, and of one line of what happened."""

NEWEST = 8
"""Steps that are told, and decisions: it stays one page, and the narrowest platform shows it whole."""

LEFT_OUT = frozenset({Step.SPAR, Step.SEE, Step.REMIND, Step.FILE, Step.DECIDE, Step.MISS, Step.REACH, Step.EDIT})
"""Private, or told elsewhere on the page, or nothing a minister wants to know."""

_MARKS = re.compile(r"([\\`*_\[\]<>|~&])|^(?=[#+=-])")
_NUMBERED = re.compile(r"^(\d+)(?=[.)])")


def brief(sight: Sight, decision: Decision, timeline: Sequence[Event]) -> str:
    """The page. `timeline` is oldest first; the decision to put it on the agenda is `decision`."""
    signal, words = sight.signal, sight.words
    names = {"number": signal.number, "region": sight.place(decision.region), "decision": decision.number}
    until = words.day(decision.until) if decision.until else ""
    told = [event for event in timeline if event.step not in LEFT_OUT]
    others = [each for each in sight.decisions if each.number != decision.number]
    parts = [
        f"# {_safe(words.text('brief.title', **names))}",
        _safe(words.text("brief.for", **names, until=until, who=sight.name(decision.by))),
        _section(sight, "brief.asked", [_quoted(decision.fields["why"])]),
        _section(sight, "brief.about", [_quoted(signal.text), "", *_about(sight)]),
        _section(sight, "brief.history", [_filed(sight), *(_line(sight, event) for event in told[-NEWEST:])]),
    ]
    if others:
        parts.append(
            _section(sight, "brief.decisions", [f"- {_safe(described(sight, each))}" for each in others[-NEWEST:]])
        )
    return "\n\n".join(parts) + "\n"


def brief_card(sight: Sight, decision: Decision, timeline: Sequence[Event]) -> Card:
    """The page as a message to whoever decided it: to copy, not to look at."""
    words = sight.words
    intro = words.spans("brief.intro", number=sight.signal.number, decision=decision.number)
    summary = words.text("brief.summary", number=sight.signal.number, decision=decision.number)
    return Card(summary, (Note(intro), Quote(brief(sight, decision, timeline))), language=words.language)


def _section(sight: Sight, title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"## {_safe(sight.words.text(title))}", "", *lines])


def _about(sight: Sight) -> list[str]:
    signal, words = sight.signal, sight.words
    facts = {
        "fact.regions": ", ".join(sight.place(key) for key in signal.regions),
        "fact.theme": sight.themes,
        "fact.lead": ", ".join((signal.lead, *signal.co)),
        "fact.state": plain(status(sight)),
    }
    return [f"- {_safe(words.text(label))}: {_safe(value)}" for label, value in facts.items()]


def _filed(sight: Sight) -> str:
    words, signal = sight.words, sight.signal
    return f"- {_safe(_day(sight, sight.filed.at))}: {_safe(words.text('brief.filed', who=sight.name(signal.filer)))}"


def _line(sight: Sight, event: Event) -> str:
    said = _escalated(sight, event) if event.step is Step.ESCALATE else history(replace(sight, event=event)).summary
    return f"- {_safe(_day(sight, event.at))}: {_safe(shorten(said, LINE, placeholder=' …'))}"


def _escalated(sight: Sight, event: Event) -> str:
    """To whom, and with which question; how long it lay still is told in the channel."""
    to, reason = sight.name(event.facts.get("to", "")), event.facts.get("reason", "")
    return sight.words.text("brief.escalated.asked" if reason else "brief.escalated", to=to, reason=reason)


def _day(sight: Sight, at: datetime) -> str:
    return sight.words.day(local_day(at, sight.organisation.clock))


def _quoted(typed: str) -> str:
    return f"> {_safe(shorten(typed, LONGEST, placeholder=' …'))}"


def _safe(text: str) -> str:
    """The same words on one line, none of them a mark: not in the line, and not at its beginning."""
    line = _MARKS.sub(lambda mark: f"\\{mark[1] or ''}", " ".join(text.split()))
    return _NUMBERED.sub(r"\1\\", line)
