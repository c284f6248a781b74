"""`regiolijn` as it is typed, without starting a process."""

from __future__ import annotations

import structlog
from typer.testing import CliRunner, Result

from bot.__main__ import app


def regiolijn(*words: str) -> Result:
    """Type a command and wait until it is done. The logs go back to where they went before."""
    before = structlog.get_config()
    try:
        return CliRunner().invoke(app, list(words))
    finally:
        structlog.configure(**before)
