"""A request counts once, an account stays with its person, and a card carries only a handle."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.organisation import Organisation
from bot.store import Conflict, Duplicate, Store
from bot.store.handles import KEPT, Handle
from bot.store.people import Reader
from bot.texts import words
from tests.contract.store_words import DAY, MINUTE, NOOR, NOW, RUBEN, SECOND, a_signal, asked_by_noor, filed


async def test_a_request_with_effects_leaves_its_answer(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    assert await work.seen("form:1") is None
    await work.signals.save(a_signal())
    await work.commit("form:1", '{"kind": "done"}')
    assert await store.work(now=NOW, organisation=organisation).seen("form:1") == '{"kind": "done"}'


async def test_the_same_request_again_gets_that_answer_and_has_no_second_effect(
    store: Store, organisation: Organisation
) -> None:
    for number, signal_id in (("K-2026-0001", "s1"), ("K-2026-0002", "s2")):
        work = store.work(now=NOW, organisation=organisation)
        await work.signals.save(a_signal(signal_id, number))
        work.timers.plan("unclaimed", signal_id, NOW + DAY)
        if signal_id == "s1":
            await work.commit("form:1", "the first answer")
        else:
            with pytest.raises(Duplicate) as again:
                await work.commit("form:1", "another answer")
            assert again.value.answer == "the first answer"
    assert await store.work(now=NOW, organisation=organisation).signals.by_number("K-2026-0002") is None
    assert [timer.subject for timer in await store.timers.claim(NOW + DAY, 10)] == ["s1"]


async def test_of_twenty_deliveries_at_once_one_has_effects(store: Store, organisation: Organisation) -> None:
    async def deliver(count: int) -> str:
        work = store.work(now=NOW, organisation=organisation)
        await work.signals.save(a_signal(f"s{count}", f"K-2026-{count:04d}"))
        try:
            await work.commit("form:1", f"answer {count}")
        except Duplicate as earlier:
            return earlier.answer
        return f"answer {count}"

    answers = await asyncio.gather(*(deliver(count) for count in range(20)))
    assert len(set(answers)) == 1
    work = store.work(now=NOW, organisation=organisation)
    kept = [await work.signals.by_number(f"K-2026-{count:04d}") for count in range(20)]
    assert sum(signal is not None for signal in kept) == 1


async def test_opening_a_form_is_never_remembered_as_answered(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    assert not work.has_effects
    handle = work.handles.issue("form", "")
    assert work.has_effects
    await work.commit("command:1", "a form that cannot be shown twice")
    later = store.work(now=NOW, organisation=organisation)
    assert await later.seen("command:1") is None
    assert await later.handles.resolve(handle) is not None


async def test_a_work_without_effects_commits_nothing(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    await work.commit("command:1", "help")
    assert await store.work(now=NOW, organisation=organisation).seen("command:1") is None


async def test_the_first_match_of_an_account_is_recorded(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    assert await work.people.reader_at(NOOR) is None
    work.people.remember(NOOR, "noor-habets", "noor.habets@example.nl")
    assert await work.people.reader_at(NOOR) == Reader("noor-habets", "", "")
    await work.commit()
    assert await store.work(now=NOW, organisation=organisation).people.reader_at(NOOR) == Reader("noor-habets", "", "")


async def test_a_later_match_with_somebody_else_changes_nothing(store: Store, organisation: Organisation) -> None:
    for person in ("noor-habets", "noor-habets", "ruben-alting"):
        work = store.work(now=NOW, organisation=organisation)
        work.people.remember(NOOR, person, "")
        if person == "ruben-alting":
            with pytest.raises(Conflict):
                await work.commit()
        else:
            await work.commit()
    assert await store.work(now=NOW, organisation=organisation).people.reader_at(NOOR) == Reader("noor-habets", "", "")


async def test_whoever_lost_their_account_meanwhile_changes_nothing(store: Store, organisation: Organisation) -> None:
    work = await asked_by_noor(store, organisation)
    await work.signals.save(a_signal())
    await store._runner.write(
        lambda connection: connection.exec_driver_sql("UPDATE accounts SET person = 'femke-dijkgraaf'")
    )
    with pytest.raises(Conflict):
        await work.commit("form:1", "done")
    later = store.work(now=NOW, organisation=organisation)
    assert await later.signals.by_number("K-2026-0001") is None
    assert await later.seen("form:1") is None


async def test_how_somebody_reads_is_known_as_they_last_spoke(store: Store, organisation: Organisation) -> None:
    await asked_by_noor(store, organisation)
    for language, zone in (("en", "Europe/London"), ("nl", "Europe/Amsterdam")):
        work = store.work(now=NOW, organisation=organisation)
        work.asked_by(NOOR, organisation.people["noor-habets"], words("nl"), language=language, zone=zone)
        work.handles.issue("form", "")
        await work.commit()
        known = await store.work(now=NOW, organisation=organisation).people.reader_at(NOOR)
        assert known == Reader("noor-habets", language, zone)


async def test_accounts_are_listed_where_somebody_last_spoke_first(store: Store, organisation: Organisation) -> None:
    for now, account in ((NOW, NOOR), (NOW + SECOND, RUBEN), (NOW + MINUTE, NOOR)):
        work = store.work(now=now, organisation=organisation)
        if now < NOW + MINUTE:
            work.people.remember(account, "noor-habets", "")
        work.people.spoke(account)
        await work.commit()
    assert await store.work(now=NOW, organisation=organisation).people.accounts_of("noor-habets") == [NOOR, RUBEN]


async def test_an_account_that_is_new_now_counts_as_last_spoken(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    work.people.remember(RUBEN, "noor-habets", "")
    await work.commit()
    work = store.work(now=NOW + SECOND, organisation=organisation)
    work.people.remember(NOOR, "noor-habets", "")
    assert await work.people.accounts_of("noor-habets") == [NOOR, RUBEN]


async def test_who_asks_is_speaking_here(store: Store, organisation: Organisation) -> None:
    elsewhere = store.work(now=NOW + SECOND, organisation=organisation)
    elsewhere.people.remember(RUBEN, "noor-habets", "")
    await elsewhere.commit()
    work = await asked_by_noor(store, organisation)
    assert await work.people.accounts_of("noor-habets") == [NOOR, RUBEN]
    assert not work.has_effects


async def test_a_handle_says_on_the_server_what_a_card_is_about_and_whose_a_form_is(
    store: Store, organisation: Organisation
) -> None:
    await filed(store, organisation)
    work = await asked_by_noor(store, organisation)
    card, form = (work.handles.issue(kind, "s1", '{"version": 1}') for kind in ("card", "edit"))
    await work.commit()
    handles = store.work(now=NOW, organisation=organisation).handles
    assert await handles.resolve(card) == Handle("card", "s1", NOOR.tenant, '{"version": 1}', holder="")
    assert await handles.resolve(form) == Handle("edit", "s1", NOOR.tenant, '{"version": 1}', holder="noor-habets")


async def test_handles_cannot_be_guessed(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    handles = {work.handles.issue("card", "s1") for _ in range(100)}
    assert len(handles) == 100
    assert all(len(handle) >= 22 for handle in handles)
    assert await work.handles.resolve("made-up") is None


async def test_a_handle_of_a_signal_works_as_long_as_it_is_open_and_ninety_days_after(
    store: Store, organisation: Organisation
) -> None:
    await filed(store, organisation)
    work = store.work(now=NOW, organisation=organisation)
    handle = work.handles.issue("card", "s1")
    await work.commit()
    ended = NOW + timedelta(days=400)
    assert await store.work(now=ended, organisation=organisation).handles.resolve(handle) is not None
    work = store.work(now=ended, organisation=organisation)
    await work.signals.save((await work.signals.get("s1")).withdraw(by="noor-habets", at=ended))
    await work.commit()
    assert await store.work(now=ended + KEPT, organisation=organisation).handles.resolve(handle) is not None
    assert await store.work(now=ended + KEPT + SECOND, organisation=organisation).handles.resolve(handle) is None


async def test_a_card_drawn_long_after_the_end_works_as_long(store: Store, organisation: Organisation) -> None:
    await filed(store, organisation)
    work = store.work(now=NOW, organisation=organisation)
    await work.signals.save((await work.signals.get("s1")).withdraw(by="noor-habets", at=NOW))
    await work.commit()
    later = NOW + timedelta(days=400)
    work = store.work(now=later, organisation=organisation)
    handle = work.handles.issue("card", "s1")
    await work.commit()
    assert await store.work(now=later + KEPT, organisation=organisation).handles.resolve(handle) is not None
    assert await store.work(now=later + KEPT + SECOND, organisation=organisation).handles.resolve(handle) is None


async def test_a_handle_of_a_form_works_for_ninety_days(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    handle = work.handles.issue("form", "")
    await work.commit()
    assert await store.work(now=NOW + KEPT, organisation=organisation).handles.resolve(handle) is not None
    assert await store.work(now=NOW + KEPT + SECOND, organisation=organisation).handles.resolve(handle) is None
