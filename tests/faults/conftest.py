"""A ministry on SQLite, with a platform that does what the test tells it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import structlog
from structlog.typing import EventDict, WrappedLogger

from bot import worker
from bot.logs import allowed_only, told_where
from bot.organisation import Organisation
from bot.store import open_store
from tests.faults.ministry import Clock, Ministry, crowded, people
from tests.faults.platform import UnreliablePlatform
from tests.postgres import a_database
from tests.sqlite import a_file


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[EventDict]]:
    """What is logged, by the rules of the product; nothing of a person is ever in it."""
    lines: list[EventDict] = []

    def kept(logger: WrappedLogger, method: str, entry: EventDict) -> EventDict:
        lines.append(entry)
        raise structlog.DropEvent

    structlog.configure(processors=[told_where, allowed_only, kept])
    yield lines
    structlog.reset_defaults()
    assert not [line for line in lines if "Noor" in str(line) or "948102731" in str(line)]


@pytest.fixture(autouse=True)
def breathless(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker looks as often as it is woken: clocks moved by hand do not wait for it."""
    monkeypatch.setattr(worker, "BREATH", 0)


@pytest.fixture(params=[True])
async def ministry(
    request: pytest.FixtureRequest, organisation: Organisation, tmp_path: Path
) -> AsyncIterator[Ministry]:
    """Running; the parameter says whether the platform can be searched."""
    clock = Clock()
    organisation = crowded(organisation)
    platform = UnreliablePlatform(lambda: clock.real, people(organisation), sees=request.param)
    store = await open_store(await a_file(tmp_path))
    yield Ministry(store, organisation, platform, clock)
    await store.close()
    assert platform.complaints == []


@pytest.fixture
async def several(organisation: Organisation) -> AsyncIterator[list[Ministry]]:
    """Three processes with one PostgreSQL, one platform and one clock."""
    clock = Clock()
    larger = crowded(organisation)
    platform = UnreliablePlatform(lambda: clock.real, people(larger))
    async with a_database() as url, AsyncExitStack() as open_stores:
        stores = [await open_store(url) for _ in range(3)]
        for store in stores:
            open_stores.push_async_callback(store.close)
        yield [Ministry(store, larger, platform, clock) for store in stores]
    assert platform.complaints == []
