"""What is alike is found on both databases, by every process, also what was filed before anybody looked for it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update

from bot.likeness import marks
from bot.organisation import Organisation
from bot.signals import Signal
from bot.store import Store, open_store, tables
from bot.store.runner import Job, Runner
from bot.store.search import AT_ONCE, Search
from tests.contract.store_words import NOW, a_signal

INTERPRETER = "Huisartsen krijgen de tolk niet vergoed."
BUS = "De bushalte bij de polikliniek is opgeheven."


async def saved(store: Store, organisation: Organisation, signal: Signal) -> Signal:
    work = store.work(now=NOW, organisation=organisation)
    await work.signals.save(signal)
    await work.commit()
    return replace(signal, fresh=())


async def found(store: Store, organisation: Organisation, words: str) -> list[str]:
    return [signal_id for signal_id, _ in await store.search.nearest(marks(words, organisation), 5)]


async def forget(store: Store) -> None:
    """As in a database from before anybody looked for what is alike."""
    await store._runner.write(lambda connection: connection.execute(delete(tables.search)))


async def kept(store: Store) -> list[str]:
    """The marks of the only signal there is."""
    [marked] = await store._runner.read(
        lambda connection: connection.execute(select(tables.search.c.marks)).scalars().all()
    )
    return str(marked).split()


async def test_what_is_filed_edited_sealed_or_withdrawn_is_found_by_what_it_says_now(store, organisation):
    signal = await saved(store, organisation, a_signal(text=INTERPRETER))
    assert await found(store, organisation, "tolken") == [signal.id]
    signal = await saved(store, organisation, signal.edit(by=signal.filer, at=NOW, text=BUS))
    assert await found(store, organisation, "tolken") == []
    assert await found(store, organisation, "bushalte") == [signal.id]
    await saved(store, organisation, signal.withdraw(by=signal.filer, at=NOW))
    assert await found(store, organisation, "bushalte") == []


async def test_a_confidential_one_is_not_found(store, organisation):
    await saved(store, organisation, a_signal(text=INTERPRETER, confidential=True))
    assert await found(store, organisation, "tolken") == []


async def test_what_was_filed_before_is_found_once_it_is_marked_and_no_second_time(store, organisation):
    signal = await saved(store, organisation, a_signal(text=INTERPRETER))
    sealed = await saved(store, organisation, a_signal(id="s2", number="K-2026-0002", text=BUS, confidential=True))
    await forget(store)
    await store.ready_to_find(organisation)
    assert await found(store, organisation, "tolken") == [signal.id]
    assert sealed.id not in await found(store, organisation, "bushalte")
    await store.ready_to_find(organisation)
    rows = await store._runner.read(lambda connection: connection.execute(tables.search.select()).all())
    assert sorted(row.signal_id for row in rows) == sorted([signal.id, sealed.id])


async def test_what_older_lists_or_themes_marked_is_marked_anew_at_the_start(store, organisation):
    signal = await saved(store, organisation, a_signal(text=INTERPRETER))
    older = update(tables.search).values(marks="made-with:000000000000 bushalte")
    await store._runner.write(lambda connection: connection.execute(older))
    await store.ready_to_find(organisation)
    assert await found(store, organisation, "tolken") == [signal.id]
    assert "theme:gezondheidsverschillen" in await kept(store)
    forgetful = organisation.themes["gezondheidsverschillen"].model_copy(update={"keywords": ()})
    themes = organisation.themes | {"gezondheidsverschillen": forgetful}
    await store.ready_to_find(organisation.model_copy(update={"themes": themes}))
    assert "theme:gezondheidsverschillen" not in await kept(store)


async def test_a_table_longer_than_a_few_goes_is_read_to_its_end(store, organisation):
    many = 4 * AT_ONCE
    rows = [{"signal_id": f"s{number}", "marks": f"woord{number}"} for number in range(many)]
    await store._runner.write(lambda connection: connection.execute(insert(tables.search), rows))
    await store.search.load()
    last = await store.search.nearest([f"woord{many - 1}"], 5)
    assert [signal_id for signal_id, _ in last] == [f"s{many - 1}"]


class Slow:
    """The database, with answers that are on their way until `arrive` is set."""

    def __init__(self, runner: Runner) -> None:
        self._runner, self.asked, self.arrive = runner, asyncio.Queue[None](), asyncio.Event()

    async def read(self, job: Job[Any]) -> Any:
        answer = await self._runner.read(job)
        self.asked.put_nowait(None)
        await self.arrive.wait()
        return answer


async def test_who_ask_during_a_look_share_the_next_one_and_find_what_was_filed_before_they_asked(store, organisation):
    slow = Slow(store._runner)
    search = Search(slow)
    first = asyncio.create_task(search.nearest(marks("tolken", organisation), 5))
    await slow.asked.get()
    await saved(store, organisation, a_signal(text=INTERPRETER))
    others = [asyncio.create_task(search.nearest(marks("tolken", organisation), 5)) for _ in range(5)]
    slow.arrive.set()
    assert [len(found) for found in await asyncio.gather(first, *others)] == [0, 1, 1, 1, 1, 1]
    assert slow.asked.qsize() == 1


@pytest.mark.postgres
@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
async def test_another_process_finds_it_and_loses_it_again(store_url, organisation):
    one, other = await open_store(store_url), await open_store(store_url)
    signal = await saved(one, organisation, a_signal(text=INTERPRETER))
    assert await found(other, organisation, "tolken") == [signal.id]
    await saved(one, organisation, signal.withdraw(by=signal.filer, at=NOW))
    assert await found(other, organisation, "tolken") == []
    await one.close()
    await other.close()


@pytest.mark.postgres
@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
async def test_a_row_that_is_committed_after_a_later_one_is_found_too(store_url, organisation):
    store = await open_store(store_url)
    await store._runner.write(lambda connection: connection.execute(text("SELECT nextval('search_seq_seq')")))
    await saved(store, organisation, a_signal(id="s2", number="K-2026-0002", text=INTERPRETER))
    assert await found(store, organisation, "tolken bushalte") == ["s2"]
    late = {"seq": 1, "signal_id": "s1", "marks": " ".join(marks(BUS, organisation))}
    await store._runner.write(lambda connection: connection.execute(insert(tables.search), [late]))
    assert await found(store, organisation, "bushalte") == ["s1"]
    await store.close()


@pytest.mark.postgres
@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
async def test_marks_of_long_ago_never_replace_those_of_a_later_step(store_url, organisation):
    one, other = await open_store(store_url), await open_store(store_url)
    signal = await saved(one, organisation, a_signal(text=INTERPRETER))
    await forget(one)
    await saved(one, organisation, signal.edit(by=signal.filer, at=NOW, text=BUS))
    await other.ready_to_find(organisation)
    assert await found(other, organisation, "tolken") == []
    assert await found(other, organisation, "bushalte") == [signal.id]
    await one.close()
    await other.close()
