"""The playground room: a page on localhost where a newcomer meets the product, without an account or a token."""

from __future__ import annotations

from pathlib import Path

from adapters import Room
from adapters.playground.deliver import Playground
from adapters.playground.live import Bell
from adapters.playground.memory import Memory
from adapters.playground.routes import Visits
from adapters.playground.stage import PLATFORM, TENANT, Channel, Player, Stage, Until, direct
from bot.conversation import Answer

__all__ = ["PLATFORM", "TENANT", "Channel", "Player", "Stage", "Until", "connect", "direct"]


def connect(stage: Stage, memory_path: Path, answer: Answer) -> Room:
    """The room over this stage; its messages live in `memory_path`, a SQLite file made when it is not there yet."""
    memory, bell = Memory(memory_path), Bell()

    platform = Playground(stage, memory, bell.ring)
    return Room(
        name=PLATFORM,
        platform=platform,
        routes=Visits(stage, memory, bell, answer, platform.speaks).routes(),
        start=memory.open,
        stop=memory.close,
        let_go=bell.close,
    )
