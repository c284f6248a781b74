"""Forms as cards to fill in: in a dialog, or as a message where dialogs do not work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from adapters.teams.buttons import BUTTON, actions
from adapters.teams.client import Client
from adapters.teams.fitting import ADDED, LARGEST, Piece, Worth, fit, size
from adapters.teams.render import drawn, framed, heading, window
from adapters.teams.spans import rich
from adapters.teams.wording import ELLIPSIS, clean, cut, label, unmarked, visible
from bot.cards import Bold, ChoiceField, DateField, Field, Form, Option, TextField

Json = dict[str, Any]

QUESTION, HINT, ERROR, MISSING, OPTION, KEY = 150, 300, 400, 100, 100, 150
INTRO = 1500
SEARCHED = 12
"""Options that can be overseen; of more than that people pick one by typing, unless one is picked already."""

_SHARES = ((9000, 500), (9000, 150), (3000, 60), (1500, 30), (700, 20), (200, 10), (50, 2))
"""Characters of what was typed in a field and options of a choice: what a form gets, then what a too large one gets."""


def asked(form: Form, *, errors: Mapping[str, str] | None = None, inline: bool, again: bool = False) -> Json:
    """The content of a card with the form's questions, what is wrong beside each; `inline` for a form in a message.

    It carries the form's action and handle, and nothing else of the matter. `again` when the same form was
    just sent in: whoever did so looks at the button, so why it is still there stands above that as well.
    """
    faults = errors or {}
    frame = framed(" ".join([form.title, *faults.values()]), form.language)
    room = LARGEST - ADDED - size(frame)
    pieces: list[Piece] = []
    for longest, options in _SHARES:
        pieces = list(_pieces(form, faults, longest, options, inline=inline, again=again))
        if size([piece.shown for piece in pieces]) <= room:
            break
    return frame | {"body": fit(pieces, room, ELLIPSIS)}


def task(form: Form, errors: Mapping[str, str] | None = None) -> Json:
    """The form as a dialog: title, height, width and card."""
    return window(form.title, asked(form, errors=errors, inline=False))


def _pieces(
    form: Form, errors: Mapping[str, str], longest: int, options: int, *, inline: bool, again: bool
) -> Iterator[Piece]:
    if inline:  # a dialog has its title above the card
        yield from (Piece(shown, Worth.KEPT) for shown in heading(form.title))
    yield from drawn(form.intro, form.handle, ELLIPSIS, INTRO, Client(dialogs=False))
    asked_here = {field.key for field in form.fields}
    for key, fault in errors.items():
        if key not in asked_here:
            yield from (Piece(shown, Worth.KEPT) for shown in _fault(fault))
    for field in form.fields:
        yield Piece(_question(field, form.missing, longest, options) | {"spacing": "medium"}, Worth.KEPT)
        yield from (Piece(shown | {"spacing": "small"}, Worth.BODY) for shown in _hint(field))
        yield from (Piece(shown | {"spacing": "small"}, Worth.KEPT) for shown in _fault(errors.get(field.key, "")))
    if again and (why := _why(form, errors)):
        yield Piece({"type": "Container", "style": "attention" if errors else "warning", "items": why}, Worth.FACT)
    yield Piece(actions([_submit(form, inline=inline)]), Worth.KEPT)


def _why(form: Form, errors: Mapping[str, str]) -> list[Json]:
    """What is wrong with each answer; without that, what the form begins with."""
    if not errors:
        return [shown.shown for shown in drawn(form.intro, form.handle, ELLIPSIS, INTRO, Client(dialogs=False))]
    asked_here = {field.key: (Bold(f"{field.label} "),) for field in form.fields}
    keys = [*(key for key in asked_here if key in errors), *(key for key in errors if key not in asked_here)]
    wrong = ((*asked_here.get(key, ()), errors[key]) for key in keys)
    return [shown for words in wrong for shown in rich(words, QUESTION + ERROR, ELLIPSIS)]


def _submit(form: Form, *, inline: bool) -> Json:
    named = {"title": cut(label(form.submit), BUTTON), "style": "positive"}
    data = {"form": form.action, "handle": form.handle}
    if inline:
        return {"type": "Action.Execute", **named, "verb": form.action, "data": data}
    return {"type": "Action.Submit", **named, "data": data}


def _fault(words: str) -> list[Json]:
    return rich((words,), ERROR, ELLIPSIS, color="attention", weight="bolder")


def _hint(field: Field) -> list[Json]:
    return rich((field.hint,), HINT, ELLIPSIS, size="small", isSubtle=True)


def _question(field: Field, missing: str, longest: int, options: int) -> Json:
    """One input; Teams checks that it is filled in only where there are words to say that it is not."""
    name = cut(label(field.label), QUESTION)
    element = _input(field, longest, options)
    if element is None:
        return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": f"{name}: {ELLIPSIS}"}]}
    told = cut(unmarked(missing), MISSING)
    must = {"isRequired": True, "errorMessage": told} if field.required and visible(told) else {}
    return element | {"id": field.key, "label": name} | must


def _input(field: Field, longest: int, options: int) -> Json | None:
    match field:
        case TextField():
            return _text(field, longest)
        case ChoiceField():
            return _choice(field, options)
        case DateField(value=day):
            return {"type": "Input.Date"} | ({"value": day.isoformat()} if day else {})
        case _:
            assert_never(field)


def _text(field: TextField, longest: int) -> Json:
    """What was typed stays whole, even where it is too long to send in: the answer to that says so."""
    value = cut(clean(field.value), longest)
    most = max(field.longest, _units(value), 1)
    typed: Json = {"type": "Input.Text", "maxLength": most, "isMultiline": field.lines == "many"}
    return typed | ({"value": value} if value else {})


def _choice(field: ChoiceField, most: int) -> Json | None:
    """At most so many options, the chosen one always among them; None when there is nothing to choose."""
    usable = {option.key: option for option in field.options if 0 < len(option.key) <= KEY}
    chosen = usable.get(field.value)
    kept = list(usable.values())[:most]
    if chosen and chosen not in kept:
        kept[-1] = chosen
    if not kept:
        return None
    searched = len(kept) > SEARCHED and not chosen  # where one types, some clients show what is picked by its key
    element: Json = {"type": "Input.ChoiceSet", "style": "filtered" if searched else "compact"}
    element["choices"] = [_option(option) for option in kept]
    return element | ({"value": chosen.key} if chosen else {})


def _option(option: Option) -> Json:
    return {"title": cut(label(option.label), OPTION), "value": option.key}


def _units(text: str) -> int:
    """Length as a web page counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
