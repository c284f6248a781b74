"""The second step of a form in which personal data was typed: the same form, the masked text in it, ready to be sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.cards import Form, Note, TextField
from bot.conversation import Open
from bot.privacy import judge
from bot.texts import Words


def proposed(form: Form, words: Words, handle: Callable[[], str]) -> Open | None:
    """None when nothing typed in the form has to go. What was found is shown to whoever typed it, and kept nowhere.

    `handle` gives the step one of its own: the first form was answered, and platforms keep by it what was typed there.
    """
    judged = {field.key: judge(field.value) for field in form.fields if isinstance(field, TextField)}
    masked = {key: each.masked for key, each in judged.items() if each.advice == "block"}
    if not masked:
        return None
    found = [finding.value for key in masked for finding in judged[key].findings]
    return Open(
        replace(
            form,
            handle=handle(),
            fields=tuple(
                replace(field, value=masked.get(field.key, field.value)) if isinstance(field, TextField) else field
                for field in form.fields
            ),
            intro=(Note(words.spans("privacy.proposal", found=", ".join(dict.fromkeys(found)))), *form.intro),
        )
    )
