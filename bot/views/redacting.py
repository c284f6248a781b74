"""The form in which an admin says which words must go, and why; what it found, before anything happens."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import Form, Note, TextField
from bot.signals import Signal
from bot.texts import Words
from bot.views.asking import form_of

REDACT = "redact"
"""The action of the form."""

LONGEST, SHORT = 1000, 300
"""Characters of a passage, and of a reason."""


def redact_form(signal: Signal, handle: str, words: Words) -> Form:
    """The passage to the letter, and a reason that everybody may read."""
    passage = TextField(
        "passage", words.text("redact.passage"), hint=words.text("redact.passage.hint"), lines="many", longest=LONGEST
    )
    why = TextField("why", words.text("redact.why"), hint=words.text("redact.why.hint"), longest=SHORT)
    return form_of(REDACT, signal, handle, words, passage, why)


def once_more(form: Form, signal: Signal, handle: str, count: int, words: Words) -> Form:
    """The same form with what it will do: sent in as it stands, it is done."""
    told = Note((words.count("redact.found", count, signal=signal.number),))
    return replace(form, handle=handle, submit=words.text("redact.yes"), intro=(told, Note(words.spans("redact.sure"))))
