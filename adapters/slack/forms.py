"""Forms as Slack's windows: one input block a question, and the way back from a block to its question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import assert_never

from adapters.slack.fitting import VIEW_BLOCKS, fit
from adapters.slack.pieces import Json, context, words
from adapters.slack.render import TITLE, draw
from adapters.slack.sheet import Sheet
from adapters.slack.wording import ELLIPSIS, cut, line, showable, storable, units, visible
from bot.cards import ChoiceField, DateField, Field, Form, Option, TextField

TEXT = 3000
QUESTION, HINT = 2000, 2000
OPTION, KEY, OPTIONS = 75, 150, 100
MOST_OPTIONS = 1000
"""In groups of a hundred, so that nobody is asked twice; more would make the window too large to send."""
ERROR = 1000
SALT = 12


def modal(form: Form) -> Json:
    """The window of a form; it carries the form's action and handle, and nothing else of the matter."""
    asked = [_question(field, form.handle) for field in form.fields]
    sheet = Sheet(form.handle, pictures=False)
    intro = [block for part in form.intro for block in draw(part, sheet)]
    if not (intro or asked):
        intro = [context(ELLIPSIS)]  # a window is never empty
    return {
        "type": "modal",
        "callback_id": form.action,
        "private_metadata": form.handle,
        "title": words(form.title, TITLE),
        "submit": words(form.submit, TITLE),
        "close": words(form.cancel, TITLE),
        "blocks": [*fit(intro, max(VIEW_BLOCKS - len(asked), 1), ELLIPSIS), *asked][:VIEW_BLOCKS],
    }


def corrections(errors: Mapping[str, str], on_screen: Mapping[str, str]) -> dict[str, str]:
    """What is wrong by block of the window; a fault elsewhere stands at the first question. Empty without questions."""
    if not on_screen:
        return {}
    first = next(iter(on_screen.values()))
    told: dict[str, str] = {}
    for key, fault in errors.items():
        block = on_screen.get(key, first)
        told[block] = f"{told.get(block, '')} {showable(fault)}".strip()
    return {block: cut(text, ERROR) if visible(text) else ELLIPSIS for block, text in told.items()}


def _question(field: Field, handle: str) -> Json:
    """Slack keeps what was typed by block and element id, so another opening of the form gets other block ids."""
    element = _element(field)
    if element is None:
        return context(cut(f"{line(field.label)}: {ELLIPSIS}", QUESTION))
    block: Json = {
        "type": "input",
        "block_id": f"{field.key}~{handle[:SALT]}",
        "label": words(field.label, QUESTION),
        "element": element | {"action_id": field.key},
        "optional": not field.required,
    }
    if visible(field.hint):
        block["hint"] = words(field.hint, HINT)
    return block


def _element(field: Field) -> Json | None:
    match field:
        case TextField():
            return _text(field)
        case ChoiceField(options=options, value=value):
            return _choice(options, value)
        case DateField(value=day):
            return {"type": "datepicker"} | ({"initial_date": day.isoformat()} if day else {})
        case _:
            assert_never(field)


def _text(field: TextField) -> Json:
    longest = min(max(field.longest, 1), TEXT)
    element: Json = {"type": "plain_text_input", "multiline": field.lines == "many", "max_length": longest}
    value = storable(field.value)
    if value:
        element["initial_value"] = value if units(value) <= longest else cut(value, longest)
    return element


@lru_cache(maxsize=512)
def _choice(options: tuple[Option, ...], value: str) -> Json | None:
    """A list, in groups where it is long, the chosen option always in it; None when there is nothing to choose."""
    usable = {option.key: option for option in options if 0 < units(option.key) <= KEY}
    chosen = usable.get(value)
    kept = list(usable.values())[:MOST_OPTIONS]
    if chosen and chosen not in kept:
        kept[-1] = chosen
    if not kept:
        return None
    element: Json = {"type": "static_select"}
    if len(kept) <= OPTIONS:
        element["options"] = [_option(option) for option in kept]
    else:
        element["option_groups"] = [_group(kept[start : start + OPTIONS]) for start in range(0, len(kept), OPTIONS)]
    return element | ({"initial_option": _option(chosen)} if chosen else {})


def _group(options: Sequence[Option]) -> Json:
    """Named by its first and last, as the back of a volume is."""
    first, last = (cut(line(option.label), OPTION // 2 - 2) for option in (options[0], options[-1]))
    return {"label": words(f"{first} – {last}", OPTION), "options": [_option(option) for option in options]}


@lru_cache(maxsize=2048)
def _option(option: Option) -> Json:
    return {"text": words(option.label, OPTION), "value": option.key}
