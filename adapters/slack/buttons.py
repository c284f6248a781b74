"""The steps on offer, as Slack's buttons; none of them carries anything back but the card's handle."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.slack.pieces import Json, words
from bot.cards import Button, Confirm

ACTIONS = 25
LABEL = 75


def actions(buttons: Sequence[Button], handle: str) -> list[Json]:
    """One step is offered once: a second button for it would ask for the same."""
    offered: dict[str, Button] = {}
    for button in buttons:
        offered.setdefault(button.action, button)
    drawn = [_button(button, handle) for button in offered.values()]
    return [{"type": "actions", "elements": drawn[start : start + ACTIONS]} for start in range(0, len(drawn), ACTIONS)]


def _button(button: Button, handle: str) -> Json:
    drawn: Json = {"type": "button", "action_id": button.action, "text": words(button.label, LABEL)}
    if handle:
        drawn["value"] = handle
    if button.style != "plain":
        drawn["style"] = button.style
    if button.confirm:
        drawn["confirm"] = _confirm(button.confirm, button.style)
    return drawn


def _confirm(confirm: Confirm, style: str) -> Json:
    return {
        "title": words(confirm.title, 100),
        "text": words(confirm.text, 300),
        "confirm": words(confirm.yes, 30),
        "deny": words(confirm.no, 30),
        **({"style": "danger"} if style == "danger" else {}),
    }
