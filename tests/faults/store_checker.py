"""Looks at what is left after a crash, with nothing of the code under test: plain SQL and the notes of the dead."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import asyncpg

from tests.faults.store_life import accepted, posted


async def rows(url: str, sql: str) -> list[tuple[Any, ...]]:
    """What is in the database."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()
    server = await asyncpg.connect(url)
    try:
        return [tuple(row) for row in await server.fetch(sql)]
    finally:
        await server.close()


async def lost_or_doubled(url: str, folder: Path) -> list[str]:
    """What was promised and did not hold, as sentences; asked at any moment."""
    found = []
    kept = {key for (key,) in await rows(url, "SELECT key FROM seen")}
    filed = {f"form:{signal[1:]}" for (signal,) in await rows(url, "SELECT id FROM signals")}
    found += [f"{key} was accepted and is lost" for key in sorted(set(accepted(folder)) - kept)]
    found += [f"{key} is half kept" for key in sorted(kept ^ filed)]
    found += [f"{key} was sent {times} times" for key, times in Counter(posted(folder)).items() if times > 1]
    for signal, version, count, last in await rows(
        url,
        "SELECT s.id, s.version, count(e.version), max(e.version) FROM signals s"
        " LEFT JOIN events e ON e.signal_id = s.id GROUP BY s.id, s.version",
    ):
        if not version == count == last:
            found.append(f"the timeline of {signal} has gaps")
    for (signal,) in await rows(
        url, "SELECT signal_id FROM events WHERE step = 'escalate' GROUP BY signal_id HAVING count(*) > 1"
    ):
        found.append(f"the timer of {signal} fired twice")
    return found + await _out_of_order(url, folder)


async def unfinished(url: str, folder: Path, requests: int = 8) -> list[str]:
    """What should have happened once everything had the time to."""
    found = [f"form:{each} was never accepted" for each in range(requests) if f"form:{each}" not in accepted(folder)]
    waiting = await rows(url, "SELECT key, state FROM outbox WHERE state <> 'settled'")
    found += [f"{key} is still {state}" for key, state in waiting]
    found += [f"{key} never left" for (key,) in await rows(url, "SELECT key FROM outbox") if key not in posted(folder)]
    planned = await rows(url, "SELECT subject FROM timers WHERE ended IS NULL")
    found += [f"the timer of {subject} never fired" for (subject,) in planned]
    stuck = await rows(url, "SELECT lane FROM lanes WHERE waiting OR leased_until IS NOT NULL")
    return found + [f"{lane} is not free" for (lane,) in stuck]


async def _out_of_order(url: str, folder: Path) -> list[str]:
    when = {key: moment for moment, key in enumerate(posted(folder))}
    found, last = [], {}
    for lane, key in await rows(url, "SELECT lane, key FROM outbox ORDER BY id"):
        if key in when:
            if when[key] < last.get(lane, -1):
                found.append(f"{key} overtook another in {lane}")
            last[lane] = when[key]
    return found
