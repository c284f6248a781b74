"""What a card is drawn with, beside the card itself; drawing asks nobody for anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from adapters.slack.wording import ELLIPSIS
from bot.pictures import TileMap

Files = Mapping[TileMap, str]
"""The id under which Slack holds the picture of a map."""

NO_FILES: Files = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sheet:
    """`mark` stands where something was left out; `home` is the workspace's address, empty where it is not known."""

    handle: str = ""
    mark: str = ELLIPSIS
    home: str = ""
    files: Files = field(default_factory=dict)
    pictures: bool = True  # else everything in words
    tables: bool = True  # else their rows as lines, which take a third of the room
