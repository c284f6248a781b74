"""The files of the page, read once: what is not in the folder cannot be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}

FILES: Final[Mapping[str, tuple[bytes, str]]] = {
    path.name: (path.read_bytes(), _KINDS[path.suffix])
    for path in sorted((Path(__file__).parent / "static").iterdir())
    if path.suffix in _KINDS
}
"""Body and content type by file name."""
