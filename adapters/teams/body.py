"""What was sent: bytes in, a JSON object out that can be read, stored and shown, or a refusal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from adapters.teams.refused import Refused

DEEPEST = 64
"""Levels of JSON; a card with everything in it stays below thirty."""

REPLACEMENT = "\ufffd"

_SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

Payload = dict[str, Any]


def read(body: bytes) -> Payload:
    """The JSON object in a body; raises Refused (400).

    NUL and half characters, which no database keeps, become a replacement character: nobody loses a text for one.
    """
    try:
        payload = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Refused(400, "That is no JSON in UTF-8.") from None
    if not isinstance(payload, dict):
        raise Refused(400, "That is no JSON object.")
    if body.count(b"{") + body.count(b"[") > DEEPEST and _too_deep(payload):
        raise Refused(400, "That is nested too deeply.")
    return _storable(payload) if _SUSPECT.search(body) else payload


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _too_deep(payload: Payload) -> bool:
    level: list[object] = [payload]
    for _ in range(DEEPEST):
        level = [child for parent in level for child in _children(parent) if isinstance(child, dict | list)]
        if not level:
            return False
    return True


def _children(parent: object) -> Iterable[object]:
    if isinstance(parent, dict):
        return parent.values()
    return parent if isinstance(parent, list) else ()


def _storable(payload: Payload) -> Payload:
    return {_clean(name): _storable_value(value) for name, value in payload.items()}


def _storable_value(value: object) -> object:
    match value:
        case str():
            return _clean(value)
        case dict():
            return _storable(value)
        case list():
            return [_storable_value(inner) for inner in value]
        case _:
            return value


def _clean(text: str) -> str:
    return _UNSTORABLE.sub(REPLACEMENT, text)
