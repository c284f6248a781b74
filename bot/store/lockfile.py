"""One process per SQLite file, for as long as that process lives and not a moment longer."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from bot.store.errors import StoreInUse, StoreRefused


def own(path: Path) -> int:
    """Make the file and its folders, for the owner alone; the result is an open lock, to be closed when done.

    The system itself lets go of it when the process ends, however it ends. Raises StoreInUse or StoreRefused.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = _private(path.with_name(f"{path.name}.lock"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Only now: closing a file that this process already has open would drop the locks of SQLite itself.
            os.close(_private(path))
        except OSError:
            os.close(lock)
            raise
    except BlockingIOError:
        raise StoreInUse(
            f"{path} is in use by another process: stop that one first, or let several processes share PostgreSQL."
        ) from None
    except OSError as failed:
        raise StoreRefused(f"{path} cannot be opened: {failed.strerror}") from failed
    return lock


def _private(path: Path) -> int:
    """Open for the owner alone."""
    opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    os.fchmod(opened, 0o600)
    return opened
