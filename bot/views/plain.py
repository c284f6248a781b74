"""Cards of one sentence, and what a person typed given back to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.cards import Block, Button, Buttons, Card, Form, Paragraph, Quote, TextField, plain
from bot.texts import Fact, Words


def plain_card(key: str, words: Words, **facts: Fact) -> Card:
    """One sentence, said privately."""
    spans = words.spans(key, **facts)
    return Card(summary=plain(spans), blocks=(Paragraph(spans),), language=words.language)


def kept(card: Card, typed: Iterable[str]) -> Card:
    """The same card with what was typed below it, so that a refusal loses nothing; a single word was a choice."""
    quotes = tuple(Quote(text) for text in typed if len(text.split()) > 1)
    return Card(card.summary, (*card.blocks, *quotes), card.handle, card.language, card.shortened)


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
