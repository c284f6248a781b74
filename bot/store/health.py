"""How the store is doing: for the health page, and for the auditor who looks for what should have gone by now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, func, literal_column, select

from bot.store import tables
from bot.store.lanes import platform_of

STUCK = timedelta(minutes=5)
"""An order that waits longer than this makes its lane stuck."""


AUDIT = "audit"
"""The view, and the beginning of the kinds of timers, of what the auditor says: nobody audits the auditor."""

PRESSING = "acuut"
"""The urgency of which an admin hears at night too."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What should have gone by now: orders and timers that are stuck, and orders that were refused for good."""

    orders: int = 0
    timers: int = 0
    lost: int = 0
    since: datetime | None = None  # the oldest of what is stuck
    silent: tuple[str, ...] = ()  # platforms on which orders are stuck, and nothing that was ordered since arrived
    is_pressing: bool = False  # whether any of it is about an acute signal


@dataclass(frozen=True, slots=True)
class Health:
    """`oldest_order` and `oldest_timer` are how long the oldest has been waiting or overdue; None if nothing is."""

    ready: bool
    oldest_order: timedelta | None = None
    oldest_timer: timedelta | None = None
    undeliverable: int = 0
    stuck: int = 0  # lanes


def health(connection: Connection, now: datetime) -> Health:
    """Reads only the rows that are still open."""
    order, timer = tables.outbox.c, tables.timers.c
    waiting = connection.execute(
        select(func.min(order.created_at)).where(order.settled_at.is_(None)).group_by(order.lane)
    ).scalars()
    ages = [now - since for since in waiting]
    overdue = connection.execute(
        select(timer.due_at).where(timer.ended.is_(None), timer.due_at <= now).order_by(timer.due_at).limit(1)
    ).scalar()
    lost = select(func.count()).select_from(tables.outbox).where(order.state == literal_column("'undeliverable'"))
    return Health(
        ready=True,
        oldest_order=max(ages, default=None),
        oldest_timer=now - overdue if overdue else None,
        undeliverable=connection.execute(lost).scalar_one(),
        stuck=sum(age > STUCK for age in ages),
    )


def trouble(connection: Connection, now: datetime) -> Trouble:
    """What an auditor finds now, but for what the auditor said or is to say. Reads only the rows that are still open."""
    order, timer, signal = tables.outbox.c, tables.timers.c, tables.signals.c
    before = now - STUCK
    is_pressing = exists().where(signal.id == order.subject, signal.urgency == PRESSING)
    ours = select(order.id, order.lane, order.created_at, is_pressing).where(~order.view.startswith(AUDIT))
    stuck = connection.execute(ours.where(order.settled_at.is_(None), order.created_at < before)).all()
    refused = connection.execute(ours.where(order.state == literal_column("'undeliverable'"))).all()
    overdue = connection.execute(
        select(timer.due_at, exists().where(signal.id == timer.subject, signal.urgency == PRESSING)).where(
            timer.ended.is_(None), timer.due_at < before, ~timer.kind.startswith(AUDIT)
        )
    ).all()
    return Trouble(
        orders=len(stuck),
        timers=len(overdue),
        lost=len(refused),
        since=min([*(row.created_at for row in stuck), *(due_at for due_at, _ in overdue)], default=None),
        silent=_silent(connection, {platform_of(row.lane) for row in stuck}, min((row.id for row in stuck), default=0)),
        is_pressing=any(is_pressing for *_, is_pressing in (*stuck, *refused, *overdue)),
    )


def _silent(connection: Connection, platforms: Collection[str], first: int) -> tuple[str, ...]:
    """Those on which nothing ordered after this first order that is stuck arrived."""
    order = tables.outbox.c
    newer = select(order.lane).where(order.id > first, order.state == literal_column("'settled'")).distinct()
    heard = {platform_of(lane) for lane in connection.execute(newer).scalars()} if platforms else set()
    return tuple(sorted({*platforms} - heard))
