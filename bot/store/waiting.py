"""What waits in the way out and what could not be delivered, for somebody who looks after it: look, send again, drop."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ColumnElement, Connection, and_, exists, literal_column, or_, select, update

from bot.conversation import Account, Place
from bot.store import tables
from bot.store.lanes import lane_of, target_of
from bot.store.sending import ON_ITS_WAY

if TYPE_CHECKING:
    from bot.store.runner import Runner

_row, _lane = tables.outbox.c, tables.lanes.c
_open = _row.settled_at.is_(None)
_undeliverable = _row.state == literal_column("'undeliverable'")  # to the letter as the index has it
_rests: ColumnElement[bool] = literal_column("rests")  # likewise


Arrival = Literal["arrived", "coming", "lost"]

_ARRIVALS: Mapping[str, Arrival] = {"settled": "arrived", "waiting": "coming", "sending": "coming"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One message that has not arrived, without what it says. `since` is when it was ordered, or given up."""

    id: int
    state: str  # waiting, resting, sending or undeliverable
    number: str  # of the signal it is about; empty where it is about none
    view: str
    to: Place | Account
    since: datetime
    attempts: int
    reason: str  # why the last attempt did not succeed


class Desk:
    """For whoever looks after the messages. Each change answers with the ids of the messages it was made to."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    async def listed(self) -> Sequence[Waiting]:
        """Everything that has not arrived, oldest first."""
        return await self._runner.read(_listed)

    async def again(self, ids: Collection[int], now: datetime) -> Sequence[int]:
        """Send these again, at once; one that is on its way is left alone."""
        return await self._runner.write(lambda connection: _again(connection, ids, now))

    async def drop(self, id: int, now: datetime) -> Sequence[int]:
        """Never send this one; one that is on its way is left alone."""
        return await self._runner.write(lambda connection: _drop(connection, id, now))


def card_at(connection: Connection, signal_id: str, place: Place) -> Arrival:
    """How the last card about this signal to this place fared; one that is still to come is the last."""
    cards = select(_row.state).where(_row.lane == lane_of(place), _row.subject == signal_id, _row.view == "card")
    last = cards.order_by(_row.settled_at.is_(None).desc(), _row.settled_at.desc(), _row.id.desc()).limit(1)
    return _ARRIVALS.get(connection.execute(last).scalar() or "", "lost")


def lane_of_resting(connection: Connection, id: int) -> str | None:
    """The lane in which this order rests; None once it was sent or dropped."""
    return connection.execute(select(_row.lane).where(_row.id == id, _rests)).scalar()


def _listed(connection: Connection) -> list[Waiting]:
    number = tables.signals.c.number
    rows = connection.execute(
        select(tables.outbox, number)
        .select_from(tables.outbox.outerjoin(tables.signals, tables.signals.c.id == _row.subject))
        .where(or_(_open, _undeliverable, _rests))
        .order_by(_row.id)
    ).mappings()
    return [
        Waiting(
            id=row["id"],
            state="resting" if row["rests"] else "sending" if row["state"] in ON_ITS_WAY else row["state"],
            number=row["number"] or "",
            view=row["view"],
            to=target_of(row["lane"]),
            since=row["settled_at"] or row["created_at"],
            attempts=row["attempts"],
            reason=row["reason"],
        )
        for row in rows
    ]


def _again(connection: Connection, ids: Collection[int], now: datetime) -> Sequence[int]:
    """The attempts go on counting: a claim that was lost long ago must never look like the new one."""
    mine = _taken(connection, ids, now)
    again = update(tables.outbox).where(_row.id.in_(mine))
    connection.execute(again.values(state="waiting", settled_at=None, rests=False))
    lanes = select(_row.lane).where(_row.id.in_(mine))
    connection.execute(update(tables.lanes).where(_lane.lane.in_(lanes)).values(waiting=True, not_before=now))
    return mine


def _drop(connection: Connection, id: int, now: datetime) -> Sequence[int]:
    mine = _taken(connection, [id], now)
    dropped = update(tables.outbox).where(_row.id.in_(mine))
    connection.execute(dropped.values(state="dropped", folding=False, rests=False, settled_at=now))
    more = exists().where(_row.lane == _lane.lane, _open)
    lanes = select(_row.lane).where(_row.id.in_(mine))
    connection.execute(update(tables.lanes).where(_lane.lane.in_(lanes)).values(waiting=more))
    return mine


def _taken(connection: Connection, ids: Collection[int], now: datetime) -> Sequence[int]:
    """Those of these that have not arrived and are not on their way; their lanes are locked, in one order."""
    lanes = select(_lane.lane).where(_lane.lane.in_(select(_row.lane).where(_row.id.in_(ids)))).order_by(_lane.lane)
    connection.execute(lanes.with_for_update()).all()
    free = and_(_lane.lane == _row.lane, or_(_lane.leased_until.is_(None), _lane.leased_until <= now))
    still = or_(_undeliverable, _row.state == "waiting", and_(_row.state.in_(ON_ITS_WAY), exists().where(free)))
    return connection.execute(select(_row.id).where(_row.id.in_(ids), still).order_by(_row.id)).scalars().all()
