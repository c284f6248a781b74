"""Whatever people do, whoever is away and however long nothing runs: no rung comes early, twice, at night or never."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.moving import moved
from bot.promises import above, promised
from bot.signals import Event, Landed, Outcome, OutcomeKind, Signal, State, Step
from bot.store import open_store
from bot.store.absences import Absence
from bot.worktime import speaking_from
from tests.example import example
from tests.faults.ministry import STAGE, START, Clock, Ministry, people
from tests.faults.platform import UnreliablePlatform
from tests.sqlite import a_file

ORGANISATION = example()
BY_MINUTE = ORGANISATION.model_copy(update={"clock": ORGANISATION.clock.model_copy(update={"counting": "minute"})})
NOOR, IRENE, PETRA, MARIJKE = "noor-habets", "irene-ploeg", "petra-koning", "marijke-oldenhof"
OUTCOME = Outcome(OutcomeKind.MONEY, "Voorschot", Landed.SCHEME, structural=False)
STATES = {
    Step.FILE: State.ROUTED,
    Step.HAND_BACK: State.ROUTED,
    Step.CLAIM: State.CLAIMED,
    Step.PROGRESS: State.CLAIMED,
}
STATES |= {Step.SOLVE: State.SOLVED}

HOURS = st.integers(1, 150)
DOES = st.sampled_from(["claim", "report", "hand_back", "solve"])
AWAY = st.tuples(st.sampled_from([NOOR, IRENE, PETRA, MARIJKE]), st.integers(0, 12))
COURSE = st.lists(
    st.tuples(st.just("runs"), HOURS)
    | st.tuples(st.just("stands still"), HOURS)
    | st.tuples(st.just("does"), DOES)
    | st.tuples(st.just("is away"), AWAY),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    course=COURSE,
    urgency=st.sampled_from(["acuut", "hoog", "midden"]),
    by_minute=st.booleans(),
)
def test_no_rung_comes_early_twice_at_night_or_never(course, urgency, by_minute) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(lives(course, urgency, BY_MINUTE if by_minute else ORGANISATION, Path(folder)))


async def lives(course, urgency, organisation, folder: Path) -> None:
    clock = Clock()
    store = await open_store(await a_file(folder))
    platform = UnreliablePlatform(lambda: clock.real, people(organisation))
    ministry = Ministry(store, organisation, platform, clock)
    try:
        await keep(ministry, Signal.file(**FILED, urgency=urgency))
        for what, which in course:
            match what:
                case "runs":
                    await runs(ministry, which)
                case "stands still":
                    clock.passes(timedelta(hours=which))
                case "does":
                    await does(ministry, which)
                case "is away":
                    await is_away(ministry, *which)
        await runs(ministry, 24 * 5)
        clock.passes(speaking_from(clock.now, organisation.clock) - clock.now)
        await runs(ministry, 0)
        await holds(ministry)
        assert platform.complaints == []
    finally:
        await store.close()


FILED = {
    "id": "s1",
    "number": "K-2026-0001",
    "text": STAGE,
    "region": "zuid-limburg",
    "lead": "DI",
    "filer": NOOR,
    "at": START,
    "because": {"because": "reason.lead.chosen"},
}


async def keep(ministry: Ministry, signal: Signal) -> None:
    work = ministry.house.work()
    await moved(signal, work)
    await work.commit()


async def does(ministry: Ministry, which: str) -> None:
    """If it is possible now."""
    signal, at = await ministry.house.work().signals.get("s1"), ministry.clock.now
    match which:
        case "claim" if signal.may(Step.CLAIM):
            await keep(ministry, signal.claim(by=IRENE, at=at))
        case "report" if signal.may(Step.PROGRESS):
            await keep(ministry, signal.report(by=IRENE, at=at, note="Gebeld"))
        case "hand_back" if signal.may(Step.HAND_BACK):
            await keep(ministry, signal.hand_back(by=IRENE, at=at))
        case "solve" if signal.may(Step.SOLVE):
            await keep(ministry, signal.solve(by=IRENE, at=at, outcome=OUTCOME))


async def is_away(ministry: Ministry, person: str, days: int) -> None:
    work = ministry.house.work()
    work.absences.keep(Absence(person, work.today, work.today + timedelta(days=days), "", person, work.now))
    await work.commit()
    await ministry.house.follow()


async def runs(ministry: Ministry, hours: int) -> None:
    """The process runs for so long, and looks whenever something is due."""
    until = ministry.clock.now + timedelta(hours=hours)
    for _ in range(200):
        await ministry.settles(timedelta(0))
        due = await ministry.store.timers.next_due()
        if due is None or due > until:
            break
        ministry.clock.passes(max(due - ministry.clock.now, timedelta(0)))
    else:
        raise AssertionError("the clock does not come to rest")
    ministry.clock.passes(max(until - ministry.clock.now, timedelta(0)))
    await ministry.settles(timedelta(0))


async def holds(ministry: Ministry) -> None:
    organisation, work = ministry.house.organisation, ministry.house.work()
    signal, timeline = await work.signals.get("s1"), await work.signals.timeline("s1")
    promises, heard = dict(promised(signal, START, organisation)), set[str]()
    for event in timeline:
        if event.step in STATES:
            counting = Signal.file(**FILED, urgency=signal.urgency) if event.step is Step.FILE else signal
            promises, heard = dict(promised(_as(counting, STATES[event.step]), event.at, organisation)), set()
        elif event.by == "clock":
            for kind in _kinds(event):
                assert kind not in heard, f"{kind} twice"
                assert promises[kind] <= event.at, f"{kind} early"
                heard.add(kind)
            assert speaking_from(event.at, organisation.clock) == event.at, "at night"
    standing = await work.timers.standing("s1")
    for kind, due in promises.items():
        if due <= work.now and kind not in heard:
            waits_for_somebody = kind in standing and all(standing[kind] <= promises[higher] for higher in above(kind))
            assert above(kind), f"{kind} never"
            assert waits_for_somebody, f"{kind} never"


def _as(signal: Signal, state: State) -> Signal:
    return replace(signal, state=state)


def _kinds(event: Event) -> list[str]:
    return [event.facts["kind"], *filter(None, event.facts.get("overtaken", "").split(","))]
