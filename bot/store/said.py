"""What was said about a signal and stands somewhere: found so that it can be said once more, in its own place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, select, text

from bot.conversation import Account, Place
from bot.store import tables
from bot.store.lanes import target_of

if TYPE_CHECKING:
    from bot.store.runner import Runner

_row = tables.outbox.c

_SAID = (
    select(_row.id, _row.lane, _row.view, _row.payload, _row.receipt)
    .where(_row.subject == bindparam("subject"), text(tables.IS_SAID), _row.state == "settled")
    .order_by(_row.id)
)
"""Every message about a signal that arrived, but for its cards, the first one first."""

_ARRIVED = select(_row.key, _row.payload, _row.receipt).where(
    _row.key.in_(bindparam("keys", expanding=True)), _row.state.in_(("sending", "settled"))
)
"""Which of these stand somewhere, or may by now."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `is_reached`: it is known where it stands, so that it can be changed there."""

    id: int
    lane: str
    view: str
    payload: str
    is_reached: bool

    @property
    def to(self) -> Place | Account:
        """To whom it was said."""
        return target_of(self.lane)


async def said_about(signal_id: str, runner: Runner) -> list[Said]:
    """What was said about this signal beside its cards, the first first."""
    return await runner.read(lambda connection: _said(connection, signal_id))


async def arrived(keys: Collection[str], runner: Runner) -> dict[str, bool]:
    """The keys among these of what stands somewhere, or may; whether it is known where, and what it says there."""
    asked = {"keys": list(keys)}
    rows = await runner.read(lambda connection: connection.execute(_ARRIVED, asked).all())
    return {row.key: bool(row.receipt) and is_card(row.payload) for row in rows}


def is_card(payload: str) -> bool:
    """Whether it is a finished card, and not what one is to be drawn of."""
    return payload.startswith("{")


def _said(connection: Connection, signal_id: str) -> list[Said]:
    rows = connection.execute(_SAID, {"subject": signal_id})
    return [Said(row.id, row.lane, row.view, row.payload, bool(row.receipt)) for row in rows]
