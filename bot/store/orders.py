"""What has to be sent: written down in the transaction of its cause, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, case, literal_column, null, update

from bot.conversation import Account, Place
from bot.delivery import Receipt
from bot.store import tables
from bot.store.lanes import lane_of
from bot.store.writing import Alteration, Insertion

if TYPE_CHECKING:
    from bot.store.changes import Changes

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
"""A lane that never rested; whoever appends may live by another clock than whoever sends."""

WAKE = Insertion(
    tables.lanes,
    lambda new: new.on_conflict_do_update(index_elements=["lane"], set_={"waiting": True}),
    later="leased_until",
)
APPEND = Insertion(
    tables.outbox, lambda new: new.on_conflict_do_nothing(index_elements=["key"]), later="id settled_at receipt"
)
# DO UPDATE and not DO NOTHING: it takes the row, so that a claim at the same moment cannot swallow what it says.
FOLD = Insertion(
    tables.outbox,
    lambda new: new.on_conflict_do_update(
        index_elements=["lane", "subject", "view"],
        index_where=tables.outbox.c.folding,
        set_={name: new.excluded[name] for name in ("event", "payload")},
    ),
    later="id settled_at receipt",
)

WAKEN = Alteration(
    tables.outbox,
    "was_id",
    lambda given: (
        update(tables.outbox)
        .where(tables.outbox.c.id == given("was_id"), tables.outbox.c.rests)
        .values(rests=False, settled_at=None)
    ),
)

_its = tables.outbox.c
_stands = (_its.state == literal_column("'settled'")) & (_its.receipt != literal_column("''"))


def _one_of(*states: tuple[ColumnElement[bool], str]) -> ColumnElement[str]:
    return case(*((now, literal_column(f"'{then}'")) for now, then in states), else_=_its.state)


# How far it has come is asked here and not before: meanwhile it may have left, or arrived.
SAY_AGAIN = Alteration(
    tables.outbox,
    "was_id payload",
    lambda given: (
        update(tables.outbox)
        .where(_its.id == given("was_id"))
        .values(
            state=_one_of((_stands, "waiting"), (_its.state == literal_column("'sending'"), "stale")),
            settled_at=case((_stands, null()), else_=_its.settled_at),
            payload=given("payload"),
        )
    ),
)


@dataclass(frozen=True, slots=True)
class Order:
    """One message to send. `key` is unique: the same key is sent once.

    A folding order says "as it is now": it joins one of the same view, subject and target that still waits, and it
    edits what stands there. Its key must therefore be one of its own (`work.show` sees to that).
    """

    key: str
    to: Place | Account
    view: str  # name of the view that draws it at the moment of sending
    subject: str = ""  # id of a signal
    event: int = 0  # version of the event it is about
    payload: str = ""  # JSON, or whatever the view reads
    fold: bool = False
    by_clock: bool = False  # nobody did anything: it is sent only while the clock may speak


@dataclass(frozen=True, slots=True)
class Claim:
    """An order that is ours to send, until the lease runs out."""

    order: Order
    id: int
    lane: str
    attempts: int  # this one included
    uncertain: bool  # an earlier attempt may have arrived
    edits: Receipt | None = None  # what already stands there: of a folding order, or of one that is said again
    under: Receipt | None = None  # of any other order to a place: what it belongs under

    @property
    def is_again(self) -> bool:
        """Whether it was said before, and is said once more in its own place."""
        return self.edits is not None and not self.order.fold


class Orders:
    """What one unit of work wants sent: first how things stand (what folds), then the rest as it was said."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._orders: list[Order] = []
        self._woken: dict[int, str] = {}
        self._again: dict[int, tuple[str, str]] = {}

    def add(self, order: Order) -> None:
        """Send this, once the work is committed."""
        self._orders.append(order)

    def wake(self, id: int, lane: str) -> None:
        """An order that rests in this lane is sent after all, once the work is committed."""
        self._woken[id] = lane

    def again(self, id: int, lane: str, payload: str) -> None:
        """What stands in this lane is sent once more, in its own place, as it is by then; what is under way, afterwards.

        What waits or was given up only says `payload` from now on.
        """
        self._again[id] = (lane, payload)

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self._orders or self._woken or self._again)

    def collect(self, into: Changes) -> None:
        """Hand it over."""
        rows = [row_of(order, self._now) for order in self._orders]
        again = [lane for lane, _ in self._again.values()]
        for lane in sorted(
            {*(row["lane"] for row in rows), *self._woken.values(), *again}
        ):  # in one order, so that no two flushes wait for each other
            into.lanes.append({"lane": lane, "waiting": True, "not_before": AT_ONCE})
        into.orders.extend(row for row in rows if not row["fold"])
        into.folding.extend(row for row in rows if row["fold"])
        into.woken.extend({"was_id": each} for each in sorted(self._woken))
        into.said_again.extend(
            {"was_id": each, "payload": payload} for each, (_, payload) in sorted(self._again.items())
        )


def row_of(order: Order, now: datetime) -> dict[str, Any]:
    """An order as columns."""
    return {
        "key": order.key,
        "lane": lane_of(order.to),
        "view": order.view,
        "subject": order.subject,
        "event": order.event,
        "payload": order.payload,
        "fold": order.fold,
        "folding": order.fold,
        "by_clock": order.by_clock,
        "rests": False,
        "state": "waiting",
        "attempts": 0,
        "reason": "",
        "created_at": now,
    }
