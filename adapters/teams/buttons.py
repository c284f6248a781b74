"""Steps as actions of a card: what is pressed says its name and the card's handle, and nothing of the matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from adapters.teams.spans import rich
from adapters.teams.wording import ELLIPSIS, cut, label
from bot.cards import Bold, Button, Confirm

Json = dict[str, Any]

ABREAST = 5
"""Buttons in a row: of more, Microsoft's own renderer drops the last without a word, and Teams hides them behind dots."""

BUTTON, TITLE, QUESTION = 75, 100, 300

_STYLES = {"primary": "positive", "danger": "destructive"}


def steps(buttons: Sequence[Button], name: str, handle: str, *, dialogs: bool) -> Iterator[Json]:
    """Rows of buttons; under a row the questions before its steps. `name` makes the questions' ids differ in a card.

    One step is offered once: a second button for it would ask for the same.
    """
    offered: dict[str, Button] = {}
    for button in buttons:
        offered.setdefault(button.action, button)
    for start in range(0, len(offered), ABREAST):
        row = list(offered.values())[start : start + ABREAST]
        asked = {button.action: f"{name}-{button.action}" for button in row if button.confirm}
        yield actions([_first(button, handle, asked.get(button.action), dialogs=dialogs) for button in row])
        for button in row:
            if button.confirm:
                yield _question(button, button.confirm, handle, asked[button.action], dialogs=dialogs)


def actions(row: list[Json]) -> Json:
    """A row of actions."""
    return {"type": "ActionSet", "actions": row}


def _first(button: Button, handle: str, question: str | None, *, dialogs: bool) -> Json:
    """What stands on the card at first: the step itself, or what shows the question before it, which is no danger yet."""
    if question and button.style == "danger":
        return _toggle(button.label, question)
    drawn = _toggle(button.label, question) if question else _step(button, button.label, handle, dialogs=dialogs)
    return drawn | ({"style": _STYLES[button.style]} if button.style in _STYLES else {})


def _step(button: Button, title: str, handle: str, *, dialogs: bool) -> Json:
    named = {"title": cut(label(title), BUTTON)}
    if button.opens and dialogs:
        data = {"msteams": {"type": "task/fetch"}, "action": button.action, "handle": handle}
        return {"type": "Action.Submit", **named, "data": data}
    return {"type": "Action.Execute", **named, "verb": button.action, "data": {"handle": handle}}


def _question(button: Button, confirm: Confirm, handle: str, name: str, *, dialogs: bool) -> Json:
    """Teams knows no confirmation: the question lies hidden in the card, and the answer no hides it again."""
    words = [
        *rich((Bold(cut(confirm.title, TITLE)),), TITLE, ELLIPSIS),
        *rich((cut(confirm.text, QUESTION),), QUESTION, ELLIPSIS),
    ]
    yes = _step(button, confirm.yes, handle, dialogs=dialogs) | {"style": _STYLES.get(button.style, "default")}
    items = [*words, actions([yes, _toggle(confirm.no, name)])]
    return {"type": "Container", "id": name, "isVisible": False, "style": "emphasis", "items": items}


def _toggle(title: str, name: str) -> Json:
    return {"type": "Action.ToggleVisibility", "title": cut(label(title), BUTTON), "targetElements": [name]}
