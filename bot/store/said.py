"""What was said about a signal and stands somewhere, or is about to: found so that it can be said once more, in its own place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, select, text

from bot.conversation import Account, Place
from bot.store import tables
from bot.store.lanes import target_of
from bot.store.sending import ON_ITS_WAY

if TYPE_CHECKING:
    from bot.store.runner import Runner

_row = tables.outbox.c

MAY_STAND = ("settled", "waiting", *ON_ITS_WAY)
"""States of what stands somewhere, or may by the time that is written which is decided now."""

_SAID = (
    select(_row.id, _row.lane, _row.view, _row.payload, _row.receipt, _row.state)
    .where(_row.subject == bindparam("subject"), text(tables.IS_SAID))
    .where(_row.state.in_(MAY_STAND))
    .order_by(_row.id)
)
"""Every message about a signal that arrived or may still arrive, but for its cards, the first one first."""

_ARRIVED = select(_row.key, _row.payload, _row.receipt).where(
    _row.key.in_(bindparam("keys", expanding=True)), _row.state.in_(("settled", *ON_ITS_WAY))
)
"""Which of these stand somewhere, or may by now."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `is_reached`: it is known where it stands, or will be, so that it can be changed there."""

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
    """What was or will be said about this signal beside its cards, the first first."""
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
    return [said_by(row, row.payload) for row in rows]


def said_by(row: Row[*tuple[Any, ...]], payload: str) -> Said:
    """The message of this row of the outbox, if it says this."""
    return Said(row.id, row.lane, row.view, payload, bool(row.receipt) or row.state != "settled")
