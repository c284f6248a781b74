"""What the standing of things is made of, beside what digests read: what was told, and what was asked and decided."""

from __future__ import annotations

from datetime import date

from bot.organisation import Organisation
from bot.signals import Landed, Outcome, OutcomeKind, Signal, State, Step, Told, Verdict
from bot.store import Store
from bot.store.not_over import Tally
from bot.store.readers import directorate, region
from bot.store.work import Work
from tests.contract.store_words import DAY, NOW, a_signal

OUTCOME = Outcome(OutcomeKind.EXPLANATION, "Het mocht al", Landed.NOTHING, structural=True, reason="uitleg")
TOLD = Told("de zorggroep", date(2026, 11, 2), Verdict.HELPED)


async def kept(store: Store, organisation: Organisation, *signals: Signal) -> Work:
    work = store.work(now=NOW, organisation=organisation)
    for signal in signals:
        await work.signals.save(signal)
    await work.commit()
    return store.work(now=NOW, organisation=organisation)


def told(number: int, in_: tuple[str, ...] = (), **also: object) -> Signal:
    signal = a_signal(f"s{number}", f"K-2026-{number:04d}", **also).claim(by="ruben-alting", at=NOW)
    signal = signal.solve(by="ruben-alting", at=NOW, outcome=OUTCOME)
    return signal.tell(by="noor-habets", at=NOW, told=TOLD, regions=in_)


async def test_what_was_told_is_counted_once_by_what_it_is_alike_in(store: Store, organisation: Organisation) -> None:
    both = told(3, region="zeeland", also_regions=("zuid-limburg",), themes=("ggz",))
    work = await kept(store, organisation, told(1), told(2, themes=("ggz", "grens")), both, a_signal("s4", "K-2026-4"))
    asked = [region("zeeland"), region("zuid-limburg")]
    rest = ("MEVA", State.CLOSED, 0, False, 1)
    assert await work.moves.told(asked, NOW, NOW + DAY) == [
        Tally("", "zuid-limburg", (), *rest),
        Tally("ggz", "zeeland", ("zuid-limburg",), *rest),
        Tally("ggz", "zuid-limburg", (), *rest),
    ]
    assert await work.moves.told(asked, NOW - DAY, NOW) == []


async def test_of_what_was_told_in_some_regions_only_those_count(store: Store, organisation: Organisation) -> None:
    some = told(1, also_regions=("zeeland", "utrecht"), in_=("zeeland",))
    again = some.tell(by="noor-habets", at=NOW + DAY, told=TOLD, regions=("utrecht",))
    work = await kept(store, organisation, again)
    asked = [directorate("MEVA"), region("zeeland")]
    rest = ("MEVA", State.SOLVED, 0, False, 1)
    assert await work.moves.told(asked, NOW, NOW + DAY) == [Tally("", "zeeland", (), *rest)]
    assert await work.moves.told(asked, NOW, NOW + 2 * DAY) == [Tally("", "utrecht", ("zeeland",), *rest)]


async def test_the_steps_of_some_kinds_are_found_for_many_signals_at_once(
    store: Store, organisation: Organisation
) -> None:
    called = a_signal().escalate(by="clock", at=NOW, rung=3).note(by="noor-habets", at=NOW, text="Nog?")
    called = called.decide(by="marijke-oldenhof", at=NOW + DAY, number="B-2026-0001", kind="advice")
    work = await kept(store, organisation, called, a_signal("s2", "K-2026-0002"))
    found = await work.signals.steps(["s1", "s2"], {Step.ESCALATE, Step.DECIDE})
    assert [(key, [event.step for event in events]) for key, events in found.items()] == [
        ("s1", [Step.ESCALATE, Step.DECIDE])
    ]
