"""The rooms between a platform and the core, and what each of them hands to the front door."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp.web import RouteDef

from bot.delivery import Platform


async def _nothing() -> None:
    return None


def _always() -> bool:
    return True


def _never() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Room:
    """One platform, connected: its promises, its routes, and what must run before and after."""

    name: str
    platform: Platform
    routes: tuple[RouteDef, ...] = ()
    start: Callable[[], Awaitable[None]] = _nothing  # raises SystemExit with one sentence when it cannot work
    stop: Callable[[], Awaitable[None]] = _nothing
    let_go: Callable[[], Awaitable[None]] = _nothing  # ends connections that wait for news, when the door closes
    hears: Callable[[], bool] = _always  # whether what people ask reaches us now
    refused: Callable[[], str] = _never  # why it is not open, in one sentence; empty while nothing is wrong
