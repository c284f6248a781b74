"""Every write described once, for two engines.

SQLite runs it for each row. PostgreSQL gets all rows of all tables in one statement, because there every round trip
costs more than the rows do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from sqlalchemy import Column, ColumnElement, Table, TableValuedAlias, Update, bindparam, column, func, select
from sqlalchemy.dialects.postgresql import Insert, insert  # SQLite reads the same ON CONFLICT

from bot.store.columns import Json

Row = Mapping[str, Any]
Given = Callable[[str], ColumnElement[Any]]

WAS = "was_"
"""A value that is only compared with its column, not written."""


class Writing(Protocol):
    """What happens to the rows of one table."""

    @property
    def each(self) -> Insert | Update:
        """The statement for one row, its values by name."""
        ...

    def whole(self, rows: str) -> Insert | Update:
        """The statement for all rows at once, given as the JSON parameter `rows`."""
        ...


class Insertion:
    """New rows; `finish` says what happens to those that are there already."""

    def __init__(self, table: Table, finish: Callable[[Insert], Insert] = lambda new: new, *, later: str = "") -> None:
        self._table = table
        self._finish = finish
        self._columns = [each for each in table.c if each.name not in later.split()]
        self.each = finish(insert(table))

    def whole(self, rows: str) -> Insert:
        """All rows at once."""
        given = _recordset(rows, self._columns)
        names = [each.name for each in self._columns]
        return self._finish(insert(self._table).from_select(names, select(*(given.c[name] for name in names))))


class Alteration:
    """Rows that change, if they are still as `was_...` says."""

    def __init__(self, table: Table, names: str, build: Callable[[Given], Update]) -> None:
        self._columns = [_like(table, name) for name in names.split()]
        self._build = build
        self.each = build(bindparam)

    def whole(self, rows: str) -> Update:
        """All rows at once."""
        given = _recordset(rows, self._columns)
        return self._build(lambda name: given.c[name])


def _like(table: Table, name: str) -> Column[Any]:
    return Column(name, table.c[name.removeprefix(WAS)].type)


def _recordset(rows: str, columns: list[Column[Any]]) -> TableValuedAlias:
    typed = [column(each.name, each.type) for each in columns]
    return (
        func.json_to_recordset(bindparam(rows, type_=Json)).table_valued(*typed).render_derived(f"{rows}_given", True)
    )
