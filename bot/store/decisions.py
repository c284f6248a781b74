"""What the regiocommissaris decided, under a number of its own; kept once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select, text, union

from bot.decisions import Decision, Kind
from bot.store import columns, tables
from bot.store.numbers import Numbers
from bot.store.writing import Insertion

if TYPE_CHECKING:
    from bot.store.changes import Changes
    from bot.store.runner import Runner

KEEP = Insertion(tables.decisions, lambda new: new.on_conflict_do_nothing())

_its = tables.decisions.c


class Decisions:
    """The decisions as one unit of work sees them: what it kept itself included."""

    def __init__(self, runner: Runner, numbers: Numbers, now: datetime, zone: str) -> None:
        self._runner = runner
        self._numbers = numbers
        self._year = now.astimezone(ZoneInfo(zone)).year
        self._kept: list[Decision] = []

    async def new_number(self) -> str:
        """The next free number of this year, as it is in the organisation's time zone."""
        return f"B-{self._year}-{await self._numbers.take('B', self._year):04d}"

    async def about(self, signal_id: str) -> tuple[Decision, ...]:
        """Everything that was decided about this signal, oldest first."""
        asked = {"signal_id": signal_id}
        rows = await self._runner.read(lambda connection: connection.execute(_ABOUT, asked).mappings().all())
        return (*map(_decision, rows), *(each for each in self._kept if each.signal_id == signal_id))

    async def by_number(self, number: str) -> Decision | None:
        """The decision people call `B-2026-0021`, or None."""
        return await self._runner.read(lambda connection: _numbered(connection, number))

    async def ending(self, start: date, end: date) -> tuple[Decision, ...]:
        """What ends or is evaluated on a day from `start` until just before `end`, by the day it ends."""
        asked = {"start": start, "end": end, "first": start.isoformat(), "last": end.isoformat()}
        rows = await self._runner.read(lambda connection: connection.execute(_ENDING, asked).mappings().all())
        return tuple(map(_decision, rows))

    def keep(self, decision: Decision) -> None:
        """From the commit on."""
        columns.aware(decision.at)
        self._kept.append(decision)

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self._kept)

    def collect(self, into: Changes) -> None:
        """Hand over what was decided."""
        for each in self._kept:
            into.decided.append(
                {
                    "number": each.number,
                    "signal_id": each.signal_id,
                    "kind": each.kind.value,
                    "region": each.region,
                    "by": each.by,
                    "at": each.at,
                    "until": each.until,
                    "fields": dict(each.fields),
                }
            )


_ABOUT = select(tables.decisions).where(_its.signal_id == bindparam("signal_id")).order_by(_its.at, _its.number)
"""The decisions about one signal, oldest first."""

_NUMBERED = select(tables.decisions).where(_its.number == bindparam("number"))
"""The decision with this number."""

_days = (
    select(_its.number).where(_its.until >= bindparam("start"), _its.until < bindparam("end")),
    select(_its.number).where(
        text(tables.IS_TRIED),
        _its.fields["evaluation"].as_string() >= bindparam("first"),
        _its.fields["evaluation"].as_string() < bindparam("last"),
    ),
)
_ENDING = select(tables.decisions).where(_its.number.in_(union(*_days))).order_by(_its.until, _its.number)
"""The decisions with a day in this period; only what is tried is evaluated."""


def _numbered(connection: Connection, number: str) -> Decision | None:
    row = connection.execute(_NUMBERED, {"number": number}).mappings().first()
    return _decision(row) if row else None


def _decision(row: Mapping[Any, Any]) -> Decision:
    return Decision(**{**row, "kind": Kind(row["kind"])})
