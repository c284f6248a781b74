"""Which keys of the organisation file are still needed: by signals that are not over, and by recorded accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from bot.organisation import Section
from bot.signals import ENDED
from bot.store import tables

_COLUMNS: Mapping[str, Section] = {
    "region": "regions",
    "also_regions": "regions",
    "themes": "themes",
    "lead": "directorates",
    "co": "directorates",
    "filer": "people",
    "co_filers": "people",
    "fixer": "people",
    "joined": "people",
}


@dataclass(frozen=True, slots=True)
class KeyInUse:
    """A key, with how many open signals and how many accounts need it."""

    section: Section
    key: str
    signals: int
    accounts: int


def keys_in_use(connection: Connection) -> list[KeyInUse]:
    """Every key once, in no order."""
    its, account = tables.signals.c, tables.accounts.c
    rows = connection.execute(
        select(*(its[name] for name in _COLUMNS)).where(its.state.not_in([state.value for state in ENDED]))
    )
    signals = Counter(used for row in rows.mappings() for used in set(_of(row)))
    people = connection.execute(select(account.person, func.count()).group_by(account.person))
    accounts = Counter[tuple[Section, str]]({("people", person): count for person, count in people})
    return [KeyInUse(*used, signals[used], accounts[used]) for used in signals.keys() | accounts.keys()]


def _of(row: Mapping[Any, Any]) -> Iterator[tuple[Section, str]]:
    for name, section in _COLUMNS.items():
        keys = [row[name]] if isinstance(row[name], str) else row[name]
        yield from ((section, key) for key in keys if key)
