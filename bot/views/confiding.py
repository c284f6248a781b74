"""Who may read it? Asked once of whoever wrote that something is confidential in a form that is open to all."""

from __future__ import annotations

from textwrap import shorten

from bot.cards import ChoiceField, Form, Note, Option, Quote
from bot.texts import Words

READERS = "readers"
"""The action of the form, and the kind of its handle."""

FEW, ALL = "few", "all"

SHORT = 300
"""Characters of the text: enough to see what it is about."""


def readers_form(text: str, handle: str, words: Words) -> Form:
    """One choice, and none beforehand: whoever sends it in has thought about it."""
    options = (Option(FEW, words.text("readers.few")), Option(ALL, words.text("readers.all")))
    return Form(
        title=words.text("file.title"),
        submit=words.text("file.submit"),
        cancel=words.text("cancel"),
        action=READERS,
        handle=handle,
        fields=(ChoiceField("readers", words.text("readers.choice"), options, hint=words.text("readers.hint")),),
        intro=(Note(words.spans("readers.intro")), Quote(shorten(text, SHORT, placeholder=" …"))),
        language=words.language,
        missing=words.text("readers.missing"),
    )
