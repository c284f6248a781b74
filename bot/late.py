"""An answer that came too late to go back the way the question came: it follows privately, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping

from bot.answers import pack_card, pack_form
from bot.cards import Card, Form
from bot.conversation import Account, Correct, Done, Open, Reply, Say
from bot.store.outbox import Order
from bot.store.work import Work
from bot.texts import Words
from bot.views.plain import draft_card


def keep_draft(form: Form, work: Work, words: Words, errors: Mapping[str, str] | None = None) -> Card:
    """Keep a form that is not open, and say where it is."""
    handle = work.handles.issue("draft", "", pack_form(form))
    return draft_card(form, handle, words, errors)


def whisper(key: str, reply: Reply, to: Account, work: Work, words: Words) -> None:
    """Put a late reply in the outbox, once; a request that is simply done needs no second word."""
    match reply:
        case Done():
            return
        case Say(card):
            answer = card
        case Open(form):
            answer = keep_draft(form, work, words)
        case Correct(form, errors):
            answer = keep_draft(form, work, words, errors)
    work.order(Order(key=f"late:{key}", to=to, view="answer", payload=pack_card(answer)))
