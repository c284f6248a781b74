"""Whether a request may come in at all: from this machine, from this page, small, flat and readable.

The playground asks nobody who they are, so it answers only to the machine it runs on. Checks in order of cost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

LARGEST = 256 * 1024  # bytes of a body
DEEPEST = 64  # levels of JSON
_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class Refused(Exception):
    """Not let in: an HTTP status in the 400s and one sentence that says why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def admit_visitor(peer: str, headers: Mapping[str, str]) -> None:
    """Only this machine, and only by its own name: another name for it means a page elsewhere is at work."""
    if not _is_loopback(peer):
        raise Refused(403, "The playground only answers the machine it runs on.")
    if _host_name(headers.get("Host", "")) not in _HOSTS:
        raise Refused(403, "Open the playground as localhost, 127.0.0.1 or [::1].")


def admit_sender(headers: Mapping[str, str]) -> None:
    """A post comes from our own page, announced as JSON, uncompressed and of a sensible size."""
    origin = headers.get("Origin")
    if origin is not None and origin != f"http://{headers.get('Host', '')}":
        raise Refused(403, "Another page may not post here.")
    if headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise Refused(403, "Another page may not post here.")
    if headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, "Send JSON.")
    if headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refused(415, "Send it uncompressed.")


def admit_body(body: bytes) -> dict[str, object]:
    """The JSON object in a body."""
    if len(body) > LARGEST:
        raise Refused(413, "That is too much at once.")
    try:
        payload = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
        json.dumps(payload, ensure_ascii=False).encode("utf-8")  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        raise Refused(400, "That is no JSON in UTF-8.") from None
    if not isinstance(payload, dict):
        raise Refused(400, "Send one JSON object.")
    for depth, level in enumerate(_levels(payload)):
        if depth == DEEPEST and any(isinstance(value, dict | list) for value in level):
            raise Refused(400, "That is nested too deeply.")
        if any(isinstance(value, str) and "\0" in value for value in level):
            raise Refused(400, "Send text without null characters.")
    return payload


def _is_loopback(peer: str) -> bool:
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _host_name(host: str) -> str | None:
    try:
        parts = urlsplit(f"//{host}")
        parts.port  # noqa: B018  reading it checks it
    except ValueError:
        return None
    return parts.hostname if parts.netloc == host and "@" not in host else None


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _levels(payload: object) -> Iterator[list[object]]:
    """What stands at each depth, keys included; level by level, so that depth costs no stack."""
    level = [payload]
    while level:
        yield level
        level = [inner for outer in level for inner in _within(outer)]


def _within(value: object) -> Iterable[object]:
    match value:
        case dict():
            return (*value.keys(), *value.values())
        case list():
            return value
        case _:
            return ()
