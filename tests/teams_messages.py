"""Messages on Teams: what can be read and pressed on one, and what is wrong with one that is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests import adaptive

Json = dict[str, Any]

ADDRESSED = frozenset({"id", "recipient"})
"""What says which message it is, and to whom."""


@dataclass
class Posted:
    """One message as people see it now; `was` holds its earlier faces, `only_for` whose it is when it is targeted."""

    conversation: str
    id: str
    activity: Json
    thread: str = ""
    only_for: str = ""
    was: list[str] = field(default_factory=list)

    @property
    def card(self) -> Json:
        """The Adaptive Card in it, empty where there is none."""
        return next((part["content"] for part in self.activity.get("attachments", ())), {})

    @property
    def words(self) -> str:
        """Everything that can be read on it, buttons apart."""
        return "\n".join(readable(self.card.get("body"))) or self.activity.get("text", "")

    @property
    def actions(self) -> list[Json]:
        """Its buttons as they were sent, in order."""
        return list(pressable(self.card))

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, in order."""
        return [action["title"] for action in self.actions]


def readable(part: Any) -> Iterator[str]:
    """The words of an Adaptive Card, one for each paragraph or fact."""
    match part:
        case list():
            for element in part:
                yield from readable(element)
        case {"type": "TextBlock", "text": text}:
            yield text
        case {"type": "RichTextBlock", "inlines": inlines}:
            yield "".join(run if isinstance(run, str) else run["text"] for run in inlines)
        case {"type": "FactSet", "facts": facts}:
            yield from (f"{fact['title']}: {fact['value']}" for fact in facts)
        case dict():
            for name in ("items", "columns", "rows", "cells"):
                yield from readable(part.get(name, []))


def pressable(part: Any) -> Iterator[Json]:
    """The actions of an Adaptive Card, those that another one shows included."""
    match part:
        case list():
            for element in part:
                yield from pressable(element)
        case {"type": str(kind)} if kind.startswith("Action."):
            yield part
            yield from pressable(part.get("card"))
        case dict():
            for name in ("body", "items", "columns", "rows", "cells", "actions"):
                yield from pressable(part.get(name, []))


def message_faults(activity: Json) -> list[str]:
    """What Teams would not take, or would show badly; empty when all is well."""
    shown = {name: part for name, part in activity.items() if name not in ADDRESSED}
    return [f"message: {fault}" for fault in adaptive.message_faults(shown)]
