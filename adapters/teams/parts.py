"""Parts of what Teams sent, read without trusting its shape: what is missing or of another type is simply empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object of this name."""
    value = whole.get(name)
    return value if isinstance(value, dict) else {}


def text(whole: Mapping[str, Any], name: str) -> str:
    """The text of this name."""
    value = whole.get(name)
    return value if isinstance(value, str) else ""
