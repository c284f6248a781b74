"""SQLite files for the tests: migrated once in a test process, and copied from then on."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bot.store import migrate

_migrated: list[bytes] = []


async def a_file(folder: Path) -> str:
    """The URL of an empty database in this folder, at the schema of this version."""
    path = folder / "regiolijn.db"
    if not _migrated:
        with tempfile.TemporaryDirectory(prefix="regiolijn-sqlite-") as once:
            first = Path(once) / path.name
            await migrate(f"sqlite:///{first}")
            _migrated.append(first.read_bytes())
    path.write_bytes(_migrated[0])
    return f"sqlite:///{path}"
