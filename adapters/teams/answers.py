"""What stands in the answer to Teams' own request, in the shapes that Microsoft documents for each kind of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.teams import render
from adapters.teams.client import Client
from adapters.teams.forms import asked, task
from adapters.teams.way import Way
from adapters.teams.wording import ELLIPSIS, unmarked
from bot.cards import Card, Heading, Lines, Note, Paragraph, Quote, plain
from bot.conversation import Correct, Open
from bot.pictures import Chart, TileMap

Json = dict[str, Any]

LINE = 300
"""Characters that fit beside a button."""

NAME = "Regiolijn"


def told(card: Card, way: Way) -> Json | None:
    """The words of a card, read by whoever asked and nobody else; None to a message, which takes no answer."""
    words = _words(card) or unmarked(card.summary) or ELLIPSIS
    match way.kind:
        case "card":
            return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": words}
        case "opening" | "window" | "extension":
            return {"task": {"type": "message", "value": words}}
        case "message":
            return None


def fits_a_line(card: Card) -> bool:
    """Whether nothing is lost when a card is told in words beside the button: it has nothing to press or to compare."""
    simple = all(isinstance(block, Heading | Paragraph | Note) for block in card.blocks)
    return simple and len(_words(card)) <= LINE


def worded(text: str) -> Card:
    """A card that says only this."""
    return Card(text, (Paragraph((text,)),))


def instead(content: Json) -> Json:
    """A card in place of the one that was pressed, for whoever pressed it."""
    return {"statusCode": 200, "type": render.CONTENT_TYPE, "value": content}


def form_instead(reply: Open | Correct, sent: str) -> Json:
    """The form in place of the one that was sent in, by its action; another one needs no reason why it is there again."""
    again = reply.form.action == sent
    return instead(asked(reply.form, errors=_errors(reply), inline=True, again=again))


def form_window(reply: Open | Correct) -> Json:
    """The form in a window: one that opens, or the one that stands open."""
    return _window(task(reply.form, _errors(reply)))


def form_message(reply: Open | Correct) -> Json:
    """The form as a message of its own."""
    content = asked(reply.form, errors=_errors(reply), inline=True)
    return {"type": "message", "summary": content["speak"], "attachments": [render.attachment(content)]}


def card_window(card: Card, client: Client) -> Json:
    """A card in a window, without anything to press."""
    head = next((block.text for block in card.blocks if isinstance(block, Heading)), NAME)
    return _window(render.window(head, render.card(card, client)))


def _window(shown: Json) -> Json:
    return {"task": {"type": "continue", "value": shown}}


def _errors(reply: Open | Correct) -> Mapping[str, str]:
    return reply.errors if isinstance(reply, Correct) else {}


def _words(card: Card) -> str:
    """What can be read on a card, a line for each block, without a character that means something to Teams."""
    lines = []
    for block in card.blocks:
        match block:
            case Heading(text) | Quote(text):
                lines.append(text)
            case Paragraph(spans) | Note(spans):
                lines.append(plain(spans))
            case Lines(listed):
                lines += map(plain, listed)
            case Chart(takeaway=point) | TileMap(summary=point):
                lines.append(point)
            case _:
                pass
    return "\n\n".join(filter(None, map(unmarked, lines)))
