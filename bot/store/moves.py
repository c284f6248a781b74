"""What moved, for whom: written with every step, so that a digest is one stretch of a table however long the history."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, bindparam, case, func, select

from bot.signals import Event, Signal, Step
from bot.store import tables
from bot.store.not_over import ALIKE, Tally, tallies
from bot.store.readers import readers
from bot.store.writing import Insertion, Row

if TYPE_CHECKING:
    from bot.store.runner import Runner
    from bot.store.signals import Signals

_its, _event = tables.moves.c, tables.events.c

KEEP = Insertion(tables.moves, lambda new: new.on_conflict_do_nothing())


def rows_of(signal: Signal, event: Event) -> list[Row]:
    """The rows of one step."""
    shared = {"at": event.at, "signal_id": signal.id, "version": event.version, "step": event.step.value}
    return [{"of": each, **shared} for each in readers(signal, event)]


@dataclass(frozen=True, slots=True)
class Move:
    """A step that was taken, and the signal as it is now."""

    signal: Signal
    event: Event


class Moves:
    """What digests are made of. `of` are names as in `bot.store.readers`: of one reader, under every key it has had."""

    def __init__(self, runner: Runner, signals: Signals) -> None:
        self._runner = runner
        self._signals = signals

    async def counted(self, of: Collection[str], bounds: Sequence[datetime]) -> list[Mapping[Step, int]]:
        """How many signals took each step, from each of these moments until just before the next; bounds ascend.

        Somebody took it on, by a claim or as they were told to: either is CLAIM, and both together are one.
        """
        counting = _counted(len(bounds) - 1)
        asked = {"of": list(of)} | {f"bound_{number}": bound for number, bound in enumerate(bounds)}
        rows = await self._runner.read(lambda connection: connection.execute(counting, asked).all())
        found: list[dict[Step, int]] = [{} for _ in bounds[1:]]
        for stretch, step, count in rows:
            found[stretch][Step(step)] = count
        return list(found)

    async def each_counted(self, of: Collection[str], start: datetime, end: datetime, step: Step) -> Mapping[str, int]:
        """By name: how many signals took this step from `start` until just before `end`; none of whom none did."""
        asked = {"of": list(of), "start": start, "end": end, "step": step.value}
        rows = await self._runner.read(lambda connection: connection.execute(_EACH, asked).all())
        return {row.of: row.signals for row in rows}

    async def alike(self, of: Collection[str], start: datetime, end: datetime, step: Step) -> list[Tally]:
        """The signals that took this step from `start` until just before `end`, as they are now, each counted once."""
        asked = {"of": list(of), "start": start, "end": end, "step": step.value}
        return await self._runner.read(lambda connection: tallies(connection.execute(_ALIKE, asked)))

    async def between(
        self, of: Collection[str], start: datetime, end: datetime, steps: Collection[Step], limit: int
    ) -> list[Move]:
        """At most `limit` steps of these kinds from `start` until just before `end`, newest first.

        Of a signal that took the same step more than once it is the last time.
        """
        asked = {"of": list(of), "start": start, "end": end, "steps": [step.value for step in steps], "limit": limit}
        rows = await self._runner.read(lambda connection: connection.execute(_BETWEEN, asked).mappings().all())
        return [Move(self._signals.left_as(row), _event_of(row)) for row in rows]


_EACH = (
    select(_its.of, func.count(_its.signal_id.distinct()).label("signals"))
    .where(
        _its.of.in_(bindparam("of", expanding=True)),
        _its.at >= bindparam("start"),
        _its.at < bindparam("end"),
        _its.step == bindparam("step"),
    )
    .group_by(_its.of)
    .order_by(_its.of)
)
"""How many signals took one step, name by name."""


_ALIKE = (
    select(*ALIKE, func.count(_its.signal_id.distinct()))
    .select_from(tables.moves.join(tables.signals, tables.signals.c.id == _its.signal_id))
    .where(
        _its.of.in_(bindparam("of", expanding=True)),
        _its.at >= bindparam("start"),
        _its.at < bindparam("end"),
        _its.step == bindparam("step"),
    )
    .group_by(*ALIKE)
)
"""How many signals took one step, by what they are alike in."""


@lru_cache
def _counted(stretches: int) -> Select[Any]:
    """How many signals took each step in so many stretches of time; made once, as it takes longer than it runs."""
    ends = (_its.at < bindparam(f"bound_{number}") for number in range(1, stretches + 1))
    stretch = case(*((is_before, number) for number, is_before in enumerate(ends))).label("stretch")
    step = case((_its.step == Step.ASSIGN.value, Step.CLAIM.value), else_=_its.step).label("step")
    return (
        select(stretch, step, func.count(_its.signal_id.distinct()))
        .where(_its.of.in_(bindparam("of", expanding=True)))
        .where(_its.at >= bindparam("bound_0"), _its.at < bindparam(f"bound_{stretches}"))
        .group_by(stretch, step)
        .order_by(stretch, step)
    )


_last = (
    select(_its.signal_id, func.max(_its.version).label("version"))
    .where(
        _its.of.in_(bindparam("of", expanding=True)),
        _its.at >= bindparam("start"),
        _its.at < bindparam("end"),
        _its.step.in_(bindparam("steps", expanding=True)),
    )
    .group_by(_its.signal_id, _its.step)
    .order_by(func.max(_its.at).desc(), _its.signal_id.desc(), func.max(_its.version).desc())
    .limit(bindparam("limit"))
    .subquery()
)
"""The last time of each step, only as many as are asked for: the rest of their rows is not looked up."""

_NAMES = ("version", "step", "by", "at", "facts", "platform")

_BETWEEN = (
    select(tables.signals, *(_event[name].label(f"event_{name}") for name in _NAMES))
    .select_from(_last)
    .join(tables.events, (_event.signal_id == _last.c.signal_id) & (_event.version == _last.c.version))
    .join(tables.signals, tables.signals.c.id == _last.c.signal_id)
    .order_by(_event.at.desc(), _event.signal_id.desc(), _event.version.desc())
)
"""Steps with their signals, newest first."""


def _event_of(row: Mapping[Any, Any]) -> Event:
    values = {name: row[f"event_{name}"] for name in _NAMES}
    return Event(**(values | {"step": Step(values["step"])}))
