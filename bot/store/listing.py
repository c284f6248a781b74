"""Lists of signals, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Text, cast, or_, select

from bot.signals import HIGHEST_RUNG, OPEN, UNTOLD, State
from bot.store import tables

PAGE = 8
"""What fits on the screen of a phone without much scrolling."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to list; what is empty does not matter. Keys are as stored, every one that something has had.

    `mine` is a person: filed by, or in the hands of. `either`: of one of the regions or read by one of the directorates;
    else of both. `urgent`: what was called in first, then the oldest; else what is not over first, then the newest.
    """

    mine: Sequence[str] = ()
    regions: Sequence[str] = ()
    leads: Sequence[str] = ()
    either: bool = False
    state: State | None = None
    open: bool = False
    theme: str = ""
    solved: bool = False  # only what has a solution
    urgent: bool = False


def unfinished(person: str) -> Select[Any]:
    """What is not over and is this person's, nobody's yet, or the regiocommissaris's too; oldest first."""
    its = tables.signals.c
    climbing = or_(its.state == State.ROUTED.value, its.rung >= HIGHEST_RUNG)
    still = its.state.in_([state.value for state in UNTOLD])
    return select(tables.signals).where(still, or_(_theirs(person), climbing)).order_by(its.filed_at, its.number)


def page(wanted: Filter, skip: int) -> Select[Any]:
    """One page and one more, so that the reader can be told whether there is a next page."""
    its = tables.signals.c
    found = select(tables.signals).where(*_conditions(wanted)).offset(skip).limit(PAGE + 1)
    if wanted.urgent:
        return found.order_by(its.rung.desc(), its.filed_at, its.number)
    return found.order_by(its.ended_at.is_not(None), its.filed_at.desc(), its.number.desc())


def _conditions(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    its = tables.signals.c
    of_regions = or_(its.region.in_(wanted.regions), *_among(its.also_regions, wanted.regions))
    of_leads = its.lead.in_(wanted.leads)
    if wanted.either:
        yield or_(of_regions, of_leads, *_among(its.co, wanted.leads))
    else:
        yield from [of_regions] if wanted.regions else []
        yield from [of_leads] if wanted.leads else []
    if wanted.mine:
        yield or_(*map(_theirs, wanted.mine))
    if wanted.state:
        yield its.state == wanted.state.value
    if wanted.open:
        yield its.state.in_([state.value for state in OPEN])
    if wanted.theme:
        yield cast(its.themes, Text).contains(f'"{wanted.theme}"')
    if wanted.solved:
        yield its.state.in_([State.SOLVED.value, State.CLOSED.value])


def _among(column: Column[Any], keys: Sequence[str]) -> list[ColumnElement[bool]]:
    return [cast(column, Text).contains(f'"{key}"', autoescape=True) for key in keys]


def _theirs(person: str) -> ColumnElement[bool]:
    """Of which this person is an owner."""
    its = tables.signals.c
    among = (cast(each, Text).contains(f'"{person}"') for each in (its.co_filers, its.joined))
    return or_(its.fixer == person, its.filer == person, *among)
