"""What one unit of work has to write, as rows by what happens to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Self

from bot.store.writing import Row


@dataclass(slots=True)
class Changes:
    """The order of the fields is the order of writing: the same in every flush, so that no two wait for each other.

    A lane is locked before its orders get their ids, so that the order of ids is the order of commits.
    """

    seen: list[Row] = field(default_factory=list)
    remembered: list[Row] = field(default_factory=list)
    bound: list[Row] = field(default_factory=list)
    spoken: list[Row] = field(default_factory=list)
    filed: list[Row] = field(default_factory=list)
    stepped: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    moves: list[Row] = field(default_factory=list)
    redacted_events: list[Row] = field(default_factory=list)
    redacted_decisions: list[Row] = field(default_factory=list)
    redacted_seen: list[Row] = field(default_factory=list)
    redacted_handles: list[Row] = field(default_factory=list)
    unsought: list[Row] = field(default_factory=list)
    sought: list[Row] = field(default_factory=list)
    lanes: list[Row] = field(default_factory=list)
    folding: list[Row] = field(default_factory=list)
    orders: list[Row] = field(default_factory=list)
    woken: list[Row] = field(default_factory=list)
    said_again: list[Row] = field(default_factory=list)
    followed: list[Row] = field(default_factory=list)
    redacted_waiting: list[Row] = field(default_factory=list)
    fired: list[Row] = field(default_factory=list)
    put_off: list[Row] = field(default_factory=list)
    cancelled: list[Row] = field(default_factory=list)
    planned: list[Row] = field(default_factory=list)
    handles: list[Row] = field(default_factory=list)
    bindings: list[Row] = field(default_factory=list)
    absences: list[Row] = field(default_factory=list)
    decided: list[Row] = field(default_factory=list)

    def tables(self) -> dict[str, list[Row]]:
        """What there is to write, in the order of writing."""
        return {name: rows for name in _NAMES if (rows := getattr(self, name))}

    @classmethod
    def merged(cls, several: Iterable[Self]) -> Self:
        """All of it as if it were one unit of work."""
        whole = cls()
        for changes in several:
            for name, rows in changes.tables().items():
                getattr(whole, name).extend(rows)
        return whole


_NAMES = tuple(each.name for each in fields(Changes))
