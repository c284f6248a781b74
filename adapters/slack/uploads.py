"""The pictures of maps that Slack holds for us: each uploaded once a day, before the message that shows it.

A picture is a file that nobody sees but in the message around it. It is never a reason for a message not to arrive.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from adapters.slack.api import Api
from adapters.slack.pieces import label
from adapters.slack.sheet import NO_FILES, Files
from bot.cards import Card
from bot.delivery import TryLater, Uncertain, Undeliverable
from bot.pictures import TileMap

SCOPE = "files:write"

DAY = 24 * 3600.0
"""Seconds after which a picture is uploaded anew: somebody may have cleaned up."""

PATIENCE = 15 * 60.0
"""Seconds that a message waits for its picture while Slack takes no files."""

LOOKS = 20.0
"""Seconds after an upload in which Slack may still look at the file, and refuse a message that shows it."""

SOON = timedelta(seconds=5)
"""When to try once more to show it."""

MOST = 16
"""Pictures that are remembered."""

NAME, ALT, TITLE = "regiolijn.png", 1000, 150

_FILE = re.compile(r"F[A-Z0-9]{8,}")

log = structlog.get_logger("slack")


@dataclass(slots=True)
class _Kept:
    """One picture; `since` is when it was uploaded or, without a file, when that was first tried."""

    since: float
    file: str = ""
    shown: bool = False  # by a message, so Slack has looked at it


class Uploads:
    """`clock` gives seconds and may start anywhere."""

    def __init__(self, api: Api, clock: Callable[[], float]) -> None:
        self._api = api
        self._clock = clock
        self._kept: dict[TileMap, _Kept] = {}
        self._one_at_a_time = asyncio.Lock()

    async def of(self, card: Card) -> Files:
        """The file of the card's map; none where it has no map, or no picture can be had.

        Raises TryLater while Slack takes no files, until that has lasted too long.
        """
        part = next((part for part in card.blocks if isinstance(part, TileMap)), None)
        if part is None or SCOPE not in self._api.scopes:
            return NO_FILES
        async with self._one_at_a_time:
            file = await self._file(part)
        return {part: file} if file else NO_FILES

    def shown(self, files: Files) -> None:
        """A message with these pictures was posted."""
        for part in files:
            if part in self._kept:
                self._kept[part].shown = True

    def may_show_soon(self, files: Files) -> bool:
        """Whether a message that Slack refused may show these pictures in a moment; else they are uploaded anew."""
        now = self._clock()
        for part in files:
            kept = self._kept.get(part)
            if kept and not kept.shown and now - kept.since < LOOKS:
                return True
            self._kept.pop(part, None)  # Slack has it no more, perhaps
        return False

    async def _file(self, part: TileMap) -> str:
        now = self._clock()
        self._forget(now)
        kept = self._kept.setdefault(part, _Kept(now))
        if kept.file:
            return kept.file
        try:
            kept.file = await self._uploaded(part)
            kept.since = self._clock()
        except Undeliverable as refused:
            self._kept.pop(part, None)
            log.warning("no picture", reason=refused.reason)
        except (TryLater, Uncertain) as away:  # nobody saw a file that arrived all the same, so it may be sent again
            if now - kept.since < PATIENCE:
                raise TryLater(away.reason, away.after if isinstance(away, TryLater) else timedelta(0)) from None
            log.warning("no picture", reason=away.reason)
        return kept.file

    def _forget(self, now: float) -> None:
        kept = [(part, each) for part, each in self._kept.items() if now - each.since < DAY]
        self._kept = dict(kept[-MOST:])

    async def _uploaded(self, part: TileMap) -> str:
        try:
            png = await asyncio.to_thread(_painted, part)
        except Exception:
            log.exception("a map could not be painted")
            raise Undeliverable("not_painted") from None
        alt = label(part.summary, ALT)
        given = await self._api.ask(
            "files.getUploadURLExternal", {"filename": NAME, "length": len(png), "alt_txt": alt}
        )
        file, address = given.get("file_id"), given.get("upload_url")
        if not (isinstance(file, str) and _FILE.fullmatch(file) and isinstance(address, str)):
            raise Undeliverable("unreadable_answer")
        await self._api.upload(address, png)
        about = json.dumps([{"id": file, "title": label(part.title, TITLE)}])
        await self._api.ask("files.completeUploadExternal", {"files": about})
        return file


def _painted(part: TileMap) -> bytes:
    from bot.pictures.png import map_png  # takes a moment, and most processes never paint

    return map_png(part)
