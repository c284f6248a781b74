"""Whose task it is to tell which region: every region behind a signal is somebody's, and nobody is asked twice."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.organisation import Organisation
from bot.organisation.successors import Successors
from bot.signals import Landed, Outcome, OutcomeKind, Signal, Told, Verdict
from bot.telling import regions_to_tell, still_to_tell
from tests.example import example

ORGANISATION = example()
MONDAY = datetime(2026, 11, 2, 9, 14, tzinfo=UTC)
OUTCOME = Outcome(OutcomeKind.EXPLANATION, "De stage telt gewoon mee.", Landed.EXPLANATION, structural=True)
HELPED = Told("de regiotafel", date(2026, 11, 2), Verdict.HELPED)
NOOR, LONNEKE = (ORGANISATION.people[key] for key in ("noor-habets", "lonneke-wisse"))


def solved(*also_regions: str, region: str = "zuid-limburg", filer: str = "noor-habets") -> Signal:
    """Filed by Noor, of Zuid-Limburg; these regions are behind it without a liaison of theirs."""
    signal = Signal.file(
        id="s1", number="K-2026-0001", text="De stage telt niet mee.", region=region, also_regions=also_regions,
        lead="MEVA", filer=filer, at=MONDAY,
    )  # fmt: skip
    return signal.claim(by="ruben-alting", at=MONDAY).solve(by="ruben-alting", at=MONDAY, outcome=OUTCOME)


def joined(signal: Signal, region: str, by: str) -> Signal:
    return signal.also(region, by=by, at=MONDAY, text="Hier ook.")


def told(signal: Signal, *regions: str) -> Signal:
    return signal.tell(by="noor-habets", at=MONDAY, told=HELPED, regions=regions)


def test_each_liaison_tells_their_own_region() -> None:
    signal = joined(solved(), "zeeland", "lonneke-wisse")
    assert regions_to_tell(NOOR, signal, ORGANISATION) == ("zuid-limburg",)
    assert regions_to_tell(LONNEKE, signal, ORGANISATION) == ("zeeland",)
    assert still_to_tell(told(signal, "zuid-limburg"), ORGANISATION) == ("lonneke-wisse",)


def test_a_region_that_was_only_named_is_for_whoever_filed_it() -> None:
    signal = solved("zeeland")
    assert set(regions_to_tell(NOOR, signal, ORGANISATION)) == {"zuid-limburg", "zeeland"}
    assert still_to_tell(told(signal, "zuid-limburg"), ORGANISATION) == ("noor-habets",)


def test_whose_liaison_left_is_for_whoever_filed_it() -> None:
    signal = told(joined(solved(), "zeeland", "iemand-die-vertrok"), "zuid-limburg")
    assert regions_to_tell(NOOR, signal, ORGANISATION) == ("zeeland",)


def test_who_filed_for_another_region_tells_it_and_leaves_to_others_what_is_theirs() -> None:
    signal = joined(solved(region="drenthe"), "zeeland", "lonneke-wisse")
    assert regions_to_tell(NOOR, signal, ORGANISATION) == ("drenthe",)
    assert regions_to_tell(NOOR, told(signal, "drenthe"), ORGANISATION) == ()


def test_a_liaison_of_a_region_tells_it_though_another_filed_it() -> None:
    assert regions_to_tell(LONNEKE, solved(region="zeeland"), ORGANISATION) == ("zeeland",)


def merged(*, into: str, of: tuple[str, ...]) -> Organisation:
    """The regions `of` went on under one name."""
    return ORGANISATION.model_copy(update={"successors": Successors(regions=dict.fromkeys(of, into))})


def test_who_told_a_region_under_the_name_it_had_is_not_asked_again() -> None:
    later = merged(into="zuid-limburg", of=("oud-limburg",))
    signal = joined(solved(region="oud-limburg"), "zeeland", "lonneke-wisse")
    assert still_to_tell(later.current(told(signal, "oud-limburg")), later) == ("lonneke-wisse",)


def test_a_region_of_which_only_a_part_was_told_is_still_to_be_told() -> None:
    later = merged(into="zuid-limburg", of=("mergelland", "mijnstreek"))
    signal = told(solved("mijnstreek", region="mergelland"), "mergelland")
    assert later.current(signal).unheard == ("zuid-limburg",)
