"""A database is at the schema of this version, or a sentence says what to do; migrations go up and down."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, inspect, text

from bot.store import Store, StoreRefused, _runner, absences, migrate, open_store, schema, tables
from bot.store.runner import Runner
from tests.postgres import a_database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def untouched(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database with nothing in it at all."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'regiolijn.db'}"
    else:
        async with a_database(migrated=False) as url:
            yield url


@pytest.fixture
async def runner(untouched: str) -> AsyncIterator[Runner]:
    """A connection to it, before anybody looked at its schema."""
    opened = await _runner(untouched)
    yield opened
    await opened.close()


def differences(connection: Connection) -> list[object]:
    """What the migrations made otherwise than `tables` says."""
    return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), tables.metadata)


async def test_migrations_make_what_the_tables_say(runner: Runner) -> None:
    await runner.write(schema.upgrade)
    assert await runner.read(differences) == []


async def test_what_the_tables_say_is_what_migrations_make(runner: Runner) -> None:
    await runner.write(schema.upgrade)
    drop = "DROP INDEX timers_planned"
    await runner.write(lambda connection: connection.exec_driver_sql(drop))
    assert len(await runner.read(differences)) == 1


async def test_migrations_go_down_to_nothing_and_up_again(runner: Runner) -> None:
    await runner.write(schema.upgrade)
    await runner.write(lambda connection: schema.downgrade(connection, "base"))
    assert await runner.read(lambda connection: inspect(connection).get_table_names()) == ["alembic_version"]
    await runner.write(schema.upgrade)
    assert await runner.read(differences) == []


async def test_an_office_that_was_handed_on_before_it_had_a_kind_of_its_own_still_is(runner: Runner) -> None:
    await runner.write(lambda connection: schema.upgrade(connection, "0010"))
    row = "INSERT INTO absences (person, until, deputy, by, at) VALUES ('noor', '{}', 'daan', 'noor', '2026-11-02')"
    await runner.write(lambda connection: connection.execute(text(row.format("9999-12-31"))))
    await runner.write(schema.upgrade)
    (handed_on,) = await runner.read(absences.every)
    assert (handed_on.until, handed_on.deputy) == (None, "daan")


async def test_who_was_away_before_absences_had_a_first_day_still_is_and_what_is_to_come_does_not_begin_at_once(
    runner: Runner,
) -> None:
    await runner.write(lambda connection: schema.upgrade(connection, "0011"))
    row = "INSERT INTO absences (person, until, deputy, by, at) VALUES ('noor', '2026-11-20', 'daan', 'noor', '2026-11-02')"
    await runner.write(lambda connection: connection.execute(text(row)))
    await runner.write(schema.upgrade)
    (away,) = await runner.read(absences.every)
    assert (away.holds(date(2026, 11, 2)), away.until, away.deputy) == (True, date(2026, 11, 20), "daan")
    later = replace(away, since=date(2999, 1, 1), until=date(2999, 1, 9), deputy="els")
    await runner.write(lambda connection: connection.execute(insert(tables.absences), asdict(later)))
    await runner.write(lambda connection: schema.downgrade(connection, "0011"))
    asked = text("SELECT person, deputy FROM absences")
    assert (await runner.read(lambda connection: connection.execute(asked).all())) == [("noor", "daan")]


async def test_migrating_what_is_up_to_date_changes_nothing(untouched: str) -> None:
    await migrate(untouched)
    await migrate(untouched)
    await (await open_store(untouched)).close()


def test_this_version_wants_the_newest_migration() -> None:
    assert ScriptDirectory(str(schema.MIGRATIONS)).get_current_head() == tables.REVISION


async def test_an_empty_database_is_refused_with_what_to_do(untouched: str) -> None:
    with pytest.raises(StoreRefused, match=r"still empty: run `regiolijn migrate` first\.$"):
        await open_store(untouched)


@pytest.mark.parametrize(("revision", "sentence"), [("0000", "is older"), ("9999", "is newer")])
async def test_another_schema_is_refused_with_what_to_do(untouched: str, revision: str, sentence: str) -> None:
    runner = await _runner(untouched)
    await runner.write(schema.upgrade)
    elsewhere = text("UPDATE alembic_version SET version_num = :revision").bindparams(revision=revision)
    await runner.write(lambda connection: connection.execute(elsewhere))
    await runner.close()
    with pytest.raises(StoreRefused, match=sentence):
        await open_store(untouched)


async def test_a_database_from_the_future_is_not_touched(untouched: str) -> None:
    runner = await _runner(untouched)
    await runner.write(schema.upgrade)
    await runner.write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    await runner.close()
    with pytest.raises(StoreRefused, match="is newer"):
        await migrate(untouched)


async def test_a_refused_store_lets_go_of_the_database(untouched: str) -> None:
    with pytest.raises(StoreRefused):
        await open_store(untouched)
    store = await open_store(untouched, migrate=True)
    assert isinstance(store, Store)
    await store.close()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://localhost/regiolijn", "mysql is not supported"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("var/regiolijn.db", "is not a URL"),
        ("", "is not a URL"),
    ],
)
async def test_another_kind_of_database_is_refused_with_what_to_write(url: str, sentence: str) -> None:
    with pytest.raises(StoreRefused, match=sentence):
        await open_store(url)
