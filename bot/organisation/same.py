"""An organisation as the key of what is made from it once and asked often."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.organisation.model import Organisation


class Same:
    """What an organisation file says, by identity: it is too large to compare and never changes.

    Who is away is no part of it: every day has an organisation of its own, and what is made from one serves them all.
    """

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation

    def __hash__(self) -> int:
        return id(self.organisation.themes)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Same):
            return False
        mine, its = self.organisation, other.organisation
        return mine is its or all(
            getattr(mine, name) is getattr(its, name) for name in type(mine).model_fields if name != "away"
        )
