"""The forms in which more is said about a signal."""

from __future__ import annotations

from bot.cards import Form, Note, TextField
from bot.signals import Signal
from bot.texts import Words

LONGEST = 3000
"""Characters: what the narrowest platform takes in one field."""


def note_form(signal: Signal, handle: str, words: Words, *, text: str = "") -> Form:
    """A remark for everybody who follows the signal."""
    return _form("note", signal, handle, words, text)


def edit_form(signal: Signal, handle: str, words: Words, *, text: str | None = None) -> Form:
    """The words of the signal itself, to be changed."""
    return _form("edit", signal, handle, words, signal.text if text is None else text)


def _form(action: str, signal: Signal, handle: str, words: Words, text: str) -> Form:
    return Form(
        title=words.text(f"{action}.title"),
        submit=words.text(f"{action}.submit"),
        cancel=words.text("cancel"),
        action=action,
        handle=handle,
        fields=(
            TextField(
                "text", words.text(f"{action}.text"), text, words.text(f"{action}.hint"), "many", longest=LONGEST
            ),
        ),
        intro=(Note(words.spans(f"{action}.intro", number=signal.number)),),
        language=words.language,
        missing=words.text("error.empty"),
    )
