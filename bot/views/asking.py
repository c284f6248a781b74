"""How a step asks what it must know: one form an action, its words under the action's name, what was typed kept in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.cards import ChoiceField, DateField, Field, Form, Note, TextField
from bot.signals import Signal
from bot.texts import Words

LONGEST = 3000
"""Characters: what the narrowest platform takes in one field."""


def form_of(action: str, signal: Signal, handle: str, words: Words, *fields: Field, intro: str = "intro") -> Form:
    """Title, submit and intro stand in the texts as `<action>.title`, `.submit` and `.<intro>`."""
    return Form(
        title=words.text(f"{action}.title"),
        submit=words.text(f"{action}.submit"),
        cancel=words.text("cancel"),
        action=action,
        handle=handle,
        fields=fields,
        intro=(Note(words.spans(f"{action}.{intro}", number=signal.number)),),
        language=words.language,
        missing=words.text("error.empty"),
    )


def long_text(action: str, key: str, words: Words, *, required: bool = True, value: str = "") -> TextField:
    """Some lines of text; label and hint stand in the texts as `<action>.<key>` and `.hint`."""
    label = f"{action}.{key}"
    return TextField(
        key, words.text(label), value, words.text(f"{label}.hint"), "many", required=required, longest=LONGEST
    )


def filled(form: Form, values: Mapping[str, str]) -> Form:
    """The form with what was typed and chosen in it; what was not sent along stays as it was."""
    return replace(
        form, fields=tuple(_with(field, values[field.key]) if field.key in values else field for field in form.fields)
    )


def faults(form: Form, words: Words) -> dict[str, str]:
    """What is wrong in a filled form, by field, as far as the form itself can tell; empty when nothing is."""
    told: dict[str, str] = {}
    for field in form.fields:
        if isinstance(field, TextField) and len(field.value) > field.longest:
            told[field.key] = words.text("error.too_long", longest=field.longest)
        elif field.required and not field.value:
            told[field.key] = words.text("error.none_chosen" if isinstance(field, ChoiceField) else "error.empty")
    return told


def in_order(form: Form, errors: Mapping[str, str]) -> dict[str, str]:
    """The same errors as their fields stand in the form, top to bottom."""
    return {field.key: errors[field.key] for field in form.fields if field.key in errors}


def answers(form: Form) -> dict[str, str]:
    """What a filled form says, by field; nothing else that a client may have sent along. Days are ISO 8601."""
    given = {field.key: field.value for field in form.fields if field.value}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in given.items()}


def day_of(form: Form, key: str) -> date | None:
    """The day that was chosen under this key."""
    return next((field.value for field in form.fields if isinstance(field, DateField) and field.key == key), None)


def _with(field: Field, value: str) -> Field:
    match field:
        case TextField():
            return replace(field, value=value.strip())
        case ChoiceField():
            return replace(field, value=value if any(option.key == value for option in field.options) else "")
        case DateField():
            return replace(field, value=_day(value))


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
