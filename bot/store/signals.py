"""Signals and their timelines: explicit saves, compared and set on the version."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, bindparam, func, select, update

from bot.promises import UNCLAIMED_SINCE
from bot.signals import Event, Landed, Outcome, OutcomeKind, Signal, State, Step, Told, Verdict
from bot.store import chain, columns, tables
from bot.store.errors import NoSuchSignal
from bot.store.listing import Filter, page, unfinished
from bot.store.moves import rows_of
from bot.store.not_over import Tally, of_lead, of_person, of_region, tallied
from bot.store.numbers import Numbers
from bot.store.writing import Alteration, Insertion

if TYPE_CHECKING:
    from bot.store.changes import Changes
    from bot.store.runner import Runner

_MOVES = [each.name for each in tables.signals.c if each.name not in {"id", "number"}]

FILE = Insertion(tables.signals, lambda new: new.on_conflict_do_nothing())
STEP = Alteration(
    tables.signals,
    " ".join(("was_id", "was_version", *_MOVES)),
    lambda given: (
        update(tables.signals)
        .where(tables.signals.c.id == given("was_id"), tables.signals.c.version == given("was_version"))
        .values({name: given(name) for name in _MOVES})
    ),
)
APPEND = Insertion(tables.events, lambda new: new.on_conflict_do_nothing())

_FIELDS = tuple(each.name for each in fields(Signal) if each.name != "fresh")
_TUPLES = ("co_filers", "also_regions", "themes", "co", "joined", "refused_by", "missed", "heard", "related")

_BY_ID = select(tables.signals).where(tables.signals.c.id == bindparam("key"))
"""The signal with this id."""

_BY_NUMBER = select(tables.signals).where(tables.signals.c.number == bindparam("key"))
"""The signal with this number."""

_SEVERAL = select(tables.signals).where(tables.signals.c.id.in_(bindparam("ids", expanding=True)))
"""The signals with these ids."""

RETOLD = frozenset(
    {
        *(Step.FILE, Step.EDIT, Step.SOLVE, Step.WITHDRAW, Step.MERGE, Step.REOPEN),
        *(Step.SEAL, Step.UNSEAL, Step.REDACT),
    }
)
"""Steps after which it is found by other words than before."""

_SINCE = (
    select(tables.events.c.signal_id, func.max(tables.events.c.at).label("since"))
    .where(
        tables.events.c.signal_id.in_(bindparam("ids", expanding=True)),
        tables.events.c.step.in_([step.value for step in sorted(UNCLAIMED_SINCE)]),
    )
    .group_by(tables.events.c.signal_id)
    .order_by(tables.events.c.signal_id)
)
"""When each of these signals last came to wait for somebody to take it on."""

_STEPS = (
    select(tables.events)
    .where(
        tables.events.c.signal_id.in_(bindparam("ids", expanding=True)),
        tables.events.c.step.in_(bindparam("steps", expanding=True)),
    )
    .order_by(tables.events.c.signal_id, tables.events.c.version)
)
"""The events of some kinds of some signals, oldest first."""


@dataclass(frozen=True, slots=True)
class _Saved:
    signal: Signal
    base: int  # the version in the database before this work; 0 for a new signal
    head: str  # hash of the event at that version
    fresh: tuple[Event, ...]


class Signals:
    """The signals as one unit of work sees them: what it saved itself included."""

    def __init__(self, runner: Runner, numbers: Numbers, now: datetime, zone: str) -> None:
        self._runner = runner
        self._numbers = numbers
        self._year = now.astimezone(ZoneInfo(zone)).year
        self._heads: dict[str, str] = {}
        self._saved: dict[str, _Saved] = {}
        self._beside: Mapping[str, str] = {}

    def beside(self, facts: Mapping[str, str]) -> None:
        """What else the steps say that are saved from here on, whatever they are."""
        self._beside = facts

    async def get(self, id: str) -> Signal:
        """The signal as it is now; raises NoSuchSignal."""
        if id in self._saved:
            return replace(self._saved[id].signal, fresh=())
        found = await self._find(_BY_ID, id)
        if found is None:
            raise NoSuchSignal(f"there is no signal {id}")
        return found

    async def by_number(self, number: str) -> Signal | None:
        """The signal people call `K-2026-0147`, or None."""
        for saved in self._saved.values():
            if saved.signal.number == number:
                return replace(saved.signal, fresh=())
        return await self._find(_BY_NUMBER, number)

    async def listed(self, wanted: Filter, skip: int = 0) -> list[Signal]:
        """At most one page of signals and one more, in the order that was asked for."""
        return await self._all(page(wanted, skip))

    async def unfinished(self, person: str) -> list[Signal]:
        """What is not over and may wait for this person: their own, and whatever is still on its way up the ladder."""
        return await self._all(unfinished(person))

    async def not_over(
        self, *, lead: Collection[str] = (), region: Collection[str] = (), person: Collection[str] = ()
    ) -> list[Signal]:
        """What is open or still to be told to the region, oldest first, of one directorate, region or person.

        Exactly one of them is given, under every key it has had. A region counts where it is one of several too, a
        person wherever they filed it or work on it.
        """
        wanted = [of(keys) for of, keys in ((of_lead, lead), (of_region, region), (of_person, person)) if keys]
        if len(wanted) != 1:
            raise ValueError("what is not over is asked of one directorate, region or person")
        return await self._all(wanted[0])

    async def standing(self) -> list[Tally]:
        """Everything that is not over, as it is stored, counted by what it is alike in."""
        return await self._runner.read(tallied)

    async def since(self, ids: Collection[str]) -> dict[str, datetime]:
        """Since when each of these waits to be taken on, or waited last; as it is stored."""
        asked = {"ids": list(ids)}
        rows = await self._runner.read(lambda connection: connection.execute(_SINCE, asked).all())
        return {row.signal_id: row.since for row in rows}

    async def steps(self, ids: Collection[str], steps: Collection[Step]) -> dict[str, list[Event]]:
        """The stored events of these kinds, by signal, oldest first; nothing of a signal that has none."""
        asked = {"ids": list(ids), "steps": [step.value for step in steps]}
        rows = await self._runner.read(lambda connection: connection.execute(_STEPS, asked).mappings().all())
        found: dict[str, list[Event]] = {}
        for row in rows:
            found.setdefault(row["signal_id"], []).append(_event(row))
        return found

    async def new_number(self) -> str:
        """The next free number of this year, as it is in the organisation's time zone."""
        return f"K-{self._year}-{await self._numbers.take('K', self._year):04d}"

    async def save(self, signal: Signal) -> None:
        """Store the signal and its fresh events at commit, if nobody else moved it on meanwhile."""
        for event in signal.fresh:
            columns.aware(event.at)
        before = self._saved.get(signal.id)
        new = tuple(replace(event, facts={**event.facts, **self._beside}) for event in signal.fresh)
        fresh = (*before.fresh, *new) if before else new
        base = signal.version - len(fresh)
        if base and signal.id not in self._heads:
            await self.get(signal.id)
        self._saved[signal.id] = _Saved(signal, base, self._heads.get(signal.id, chain.START), fresh)

    async def timeline(self, id: str) -> list[Event]:
        """Its stored events, oldest first."""
        return await self._runner.read(lambda connection: events_of(connection, id))

    async def several(self, ids: Sequence[str]) -> list[Signal]:
        """These signals, in this order; without those that are not there."""
        asked = {"ids": list(ids)}
        rows = await self._runner.read(lambda connection: connection.execute(_SEVERAL, asked).mappings().all())
        found = {row["id"]: self.left_as(row) for row in rows}
        return [found[each] for each in ids if each in found]

    def retold(self) -> list[Signal]:
        """What this work saved whose words, or whether it may be found by them, are not as they were."""
        return [saved.signal for saved in self._saved.values() if any(event.step in RETOLD for event in saved.fresh)]

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self._saved)

    def collect(self, into: Changes, platform: str, organisation_version: str) -> None:
        """Hand over what this work saved, in key order."""
        for signal_id, saved in sorted(self._saved.items()):
            head = saved.head
            for event in saved.fresh:
                row = chain.link(signal_id, event, platform, organisation_version, head)
                into.events.append(row)
                into.moves.extend(rows_of(saved.signal, event))
                head = row["hash"]
            row = row_of(saved.signal) | {"head": head}
            if saved.base:
                del row["id"], row["number"]
                into.stepped.append(row | {"was_id": signal_id, "was_version": saved.base})
            else:
                into.filed.append(row)

    async def _find(self, wanted: Select[Any], key: str) -> Signal | None:
        row = await self._runner.read(lambda connection: connection.execute(wanted, {"key": key}).mappings().first())
        return self._found(row) if row else None

    async def _all(self, wanted: Select[Any]) -> list[Signal]:
        """In one read, each as this work left it."""
        rows = await self._runner.read(lambda connection: connection.execute(wanted).mappings().all())
        return [self.left_as(row) for row in rows]

    def left_as(self, row: Mapping[Any, Any]) -> Signal:
        """The signal of a row, as this work left it."""
        saved = self._saved.get(row["id"])
        return replace(saved.signal, fresh=()) if saved else self._found(row)

    def _found(self, row: Mapping[Any, Any]) -> Signal:
        self._heads[row["id"]] = row["head"]
        return signal_of(row)


_TIMELINE = select(tables.events).where(tables.events.c.signal_id == bindparam("id")).order_by(tables.events.c.version)
"""The events of a signal, oldest first."""


def events_of(connection: Connection, id: str) -> list[Event]:
    """The timeline of a signal, oldest first."""
    return [_event(row) for row in connection.execute(_TIMELINE, {"id": id}).mappings()]


def _event(row: Mapping[Any, Any]) -> Event:
    return Event(row["version"], Step(row["step"]), row["by"], row["at"], row["facts"], row["platform"])


def check_chain(connection: Connection, id: str) -> list[str]:
    """What does not hold in the timeline of this signal, one sentence each; empty when all is well."""
    head = connection.execute(select(tables.signals.c.head).where(tables.signals.c.id == id)).scalar()
    return chain.faults(id, connection.execute(_TIMELINE, {"id": id}).mappings().all(), head or chain.START)


def row_of(signal: Signal) -> dict[str, Any]:
    """A signal as columns."""
    row = {name: getattr(signal, name) for name in _FIELDS}
    for name in _TUPLES:
        row[name] = list(row[name])
    row["state"] = signal.state.value
    row["outcome"] = _packed(signal.outcome)
    row["told"] = _packed(signal.told)
    return row


def signal_of(row: Mapping[Any, Any]) -> Signal:
    """Columns as a signal."""
    values = {name: row[name] for name in _FIELDS}
    for name in _TUPLES:
        values[name] = tuple(values[name])
    values["state"] = State(values["state"])
    values["outcome"] = _outcome(values["outcome"])
    values["told"] = _told(values["told"])
    return Signal(**values)


def _packed(part: Outcome | Told | None) -> dict[str, Any] | None:
    if part is None:
        return None
    packed = {each.name: getattr(part, each.name) for each in fields(part)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in packed.items()}


def _outcome(kept: Mapping[str, Any] | None) -> Outcome | None:
    if kept is None:
        return None
    return Outcome(**{**kept, "kind": OutcomeKind(kept["kind"]), "landed": Landed(kept["landed"])})


def _told(kept: Mapping[str, Any] | None) -> Told | None:
    return Told(kept["whom"], date.fromisoformat(kept["on"]), Verdict(kept["verdict"])) if kept else None
