"""Claiming what waits to be sent, and writing down how it went.

The lane is always locked before its orders. A claim that lost its lease to another changes nothing any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, get_args

import pydantic_core
from sqlalchemy import Connection, and_, bindparam, case, exists, func, literal_column, null, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert

from bot.conversation import Place
from bot.delivery import Receipt
from bot.organisation.values import Platform
from bot.store import columns, tables
from bot.store.crashpoints import passing
from bot.store.lanes import ANYWHERE, target_of
from bot.store.orders import Claim, Order

LEASE = timedelta(seconds=60)
"""How long a claim is ours: longer than any platform is given to answer."""

LONGEST_REST = timedelta(minutes=15)
"""No lane rests longer; one that seems to was put to rest before the clock went back."""

PLATFORMS = (*get_args(Platform), ANYWHERE)
"""Each has a share of its own in what is claimed, so that none can take the place of another."""

ON_ITS_WAY = ("sending", "stale")
"""States of what left, and of which nobody knows yet how it went. What is stale left before words were taken out of it."""

WAKE = "wake"
"""The kind of the timer whose subject is a resting order."""

_lane, _row = tables.lanes.c, tables.outbox.c
_open = _row.settled_at.is_(None)
_is_stale = _row.state == literal_column("'stale'")
_waiting = text("lanes.waiting")  # to the letter as the index has it: SQLite would not use it for "waiting = 1"
_now, _lease_end, _rest_end = (bindparam(name, type_=columns.Utc()) for name in ("now", "lease_end", "rest_end"))
_due = and_(_lane.not_before <= _now, or_(_lane.leased_until.is_(None), _lane.leased_until <= _now))

_stalled = or_(_lane.not_before > _rest_end, _lane.leased_until > _lease_end)
_DUE = select(
    *(
        exists().where(_waiting, _lane.lane.like(f"{platform}:%"), or_(_due, _stalled)).label(f"of_{platform}")
        for platform in PLATFORMS
    )
)
"""For each platform whether a lane of it is due, or would be stalled by a backward clock."""


def due(connection: Connection, now: datetime) -> list[str]:
    """The platforms for which there is anything to claim, or a lane that a backward clock would stall."""
    moments = {"now": now, "lease_end": now + LEASE, "rest_end": now + LONGEST_REST}
    found = connection.execute(_DUE, moments).one()
    return [platform for platform, is_due in zip(PLATFORMS, found, strict=True) if is_due]


_DUE_LANES = (
    select(_lane.lane)
    .where(_waiting, _lane.lane.like(bindparam("of")), _due)
    .order_by(_lane.not_before)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
"""The lanes of one platform that may be claimed, the one that has been due longest first."""

_LEASE_LANES = (
    update(tables.lanes).where(_lane.lane.in_(bindparam("lanes", expanding=True))).values(leased_until=_lease_end)
)
"""These lanes are ours."""

_first = select(func.min(_row.id)).where(_row.lane.in_(bindparam("lanes", expanding=True)), _open).group_by(_row.lane)
_there = tables.posted.c
_stands = and_(_there.signal_id == _row.subject, _there.lane == _row.lane)

_HEADS = (
    select(tables.outbox, _there.platform, _there.address, _there.message)
    .select_from(tables.outbox.outerjoin(tables.posted, _stands))
    .where(_row.id.in_(_first))
    .order_by(_row.id)
)
"""The first open order of each lane, with what stands at its target."""

_ATTEMPT = (
    update(tables.outbox)
    .where(_row.id.in_(bindparam("ids", expanding=True)))
    .values(state=case((_is_stale, _row.state), else_="sending"), folding=False, attempts=_row.attempts + 1)
)
"""These orders are on their way. One that left as it must not stand still has to be said again."""


def claim(connection: Connection, now: datetime, shares: Mapping[str, int]) -> list[Claim]:
    """Lease at most so many lanes of each platform, and mark the first order of each as on its way."""
    _clamp(connection, now)
    ours: list[str] = []
    for platform, share in shares.items():
        ours += connection.execute(_DUE_LANES, {"now": now, "of": f"{platform}:%", "limit": share}).scalars()
    if not ours:
        return []
    connection.execute(_LEASE_LANES, {"lanes": ours, "lease_end": now + LEASE})
    heads = connection.execute(_HEADS, {"lanes": ours}).mappings().all()
    connection.execute(_ATTEMPT, {"ids": [head["id"] for head in heads]})
    passing("claim: written")
    return [_claim_of(head) for head in heads]


_post = insert(tables.posted)

_POST = _post.on_conflict_do_update(
    index_elements=["signal_id", "lane"],
    set_={name: _post.excluded[name] for name in ("platform", "address", "message")},
)
"""The card of a signal stands here now."""


def settle(connection: Connection, claim: Claim, receipt: Receipt, now: datetime, rest: timedelta, card: str) -> bool:
    """It stands there, and says what `card` does where that is given. False when the lease was lost.

    What became stale on its way is said again, in its own place, and what it says is not kept.
    """
    stands = {"platform": receipt.place.platform, "address": receipt.place.address, "message": receipt.message}
    kept = {} if claim.order.fold else {"receipt": columns.to_json(list(stands.values()))}
    said = {"payload": case((_is_stale, _row.payload), else_=card)} if card else {}
    state = case((_is_stale, "waiting"), else_="settled")
    if not _finish(connection, claim, state=state, settled_at=case((_is_stale, null()), else_=now), **kept, **said):
        return False
    if claim.order.fold:
        connection.execute(_POST, {"signal_id": claim.order.subject, "lane": claim.lane, **stands})
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


def leave_out(connection: Connection, claim: Claim, reason: str, now: datetime) -> bool:
    """It need not arrive."""
    return _end(connection, claim, "dropped", reason, now)


_WAKE_AT = insert(tables.timers)
"""The moment at which a resting order is sent after all."""


def rest(connection: Connection, claim: Claim, until: datetime, now: datetime) -> bool:
    """It is sent once the clock may speak: until then it is in nobody's way, whatever is said there meanwhile."""
    state = case((_is_stale, _row.state), else_="sending") if claim.uncertain else "waiting"
    kept = _finish(connection, claim, state=state, rests=True, settled_at=now)
    if kept:
        connection.execute(_WAKE_AT, {"kind": WAKE, "subject": str(claim.id), "due_at": until})
        _free(connection, claim.lane, now)
    return kept


def give_up(connection: Connection, claim: Claim, reason: str, now: datetime) -> bool:
    """It will not arrive."""
    return _end(connection, claim, "undeliverable", reason, now)


def _end(connection: Connection, claim: Claim, state: str, reason: str, now: datetime) -> bool:
    kept = _finish(connection, claim, state=state, reason=reason, settled_at=now)
    if kept:
        _free(connection, claim.lane, now)
    return kept


_NEXT_DUE = select(func.min(_lane.not_before)).where(
    _waiting, _lane.not_before > bindparam("after", type_=columns.Utc())
)
"""When the first lane with something in it may go on, of those that may not yet."""


def next_due(connection: Connection, after: datetime) -> datetime | None:
    """The first moment after this one at which a lane with something in it may be claimed."""
    return connection.execute(_NEXT_DUE, {"after": after}).scalar()


_CLAMP_RESTS = update(tables.lanes).where(_waiting, _lane.not_before > _rest_end).values(not_before=_rest_end)
"""No lane rests longer than the longest rest."""

_CLAMP_LEASES = update(tables.lanes).where(_waiting, _lane.leased_until > _lease_end).values(leased_until=_lease_end)
"""No lease lasts longer than one that begins now."""


def _clamp(connection: Connection, now: datetime) -> None:
    """Moments further away than we ever set them come from a clock that was put back."""
    connection.execute(_CLAMP_RESTS, {"rest_end": now + LONGEST_REST})
    connection.execute(_CLAMP_LEASES, {"lease_end": now + LEASE})


def _claim_of(head: Mapping[Any, Any]) -> Claim:
    to = target_of(head["lane"])
    card = Receipt(Place(head["platform"], head["address"]), head["message"]) if head["message"] else None
    order = Order(
        head["key"], to, head["view"], head["subject"], head["event"], head["payload"], head["fold"], head["by_clock"]
    )
    return Claim(
        order=order,
        id=head["id"],
        lane=head["lane"],
        attempts=head["attempts"] + 1,
        uncertain=head["state"] in ON_ITS_WAY,
        edits=card if order.fold else receipt_of(head["receipt"]),
        under=card if not order.fold and isinstance(to, Place) else None,
    )


def receipt_of(kept: str) -> Receipt | None:
    """Where a message stands, as its row says; None while it does not."""
    if not kept:
        return None
    platform, address, message = pydantic_core.from_json(kept)
    return Receipt(Place(platform, address), message)


_LOCK_LANE = select(_lane.lane).where(_lane.lane == bindparam("lane")).with_for_update()
"""Nobody else is at this lane until we are done."""

_FINISH = update(tables.outbox).where(
    _row.id == bindparam("was_id"), _row.state.in_(ON_ITS_WAY), _row.attempts == bindparam("was_attempts")
)
"""An attempt that is still ours."""


def _finish(connection: Connection, claim: Claim, **outcome: object) -> bool:
    """Write how an attempt went, if it is still ours."""
    connection.execute(_LOCK_LANE, {"lane": claim.lane})
    ours = {"was_id": claim.id, "was_attempts": claim.attempts}
    return connection.execute(_FINISH.values(outcome), ours).rowcount == 1


_FREE = (
    update(tables.lanes)
    .where(_lane.lane == bindparam("was_lane"))
    .values(
        leased_until=None,
        not_before=bindparam("not_before"),
        waiting=exists().where(_row.lane == bindparam("was_lane"), _open),
    )
)
"""The lane may go on, if anything is left in it."""


def _free(connection: Connection, lane: str, not_before: datetime) -> None:
    connection.execute(_FREE, {"was_lane": lane, "not_before": not_before})
