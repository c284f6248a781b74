"""The form in which an admin opens what is confidential: exactly who will read it then, and the question why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import Form, Lines, Note, Spans, TextField
from bot.signals import Signal
from bot.texts import Words
from bot.views.asking import form_of

UNSEAL = "unseal"
"""The action of the form."""

SHORT = 300
"""Characters of a reason."""


def unseal_form(signal: Signal, handle: str, channels: Sequence[str], newcomers: int, words: Words) -> Form:
    """`channels` as people call them; `newcomers` is how many people may not read it now and may then."""
    why = TextField("why", words.text("unseal.why"), hint=words.text("unseal.why.hint"), longest=SHORT)
    form = form_of(UNSEAL, signal, handle, words, why)
    lines: list[Spans] = []
    if channels:
        lines.append(words.spans("unseal.channels", channels=words.all_of(channels)))
    if newcomers:
        lines.append((words.count("unseal.newcomers", newcomers),))
    told = Note(words.spans("unseal.all"))
    return replace(form, intro=(*form.intro, *([Lines(tuple(lines))] if lines else []), told))


def once_more(form: Form, handle: str, words: Words) -> Form:
    """The same form, when others would read it by now than it said."""
    return replace(form, handle=handle, intro=(Note(words.spans("unseal.changed")), *form.intro))
