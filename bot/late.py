"""An answer that came too late to go back the way the question came: it follows privately, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from bot.answers import pack_card, pack_form
from bot.cards import Card, Form, TextField
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
    return draft_card(draft, handle, words, errors)


def whisper(key: str, reply: Reply, to: Account, work: Work, words: Words) -> None:
    """Put a late reply in the outbox, once; a request that is simply done needs no second word."""
    match reply:
        case Done():
            return
        case Say(card):
            _send(key, card, to, work)
        case Open(form):
            _send(key, keep_draft(form, work, words), to, work)
        case Correct(form, errors):
            _send(key, keep_draft(form, work, words, errors), to, work)
        case _:
            assert_never(reply)


def _send(key: str, card: Card, to: Account, work: Work) -> None:
    work.order(Order(key=f"late:{key}", to=to, view="answer", payload=pack_card(card)))


def _masked(form: Form) -> Form:
    """Nothing is stored that may not be filed."""
    return replace(
        form,
        fields=tuple(
            replace(field, value=judge(field.value).masked) if isinstance(field, TextField) else field
            for field in form.fields
        ),
    )
