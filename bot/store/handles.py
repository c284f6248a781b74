"""Random names for cards and forms: all that a message carries; what they are about stays here."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, select

from bot.store import tables
from bot.store.writing import Insertion

if TYPE_CHECKING:
    from bot.store.changes import Changes
    from bot.store.runner import Runner

KEPT = timedelta(days=90)
"""A handle works while its signal is open and this long after; one without a signal, or of one that was over by then,
this long after it was issued."""

ISSUE = Insertion(tables.handles)

CARD = "card"
"""The kind of handles that anybody may press who sees them: rights are asked at the click."""

_MARK, _NEXT = "~", "."
"""What stands before the marks on a handle and between them; no handle that is issued holds either."""


def marked(handle: str, marks: Collection[str]) -> str:
    """A handle that says something of the form it goes with; it stands for what it stood for without marks."""
    return handle + (_MARK + _NEXT.join(sorted(marks)) if marks else "")


def marks_on(handle: str) -> frozenset[str]:
    """What was marked on it; a client may have changed it, so that it says no more than that client could say."""
    return frozenset(handle.partition(_MARK)[2].split(_NEXT)) - {""}


@dataclass(frozen=True, slots=True)
class Handle:
    """What a card or form is about. `subject` is the id of a signal, or empty; `tenant` is whom it was issued to.

    `holder` is the key of the person whose it is alone; empty for a card, and where nobody asked for it.
    """

    kind: str
    subject: str
    tenant: str
    payload: str
    holder: str


class Handles:
    """The handles as one unit of work sees them."""

    def __init__(self, runner: Runner, now: datetime) -> None:
        self._runner = runner
        self._now = now
        self._issued: dict[str, tuple[str, str, str]] = {}

    def issue(self, kind: str, subject: str, payload: str = "") -> str:
        """A fresh random handle, known once this work is committed."""
        handle = secrets.token_urlsafe(18)
        self._issued[handle] = (kind, subject, payload)
        return handle

    async def resolve(self, handle: str) -> Handle | None:
        """What the handle stands for; None if it is unknown or has expired."""
        bare = handle.partition(_MARK)[0]
        return await self._runner.read(lambda connection: resolve(connection, bare, self._now))

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self._issued)

    def collect(self, into: Changes, tenant: str, holder: str) -> None:
        """Hand over what was issued, for an account of this tenant and a person by key; both may be empty."""
        for handle, (kind, subject, payload) in self._issued.items():
            row: dict[str, Any] = {"handle": handle, "kind": kind, "subject": subject, "tenant": tenant}
            held = "" if kind == CARD else holder
            into.handles.append(row | {"payload": payload, "issued_at": self._now, "holder": held})


_its, _signal = tables.handles.c, tables.signals.c

_RESOLVE = (
    select(
        *(_its.kind, _its.subject, _its.tenant, _its.payload, _its.holder),
        *(_its.issued_at, _signal.id, _signal.ended_at),
    )
    .select_from(tables.handles.outerjoin(tables.signals, _signal.id == _its.subject))
    .where(_its.handle == bindparam("handle"))
)
"""What a handle stands for, and what its expiry counts from."""


def resolve(connection: Connection, handle: str, now: datetime) -> Handle | None:
    """A handle that still works at this moment."""
    found = connection.execute(_RESOLVE, {"handle": handle}).first()
    if found is None:
        return None
    kind, subject, tenant, payload, holder, issued_at, signal_id, ended_at = found
    counts_from = issued_at if signal_id is None else ended_at and max(ended_at, issued_at)
    expired = counts_from is not None and now > counts_from + KEPT
    return None if expired else Handle(kind, subject, tenant, payload, holder)
