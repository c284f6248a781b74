"""The gate of Teams with Microsoft's key pages beside it, at a time that the test sets; and the whole room."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from adapters.teams.admit import Gate
from adapters.teams.keys import Keys
from tests.teams.room import House, house
from tests.teams_keys import APP, NOW, TENANT, KeyServer, key_server


@dataclass
class Clock:
    """POSIX seconds that pass when the test says so."""

    at: float = NOW

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def microsoft() -> AsyncIterator[KeyServer]:
    async with key_server() as server:
        yield server


@pytest.fixture
async def keys(microsoft: KeyServer, clock: Clock) -> AsyncIterator[Keys]:
    fetched = Keys(microsoft.url, now=clock, timeout=5)
    await fetched.open()
    yield fetched
    await fetched.close()


@pytest.fixture
def gate(keys: Keys, clock: Clock) -> Gate:
    return Gate(APP, {TENANT}, keys, now=clock)


@pytest.fixture
async def at() -> AsyncIterator[House]:
    async with house() as standing:
        yield standing


@pytest.fixture
async def targeted() -> AsyncIterator[House]:
    async with house(teams_targeted=True) as standing:
        yield standing


@pytest.fixture
async def inline() -> AsyncIterator[House]:
    async with house(teams_dialogs=False) as standing:
        yield standing
