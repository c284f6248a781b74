"""What moved, for whom: written with every step, so that a digest is one stretch of a table however long the history."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, Select, Text, bindparam, case, cast, func, select

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

    async def told(self, of: Collection[str], start: datetime, end: datetime) -> list[Tally]:
        """The signals that somebody told their region of from `start` until just before `end`, each counted once.

        They are as they are now, but for their regions: only those that heard it then.
        """
        asked = {"of": list(of), "start": start, "end": end}
        return await self._runner.read(lambda connection: _told(connection, asked))

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


_is_told = (
    _its.of.in_(bindparam("of", expanding=True)),
    _its.at >= bindparam("start"),
    _its.at < bindparam("end"),
    _its.step == Step.TELL.value,
)
_is_alone = cast(tables.signals.c.also_regions, Text) == "[]"
_of_signals = tables.moves.join(tables.signals, tables.signals.c.id == _its.signal_id)

_TOLD_ALONE = (
    select(*ALIKE, func.count(_its.signal_id.distinct()))
    .select_from(_of_signals)
    .where(*_is_told, _is_alone)
    .group_by(*ALIKE)
)
"""How many signals of one region were told, by what they are alike in."""

_TOLD_TOGETHER = (
    select(*ALIKE, _its.signal_id, _event.facts)
    .select_from(
        _of_signals.join(tables.events, (_event.signal_id == _its.signal_id) & (_event.version == _its.version))
    )
    .where(*_is_told, ~_is_alone)
)
"""Every time that a signal of several regions was told; they are few. One that is asked for twice is here twice."""


def _told(connection: Connection, asked: Mapping[str, Any]) -> list[Tally]:
    heard: dict[tuple[Any, ...], set[str]] = {}
    for *alike, signal_id, facts in connection.execute(_TOLD_TOGETHER, asked):
        themes, region, also_regions, *rest = alike
        regions = facts["regions"].split(",") if facts.get("regions") else [region, *from_json(also_regions)]
        heard.setdefault((signal_id, themes, *rest), set()).update(regions)
    together = ((themes, min(each), to_json(sorted(each)[1:]), *rest, 1) for (_, themes, *rest), each in heard.items())
    return tallies([*connection.execute(_TOLD_ALONE, asked), *together])


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
