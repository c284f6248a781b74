"""What a card must know of the Teams in which it is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Client:
    """With `dialogs`, a button that a form answers asks Teams for a window; messages of `tenant` can be linked to."""

    dialogs: bool = True
    tenant: str = ""


ANYWHERE = Client()
"""One of which nothing is known."""
