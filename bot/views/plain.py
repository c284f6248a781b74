"""Cards of one sentence, and what a person typed given back to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.cards import Block, Button, Buttons, Card, Form, Note, Paragraph, Quote, TextField, plain
from bot.texts import Fact, Words


def plain_card(key: str, words: Words, **facts: Fact) -> Card:
    """One sentence, said privately."""
    spans = words.spans(key, **facts)
    return Card(summary=plain(spans), blocks=(Paragraph(spans),), language=words.language)


def kept(card: Card, typed: Iterable[str]) -> Card:
    """The same card with what was typed below it, so that a refusal loses nothing; a single word was a choice."""
    quotes = tuple(Quote(text) for text in typed if len(text.split()) > 1)
    return Card(card.summary, (*card.blocks, *quotes), card.handle, card.language, card.shortened)


def opened_again(card: Card, action: str, handle: str, words: Words) -> Card:
    """The same card with a button that opens the form again which has this handle; what was typed lies behind it."""
    button = Button(words.text("button.open_form"), action, "primary", opens=True)
    return replace(card, blocks=(*card.blocks, Note(words.spans("kept.behind")), Buttons((button,))), handle=handle)


def draft_card(form: Form, handle: str, words: Words, errors: Mapping[str, str] | None = None) -> Card:
    """A form that is not open: what stood in it, what is wrong with it, and a button that opens it again."""
    spans = words.spans("draft.kept")
    faults = tuple(Paragraph((error,)) for error in (errors or {}).values())
    typed = tuple(Quote(field.value) for field in form.fields if isinstance(field, TextField) and field.value)
    blocks: tuple[Block, ...] = (
        Paragraph(spans),
        *faults,
        *typed,
        Buttons((Button(words.text("button.open_form"), "reopen_form", "primary", opens=True),)),
    )
    return Card(plain(spans), blocks, handle, words.language)
