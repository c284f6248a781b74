"""Many units of work under one commit: on SQLite whatever waits is written together, and fails alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, exc

from bot.store.changes import Changes
from bot.store.errors import StoreUnavailable
from bot.store.flushing import flush


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Something to do on the connection, and who waits for it."""

    job: Callable[[Connection], object]
    done: asyncio.Future[Any]
    reads: bool = False  # only
    changes: Changes | None = None  # what a flush writes: it may go together with other flushes


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """How a task went."""

    task: Task
    result: object = None
    fault: Exception | None = None


def carried_out(tasks: list[Task], connection: Connection) -> list[Outcome]:
    """Reads first, for they must not see what is not yet committed; then everything else under one commit."""
    outcomes = [_tried(task, connection) for task in tasks if task.reads]
    writing = [task for task in tasks if not task.reads]
    if writing:
        outcomes += _all_at_once(writing, connection) or _one_by_one(writing, connection)
    return outcomes


def hand_back(outcomes: list[Outcome]) -> None:
    """Tell everybody who still waits; on the thread of their loop."""
    for outcome in outcomes:
        done = outcome.task.done
        if done.done():
            continue
        if outcome.fault is None:
            done.set_result(outcome.result)
        else:
            done.set_exception(outcome.fault)


def _all_at_once(tasks: list[Task], connection: Connection) -> list[Outcome]:
    """As if nothing can go wrong, all flushes as one; where anything does, nothing is kept and nothing returned."""
    flushes = [task.changes for task in tasks if task.changes is not None]
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if flushes:
            flush(connection, Changes.merged(flushes))
        outcomes = [Outcome(task, task.job(connection) if task.changes is None else None) for task in tasks]
        connection.exec_driver_sql("COMMIT")
    except Exception:  # the same again, one by one, tells whose fault it was
        _roll_back(connection)
        return []
    return outcomes


def _one_by_one(tasks: list[Task], connection: Connection) -> list[Outcome]:
    """Each in a savepoint of its own, so that whatever fails, fails alone."""
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        outcomes = [_saved(task, connection) for task in tasks]
        connection.exec_driver_sql("COMMIT")
    except Exception as failed:  # whatever it is, everybody who waits must hear it
        _roll_back(connection)
        return [Outcome(task, fault=_named(failed)) for task in tasks]
    return outcomes


def _roll_back(connection: Connection) -> None:
    with suppress(exc.DBAPIError):  # an error on disk has rolled back by itself
        connection.exec_driver_sql("ROLLBACK")


def _saved(task: Task, connection: Connection) -> Outcome:
    connection.exec_driver_sql("SAVEPOINT work")
    outcome = _tried(task, connection)
    if outcome.fault is not None:
        connection.exec_driver_sql("ROLLBACK TO work")
    connection.exec_driver_sql("RELEASE work")
    return outcome


def _tried(task: Task, connection: Connection) -> Outcome:
    try:
        return Outcome(task, task.job(connection))
    except Exception as fault:
        return Outcome(task, fault=_named(fault))


def _named(fault: Exception) -> Exception:
    """What the disk or the file did is the store's trouble; anything else stays what it is."""
    if isinstance(fault, exc.OperationalError):
        return StoreUnavailable(f"the database does not answer: {fault.orig}")
    return fault
