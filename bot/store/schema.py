"""Brings a database to the schema of this version, and says in one sentence when it is at another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from bot.store import tables
from bot.store.errors import StoreRefused

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 729_011
"""Any number that no other program locks in the same database."""


def revision_of(connection: Connection) -> str | None:
    """The revision the database is at; None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def check(connection: Connection) -> None:
    """Raises StoreRefused unless the database is at this version's revision."""
    found = revision_of(connection)
    if found == tables.REVISION:
        return
    if found is None:
        raise StoreRefused("the database is still empty: run `regiolijn migrate` first.")
    if found > tables.REVISION:
        raise StoreRefused(f"the database is newer ({found}) than this version ({tables.REVISION}): install that one.")
    raise StoreRefused(f"the database is older ({found}) than this version: run `regiolijn migrate` first.")


def upgrade(connection: Connection, revision: str = tables.REVISION) -> None:
    """To this revision; a database from the future is refused."""
    from alembic import command

    _alone(connection)
    found = revision_of(connection)
    if found is not None and found > tables.REVISION:
        check(connection)
    if found == revision:
        return  # alembic would read every migration to find that out
    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Back to this revision, or to "base"; what newer tables held is lost."""
    from alembic import command

    _alone(connection)
    command.downgrade(_config(connection), revision)


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ONE_AT_A_TIME})


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
