"""An answer that came too late to go back the way the question came: it follows privately, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import assert_never

from bot.answers import pack_card, pack_form
from bot.cards import Block, Card, Form, Note, Paragraph, Quote, Span, Spans, TextField
from bot.conversation import Account, Correct, Done, Open, Reply, Say
from bot.privacy import judge
from bot.store.outbox import Order
from bot.store.work import Work
from bot.texts import Words
from bot.views.plain import draft_card


def keep_draft(form: Form, work: Work, words: Words, errors: Mapping[str, str] | None = None) -> Card:
    """Keep a form that is not open, and say where it is."""
    draft = _masked(form)
    handle = work.handles.issue("draft", "", pack_form(draft))
    return _masked_card(draft_card(draft, handle, words, errors))


def whisper(key: str, reply: Reply, to: Account, work: Work, words: Words) -> None:
    """Put a late reply in the outbox; a request that is simply done needs no second word.

    The same words to the same request are one message, however often it came in. Other words are another message: a
    form that was corrected has the key it had. A form that opens has a new handle every time, and is the same one.
    """
    match reply:
        case Done():
            return
        case Say(card):
            said = _masked_card(card)
            _send(key, pack_card(replace(said, handle="")), said, to, work)
        case Open(form):
            _send(key, pack_form(replace(form, handle="")), keep_draft(form, work, words), to, work)
        case Correct(form, errors):
            _send(key, f"{pack_form(form)}{errors}", keep_draft(form, work, words, errors), to, work)
        case _:
            assert_never(reply)


def _send(key: str, says: str, card: Card, to: Account, work: Work) -> None:
    which = sha256(says.encode()).hexdigest()[:12]
    work.order(Order(key=f"late:{key}:{which}", to=to, view="answer", payload=pack_card(card)))


def _masked(form: Form) -> Form:
    """Nothing is stored that may not be filed: neither what was typed nor what the form said about it."""
    return replace(
        form,
        fields=tuple(
            replace(field, value=judge(field.value).masked) if isinstance(field, TextField) else field
            for field in form.fields
        ),
        intro=tuple(map(_masked_block, form.intro)),
    )


def _masked_card(card: Card) -> Card:
    return replace(card, summary=judge(card.summary).masked, blocks=tuple(map(_masked_block, card.blocks)))


def _masked_block(block: Block) -> Block:
    match block:
        case Quote(text):
            return Quote(judge(text).masked)
        case Paragraph(spans):
            return Paragraph(_masked_spans(spans))
        case Note(spans):
            return Note(_masked_spans(spans))
        case _:
            return block


def _masked_spans(spans: Spans) -> Spans:
    return tuple(map(_masked_span, spans))


def _masked_span(span: Span) -> Span:
    return judge(span).masked if isinstance(span, str) else span
