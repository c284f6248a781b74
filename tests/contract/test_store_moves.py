"""What a weekly digest is made of: who can read about which step, what is not over, and where its cards stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Row, event, select

from bot.conversation import Place
from bot.decisions import Decision, Kind
from bot.organisation import Organisation
from bot.signals import Landed, Outcome, OutcomeKind, Signal, State, Step, Told, Verdict
from bot.store import Store, open_store, schema, tables
from bot.store.lanes import lane_of
from bot.store.not_over import Tally
from bot.store.orders import Order
from bot.store.readers import directorate, readers, region
from bot.store.work import Work
from tests.contract.store_words import DAY, HALL, NOW, SECOND, a_signal, ordered, sent

MEVA, ZUID = [directorate("MEVA")], [region("zuid-limburg")]
OUTCOME = Outcome(OutcomeKind.EXPLANATION, "Het mocht al", Landed.NOTHING, structural=True, reason="uitleg")


async def kept(store: Store, organisation: Organisation, *signals: Signal) -> Work:
    """These signals stored with all their steps, and a later look at them."""
    for signal in signals:
        work = store.work(now=NOW, organisation=organisation)
        await work.signals.save(signal)
        await work.commit()
    return store.work(now=NOW, organisation=organisation)


def another(number: int, **also: object) -> Signal:
    """One more signal: the second was filed a day after the first, and so on."""
    given = {"id": f"s{number}", "number": f"K-2026-{number:04d}", "at": NOW + (number - 1) * DAY}
    return a_signal(**(given | also))  # type: ignore[arg-type]


def closed(signal: Signal) -> Signal:
    """Taken on, solved and told."""
    signal = signal.claim(by="ruben-alting", at=NOW).solve(by="ruben-alting", at=NOW, outcome=OUTCOME)
    return signal.tell(by="noor-habets", at=NOW, told=Told("de zorggroep", date(2026, 11, 20), Verdict.HELPED))


def test_whoever_a_signal_belongs_to_reads_about_a_step_once_and_who_reads_along_does_not() -> None:
    signal = a_signal(co=("CZ",), also_regions=("noord-limburg",)).claim(by="ruben-alting", at=NOW)
    signal = replace(signal.join(by="iris-molenaar", at=NOW), co_filers=("lonneke-wisse", "noor-habets"))
    assert readers(signal, signal.fresh[-1]) == (
        "directorate:MEVA",
        "region:zuid-limburg",
        "region:noord-limburg",
        "person:ruben-alting",
        "person:iris-molenaar",
        "person:noor-habets",
        "person:lonneke-wisse",
    )


def test_a_directorate_that_passed_it_on_reads_that_it_did() -> None:
    signal = a_signal().reroute("CZ", by="ruben-alting", at=NOW, reason="inkoop", triage="PG")
    assert readers(signal, signal.fresh[-1])[:2] == ("directorate:CZ", "directorate:MEVA")


def test_nobody_reads_what_is_private_or_the_clocks_own() -> None:
    signal = a_signal().spar(by="noor-habets", at=NOW, text="Wat vind jij?").see(by="marijke-oldenhof", at=NOW)
    signal = signal.remind("unclaimed", by="clock", at=NOW).miss("MEVA", by="clock", at=NOW)
    signal = signal.reach("MEVA", by="clock", at=NOW)
    assert [readers(signal, event) for event in signal.fresh[1:]] == [()] * 5


async def test_steps_are_counted_by_signal_and_each_stretch_of_time_has_its_own(
    store: Store, organisation: Organisation
) -> None:
    twice = a_signal().note(by="noor-habets", at=NOW, text="a").note(by="noor-habets", at=NOW + SECOND, text="b")
    later = another(2).note(by="noor-habets", at=NOW + DAY, text="c")
    work = await kept(store, organisation, twice, later, another(3, lead="CZ"))
    counted = await work.moves.counted(MEVA, [NOW, NOW + DAY, NOW + 2 * DAY])
    assert counted == [{Step.FILE: 1, Step.NOTE: 1}, {Step.FILE: 1, Step.NOTE: 1}]
    assert await work.moves.counted(ZUID, [NOW, NOW + 3 * DAY]) == [{Step.FILE: 3, Step.NOTE: 2}]
    both = [*MEVA, directorate("CZ")]
    assert await work.moves.counted(both, [NOW - DAY, NOW, NOW + 3 * DAY]) == [{}, {Step.FILE: 3, Step.NOTE: 2}]
    assert await work.moves.counted([], [NOW, NOW + DAY]) == [{}]
    both = [*MEVA, directorate("CZ"), directorate("PG")]
    assert await work.moves.each_counted(both, NOW, NOW + 9 * DAY, Step.FILE) == {
        "directorate:MEVA": 2,
        "directorate:CZ": 1,
    }
    assert await work.moves.each_counted(both, NOW, NOW + DAY, Step.NOTE) == {"directorate:MEVA": 1}


async def test_who_is_taken_on_by_one_and_given_to_another_in_the_same_stretch_is_taken_on_once(
    store: Store, organisation: Organisation
) -> None:
    twice = a_signal().claim(by="ruben-alting", at=NOW).assign("iris-molenaar", by="marijke-oldenhof", at=NOW + SECOND)
    work = await kept(store, organisation, twice, another(2).assign("ruben-alting", by="marijke-oldenhof", at=NOW))
    assert await work.moves.counted(MEVA, [NOW, NOW + SECOND * 9]) == [{Step.FILE: 1, Step.CLAIM: 2}]


async def test_a_step_on_the_last_moment_is_in_the_next_stretch(store: Store, organisation: Organisation) -> None:
    work = await kept(store, organisation, a_signal(at=NOW))
    assert await work.moves.counted(MEVA, [NOW - SECOND, NOW, NOW + SECOND]) == [{}, {Step.FILE: 1}]
    assert await work.moves.between(MEVA, NOW - SECOND, NOW, [Step.FILE], 5) == []
    assert len(await work.moves.between(MEVA, NOW, NOW + SECOND, [Step.FILE], 5)) == 1


async def test_what_moved_comes_newest_first_with_the_signal_as_it_is_now(
    store: Store, organisation: Organisation
) -> None:
    first = a_signal().note(by="noor-habets", at=NOW, text="a").note(by="noor-habets", at=NOW + SECOND, text="b")
    work = await kept(store, organisation, first.claim(by="ruben-alting", at=NOW + 3 * DAY), another(2), another(3))
    found = await work.moves.between(MEVA, NOW, NOW + 9 * DAY, [Step.FILE, Step.NOTE], 3)
    assert [(move.signal.id, move.event.step) for move in found] == [
        ("s3", Step.FILE),
        ("s2", Step.FILE),
        ("s1", Step.NOTE),
    ]
    note = found[-1]
    assert (note.signal.state, note.event.version, note.event.facts) == (State.CLAIMED, 3, {"text": "b"})
    assert (note.event.by, note.event.at) == ("noor-habets", NOW + SECOND)


async def test_what_is_not_over_is_found_by_whose_it_is(store: Store, organisation: Organisation) -> None:
    solved = another(2).claim(by="ruben-alting", at=NOW).solve(by="ruben-alting", at=NOW, outcome=OUTCOME)
    shared = another(3, lead="CZ", region="noord-limburg", filer="lonneke-wisse").absorb(a_signal(), by="x", at=NOW)
    joined = another(4, lead="CZ", region="utrecht", filer="lonneke-wisse").claim(by="iris-molenaar", at=NOW)
    over = closed(another(5))
    work = await kept(store, organisation, over, joined.join(by="ruben-alting", at=NOW), shared, solved, a_signal())

    async def found(**of: list[str]) -> list[str]:
        return [signal.id for signal in await work.signals.not_over(**of)]

    assert await found(lead=["MEVA"]) == ["s1", "s2"]
    assert await found(lead=["CZ", "MEVA"]) == ["s1", "s2", "s3", "s4"]
    assert await found(region=["zuid-limburg"]) == ["s1", "s2", "s3"]
    assert await found(person=["noor-habets"]) == ["s1", "s2", "s3"]
    assert await found(person=["ruben-alting"]) == ["s2", "s4"]
    assert await found(person=["iris-molenaar"]) == ["s4"]
    assert await found(region=["zuid_limburg"]) == []
    with pytest.raises(ValueError, match="one directorate, region or person"):
        await work.signals.not_over()


async def test_since_when_a_signal_waits_to_be_taken_on(store: Store, organisation: Organisation) -> None:
    back = a_signal().claim(by="ruben-alting", at=NOW + DAY).hand_back(by="ruben-alting", at=NOW + 2 * DAY)
    work = await kept(store, organisation, back.note(by="noor-habets", at=NOW + 3 * DAY, text="Nog?"), another(2))
    assert await work.signals.since(["s1", "s2", "s404"]) == {"s1": NOW + 2 * DAY, "s2": NOW + DAY}
    assert await work.signals.since([]) == {}


async def test_what_is_not_over_is_counted_by_its_first_theme(store: Store, organisation: Organisation) -> None:
    signals = [another(n, themes=themes) for n, themes in enumerate([("grens", "ggz"), ("grens",), (), ("ggz",)], 1)]
    work = await kept(store, organisation, *signals, closed(another(9)))
    alike = ("zuid-limburg", (), "MEVA", State.ROUTED, 0, False)
    assert await work.signals.standing() == [
        Tally("", *alike, 1),
        Tally("ggz", *alike, 1),
        Tally("grens", *alike, 2),
    ]


async def test_where_cards_stand_is_the_first_of_the_lanes_that_has_one(
    store: Store, organisation: Organisation
) -> None:
    other = Place("slack", "C1")
    hall, there = lane_of(HALL), lane_of(other)
    orders = [
        Order(f"{each} {place}", place, "card", each, fold=True) for each in ("s1", "s2") for place in (HALL, other)
    ]
    await ordered(store, organisation, *orders[:3])
    await sent(store)
    work = store.work(now=NOW, organisation=organisation)
    found = await work.posted_at(["s1", "s2", "s3"], [there, hall])
    assert {each: receipt.place for each, receipt in found.items()} == {"s1": other, "s2": HALL}
    assert await work.posted_at(["s2"], [there]) == {}


async def test_decisions_that_end_or_are_evaluated_in_a_period(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    for number, until, evaluation in (("B-1", 1, 5), ("B-2", 10, 9), ("B-3", 20, 8), ("B-4", 8, 20), ("B-5", 11, 11)):
        fields = {"limit": "a", "condition": "b", "legal": "yes", "evaluation": f"2026-12-{evaluation:02d}"}
        about = {"signal_id": "s1", "kind": Kind.SANDBOX, "region": "utrecht", "by": "marijke-oldenhof", "at": NOW}
        work.decisions.keep(Decision(number=number, until=date(2026, 12, until), fields=fields, **about))  # type: ignore[arg-type]
    await work.commit()
    found = await store.work(now=NOW, organisation=organisation).decisions.ending(date(2026, 12, 8), date(2026, 12, 11))
    assert [each.number for each in found] == ["B-4", "B-2", "B-3"]


async def test_whether_any_timer_of_a_kind_stands(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    work.timers.plan("digest", "meva", NOW)
    assert await work.timers.is_planned("digest")
    await work.commit()
    later = store.work(now=NOW, organisation=organisation)
    assert await later.timers.is_planned("digest")
    assert not await later.timers.is_planned("silent")
    later.timers.cancel("meva")
    assert not await later.timers.is_planned("digest")


async def test_the_past_is_filled_in_from_what_was_stored(store: Store, organisation: Organisation) -> None:
    rerouted = another(2, co=("CZ", "PG"), also_regions=("utrecht",)).reroute(
        "GMT", by="ruben-alting", at=NOW, reason="geneesmiddelen", triage="PG"
    )
    work = await kept(store, organisation, a_signal().remind("unclaimed", by="clock", at=NOW), rerouted)
    joined = (await work.signals.get("s1")).claim(by="ruben-alting", at=NOW).join(by="iris-molenaar", at=NOW)
    await kept(store, organisation, joined)
    before = await store._runner.read(moves)
    await store._runner.write(lambda connection: schema.downgrade(connection, "0005"))
    await store._runner.write(schema.upgrade)
    after = await store._runner.read(moves)
    assert len(before) == 22
    assert [row for row in before if row not in after] == []
    since_then = {("person:ruben-alting", "file"), ("person:iris-molenaar", "file")}
    assert {(row.of, row.step) for row in after if row not in before} == since_then


def moves(connection: Connection) -> list[Row[Any]]:
    """Everything that moved, for whom."""
    return list(connection.execute(select(tables.moves).order_by(*tables.moves.primary_key)))


async def test_what_a_digest_asks_never_looks_through_all_that_is_over(
    tmp_path: Path, organisation: Organisation
) -> None:
    store = await open_store(f"sqlite:///{tmp_path / 'regiolijn.db'}", migrate=True)
    asked: list[tuple[str, tuple[object, ...]]] = []

    def listen(connection: Connection) -> None:
        event.listen(connection.engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))

    def plans(connection: Connection) -> list[str]:
        event_free = connection.connection.cursor()
        return [row[3] for sql, given in asked for row in event_free.execute(f"EXPLAIN QUERY PLAN {sql}", given)]

    await store._runner.read(listen)
    work = store.work(now=NOW, organisation=organisation)
    await work.moves.counted(MEVA, [NOW, NOW + DAY])
    await work.moves.between(MEVA, NOW, NOW + DAY, [Step.FILE], 5)
    for of in ("lead", "region", "person"):
        await work.signals.not_over(**{of: ["a", "b"]})
    await work.signals.standing()
    await work.signals.since(["s1"])
    await work.posted_at(["s1"], [lane_of(HALL)])
    await work.decisions.ending(NOW.date(), NOW.date())
    await work.timers.is_planned("digest")
    steps = [step for step in await store._runner.read(plans) if step.startswith(("SCAN ", "SEARCH "))]
    kept_in_order = [step for step in steps if " INDEX " in step or " PRIMARY KEY " in step]
    assert len(kept_in_order) >= 10
    assert [step for step in steps if step not in kept_in_order] == ["SCAN anon_1"]  # the few that moved
    assert len([step for step in steps if "COVERING INDEX signals_not_over" in step]) == 3
    await store.close()
