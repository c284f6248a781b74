"""A decision is kept as it was taken, with the signal it is about or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions import Decision, Kind
from bot.organisation import Organisation
from bot.store import Conflict, Store
from bot.store.work import Work
from tests.contract.store_words import NOW, filed

ROOM = {"limit": "Onder supervisie", "condition": "De inspectie is akkoord", "legal": "yes", "evaluation": "2027-09-01"}


async def decided(work: Work) -> Decision:
    """Room to experiment about the signal that was filed, not committed yet."""
    decision = Decision(
        number=await work.decisions.new_number(),
        signal_id="s1",
        kind=Kind.SANDBOX,
        region="zuid-limburg",
        by="marijke-oldenhof",
        at=NOW,
        until=date(2027, 12, 31),
        fields=ROOM,
    )
    signal = await work.signals.get("s1")
    await work.signals.save(signal.decide(by=decision.by, at=NOW, number=decision.number, kind=decision.kind.value))
    work.decisions.keep(decision)
    return decision


async def test_what_was_decided_is_read_back_whole(store: Store, organisation: Organisation) -> None:
    await filed(store, organisation)
    work = store.work(now=NOW, organisation=organisation)
    decision = await decided(work)
    assert await work.decisions.about("s1") == (decision,)
    await work.commit()
    later = store.work(now=NOW, organisation=organisation)
    assert await later.decisions.about("s1") == (decision,)
    assert await later.decisions.by_number("B-2026-0001") == decision
    assert await later.decisions.about("s2") == ()
    assert await later.decisions.by_number("B-2026-0099") is None


async def test_numbers_of_decisions_and_of_signals_do_not_meet(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    assert [await work.decisions.new_number(), await work.decisions.new_number()] == ["B-2026-0001", "B-2026-0002"]
    assert await work.signals.new_number() == "K-2026-0001"


async def test_of_two_at_the_same_moment_one_is_kept(store: Store, organisation: Organisation) -> None:
    await filed(store, organisation)
    first, second = (store.work(now=NOW, organisation=organisation) for _ in range(2))
    kept = await decided(first)
    await decided(second)
    await first.commit()
    with pytest.raises(Conflict):
        await second.commit()
    assert await store.work(now=NOW, organisation=organisation).decisions.about("s1") == (kept,)
