"""What every test can ask for."""

from __future__ import annotations

import gc
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot import core
from bot.organisation import Organisation
from bot.store import Store, open_store
from tests.chat import EVERYWHERE, ON_POSTGRESQL, Chat, chatting
from tests.example import example
from tests.postgres import a_database
from tests.sqlite import a_file

# The same guesses in every run, so that a change is judged by what it does; `make fuzz` makes many others. No guess has a
# deadline: how busy the machine is says nothing about the product.
settings.register_profile("alike", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", settings.get_profile("alike"), derandomize=False, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("GUESSES", "alike"))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def a_busy_machine_is_no_busy_store() -> Iterator[None]:
    """Nobody waits so long that they hear of it, except where a test is about that."""
    assert (core.PROMPT, core.PATIENCE) == (2.5, 2.0)
    with pytest.MonkeyPatch.context() as patience:
        patience.setattr(core, "PROMPT", 60.0)
        patience.setattr(core, "PATIENCE", 60.0)
        yield


@pytest.fixture(scope="session")
def organisation() -> Organisation:
    """The example organisation, read once."""
    return example()


@pytest.fixture(params=["slack", "playground", "teams"])
async def chat(request: pytest.FixtureRequest, organisation: Organisation, tmp_path: Path) -> AsyncIterator[Chat]:
    """A ministry that chats: on every platform, on SQLite; `slack on postgresql` where a story asks for EVERYWHERE."""
    where = request.param
    async with (
        _url(where, tmp_path) as url,
        chatting(where.removesuffix(ON_POSTGRESQL), url, organisation, tmp_path) as running,
    ):
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """An empty database, once on each engine."""
    if request.param == "sqlite":
        yield await a_file(tmp_path)
    else:
        async with a_database() as url:
            yield url


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    """An empty store, once on each engine."""
    opened = await open_store(store_url)
    yield opened
    await opened.close()


@pytest.fixture(params=EVERYWHERE)
async def crowd(request: pytest.FixtureRequest, organisation: Organisation, tmp_path: Path) -> AsyncIterator[Chat]:
    """The same with fifty more fixers at MEVA."""
    ruben = organisation.people["ruben-alting"]
    more = {
        key: ruben.model_copy(update={"key": key, "name": f"Fikser {number}", "emails": (f"{key}@example.nl",)})
        for number, key in enumerate(f"fixer-{number}" for number in range(50))
    }
    larger = organisation.model_copy(update={"people": {**organisation.people, **more}})
    where = request.param
    async with (
        _url(where, tmp_path) as url,
        chatting(where.removesuffix(ON_POSTGRESQL), url, larger, tmp_path) as running,
    ):
        yield running


@asynccontextmanager
async def _url(where: str, folder: Path) -> AsyncIterator[str]:
    if where.endswith(ON_POSTGRESQL):
        async with a_database() as url:
            yield url
    else:
        yield await a_file(folder)
