"""Signals and their timelines come back as they were put in, and nobody overwrites anybody."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, update

from bot.organisation import Organisation
from bot.signals import Landed, Outcome, OutcomeKind, Signal, Step, Told, Verdict
from bot.store import Conflict, NoSuchSignal, Store, open_store, tables
from tests.contract.store_words import DAY, NOOR, NOW, a_signal, asked_by_noor, filed


def an_eventful_signal() -> Signal:
    """One with something in every field, and a few events."""
    signal = a_signal(
        region_mention="Zuid Limburg",
        also_regions=("noord-limburg",),
        themes=("arbeidsmarkt", "grens"),
        kind="uitlegvraag",
        urgency="hoog",
        co=("CZ", "WJZ"),
        on_behalf_of="een thuiszorgorganisatie",
        link="https://example.nl/bericht",
        confidential=True,
        text="Erkenning van Duitse diploma's: 9 maanden 🕰️ <b>'; DROP TABLE signals;--",
    )
    signal = signal.claim(by="ruben-alting", at=NOW + DAY).join(by="iris-molenaar", at=NOW + DAY)
    signal = signal.plan(by="ruben-alting", at=NOW + DAY, step="bellen", on=date(2026, 11, 12))
    signal = signal.wait(by="ruben-alting", at=NOW, party="region", until=date(2026, 12, 1), question="Hoeveel?")
    signal = signal.miss("MEVA", by="clock", at=NOW).escalate(by="noor-habets", at=NOW, rung=2, reason="het duurt")
    return replace(
        signal,
        outcome=Outcome(OutcomeKind.EXPLANATION, "Het mocht al", Landed.NOTHING, structural=True, reason="uitleg"),
        told=Told("de zorggroep", date(2026, 11, 20), Verdict.NOT),
        solved_at=NOW,
        ended_at=NOW + DAY,
        end_reason="voorbij",
        merged_into="s9",
        refused_by=("CZ",),
        co_filers=("lonneke-wisse",),
        put_off=True,
        heard=("zuid-limburg",),
        related=("s7",),
    )


async def test_a_signal_comes_back_as_it_was_saved(store: Store, organisation: Organisation) -> None:
    signal = an_eventful_signal()
    assert all(getattr(signal, each.name) != each.default for each in fields(Signal))
    work = store.work(now=NOW, organisation=organisation)
    await work.signals.save(signal)
    await work.commit()
    found = await store.work(now=NOW, organisation=organisation).signals.get(signal.id)
    assert found == replace(signal, fresh=())
    assert found.filed_at.tzinfo is UTC


async def test_its_timeline_comes_back_in_order(store: Store, organisation: Organisation) -> None:
    signal = an_eventful_signal()
    work = store.work(now=NOW, organisation=organisation)
    await work.signals.save(signal)
    await work.commit()
    assert await store.work(now=NOW, organisation=organisation).signals.timeline(signal.id) == list(signal.fresh)


async def test_an_event_remembers_from_which_platform_and_under_which_file(
    store: Store, organisation: Organisation
) -> None:
    work = await asked_by_noor(store, organisation)
    await work.signals.save(a_signal())
    await work.commit()
    row = await store._runner.read(lambda connection: connection.execute(tables.events.select()).mappings().one())
    assert (row["platform"], row["organisation_version"]) == (NOOR.platform, organisation.version)


async def test_a_moment_from_another_zone_is_the_same_moment(store: Store, organisation: Organisation) -> None:
    summer = datetime(2026, 7, 1, 14, 30, 15, 123456, tzinfo=timezone(timedelta(hours=2)))
    found = await filed(store, organisation, at=summer)
    assert found.filed_at == summer
    assert found.filed_at.utcoffset() == timedelta(0)


async def test_a_moment_without_a_zone_is_refused(store: Store, organisation: Organisation) -> None:
    local = NOW.replace(tzinfo=None)
    work = store.work(now=NOW, organisation=organisation)
    with pytest.raises(ValueError, match="needs a time zone"):
        store.work(now=local, organisation=organisation)
    with pytest.raises(ValueError, match="needs a time zone"):
        await work.signals.save(a_signal(at=local))
    with pytest.raises(ValueError, match="needs a time zone"):
        work.timers.plan("unclaimed", "s1", local)


async def test_it_can_be_found_by_its_number(store: Store, organisation: Organisation) -> None:
    signal = await filed(store, organisation)
    work = store.work(now=NOW, organisation=organisation)
    assert await work.signals.by_number(signal.number) == signal
    assert await work.signals.by_number("K-2026-9999") is None


async def test_what_is_not_there_cannot_be_got(store: Store, organisation: Organisation) -> None:
    with pytest.raises(NoSuchSignal, match="there is no signal s404"):
        await store.work(now=NOW, organisation=organisation).signals.get("s404")


async def test_nothing_is_kept_before_the_commit(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    await work.signals.save(a_signal())
    assert await store.work(now=NOW, organisation=organisation).signals.by_number("K-2026-0001") is None


async def test_a_work_sees_what_it_saved_itself(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    await work.signals.save(a_signal())
    seen = await work.signals.get("s1")
    assert seen.fresh == ()
    assert await work.signals.by_number("K-2026-0001") == seen


async def test_two_steps_in_one_work_are_two_events(store: Store, organisation: Organisation) -> None:
    await filed(store, organisation)
    work = store.work(now=NOW, organisation=organisation)
    claimed = (await work.signals.get("s1")).claim(by="ruben-alting", at=NOW)
    await work.signals.save(claimed)
    await work.signals.save((await work.signals.get("s1")).report(by="ruben-alting", at=NOW, note="gebeld"))
    await work.commit()
    later = store.work(now=NOW, organisation=organisation)
    assert (await later.signals.get("s1")).version == 3
    assert [event.step for event in await later.signals.timeline("s1")] == [Step.FILE, Step.CLAIM, Step.PROGRESS]
    assert await store.check_chain("s1") == []


async def test_of_two_works_on_one_version_the_second_is_a_conflict(store: Store, organisation: Organisation) -> None:
    await filed(store, organisation)
    first, second = (store.work(now=NOW, organisation=organisation) for _ in range(2))
    for work, who in ((first, "ruben-alting"), (second, "iris-molenaar")):
        await work.signals.save((await work.signals.get("s1")).claim(by=who, at=NOW))
        work.handles.issue("card", who)
    await first.commit()
    with pytest.raises(Conflict):
        await second.commit()
    assert (await store.work(now=NOW, organisation=organisation).signals.get("s1")).fixer == "ruben-alting"
    assert len(await store.work(now=NOW, organisation=organisation).signals.timeline("s1")) == 2
    handles = await store._runner.read(lambda connection: connection.execute(tables.handles.select()).all())
    assert [row.subject for row in handles] == ["ruben-alting"]


async def test_a_number_that_is_taken_is_a_conflict(store: Store, organisation: Organisation) -> None:
    await filed(store, organisation)
    work = store.work(now=NOW, organisation=organisation)
    await work.signals.save(a_signal(id="s2"))
    with pytest.raises(Conflict):
        await work.commit()


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("facts", {"lead": "CZ"}, "its content was changed"),
        ("by", "somebody-else", "its content was changed"),
        ("content_hash", "0" * 64, "it does not follow from the one before it"),
        ("previous", "0" * 64, "it does not follow from the one before it"),
    ],
)
async def test_a_changed_event_shows(
    store: Store, organisation: Organisation, column: str, value: object, fault: str
) -> None:
    await filed(store, organisation)
    assert await store.check_chain("s1") == []
    await store._runner.write(lambda connection: connection.execute(update(tables.events).values({column: value})))
    assert any(fault in said for said in await store.check_chain("s1"))


@pytest.mark.parametrize(("version", "fault"), [(2, "event 2 is missing"), (3, "does not end where the signal says")])
async def test_a_dropped_event_shows(store: Store, organisation: Organisation, version: int, fault: str) -> None:
    work = store.work(now=NOW, organisation=organisation)
    await work.signals.save(a_signal().claim(by="ruben-alting", at=NOW).report(by="ruben-alting", at=NOW, note="ja"))
    await work.commit()
    gone = delete(tables.events).where(tables.events.c.version == version)
    await store._runner.write(lambda connection: connection.execute(gone))
    assert any(fault in said for said in await store.check_chain("s1"))


async def test_numbers_count_up_from_one(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    assert [await work.signals.new_number() for _ in range(3)] == ["K-2026-0001", "K-2026-0002", "K-2026-0003"]


async def test_the_year_of_a_number_is_that_of_amsterdam(store: Store, organisation: Organisation) -> None:
    just_before_midnight_utc = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    work = store.work(now=just_before_midnight_utc, organisation=organisation)
    assert await work.signals.new_number() == "K-2027-0001"


async def test_a_clean_restart_skips_no_number(store_url: str, organisation: Organisation) -> None:
    given = []
    for _ in range(3):
        store = await open_store(store_url, migrate=True)
        given.append(await store.work(now=NOW, organisation=organisation).signals.new_number())
        await store.close()
    assert given == ["K-2026-0001", "K-2026-0002", "K-2026-0003"]


async def test_blocks_run_on_without_gaps_or_doubles(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    assert [await work.signals.new_number() for _ in range(50)] == [f"K-2026-{count:04d}" for count in range(1, 51)]
