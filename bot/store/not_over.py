"""What is not over: open, or solved and still to be told. Found by whose it is, without a look at what is long over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Column, ColumnElement, CompoundSelect, Connection, Select, Text, cast, func, or_, select, text

from bot.signals import State
from bot.store import tables

_its = tables.signals.c
_open = text(tables.NOT_OVER)

_Ids = Select[Any] | CompoundSelect[Any]


@dataclass(frozen=True, slots=True)
class Tally:
    """So many signals are alike in all of this. `theme` is the first one, empty where none is known."""

    theme: str
    region: str
    also_regions: tuple[str, ...]
    lead: str
    state: State
    rung: int
    confidential: bool
    count: int


def of_lead(keys: Collection[str]) -> Select[Any]:
    """Those that directorates under these keys are in the lead of, oldest first."""
    return _those(_by(keys, _its.lead))


def of_region(keys: Collection[str]) -> Select[Any]:
    """Those that regions under these keys are behind, alone or with others, oldest first."""
    return _those(_by(keys, _its.region).union(_among(keys, _its.also_regions)))


def of_person(keys: Collection[str]) -> Select[Any]:
    """Those that somebody under these keys filed or works on, alone or with others, oldest first."""
    return _those(_by(keys, _its.filer, _its.fixer).union(_among(keys, _its.co_filers, _its.joined)))


def tallied(connection: Connection) -> list[Tally]:
    """Everything that is not over, counted by what it is alike in, in one order."""
    return tallies(connection.execute(_TALLIED))


def tallies(rows: Iterable[Any]) -> list[Tally]:
    """From rows of ALIKE and a count; signals that differ in a later theme only are counted together."""
    counts = Counter[tuple[Any, ...]]()
    for themes, region, also_regions, lead, state, rung, confidential, count in rows:
        theme = next(iter(from_json(themes)), "")
        counts[theme, region, tuple(from_json(also_regions)), lead, State(state), rung, confidential] += count
    return [Tally(*(*alike, counts[alike])) for alike in sorted(counts)]  # databases differ in what comes after what


def _those(ids: _Ids) -> Select[Any]:
    return select(tables.signals).where(_its.id.in_(ids)).order_by(_its.filed_at, _its.number)


def _by(keys: Collection[str], *columns: Column[str]) -> Select[Any]:
    """Answered from the index alone; a question of its own, or what they share with others keeps it from that."""
    return select(_its.id).where(_open, or_(*(column.in_(keys) for column in columns)))


def _among(keys: Collection[str], *columns: Column[Any]) -> Select[Any]:
    """Few signals are of more than one: they are looked through."""
    return select(_its.id).where(_open, text(tables.IS_SHARED), or_(*_named(keys, columns)))


def _named(keys: Collection[str], columns: Collection[Column[Any]]) -> list[ColumnElement[bool]]:
    return [cast(column, Text).contains(f'"{key}"', autoescape=True) for column in columns for key in keys]


ALIKE = (
    cast(_its.themes, Text),
    _its.region,
    cast(_its.also_regions, Text),
    _its.lead,
    _its.state,
    _its.rung,
    _its.confidential,
)
"""What a tally tells apart."""

_TALLIED = select(*ALIKE, func.count()).where(_open).group_by(*ALIKE)
"""What is not over, by everything a tally tells apart and by whatever other themes it has."""
