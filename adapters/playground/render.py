"""From cards, forms and replies to HTML; pure. Every word passes the escaping of the templates on its way.

HTML has no limits of length, so nothing is ever shortened here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from adapters.playground.stage import PLATFORM
from adapters.playground.words import Words, words
from bot.cards import (
    Block,
    Bold,
    Buttons,
    Card,
    ChoiceField,
    DateField,
    Facts,
    Field,
    Form,
    Heading,
    Lines,
    Link,
    Mention,
    Moment,
    Note,
    Paragraph,
    Posted,
    Quote,
    Span,
    Spans,
    TextField,
)
from bot.conversation import Correct, Done, Open, Reply, Say
from bot.pictures import Chart, TileMap
from bot.pictures.svg import chart_svg, map_svg

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

_NUMBER = re.compile(r"((?:[KB]-)?\d+(?:-\d+)+)", re.ASCII)


def draw(template: str, macro: str, *facts: object) -> Markup:
    """One macro of one template, with what it needs in order."""
    drawn: Markup = getattr(_TEMPLATES.get_template(template).module, macro)(*facts)
    return drawn


def render_page(facts: Mapping[str, object]) -> str:
    """The page around it all."""
    return _TEMPLATES.get_template("page.html").render(facts)


def render_reply(reply: Reply, prefix: str, language: str) -> dict[str, str]:
    """What the page does with an answer. `prefix` makes the ids in a form its own."""
    match reply:
        case Say():
            private = draw("message.html", "private", render_card(reply.card), words(language))
            return {"kind": "say", "html": private, "summary": reply.card.summary}
        case Open():
            return {"kind": "open", "html": render_form(reply.form, prefix)}
        case Correct():
            return {"kind": "correct", "html": render_form(reply.form, prefix, reply.errors)}
        case Done():
            return {"kind": "done"}
        case _:
            assert_never(reply)


def render_card(card: Card) -> Markup:
    """A card; one without blocks shows its summary."""
    blocks = card.blocks or (Paragraph((card.summary,)),)
    return _part("card", [_block(block) for block in blocks], card.handle, card.language)


def render_form(form: Form, prefix: str, errors: Mapping[str, str] | None = None) -> Markup:
    """A form; errors stand beside their fields and together on top, those of no field included."""
    wrong = errors or {}
    at = {field.key: _At.of(field, f"{prefix}-{number}", wrong) for number, field in enumerate(form.fields)}
    labels = {field.key: field.label for field in form.fields}
    summary = [(at[key].id if key in at else "", labels.get(key, ""), error) for key, error in wrong.items()]
    spoken = words(form.language)
    fields = [_field(field, at[field.key], spoken) for field in form.fields]
    return _part("form", form, prefix, [_block(block) for block in form.intro], fields, summary, spoken)


@dataclass(frozen=True, slots=True)
class _At:
    """Where a field stands in its form: its id, what is wrong with it, and the ids of the lines that describe it."""

    id: str
    error: str
    described: str

    @classmethod
    def of(cls, field: Field, id: str, errors: Mapping[str, str]) -> _At:
        error = errors.get(field.key, "")
        about = {"hint": field.hint, "error": error, "counter": isinstance(field, TextField)}
        lines = [f"{id}-{name}" for name, is_there in about.items() if is_there]
        return cls(id, error, " ".join(lines))


def _field(field: Field, at: _At, spoken: Words) -> Markup:
    match field:
        case TextField(lines="one"):
            return _part("line", field, at, spoken)
        case TextField():
            return _part("lines", field, at, spoken)
        case ChoiceField():
            return _part("choice", field, at, spoken)
        case DateField():
            return _part("day", field, at, spoken)
        case _:
            assert_never(field)


def _block(block: Block) -> Markup:
    match block:
        case Heading():
            return _part("heading", _words(block.text))
        case Paragraph():
            return _part("paragraph", _spans(block.spans))
        case Quote():
            return _part("quote", block.text)
        case Facts():
            return _part("facts", [(fact.label, _spans(fact.value)) for fact in block.facts])
        case Lines():
            return _part("listed", [_spans(spans) for spans in block.lines])
        case Chart():
            return _part("chart", block, Markup(chart_svg(block)))  # noqa: S704  every word in it is escaped
        case TileMap():
            return _part("map", block, Markup(map_svg(block)))  # noqa: S704  likewise
        case Note():
            return _part("note", _spans(block.spans))
        case Buttons():
            return _part("buttons", block.buttons)
        case _:
            assert_never(block)


def _spans(spans: Spans) -> Markup:
    return Markup().join(_span(span) for span in spans)


def _span(span: Span) -> Markup:
    match span:
        case str():
            return _words(span)
        case Bold():
            return _part("bold", _words(span.text))
        case Link():
            return _part("link", span.text, span.url) if span.url.startswith("https://") else escape(span.text)
        case Posted() if span.platform == PLATFORM:
            return _part("posted", _words(span.text), span.message)
        case Posted():
            return _words(span.text)
        case Mention():
            return _part("mention", span.name)
        case Moment():
            return _part("moment", span.text, span.iso)
        case _:
            assert_never(span)


def _words(text: str) -> Markup:
    """Browsers break a line behind a hyphen: a number or a date stays whole, and is copied as it was."""
    parts = enumerate(_NUMBER.split(text))
    return Markup().join(_part("number", part) if at % 2 else escape(part) for at, part in parts)


def _part(macro: str, *facts: object) -> Markup:
    return draw("parts.html", macro, *facts)
