"""What can stand in the answer to Slack's own request, so that no call is needed."""

from __future__ import annotations

from typing import Any

from adapters.slack.forms import corrections, modal
from adapters.slack.render import faces, notice
from adapters.slack.way import Way
from bot.conversation import Correct, Done, Open, Reply, Say

Ack = dict[str, Any]


def at_once(reply: Reply, way: Way, home: str) -> Ack | None:
    """The body of the answer; None where a call is needed. `home` is the workspace's address.

    A picture needs one: in the answer to a call alone Slack says whether it takes it.
    """
    match reply, way.kind:
        case Done(), _:
            return {}
        case _ if not way.takes_answer:
            return None
        case Say(card), "command":
            first, *worded = faces(card, home=home)
            return None if worded else {"response_type": "ephemeral", **first}
        case Say(card), "form":
            return {"response_action": "update", "view": notice(card, home=home)}
        case Open(form), "form":
            return {"response_action": "update", "view": modal(form)}
        case Correct(form, errors), "form":
            told = corrections(errors, way.on_screen)
            if told:
                return {"response_action": "errors", "errors": told}
            return {"response_action": "update", "view": modal(form)}
        case _:
            return None
