"""Lists of signals, newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, or_, select

from bot.signals import HIGHEST_RUNG, UNTOLD, State
from bot.store import tables

PAGE = 8
"""What fits on the screen of a phone without much scrolling."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to list; what is empty does not matter. `mine` is a person: filed by, or in the hands of."""

    mine: str = ""
    region: str = ""
    lead: str = ""
    state: State | None = None
    theme: str = ""
    solved: bool = False  # only what has a solution


def unfinished(person: str) -> Select[Any]:
    """What is not over and is this person's, nobody's yet, or the regiocommissaris's too; oldest first."""
    its = tables.signals.c
    climbing = or_(its.state == State.ROUTED.value, its.rung >= HIGHEST_RUNG)
    still = its.state.in_([state.value for state in UNTOLD])
    return select(tables.signals).where(still, or_(_theirs(person), climbing)).order_by(its.filed_at, its.number)


def page(wanted: Filter, skip: int) -> Select[Any]:
    """One page and one more, so that the reader can be told whether there is a next page."""
    its = tables.signals.c
    found = select(tables.signals).order_by(its.filed_at.desc(), its.number.desc()).offset(skip).limit(PAGE + 1)
    if wanted.mine:
        found = found.where(_theirs(wanted.mine))
    if wanted.region:
        found = found.where(its.region == wanted.region)
    if wanted.lead:
        found = found.where(its.lead == wanted.lead)
    if wanted.state:
        found = found.where(its.state == wanted.state.value)
    if wanted.theme:
        found = found.where(cast(its.themes, Text).contains(f'"{wanted.theme}"'))
    if wanted.solved:
        found = found.where(its.state.in_([State.SOLVED.value, State.CLOSED.value]))
    return found


def _theirs(person: str) -> ColumnElement[bool]:
    """Of which this person is an owner."""
    its = tables.signals.c
    among = (cast(each, Text).contains(f'"{person}"') for each in (its.co_filers, its.joined))
    return or_(its.fixer == person, its.filer == person, *among)
