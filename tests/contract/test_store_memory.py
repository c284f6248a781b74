"""What a platform's room keeps is there for every process and after a restart; a store that is away says try later."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from bot.delivery import Memory, TryLater
from bot.store import Store, open_store, tables


@pytest.fixture
def memory(store: Store) -> Memory:
    """As a room is handed it."""
    return store.memory


async def written(store: Store) -> list[object]:
    """Since when each fact is as it is."""
    return await store._runner.read(
        lambda connection: list(connection.execute(select(tables.memory.c.kept_at)).scalars())
    )


async def test_nothing_was_kept_under_a_new_key(memory: Memory) -> None:
    assert await memory.recall("place:19:abc@thread.tacv2") is None


async def test_what_was_kept_last_is_recalled(memory: Memory) -> None:
    await memory.keep("account:t1:noor", "first")
    await memory.keep("account:t1:noor", "last")
    await memory.keep("account:t1:ruben", "somebody else's")
    assert await memory.recall("account:t1:noor") == "last"


async def test_the_words_come_back_to_the_letter(memory: Memory) -> None:
    value = '{"url": "https://smba.trafficmanager.net/emea/", "name": "Café 💶 %s :key \'\\""}'
    await memory.keep("place:1", value)
    assert await memory.recall("place:1") == value


async def test_the_same_again_writes_nothing(store: Store) -> None:
    await store.memory.keep("place:1", "here")
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    await store._runner.write(lambda connection: connection.execute(update(tables.memory).values(kept_at=long_ago)))
    await store.memory.keep("place:1", "here")
    assert await written(store) == [long_ago]
    await store.memory.keep("place:1", "moved")
    (since,) = await written(store)
    assert since > long_ago


async def test_another_process_recalls_it(store: Store, store_url: str) -> None:
    await store.memory.keep("place:1", "here")
    await store.close()
    opened = await open_store(store_url)
    assert await opened.memory.recall("place:1") == "here"
    await opened.close()


async def test_a_store_that_is_away_says_try_later(store: Store) -> None:
    await store.close()
    with pytest.raises(TryLater):
        await store.memory.recall("place:1")
    with pytest.raises(TryLater):
        await store.memory.keep("place:1", "here")
