"""How things stand is counted once: regions add up, the map is the digest's, and nobody sees what is not theirs."""

from __future__ import annotations

from datetime import timedelta

from bot.gathering_own import regions_now
from bot.gathering_stand import Scope, standing_of
from bot.organisation import Organisation
from bot.rights import Oversight
from bot.signals import Signal
from bot.standing import Numbers, Standing
from bot.standing_words import By, Narrowed, narrowed, read
from bot.store import Store
from bot.store.work import Work
from bot.texts import words
from bot.weekly import RegionNow
from bot.weeks import week_of
from tests.contract.store_words import DAY, NOW, RUBEN, a_signal
from tests.contract.test_store_standing import kept, told

EVERYWHERE = ("zuid-limburg", "zeeland", "utrecht")


def some() -> list[Signal]:
    """Seven signals of three regions, two of them of two; two told, one called in."""
    among = [("zuid-limburg", ()), ("zeeland", ()), ("zeeland", ("utrecht",)), ("utrecht", ())]
    themes = [("arbeidsmarkt",), ("acute_zorg",), (), ("arbeidsmarkt",)]
    filed = [
        a_signal(f"s{number}", f"K-2026-{number:04d}", region=region, also_regions=also, themes=theme)
        for number, ((region, also), theme) in enumerate(zip(among, themes, strict=True))
    ]
    filed[1] = filed[1].escalate(by="clock", at=NOW + DAY, rung=3)
    filed.append(a_signal("s7", "K-2026-0007", region="zeeland", lead="CZ", themes=("ggz",)))
    return [*filed, told(8, themes=("arbeidsmarkt",)), told(9, region="zeeland", also_regions=("zuid-limburg",))]


async def stands(
    work: Work, *, regions: tuple[str, ...] = (), leads: tuple[str, ...] = (), only: str = "", by: By | None = None
) -> Standing:
    scope = Scope(Oversight(regions, leads), meant(only, work.organisation), work.organisation)
    return await standing_of(scope, by, [], work)


def meant(only: str, organisation: Organisation) -> Narrowed | None:
    return narrowed(read(only), organisation) if only else None


async def look(store: Store, organisation: Organisation) -> Work:
    await kept(store, organisation, *some())
    work = store.work(now=NOW + 2 * DAY, organisation=organisation)
    work.asked_by(RUBEN, organisation.people["marijke-oldenhof"], words("nl"))
    return work


async def test_every_signal_counts_once_in_the_whole_and_once_in_each_of_its_regions(
    store: Store, organisation: Organisation
) -> None:
    work = await look(store, organisation)
    standing = await stands(work, regions=EVERYWHERE, by="region")
    assert standing.whole == Numbers(open=5, called_in=1, late=0, untold=0, told=2)
    assert standing.groups == {
        "zuid-limburg": Numbers(open=1, told=2),
        "zeeland": Numbers(open=3, called_in=1, told=1),
        "utrecht": Numbers(open=2),
    }
    assert standing.doubled == 1
    assert [each.signal.number for each in standing.pressing] == ["K-2026-0001"]


async def test_the_map_is_the_one_of_the_digest(store: Store, organisation: Organisation) -> None:
    await kept(store, organisation, told(10, region="zeeland", also_regions=("utrecht",), in_=("zeeland",)))
    work = await look(store, organisation)
    standing = await stands(work, regions=EVERYWHERE)
    week = week_of(work.now, organisation.zone)
    digest = await regions_now(await work.signals.standing(), EVERYWHERE, week.later(-3), week, work)
    assert standing.whole.told == 3
    assert (digest["zeeland"].told, digest["utrecht"].told) == (2, 0)
    drawn = {
        key: RegionNow(open=each.open, stalled=each.called_in, told=each.told) for key, each in standing.regions.items()
    }
    assert drawn == digest


async def test_what_is_not_overseen_is_not_counted(store: Store, organisation: Organisation) -> None:
    work = await look(store, organisation)
    assert (await stands(work, regions=("utrecht",), by="region")).groups == {"utrecht": Numbers(open=2)}
    led = await stands(work, leads=("CZ",), by="theme")
    assert (led.whole, led.groups) == (Numbers(open=1), {"ggz": Numbers(open=1)})
    assert (await stands(work, leads=("DLZ",))).whole == Numbers()


async def test_it_is_narrowed_to_a_region_a_theme_or_an_agreement(store: Store, organisation: Organisation) -> None:
    work = await look(store, organisation)
    numbers = {
        only: (await stands(work, regions=EVERYWHERE, only=only)).whole
        for only in ("Utrecht", "thema arbeidsmarkt", "akkoord TAZ", "akkoord IZA")
    }
    assert numbers == {
        "Utrecht": Numbers(open=2),
        "thema arbeidsmarkt": Numbers(open=2, told=1),
        "akkoord TAZ": Numbers(open=2, told=1),
        "akkoord IZA": Numbers(open=2, called_in=1),
    }
    agreements = await stands(work, regions=EVERYWHERE, by="agreement")
    assert agreements.groups[""] == Numbers(open=1, told=1), "what has no theme falls under none"


async def test_what_was_told_longer_ago_is_not_told_again(store: Store, organisation: Organisation) -> None:
    await kept(store, organisation, *some())
    work = store.work(now=NOW + timedelta(weeks=4, seconds=1), organisation=organisation)
    work.asked_by(RUBEN, organisation.people["marijke-oldenhof"], words("nl"))
    assert (await stands(work, regions=EVERYWHERE)).whole.told == 0
