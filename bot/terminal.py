"""How a command reads what it was given, shows what it found, and refuses: in sentences, with exit status 2."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from bot.logs import set_up_logs
from bot.settings import FaultySettings, Settings, read_settings

if TYPE_CHECKING:
    from rich.console import Console

    from bot.organisation import Organisation


def run(job: Coroutine[None, None, None]) -> None:
    """What a functional manager can mend is said in one sentence; the stack trace is for our own faults."""
    from bot.store import StoreError

    with suppress(KeyboardInterrupt):
        try:
            asyncio.run(job)
        except StoreError as refused:
            refuse([str(refused)])
        except OSError as taken:
            refuse([f"The address to listen on is not free: {taken.strerror}. Set REGIOLIJN_PORT to another port."])


def console() -> Console:
    """Where a person reads along it is wide and coloured; a pipe gets plain words, unbroken."""
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=200, color_system=None)


def given(*, serving: bool = False) -> Settings:
    """The settings, with the logs set up as they say; `serving` also asks for what `serve` cannot do without."""
    try:
        settings = read_settings(serving=serving)
    except FaultySettings as faulty:
        refuse(faulty.faults)
    set_up_logs(settings.log_level, human=sys.stderr.isatty())
    return settings


def organised(path: Path) -> Organisation:
    """The organisation that this file describes."""
    from bot.organisation import FaultyOrganisation, read_organisation

    try:
        return read_organisation(path)
    except FaultyOrganisation as faulty:
        refuse(faulty.faults)


def refuse(sentences: Iterable[str]) -> NoReturn:
    """Say what is wrong, and stop."""
    for sentence in sentences:
        typer.echo(sentence, err=True)
    raise typer.Exit(2)
