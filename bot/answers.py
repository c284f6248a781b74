"""Answers and forms as JSON, so that a retry gets the same answer and an unopened form keeps what was typed."""

from __future__ import annotations

from pydantic import TypeAdapter

from bot.cards import Card, Form
from bot.conversation import Done, Say

Kept = Say | Done
"""The answers that can be given twice. A form cannot: it was opened by a click that is over."""

_KEPT: TypeAdapter[Kept] = TypeAdapter(Kept)
_FORM: TypeAdapter[Form] = TypeAdapter(Form)
_CARD: TypeAdapter[Card] = TypeAdapter(Card)


def pack(answer: Kept) -> str:
    """An answer for the `seen` row of its request."""
    return _KEPT.dump_json(answer).decode()


def unpack(kept: str) -> Kept:
    """The answer of an earlier, identical request."""
    return _KEPT.validate_json(kept)


def pack_form(form: Form) -> str:
    """A form with what was typed in it, for the handle of its draft."""
    return _FORM.dump_json(form).decode()


def unpack_form(kept: str) -> Form:
    """The form of a draft."""
    return _FORM.validate_json(kept)


def pack_card(card: Card) -> str:
    """A finished card that will be delivered as it is."""
    return _CARD.dump_json(card).decode()


def unpack_card(kept: str) -> Card:
    """The finished card again."""
    return _CARD.validate_json(kept)
