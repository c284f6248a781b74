"""A passage is taken out of everything that is kept, in the transaction of the step that says so.

What a signal, its steps and its decisions say cannot change meanwhile: the step is compared and set on the version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Table, func, select, update

from bot.redaction import Passage
from bot.signals import Step
from bot.store import chain, tables
from bot.store.said import MAY_STAND, Said, said_by
from bot.store.writing import Alteration, Row

if TYPE_CHECKING:
    from bot.store.changes import Changes
    from bot.store.runner import Runner


def _rewriting(table: Table, key: str, *names: str) -> Alteration:
    """These columns of the row with this key are others from now on."""

    def build(given: Callable[[str], Any]) -> Any:  # noqa: ANN401 - as Alteration wants it
        keys = [table.c[each] == given(f"was_{each}") for each in key.split()]
        return update(table).where(*keys).values({name: given(name) for name in names})

    was = [f"was_{each}" for each in key.split()]
    return Alteration(table, " ".join((*was, *names)), build)


EVENTS = _rewriting(tables.events, "signal_id version", "facts", "salt")
DECISIONS = _rewriting(tables.decisions, "number", "fields")
UNSOUGHT = _rewriting(tables.search, "signal_id", "marks")
WAITING = _rewriting(tables.outbox, "id", "payload")
SEEN = _rewriting(tables.seen, "key", "answer")
HANDLES = _rewriting(tables.handles, "handle", "payload")


@dataclass(slots=True)
class Redaction:
    """What one unit of work rewrites, as rows by what happens to them."""

    runner: Runner
    rows: dict[str, list[Row]] = field(default_factory=dict)

    async def events(self, signal_id: str, passage: Passage) -> dict[str, str]:
        """Take it out of the steps of a signal; the facts of the step that tells of it."""
        its = tables.events.c
        steps = select(tables.events).where(its.signal_id == signal_id).order_by(its.version)
        rows = await self._read(lambda connection: connection.execute(steps).mappings().all())
        rewrites: dict[int, str] = {}
        for row in rows:
            facts = passage.out_of(row["facts"], Step(row["step"]))
            if facts != row["facts"]:
                salt, rewrites[row["version"]] = chain.rewritten(row, facts)
                was = {"was_signal_id": signal_id, "was_version": row["version"]}
                self._rewrite("redacted_events", was | {"facts": facts, "salt": salt})
        return chain.told_of(rewrites)

    async def decisions(self, signal_id: str, passage: Passage) -> None:
        """Take it out of what was decided about a signal."""
        its = tables.decisions.c
        decided = select(its.number, its.fields).where(its.signal_id == signal_id)
        for number, fields in await self._read(lambda connection: connection.execute(decided).all()):
            if (without := passage.out_of(fields)) != fields:
                self._rewrite("redacted_decisions", {"was_number": number, "fields": without})

    def sought(self, signal_id: str) -> None:
        """It was found by these words; the step itself says by which it is from now on."""
        self._rewrite("unsought", {"was_signal_id": signal_id, "marks": ""})

    async def finished(self, number: str, passage: Passage) -> list[Said]:
        """Take it out of messages that were finished when they were ordered; those of them that stand somewhere, or may.

        What is drawn of everything that is kept (a digest) and on its way just now may hold it: it is one of them too.
        A word that tells nothing by itself only goes from messages that name the signal, and of their lists from the
        lines that do.
        """
        its, stand = tables.outbox.c, []
        wanted = (its.id, its.lane, its.view, its.receipt, its.state)
        for row, without in await self._kept(its.payload, passage, *wanted, of=number):
            if number not in row.said and not passage.is_telling:
                continue
            said = said_by(row, without)
            if row.state in MAY_STAND:
                stand.append(said)
            if row.state not in MAY_STAND or not said.is_reached:  # whoever says it again says it so
                self._rewrite("redacted_waiting", {"was_id": row.id, "payload": without})
        is_drawn = (its.subject == "") & ~its.payload.startswith("{")
        open_ = select(*wanted, its.payload).where(its.settled_at.is_(None), is_drawn)
        drawn = await self._read(lambda connection: connection.execute(open_).all())
        return [*stand, *(said_by(row, row.payload) for row in drawn)]

    async def answers(self, passage: Passage) -> None:
        """Take it out of the answers kept for a retry, and of the forms that somebody may open again."""
        for row, without in await self._kept(tables.seen.c.answer, passage, tables.seen.c.key):
            self._rewrite("redacted_seen", {"was_key": row.key, "answer": without})
        for row, without in await self._kept(tables.handles.c.payload, passage, tables.handles.c.handle):
            self._rewrite("redacted_handles", {"was_handle": row.handle, "payload": without})

    @property
    def changed(self) -> bool:
        """Whether anything is rewritten."""
        return bool(self.rows)

    def collect(self, into: Changes) -> None:
        """Hand over what is rewritten."""
        for name, rows in self.rows.items():
            getattr(into, name).extend(rows)

    async def wipe(self) -> None:
        """After the commit: SQLite leaves nothing of the old pages beside the file (in it, `secure_delete` does)."""
        await self._read(_wiped)

    async def _kept(
        self, words: Column[Any], passage: Passage, *also: Column[Any], of: str = ""
    ) -> list[tuple[Any, str]]:
        """The rows in which it stands, or is cut short, each with what it says without."""
        likely = func.lower(words).contains(passage.hint, autoescape=True) if passage.hint else words != ""
        rows = await self._read(
            lambda connection: connection.execute(select(words.label("said"), *also).where(likely)).all()
        )
        found = ((row, passage.out_of_json(row.said, of)) for row in rows)
        return [(row, without) for row, without in found if without != row.said]

    async def _read(self, job: Callable[[Connection], Any]) -> Any:  # noqa: ANN401
        return await self.runner.read(job)

    def _rewrite(self, name: str, row: Mapping[str, Any]) -> None:
        self.rows.setdefault(name, []).append(row)


def _wiped(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
