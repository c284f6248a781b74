"""What can be shown: cards and forms, described once and drawn by every platform.

Text is spans, never Markdown: what a person typed stays text on every platform. Every word here is finished;
a renderer only lays out, and shortens where its platform has a limit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.pictures import Chart, TileMap


@dataclass(frozen=True, slots=True)
class Bold:
    """Words that carry the point."""

    text: str
    kind: Literal["bold"] = "bold"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an https address."""

    text: str
    url: str
    kind: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person by name; the platform that knows `user` (its own user id) may make it a mention."""

    name: str
    platform: str = ""
    user: str = ""
    kind: Literal["mention"] = "mention"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as people write it, in the reader's time zone; `iso` is the same moment for machines."""

    text: str
    iso: str
    kind: Literal["moment"] = "moment"


@dataclass(frozen=True, slots=True)
class Posted:
    """Words that lead to a message; just words on every other platform than the one where it stands."""

    text: str
    platform: str
    address: str  # of its place, and
    message: str  # its id there: opaque but to the adapter
    kind: Literal["posted"] = "posted"


Span = str | Bold | Link | Mention | Moment | Posted
Spans = tuple[Span, ...]


def plain(spans: Spans) -> str:
    """The same words without any layout, for notifications and screen readers."""
    words = []
    for span in spans:
        match span:
            case str():
                words.append(span)
            case Mention():
                words.append(span.name)
            case Bold() | Link() | Moment() | Posted():
                words.append(span.text)
    return "".join(words)


@dataclass(frozen=True, slots=True)
class Heading:
    """The one line that says what a card is about."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Spans
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words a person typed, shown exactly so and never as markup."""

    text: str
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled value."""

    label: str
    value: Spans


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled values, in order of weight."""

    facts: tuple[Fact, ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Lines:
    """A list, the weightiest line first."""

    lines: tuple[Spans, ...]
    kind: Literal["lines"] = "lines"


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: a reason, a moment, who did it."""

    spans: Spans
    kind: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class Confirm:
    """A question before something that is hard to undo."""

    title: str
    text: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Button:
    """A step a person may ask for; the card's handle says about what, the server decides whether."""

    label: str
    action: str
    style: Literal["plain", "primary", "danger"] = "plain"
    confirm: Confirm | None = None
    opens: bool = False  # a form answers it: a platform that must know beforehand shows it as a dialog


@dataclass(frozen=True, slots=True)
class Buttons:
    """The steps on offer, most likely first."""

    buttons: tuple[Button, ...]
    kind: Literal["buttons"] = "buttons"


Block = Heading | Paragraph | Quote | Facts | Lines | Chart | TileMap | Note | Buttons


@dataclass(frozen=True, slots=True)
class Card:
    """A message: `summary` states the point in one line for notifications and screen readers."""

    summary: str
    blocks: tuple[Block, ...] = ()
    handle: str = ""  # random, names the card on the server; the only thing a button carries back
    language: str = "nl"
    shortened: str = "…"  # what stands where a platform's limit cut a long text, in the reader's language
    kind: Literal["card"] = "card"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: `key` goes to the server, `label` to the reader."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class TextField:
    """Words to type; `longest` counts characters."""

    key: str
    label: str
    value: str = ""
    hint: str = ""
    lines: Literal["one", "many"] = "one"
    required: bool = True
    longest: int = 3000
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of several; `value` is the key of the option already chosen, or empty."""

    key: str
    label: str
    options: tuple[Option, ...]
    value: str = ""
    hint: str = ""
    required: bool = True
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True, slots=True)
class DateField:
    """A day; its value travels as ISO 8601 (`2026-11-10`)."""

    key: str
    label: str
    value: date | None = None
    hint: str = ""
    required: bool = True
    kind: Literal["date"] = "date"


Field = TextField | ChoiceField | DateField


@dataclass(frozen=True, slots=True)
class Form:
    """Questions to one person; `action` names the handler, `handle` this one opening of the form."""

    title: str
    submit: str
    cancel: str
    action: str
    handle: str
    fields: tuple[Field, ...]
    intro: tuple[Block, ...] = field(default=())
    language: str = "nl"
    missing: str = ""  # said beside a required field left empty, where a platform looks before it sends
    kind: Literal["form"] = "form"
