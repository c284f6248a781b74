"""An organisation as the key of what is made from it once and asked often."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.organisation.model import Organisation


class Same:
    """An organisation by identity: it is too large to compare and never changes."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation

    def __hash__(self) -> int:
        return id(self.organisation)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.organisation is self.organisation
