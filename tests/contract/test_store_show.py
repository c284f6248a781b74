"""A signal is shown wherever it stands, its filer has a receipt, and people are told where they last spoke."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import Account, Place
from bot.organisation import Organisation
from bot.signals import Signal
from bot.store import Store
from bot.store.lanes import ANYWHERE
from bot.store.outbox import Claim
from bot.store.places import where
from tests.contract.store_words import HALL, NOOR, NOW, SECOND, a_signal, asked_by_noor, sent

REGION = Place("playground", "regio-zuid-limburg")


async def shown(store: Store, organisation: Organisation, signal: Signal) -> list[Claim]:
    """The signal, saved, shown and sent."""
    work = await asked_by_noor(store, organisation)
    await work.signals.save(signal)
    await work.show(signal)
    await work.commit()
    return await sent(store)


def places(claims: list[Claim], view: str) -> list[Place | Account]:
    """Where this view was sent."""
    return [claim.order.to for claim in claims if claim.order.view == view]


def test_a_signal_stands_with_its_lead_its_readers_and_its_region(organisation: Organisation) -> None:
    standings = where(a_signal(co=("CZ",), also_regions=("groningen",)), organisation)
    assert [(standing.role, standing.of) for standing in standings] == [
        ("lead", "MEVA"),
        ("co", "CZ"),
        ("region", "zuid-limburg"),
        ("region", "groningen"),
    ]
    assert standings[0].place == HALL
    assert standings[0].target == "playground:dir-meva"


def test_it_stands_on_every_platform_where_its_lead_is(organisation: Organisation) -> None:
    both = {"slack": "C1", "teams": "19:meva"}
    meva = organisation.directorates["MEVA"].model_copy(update={"channels": both})
    wider = organisation.model_copy(update={"directorates": {**organisation.directorates, "MEVA": meva}})
    lead = [standing.place for standing in where(a_signal(), wider) if standing.role == "lead"]
    assert lead == [Place("slack", "C1"), Place("teams", "19:meva")]


def test_a_place_shows_it_once_in_its_weightiest_role(organisation: Organisation) -> None:
    standings = where(a_signal(co=("CZ", "IZA")).miss("MEVA", by="clock", at=NOW), organisation)
    assert [(standing.role, standing.of) for standing in standings[:2]] == [("lead", "MEVA"), ("triage", "IZA")]
    assert len({standing.place for standing in standings}) == len(standings)


def test_what_could_not_be_delivered_stands_in_triage_too(organisation: Organisation) -> None:
    missed = a_signal().miss("MEVA", by="clock", at=NOW)
    fallback = organisation.routing_fallback
    assert ("triage", fallback) in [(standing.role, standing.of) for standing in where(missed, organisation)]
    assert "triage" not in [standing.role for standing in where(a_signal(), organisation)]


def test_a_lead_without_any_channel_is_triage(organisation: Organisation) -> None:
    silent = organisation.directorates["MEVA"].model_copy(update={"channels": {}})
    without = organisation.model_copy(update={"directorates": {**organisation.directorates, "MEVA": silent}})
    assert where(a_signal(), without)[0].role == "triage"


def test_a_directorate_that_left_the_file_stands_nowhere(organisation: Organisation) -> None:
    assert [standing.role for standing in where(a_signal(lead="GONE", region="gone"), organisation)] == ["triage"]


async def test_filing_shows_one_card_a_place_and_a_receipt(store: Store, organisation: Organisation) -> None:
    claims = await shown(store, organisation, a_signal())
    assert places(claims, "card") == [HALL, REGION]
    assert places(claims, "receipt") == [NOOR]
    assert places(claims, "history") == []


async def test_a_step_edits_every_card_and_the_receipt_and_says_it_in_every_thread(
    store: Store, organisation: Organisation
) -> None:
    first = await shown(store, organisation, a_signal())
    stood = {claim.order.to: claim for claim in first}
    claimed = replace(a_signal(), fresh=()).claim(by="ruben-alting", at=NOW)
    second = await shown(store, organisation, claimed)
    refreshed = [claim for claim in second if claim.order.view in {"card", "receipt"}]
    assert {claim.order.to for claim in refreshed} == set(stood)
    assert all(claim.edits is not None for claim in refreshed)
    assert places(second, "history") == [HALL, REGION]
    assert all(claim.under is not None for claim in second if claim.order.view == "history")


async def test_after_a_reroute_the_old_place_is_brought_up_to_date_as_well(
    store: Store, organisation: Organisation
) -> None:
    await shown(store, organisation, a_signal())
    moved = replace(a_signal(), fresh=()).reroute("CZ", by="ruben-alting", at=NOW, reason="zorg", triage="IZA")
    claims = await shown(store, organisation, moved)
    assert places(claims, "card") == [Place("playground", "dir-cz"), REGION, HALL]
    assert places(claims, "history") == [Place("playground", "dir-cz"), REGION]
    assert places(claims, "receipt") == [NOOR]


async def test_a_receipt_stays_where_it_is_when_the_filer_speaks_elsewhere(
    store: Store, organisation: Organisation
) -> None:
    await shown(store, organisation, a_signal())
    teams = Account("teams", "rijk", "noor")
    work = store.work(now=NOW + SECOND, organisation=organisation)
    work.people.remember(teams, "noor-habets", "")
    claimed = (await work.signals.get("s1")).claim(by="ruben-alting", at=NOW)
    await work.signals.save(claimed)
    await work.show(claimed)
    await work.commit()
    claims = await sent(store)
    assert places(claims, "receipt") == [NOOR]
    assert [claim.edits is not None for claim in claims if claim.order.view == "receipt"] == [True]


async def test_showing_the_same_version_twice_is_no_trouble(store: Store, organisation: Organisation) -> None:
    await shown(store, organisation, a_signal())
    work = store.work(now=NOW, organisation=organisation)
    await work.show(await work.signals.get("s1"))
    await work.commit()
    claims = await sent(store)
    assert places(claims, "card") == [HALL, REGION]


async def test_somebody_is_told_where_they_last_spoke(store: Store, organisation: Organisation) -> None:
    work = await asked_by_noor(store, organisation)
    assert await work.tell("noor-habets", "news", a_signal(), 2)
    assert await work.tell("noor-habets", "news", a_signal(), 2)
    await work.commit()
    (claim,) = await sent(store)
    assert (claim.order.to, claim.order.view, claim.order.subject, claim.order.event) == (NOOR, "news", "s1", 2)


async def test_somebody_who_never_spoke_is_told_where_the_organisation_file_says(
    store: Store, organisation: Organisation
) -> None:
    ruben = organisation.people["ruben-alting"].model_copy(update={"accounts": {"slack": "U7"}})
    file = organisation.model_copy(update={"people": {**organisation.people, "ruben-alting": ruben}})
    work = store.work(now=NOW, organisation=file)
    assert await work.tell("ruben-alting", "news", a_signal(), 2)
    await work.commit()
    (claim,) = await sent(store)
    assert claim.order.to == Account("slack", "", "U7")


async def test_somebody_without_a_known_account_is_told_wherever_they_are_found(
    store: Store, organisation: Organisation
) -> None:
    work = store.work(now=NOW, organisation=organisation)
    assert await work.tell("ruben-alting", "news", a_signal(), 2)
    await work.commit()
    (claim,) = await sent(store)
    assert claim.order.to == Account(ANYWHERE, "", "ruben-alting")


async def test_somebody_who_left_is_not_told(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW, organisation=organisation)
    assert not await work.tell("somebody-who-left", "news", a_signal(), 2)
    assert not work.has_effects
