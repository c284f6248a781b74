"""The only gate in front of Slack's requests: raw bytes in, a verified payload or a refusal out.

Nothing is parsed before the signature over the raw bytes holds, and whatever is wrong with a body has a 4xx status.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from binascii import a2b_qp
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

LARGEST = 256 * 1024
"""Bytes of one body; Slack's own stay far below."""

DEEPEST = 64
"""Levels of JSON; Slack's own stay below twenty."""

WINDOW = 300
"""Seconds a signature may be old, or ahead of our clock."""

MOST_FIELDS = 100

FORM, JSON = "application/x-www-form-urlencoded", "application/json"

_QUOTED = bytes.maketrans(b"%+", b"= ")
"""From the signs of percent-encoding to those of quoted-printable."""

_NESTED = frozenset({dict, list})
"""What JSON is nested with; decoding makes nothing derived from them."""

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a request goes no further: an HTTP status and a reason without anything of the request in it."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A request as it came in; a header that came more than once has more than one value."""

    body: bytes
    content_type: Sequence[str]
    timestamp: Sequence[str]
    signature: Sequence[str]


def admit(letter: Letter, secret: bytes, now: float) -> Payload | Refused:
    """The payload of a request that Slack signed within five minutes of `now` (POSIX seconds)."""
    if len(letter.body) > LARGEST:
        return Refused(413, "too large")
    if refused := _unproven(letter, secret, now):
        return refused
    try:
        return _decoded(letter.body, _media_type(letter.content_type))
    except (ValueError, RecursionError):
        return Refused(400, "not a payload")


def is_certificate_check(letter: Letter) -> bool:
    """Slack looks at our certificate now and then, unsigned; it may hear that we are here, and nothing more."""
    if len(letter.body) > 1024:
        return False
    try:
        return _decoded(letter.body, _media_type(letter.content_type)).get("ssl_check") == "1"
    except (ValueError, RecursionError):
        return False


def _unproven(letter: Letter, secret: bytes, now: float) -> Refused | None:
    if len(letter.timestamp) != 1 or len(letter.signature) != 1:
        return Refused(401, "not signed once")
    stamp = letter.timestamp[0]
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        return Refused(401, "no timestamp")
    if abs(now - int(stamp)) > WINDOW:
        return Refused(401, "too old")
    proof = hmac.digest(secret, b"v0:" + stamp.encode() + b":" + letter.body, hashlib.sha256).hex()
    if not hmac.compare_digest(f"v0={proof}".encode(), letter.signature[0].encode("utf-8", "replace")):
        return Refused(401, "wrong signature")
    return None


def _media_type(headers: Sequence[str]) -> str:
    if len(headers) != 1:
        raise ValueError("one content type is needed")
    media_type, _, parameters = headers[0].lower().partition(";")
    if parameters.strip() not in ("", "charset=utf-8", 'charset="utf-8"'):
        raise ValueError("only UTF-8 is read")
    return media_type.strip()


def _decoded(body: bytes, media_type: str) -> Payload:
    """Raises ValueError (also for what is not UTF-8) or RecursionError."""
    if media_type == JSON:
        return parsed(body.decode("utf-8"))
    if media_type != FORM:
        raise ValueError("neither a form nor JSON")
    if body.count(b"&") >= MOST_FIELDS or b"\r" in body or b"\n" in body:
        raise ValueError("not a form")
    form: Payload = {}
    for field in body.split(b"&") if body else ():
        name, _, value = field.partition(b"=")
        if (key := _unescaped(name)) in form:
            raise ValueError("a field came twice")
        form[key] = _unescaped(value)
    return parsed(form["payload"]) if "payload" in form else form


def _unescaped(part: bytes) -> str:
    """Quoted-printable is percent-encoding with another sign; its decoder is C, and most of a request's time was here.

    It leaves an escape that is broken as it is, or takes less of it away; so the length tells whether all were whole.
    """
    plain = a2b_qp(part.replace(b"=", b"=3D").translate(_QUOTED))
    if len(plain) + 2 * part.count(b"%") != len(part):
        raise ValueError("a broken escape")
    return plain.decode("utf-8")


def parsed(text: str) -> Payload:
    """The JSON object in a text, within the limit of depth. Raises ValueError or RecursionError."""
    value = json.loads(text, parse_constant=_no_constant)
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    if text.count("{") + text.count("[") > DEEPEST and _too_deep(value):
        raise ValueError("nested too deeply")
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _too_deep(value: Payload) -> bool:
    level: list[Any] = [value]
    for _ in range(DEEPEST):
        level = [
            child
            for parent in level
            for child in (parent.values() if type(parent) is dict else parent)
            if type(child) in _NESTED
        ]
        if not level:
            return False
    return True
