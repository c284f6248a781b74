"""Where cards and receipts of signals stand; and the receipt of one that goes on in another, which goes along."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, exists, select, update

from bot.conversation import Account, Place
from bot.delivery import Receipt
from bot.signals import Signal
from bot.store import tables
from bot.store.lanes import lane_of, target_of
from bot.store.writing import Alteration

if TYPE_CHECKING:
    from bot.store.changes import Changes
    from bot.store.runner import Runner

_its = tables.posted.c
_other = tables.posted.alias()

_STOOD = select(_its.lane).where(_its.signal_id == bindparam("signal_id"))
"""Where cards of a signal stand."""

_POSTED = select(tables.posted).where(
    _its.signal_id.in_(bindparam("ids", expanding=True)),
    _its.lane.in_(bindparam("lanes", expanding=True)),
)
"""The cards of some signals in some lanes."""

FOLLOW = Alteration(
    tables.posted,
    "was_signal_id was_lane signal_id",
    lambda given: (
        update(tables.posted)
        .where(
            _its.signal_id == given("was_signal_id"),
            _its.lane == given("was_lane"),
            ~exists().where(_other.c.signal_id == given("signal_id"), _other.c.lane == given("was_lane")),
        )
        .values(signal_id=given("signal_id"))
    ),
)


async def stood(signal_id: str, runner: Runner) -> list[Place | Account]:
    """Every place and account where it stands."""
    asked = {"signal_id": signal_id}
    lanes = await runner.read(lambda connection: connection.execute(_STOOD, asked).scalars().all())
    return [target_of(lane) for lane in lanes]


async def posted_at(ids: Collection[str], lanes: Sequence[str], runner: Runner) -> dict[str, Receipt]:
    """Where the cards of these signals stand, by signal: each in the first of these lanes that has one."""
    asked = {"ids": list(ids), "lanes": list(lanes)}
    rows: Sequence[Row[Any]] = await runner.read(lambda connection: _all(connection, asked))
    order = {lane: number for number, lane in enumerate(lanes)}
    found = sorted(rows, key=lambda row: order[row.lane], reverse=True)  # what comes last, stays
    return {row.signal_id: Receipt(Place(row.platform, row.address), row.message) for row in found}


def _all(connection: Connection, asked: Mapping[str, Any]) -> Sequence[Row[Any]]:
    return connection.execute(_POSTED, asked).all()


@dataclass(slots=True)
class Receipts:
    """The receipts that one unit of work makes follow: from which signal to which, and whose."""

    runner: Runner
    followed: list[tuple[str, str, Account]] = field(default_factory=list)

    async def follow(self, gone: Signal, into: Signal) -> None:
        """From now on they are about `into`, but for those of who has one of it."""
        there = {*await stood(into.id, self.runner), *self.come_to(into)}
        for to in await stood(gone.id, self.runner):
            if isinstance(to, Account) and to not in there:
                self.followed.append((gone.id, into.id, to))

    def come_to(self, signal: Signal) -> list[Account]:
        """Whose receipt is about this signal from now on."""
        return [to for _, into, to in self.followed if into == signal.id]

    def gone_from(self, signal: Signal) -> list[Account]:
        """Whose receipt is about this signal no longer."""
        return [to for gone, _, to in self.followed if gone == signal.id]

    def collect(self, into: Changes) -> None:
        """Hand it over."""
        into.followed.extend(
            {"was_signal_id": gone, "was_lane": lane_of(to), "signal_id": signal_id}
            for gone, signal_id, to in self.followed
        )
