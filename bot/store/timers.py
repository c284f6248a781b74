"""Promises about later: a timer is planned, then fired or cancelled, never both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, or_, select, update

from bot.store import columns, tables
from bot.store.crashpoints import passing
from bot.store.writing import Alteration, Insertion

if TYPE_CHECKING:
    from bot.store.changes import Changes
    from bot.store.runner import Runner

LEASE = timedelta(seconds=60)
"""How long whoever claimed a timer has to fire it before another may."""

EVERY = ""
"""Of whatever kind."""

_its = tables.timers.c
_open = _its.ended.is_(None)

FIRE = Alteration(
    tables.timers,
    "was_id was_due_at ended_at",
    lambda given: (
        update(tables.timers)
        .where(_its.id == given("was_id"), _its.due_at == given("was_due_at"), _open)
        .values(ended="fired", ended_at=given("ended_at"))
    ),
)
MOVE = Alteration(
    tables.timers,
    "was_id was_due_at due_at",
    lambda given: (
        update(tables.timers)
        .where(_its.id == given("was_id"), _its.due_at == given("was_due_at"), _open)
        .values(due_at=given("due_at"), leased_until=None)
    ),
)
CANCEL = Alteration(
    tables.timers,
    "was_subject was_kind ended_at",
    lambda given: (
        update(tables.timers)
        .where(_its.subject == given("was_subject"), or_(given("was_kind") == EVERY, _its.kind == given("was_kind")))
        .where(_open)
        .values(ended="cancelled", ended_at=given("ended_at"))
    ),
)
PLAN = Insertion(
    tables.timers,
    lambda new: new.on_conflict_do_update(
        index_elements=["subject", "kind"],
        index_where=_open,
        set_={"due_at": new.excluded.due_at, "leased_until": None},
    ),
    later="id leased_until ended ended_at",
)


@dataclass(frozen=True, slots=True)
class Timer:
    """Something that is due."""

    id: int
    kind: str
    subject: str
    due_at: datetime


class PlannedTimers:
    """What one unit of work plans, cancels and fires."""

    def __init__(self, runner: Runner, now: datetime) -> None:
        self._runner = runner
        self._now = now
        self._planned: dict[tuple[str, str], datetime] = {}
        self._cancelled: list[tuple[str, str]] = []
        self._fired: list[Timer] = []
        self._moved: dict[Timer, datetime] = {}

    def plan(self, kind: str, subject: str, due_at: datetime) -> None:
        """One timer of this kind for this subject; planning it again moves it."""
        self._planned[(subject, kind)] = columns.aware(due_at)

    def cancel(self, subject: str, *kinds: str) -> None:
        """Whatever is planned for this subject, of these kinds or of every kind."""
        for key in [key for key in self._planned if key[0] == subject and (not kinds or key[1] in kinds)]:
            del self._planned[key]
        self._cancelled.extend((subject, kind) for kind in kinds or (EVERY,))

    def replace(self, subject: str, moments: Mapping[str, datetime], *kinds: str) -> None:
        """Of these kinds exactly `moments` stand from now on, by kind."""
        self.cancel(subject, *(kind for kind in kinds if kind not in moments))
        for kind, due_at in moments.items():
            self.plan(kind, subject, due_at)

    async def standing(self, subject: str) -> dict[str, datetime]:
        """When each timer of this subject is due, by kind."""
        over = self._over
        asked = {"subject": subject}
        stored = await self._runner.read(lambda connection: connection.execute(_STANDING, asked).all())
        kept = {} if (subject, EVERY) in over else {kind: at for kind, at in stored if (subject, kind) not in over}
        return kept | {kind: at for (whose, kind), at in self._planned.items() if whose == subject}

    def fired(self, timer: Timer) -> None:
        """What it promised is this work; a Conflict at commit if it was cancelled, moved or fired meanwhile."""
        self._fired.append(timer)

    def put_off(self, timer: Timer, to: datetime) -> None:
        """It does not fire now but at `to`; a Conflict at commit as for one that fires."""
        self._fired = [each for each in self._fired if each != timer]
        self._moved[timer] = columns.aware(to)

    async def due(self, kind: str, subject: str) -> datetime | None:
        """When the timer of this kind is due for this subject; None if none is planned."""
        if (subject, kind) in self._planned:
            return self._planned[(subject, kind)]
        if self._over & {(subject, kind), (subject, EVERY)}:
            return None
        asked = {"subject": subject, "kind": kind}
        return await self._runner.read(lambda connection: connection.execute(_PLANNED, asked).scalar())

    async def is_planned(self, kind: str) -> bool:
        """Whether any timer of this kind stands, for whatever subject."""
        if any(planned == kind for _, planned in self._planned):
            return True
        over, asked = self._over, {"kind": kind}
        stored = await self._runner.read(lambda connection: connection.execute(_OF_KIND, asked).scalars().all())
        return any(not over & {(subject, kind), (subject, EVERY)} for subject in stored)

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self._planned or self._cancelled or self._fired or self._moved)

    @property
    def _over(self) -> set[tuple[str, str]]:
        """What no longer stands as it is stored, by subject and kind."""
        return {*self._cancelled, *((timer.subject, timer.kind) for timer in (*self._fired, *self._moved))}

    def collect(self, into: Changes) -> None:
        """Hand it over, in key order."""
        for timer, due_at in sorted(self._moved.items(), key=lambda moved: moved[0].id):
            into.put_off.append({"was_id": timer.id, "was_due_at": timer.due_at, "due_at": due_at})
        for timer in sorted(self._fired, key=lambda timer: timer.id):
            into.fired.append({"was_id": timer.id, "was_due_at": timer.due_at, "ended_at": self._now})
        for subject, kind in sorted(set(self._cancelled)):
            into.cancelled.append({"was_subject": subject, "was_kind": kind, "ended_at": self._now})
        for (subject, kind), due_at in sorted(self._planned.items()):
            into.planned.append({"kind": kind, "subject": subject, "due_at": due_at})


class Timers:
    """Finds what is due, for any number of processes."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    async def claim(self, now: datetime, limit: int) -> list[Timer]:
        """At most `limit` due timers, earliest first; nobody else gets them for a minute."""
        if not await self._runner.read(lambda connection: is_any_due(connection, now)):
            return []
        claimed = await self._runner.write(lambda connection: claim(connection, now, limit))
        passing("timers: claimed")
        return claimed

    async def next_due(self) -> datetime | None:
        """The first moment at which anything planned is due; it may be past."""
        return await self._runner.read(lambda connection: connection.execute(_FIRST).scalar())


_PLANNED = select(_its.due_at).where(_its.subject == bindparam("subject"), _its.kind == bindparam("kind"), _open)
"""When the timer of one kind is due for one subject."""

_STANDING = select(_its.kind, _its.due_at).where(_its.subject == bindparam("subject"), _open)
"""Everything that is planned for one subject."""

_OF_KIND = select(_its.subject).where(_its.kind == bindparam("kind"), _open).order_by(_its.subject)
"""Every subject for which one kind is planned."""

_FIRST = select(_its.due_at).where(_open).order_by(_its.due_at).limit(1)
"""The first moment at which anything is due."""

_free = or_(
    _its.leased_until.is_(None), _its.leased_until <= bindparam("now"), _its.leased_until > bindparam("lease_end")
)
"""A lease that ends later than any lease can was given before the clock was put back: it does not count."""

_due = select(_its.id).where(_open, _its.due_at <= bindparam("now"), _free).order_by(_its.due_at, _its.id)

_ANY_DUE = _due.limit(1)
"""Something to claim."""


def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether there is anything to claim."""
    return connection.execute(_ANY_DUE, {"now": now, "lease_end": now + LEASE}).first() is not None


_claimable = _due.limit(bindparam("limit")).with_for_update(skip_locked=True).cte("due")

_CLAIM = (
    update(tables.timers)
    .where(_its.id.in_(select(_claimable.c.id)))
    .values(leased_until=bindparam("lease_end"))
    .returning(_its.id, _its.kind, _its.subject, _its.due_at)
)
"""Lease what is due, as far as nobody else is at it."""


def claim(connection: Connection, now: datetime, limit: int) -> list[Timer]:
    """Lease what is due."""
    rows = connection.execute(_CLAIM, {"now": now, "lease_end": now + LEASE, "limit": limit}).all()
    return sorted((Timer(*row) for row in rows), key=lambda timer: (timer.due_at, timer.id))
