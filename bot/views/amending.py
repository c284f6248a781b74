"""The forms in which more is said about a signal."""

from __future__ import annotations

from bot.cards import Form
from bot.signals import Signal
from bot.texts import Words
from bot.views.asking import form_of, long_text


def note_form(signal: Signal, handle: str, words: Words) -> Form:
    """A remark for everybody who follows the signal."""
    return form_of("note", signal, handle, words, long_text("note", "text", words))


def edit_form(signal: Signal, handle: str, words: Words) -> Form:
    """The words of the signal itself, to be changed."""
    return form_of("edit", signal, handle, words, long_text("edit", "text", words, value=signal.text))
