"""Claiming what waits to be sent, and writing down how it went.

The lane is always locked before its orders. A claim that lost its lease to another changes nothing any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert

from bot.conversation import Place
from bot.delivery import Receipt
from bot.store import tables
from bot.store.crashpoints import passing
from bot.store.lanes import target_of
from bot.store.orders import Claim, Order

LEASE = timedelta(seconds=60)
"""How long a claim is ours: longer than any platform is given to answer."""

LONGEST_REST = timedelta(minutes=15)
"""No lane rests longer; one that seems to was put to rest before the clock went back."""

_lane, _row = tables.lanes.c, tables.outbox.c
_open = _row.settled_at.is_(None)
_waiting = text("lanes.waiting")  # to the letter as the index has it: SQLite would not use it for "waiting = 1"


def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether there is anything to claim, or a lane that a backward clock would stall."""
    stalled = or_(_lane.not_before > now + LONGEST_REST, _lane.leased_until > now + LEASE)
    look = select(_lane.lane).where(_waiting, or_(_due(now), stalled)).limit(1)
    return connection.execute(look).first() is not None


def claim(connection: Connection, now: datetime, limit: int) -> list[Claim]:
    """Lease at most `limit` lanes and mark the first order of each as on its way."""
    _clamp(connection, now)
    due = select(_lane.lane).where(_waiting, _due(now)).order_by(_lane.not_before).limit(limit)
    ours = connection.execute(due.with_for_update(skip_locked=True)).scalars().all()
    if not ours:
        return []
    connection.execute(update(tables.lanes).where(_lane.lane.in_(ours)).values(leased_until=now + LEASE))
    heads = connection.execute(_heads(ours)).mappings().all()
    attempt = update(tables.outbox).where(_row.id.in_([head["id"] for head in heads]))
    connection.execute(attempt.values(state="sending", folding=False, attempts=_row.attempts + 1))
    passing("claim: written")
    return [_claim_of(head) for head in heads]


def settle(connection: Connection, claim: Claim, receipt: Receipt, now: datetime, rest: timedelta) -> bool:
    """It stands there. False when the lease was lost."""
    if not _finish(connection, claim, state="settled", settled_at=now):
        return False
    if claim.order.fold:
        stands = {"platform": receipt.place.platform, "address": receipt.place.address, "message": receipt.message}
        here = insert(tables.posted).values(signal_id=claim.order.subject, lane=claim.lane, **stands)
        connection.execute(here.on_conflict_do_update(index_elements=["signal_id", "lane"], set_=stands))
    _free(connection, claim.lane, now + rest)
    passing("settle: written")
    return True


def retry(connection: Connection, claim: Claim, at: datetime, reason: str) -> bool:
    """It certainly did not arrive: try again from `at`."""
    kept = _finish(connection, claim, state="waiting", reason=reason)
    if kept:
        _free(connection, claim.lane, at)
    return kept


def unsure(connection: Connection, claim: Claim, at: datetime, reason: str) -> bool:
    """It may have arrived: it stays on its way, and is claimed as uncertain from `at`."""
    kept = _finish(connection, claim, reason=reason)
    if kept:
        _free(connection, claim.lane, at)
    return kept


def give_up(connection: Connection, claim: Claim, reason: str, now: datetime) -> bool:
    """It will not arrive."""
    kept = _finish(connection, claim, state="undeliverable", reason=reason, settled_at=now)
    if kept:
        _free(connection, claim.lane, now)
    return kept


def next_due(connection: Connection) -> datetime | None:
    """The first moment at which a lane with something in it may be claimed."""
    return connection.execute(select(func.min(_lane.not_before)).where(_lane.waiting)).scalar()


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(_lane.not_before <= now, or_(_lane.leased_until.is_(None), _lane.leased_until <= now))


def _clamp(connection: Connection, now: datetime) -> None:
    """Moments further away than we ever set them come from a clock that was put back."""
    lanes = update(tables.lanes).where(_waiting)
    connection.execute(
        lanes.where(_lane.not_before > now + LONGEST_REST).values(not_before=now + LONGEST_REST),
    )
    connection.execute(lanes.where(_lane.leased_until > now + LEASE).values(leased_until=now + LEASE))


def _heads(lanes: Sequence[str]) -> Select[Any]:
    """The first open order of each lane, with what stands at its target."""
    first = select(func.min(_row.id)).where(_row.lane.in_(lanes), _open).group_by(_row.lane)
    stands = and_(tables.posted.c.signal_id == _row.subject, tables.posted.c.lane == _row.lane)
    there = tables.posted.c
    return (
        select(tables.outbox, there.platform, there.address, there.message)
        .select_from(tables.outbox.outerjoin(tables.posted, stands))
        .where(_row.id.in_(first))
        .order_by(_row.id)
    )


def _claim_of(head: Mapping[Any, Any]) -> Claim:
    to = target_of(head["lane"])
    receipt = Receipt(Place(head["platform"], head["address"]), head["message"]) if head["message"] else None
    order = Order(head["key"], to, head["view"], head["subject"], head["event"], head["payload"], head["fold"])
    return Claim(
        order=order,
        id=head["id"],
        lane=head["lane"],
        attempts=head["attempts"] + 1,
        uncertain=head["state"] == "sending",
        edits=receipt if order.fold else None,
        under=receipt if not order.fold and isinstance(to, Place) else None,
    )


def _finish(connection: Connection, claim: Claim, **outcome: object) -> bool:
    """Write how an attempt went, if it is still ours."""
    connection.execute(select(_lane.lane).where(_lane.lane == claim.lane).with_for_update())
    ours = and_(_row.id == claim.id, _row.state == "sending", _row.attempts == claim.attempts)
    return connection.execute(update(tables.outbox).where(ours).values(**outcome)).rowcount == 1


def _free(connection: Connection, lane: str, not_before: datetime) -> None:
    more = exists().where(_row.lane == lane, _open)
    freed = update(tables.lanes).where(_lane.lane == lane)
    connection.execute(freed.values(leased_until=None, not_before=not_before, waiting=more))
