"""Which conversation an admin bound to which directorate or region; who did so, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, select

from bot.conversation import Place
from bot.store import tables
from bot.store.writing import Insertion

if TYPE_CHECKING:
    from bot.store.changes import Changes
    from bot.store.runner import Runner

Bound = Literal["directorates", "regions"]
"""The sections of the organisation file whose entries have channels."""

BIND = Insertion(
    tables.bindings,
    lambda new: new.on_conflict_do_update(
        index_elements=["platform", "address"],
        set_={name: new.excluded[name] for name in ("section", "key", "by", "at")},
    ),
)


@dataclass(frozen=True, slots=True)
class Binding:
    """One conversation and what it belongs to. With an empty key it was released: who did that stays known."""

    place: Place
    section: Bound
    key: str
    by: str  # key of a person
    at: datetime


class Bindings:
    """The bindings as one unit of work finds and changes them."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._changed: dict[Place, Binding] = {}

    async def every(self) -> tuple[Binding, ...]:
        """Each stored binding, oldest first."""
        return await self._runner.read(every)

    async def at(self, place: Place) -> Binding | None:
        """What was last said about this conversation, released or not."""
        return next((binding for binding in await self.every() if binding.place == place), None)

    def bind(self, binding: Binding) -> None:
        """From the commit on, instead of whatever the conversation belonged to."""
        self._changed[binding.place] = binding

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self._changed)

    def collect(self, into: Changes) -> None:
        """Hand over what changed."""
        for place, binding in self._changed.items():
            where = {"platform": place.platform, "address": place.address, "section": binding.section}
            into.bindings.append(where | {"key": binding.key, "by": binding.by, "at": binding.at})


def every(connection: Connection) -> tuple[Binding, ...]:
    """Each stored binding, oldest first."""
    its = tables.bindings.c
    rows = connection.execute(select(tables.bindings).order_by(its.at, its.platform, its.address))
    return tuple(Binding(Place(platform, address), *rest) for platform, address, *rest in rows)
