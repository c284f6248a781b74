"""How the store is doing: for the health page, and for the auditor who looks for what should have happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, literal_column, select

from bot.store import tables

STUCK = timedelta(minutes=5)
"""An order that waits longer than this makes its lane stuck."""


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
