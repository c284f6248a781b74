"""A hash chain per signal, so that a line of its timeline that was changed, dropped or slipped in shows.

The chain runs over *salted hashes of the content*: a name that should not be there can be taken out together with its
salt, and the chain still holds.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from bot.signals import Event

START = ""
"""What comes before the first event."""


def link(signal_id: str, event: Event, platform: str, organisation_version: str, previous: str) -> dict[str, Any]:
    """The row of an event, chained to the one before it."""
    row: dict[str, Any] = {
        "signal_id": signal_id,
        "version": event.version,
        "step": event.step.value,
        "by": event.by,
        "at": event.at,
        "platform": platform,
        "organisation_version": organisation_version,
        "facts": dict(event.facts),
        "salt": secrets.token_hex(16),
        "previous": previous,
    }
    row["content_hash"] = _content_hash(row)
    row["hash"] = _hash(row)
    return row


def faults(signal_id: str, rows: Sequence[Mapping[Any, Any]], head: str) -> list[str]:
    """What does not hold in a timeline, one sentence each; `head` is the hash the signal itself remembers."""
    found = []
    previous = START
    for expected, row in enumerate(rows, start=1):
        where = f"signal {signal_id}, event {row['version']}"
        if row["version"] != expected:
            found.append(f"{where}: event {expected} is missing")
        if row["previous"] != previous or row["hash"] != _hash(row):
            found.append(f"{where}: it does not follow from the one before it")
        taken_out = not row["salt"] and not row["facts"]
        if not taken_out and row["content_hash"] != _content_hash(row):
            found.append(f"{where}: its content was changed")
        previous = row["hash"]
    if previous != head:
        found.append(f"signal {signal_id}: its timeline does not end where the signal says")
    return found


def _content_hash(row: Mapping[Any, Any]) -> str:
    content = [row["step"], row["by"], row["at"].astimezone(UTC).isoformat(), row["platform"]]
    content += [row["organisation_version"], row["facts"]]
    return _digest(row["salt"], json.dumps(content, sort_keys=True, ensure_ascii=False))


def _hash(row: Mapping[Any, Any]) -> str:
    return _digest(row["previous"], row["signal_id"], str(row["version"]), row["content_hash"])


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
