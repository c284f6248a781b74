"""A hash chain per signal, so that a line of its timeline that was changed, dropped or slipped in shows.

The chain runs over *salted hashes of the content*: a name that should not be there can be taken out, with the salt by
which one might still guess it, and the chain still holds. The step that takes it out says of which events the content
is another now, and the hash of what they are now: a change that no step tells of still shows.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from bot.signals import Event, Step

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


def rewritten(row: Mapping[Any, Any], facts: Mapping[str, str]) -> tuple[str, str]:
    """The salt of an event whose facts are these from now on, and the hash of what it says then."""
    salt = secrets.token_hex(16)
    return salt, _content_hash({**row, "facts": dict(facts), "salt": salt})


def told_of(rewrites: Mapping[int, str]) -> dict[str, str]:
    """The facts of the step that rewrote them: of which events, by version, and the hash of what each says now."""
    return {"versions": " ".join(map(str, rewrites)), "hashes": " ".join(rewrites.values())}


def faults(signal: str, rows: Sequence[Mapping[Any, Any]], head: str) -> list[str]:
    """What does not hold in a timeline, one sentence each; `head` is the hash the signal itself remembers.

    `signal` is what the sentences call it.
    """
    found = []
    previous = START
    rewrites = _rewrites(rows)
    for expected, row in enumerate(rows, start=1):
        where = f"signal {signal}, event {row['version']}"
        if row["version"] != expected:
            found.append(f"{where}: event {expected} is missing")
        if row["previous"] != previous or row["hash"] != _hash(row):
            found.append(f"{where}: it does not follow from the one before it")
        if _content_hash(row) not in (row["content_hash"], rewrites.get(row["version"])):
            found.append(f"{where}: its content was changed")
        previous = row["hash"]
    if previous != head:
        found.append(f"signal {signal}: its timeline does not end where the signal says")
    return found


def _rewrites(rows: Sequence[Mapping[Any, Any]]) -> dict[int, str]:
    """By version the hash of what an event says since words were last taken out of it."""
    told = [row["facts"] for row in rows if row["step"] == Step.REDACT]
    each = (zip(facts.get("versions", "").split(), facts.get("hashes", "").split(), strict=False) for facts in told)
    return {int(version): now for pairs in each for version, now in pairs if version.isdecimal()}


def _content_hash(row: Mapping[Any, Any]) -> str:
    content = [row["step"], row["by"], row["at"].astimezone(UTC).isoformat(), row["platform"]]
    content += [row["organisation_version"], row["facts"]]
    return _digest(row["salt"], json.dumps(content, sort_keys=True, ensure_ascii=False))


def _hash(row: Mapping[Any, Any]) -> str:
    return _digest(row["previous"], row["signal_id"], str(row["version"]), row["content_hash"])


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
