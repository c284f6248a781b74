"""Logs that cannot hold personal data: only fields on a list, and of an error its kind and place but never its words."""

from __future__ import annotations

import logging
import sys
import traceback

import structlog
from structlog.typing import EventDict, WrappedLogger

ALLOWED = frozenset(
    {
        "event",
        "level",
        "logger",
        "timestamp",
        "platform",
        "reason",
        "request",
        "view",
        "kind",
        "status",
        "path",
        "failed",
    }
)
"""Short words of our own or of a platform's error list; never a text, a name, an address or an id of a person."""

QUIET = ("slack_bolt", "slack_sdk", "aiohttp", "aiosqlite", "sqlalchemy", "alembic", "asyncio", "botbuilder", "msrest")
"""Libraries that log requests and bodies below this level."""


def set_up_logs(level: str, *, human: bool) -> None:
    """Lines for people in a terminal, or JSON for a collector; `level` as the standard library names it."""
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s")
    renderer = structlog.dev.ConsoleRenderer() if human else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            told_where,
            allowed_only,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def told_where(logger: WrappedLogger, method: str, entry: EventDict) -> EventDict:
    """An exception as its type and the line of ours that raised it; its message may quote what a person typed."""
    if entry.pop("exc_info", None):
        kind, _, trace = sys.exc_info()
        frames = traceback.extract_tb(trace)
        if kind is not None and frames:
            entry["failed"] = f"{kind.__name__} at {frames[-1].name}:{frames[-1].lineno}"
    return entry


def allowed_only(logger: WrappedLogger, method: str, entry: EventDict) -> EventDict:
    """What is not on the list does not leave the process."""
    return {key: value for key, value in entry.items() if key in ALLOWED}
