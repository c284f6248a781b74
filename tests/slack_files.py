"""The files that Slack holds: announced, then sent, then completed; only then may a message show one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass
class File:
    """One upload."""

    length: int
    alt: str
    body: bytes = b""
    complete: bool = False


class Files:
    """All uploads by id."""

    def __init__(self) -> None:
        self.held: dict[str, File] = {}
        self.looks_first = 0  # so many messages are refused because Slack still looks at the file in them

    def announced(self, length: int, alt: str) -> str:
        """The id of a file that will be sent."""
        file = f"F{len(self.held):09d}"
        self.held[file] = File(length, alt)
        return file

    def completed(self, file: str) -> bool:
        """Whether all of it was sent; from then on it may be shown."""
        held = self.held.get(file)
        if held is None or len(held.body) != held.length:
            return False
        held.complete = True
        return True

    def can_be_shown(self, blocks: Sequence[Mapping[str, Any]]) -> bool:
        """Whether Slack takes a message with these blocks, as far as files go."""
        shown = [block["slack_file"]["id"] for block in blocks if block["type"] == "image"]
        if shown and self.looks_first:
            self.looks_first -= 1
            return False
        return all(file in self.held and self.held[file].complete for file in shown)
