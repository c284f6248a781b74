"""What is particular to an engine: a file with one owner, a server that may go away, and how it says how it is."""

from __future__ import annotations

import asyncio
import stat
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from bot.conversation import Place
from bot.organisation import Organisation
from bot.store import Health, Store, StoreInUse, StoreRefused, StoreUnavailable, open_store
from bot.store.outbox import Order
from tests.contract.store_words import DAY, MINUTE, NOW, SECOND, a_signal, filed, ordered, sent
from tests.postgres import a_database, cut_connections


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


async def test_the_file_and_its_folders_are_made_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "lib" / "regiolijn.db"
    store = await open_store(url_of(path), migrate=True)
    made = list(path.parent.iterdir())
    assert {each.name for each in made} >= {"regiolijn.db", "regiolijn.db-wal", "regiolijn.db.lock"}
    assert {stat.S_IMODE(each.stat().st_mode) for each in made} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    await store.close()


async def test_a_file_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "regiolijn.db"
    path.touch(0o644)
    await (await open_store(url_of(path), migrate=True)).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_a_second_process_is_refused_in_one_sentence_even_after_the_first_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "regiolijn.db"
    holder = f"""
import asyncio
from bot.store import open_store

async def hold():
    await open_store({url_of(path)!r}, migrate=True)
    print("open", flush=True)
    await asyncio.Event().wait()

asyncio.run(hold())
"""
    first = await asyncio.create_subprocess_exec(sys.executable, "-c", holder, stdout=asyncio.subprocess.PIPE)
    try:
        assert first.stdout is not None
        assert await first.stdout.readline() == b"open\n"
        with pytest.raises(StoreInUse, match=r"^/.*regiolijn\.db is in use by another process: .*\.$"):
            await open_store(url_of(path))
    finally:
        first.kill()
        await first.communicate()
    await (await open_store(url_of(path))).close()


async def test_a_refused_second_opening_leaves_the_locks_of_the_first_alone(tmp_path: Path) -> None:
    path = tmp_path / "regiolijn.db"
    first = await open_store(url_of(path), migrate=True)
    with pytest.raises(StoreInUse):
        await open_store(url_of(path))
    meddle = f"import sqlite3; sqlite3.connect({str(path)!r}, timeout=0).execute('PRAGMA journal_mode=DELETE')"
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", meddle, stderr=asyncio.subprocess.PIPE)
    _, said = await other.communicate()
    assert b"database is locked" in said
    await first.close()


async def test_what_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "regiolijn.db"
    path.write_text("Dit is een brief, geen database." * 100)
    with pytest.raises(StoreRefused, match="cannot be opened as a database"):
        await open_store(url_of(path), migrate=True)
    assert path.read_text().startswith("Dit is een brief")


async def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreRefused, match="cannot be opened"):
        await open_store(url_of(tmp_path / "file" / "regiolijn.db"))


async def test_sqlite_is_set_to_lose_nothing(tmp_path: Path) -> None:
    store = await open_store(url_of(tmp_path / "regiolijn.db"), migrate=True)
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    found = [
        await store._runner.read(lambda connection, name=name: connection.exec_driver_sql(f"PRAGMA {name}").scalar())
        for name in names
    ]
    assert found == ["wal", 2, 1, 5000]
    await store.close()


async def test_looking_for_work_never_reads_what_is_finished(tmp_path: Path, organisation: Organisation) -> None:
    store = await open_store(url_of(tmp_path / "regiolijn.db"), migrate=True)
    asked: list[tuple[str, tuple[object, ...]]] = []

    def listen(connection: Connection) -> None:
        event.listen(connection.engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))

    def plans(connection: Connection) -> list[str]:
        event_free = connection.connection.cursor()
        return [row[3] for sql, given in asked for row in event_free.execute(f"EXPLAIN QUERY PLAN {sql}", given)]

    await store._runner.read(listen)
    await store.outbox.claim(NOW, 10)
    await store.timers.claim(NOW, 10)
    await store.timers.next_due()
    await store.health(NOW)
    await store.work(now=NOW, organisation=organisation).trouble()
    steps = [step for step in await store._runner.read(plans) if step.startswith(("SCAN ", "SEARCH "))]
    assert len(steps) >= 5
    assert [step for step in steps if " INDEX " not in step and step != "SCAN CONSTANT ROW"] == []
    await store.close()


async def test_a_full_disk_is_said_and_what_was_there_stays(tmp_path: Path, organisation: Organisation) -> None:
    store = await open_store(url_of(tmp_path / "regiolijn.db"), migrate=True)
    await filed(store, organisation)
    pages = await store._runner.read(lambda connection: connection.exec_driver_sql("PRAGMA page_count").scalar())
    await store._runner.read(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={pages}"))
    work = store.work(now=NOW, organisation=organisation)
    await work.signals.save(a_signal("s2", "K-2026-0002", text="vol " * 100_000))
    with pytest.raises(StoreUnavailable):
        await work.commit()
    await store._runner.read(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=1000000"))
    await filed(store, organisation, id="s3", number="K-2026-0003")
    await store.close()


async def test_works_that_commit_at_once_each_stand_or_fall_alone(store: Store, organisation: Organisation) -> None:
    await filed(store, organisation)

    async def claim(count: int) -> str:
        work = store.work(now=NOW, organisation=organisation)
        await work.signals.save((await work.signals.get("s1")).claim(by=f"fixer-{count}", at=NOW))
        await work.commit(f"press:{count}", "yours")
        return f"fixer-{count}"

    claims = [claim(count) for count in range(50)]
    files = [filed(store, organisation, id=f"n{count}", number=f"K-2026-1{count:03d}") for count in range(10)]
    outcomes = await asyncio.gather(*claims, *files, return_exceptions=True)
    (winner,) = [outcome for outcome in outcomes if isinstance(outcome, str)]
    work = store.work(now=NOW, organisation=organisation)
    assert (await work.signals.get("s1")).fixer == winner
    assert [await work.seen(f"press:{count}") for count in range(50)].count("yours") == 1
    assert all([await work.signals.by_number(f"K-2026-1{count:03d}") for count in range(10)])


async def test_a_closed_store_says_so_and_can_be_closed_again(store: Store) -> None:
    await store.close()
    await store.close()


async def test_what_waits_when_the_store_closes_is_still_kept(store_url: str, organisation: Organisation) -> None:
    store = await open_store(store_url, migrate=True)
    filing = asyncio.gather(*(filed(store, organisation, id=f"s{n}", number=f"K-2026-{n:04d}") for n in range(5)))
    await filing
    await store.close()
    again = await open_store(store_url)
    work = again.work(now=NOW, organisation=organisation)
    assert all([await work.signals.by_number(f"K-2026-{n:04d}") for n in range(5)])
    await again.close()


@pytest.fixture
async def server() -> AsyncIterator[str]:
    """A PostgreSQL database."""
    async with a_database() as url:
        yield url


@pytest.mark.postgres
async def test_connections_that_died_unused_are_no_trouble(server: str, organisation: Organisation) -> None:
    store = await open_store(server)
    await filed(store, organisation)
    await cut_connections(server)
    assert await store.work(now=NOW, organisation=organisation).seen("x") is None
    await cut_connections(server)
    await filed(store, organisation, id="s2", number="K-2026-0002")
    await store.close()


@pytest.mark.postgres
async def test_a_server_that_is_gone_is_one_exception(tmp_path: Path) -> None:
    for url in (f"postgresql://postgres@/regiolijn?host={tmp_path}", "postgresql://postgres@127.0.0.1:1/regiolijn"):
        with pytest.raises(StoreUnavailable, match="PostgreSQL does not answer"):
            await open_store(url)


async def test_a_healthy_store_says_so(store: Store) -> None:
    assert await store.health(NOW) == Health(ready=True)


async def test_health_tells_what_waits_and_what_is_stuck(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    work.timers.plan("unclaimed", "s1", NOW + SECOND)
    await work.commit()
    await ordered(
        store, organisation, Order("1", Place("slack", "C1"), "card"), Order("2", Place("slack", "C1"), "card")
    )
    later = await store.health(NOW + MINUTE)
    assert (later.oldest_order, later.oldest_timer, later.stuck) == (MINUTE, MINUTE - SECOND, 0)
    assert (await store.health(NOW + DAY)).stuck == 1
    await sent(store)
    assert (await store.health(NOW + DAY)).oldest_order is None


async def test_a_closed_store_is_not_ready(store_url: str) -> None:
    store = await open_store(store_url, migrate=True)
    await store.close()
    assert not (await store.health(NOW)).ready
