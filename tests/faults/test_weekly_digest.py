"""A digest comes once for every place and week, whatever happens on a Monday morning; where nobody can tell, not twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bot.handlers import digest
from tests.faults.ministry import START, Ministry
from tests.faults.platform import Trouble

MONDAY = datetime(2026, 11, 9, 8, tzinfo=UTC)
BLIND = pytest.mark.parametrize("ministry", [False], indirect=True)
"""A platform that cannot be searched for what may have arrived."""


def digests(ministry: Ministry, where: str = "") -> list[str]:
    """The words of the digests that stand in a conversation, or in all."""
    return [each.words for each in ministry.platform.stands(where) if "Weekoverzicht" in each.words]


def once_in_every_channel(ministry: Ministry) -> None:
    organisation = ministry.house.organisation
    entries = (*organisation.directorates.values(), *organisation.regions.values())
    channels = {address for entry in entries for address in entry.channels.values()}
    posted = Counter(each.where for each in ministry.platform.stands() if "Weekoverzicht" in each.words)
    assert posted == dict.fromkeys(channels, 1)


async def it_becomes_monday(ministry: Ministry) -> None:
    await ministry.core.run(digest.begin)
    ministry.clock.passes(MONDAY - START)


async def test_a_process_that_stops_in_the_middle_leaves_the_rest_to_the_next(ministry: Ministry):
    await it_becomes_monday(ministry)
    await ministry.worker.turn()
    await ministry.worker.turn()
    assert 0 < len(digests(ministry)) < 40
    ministry.begin()
    await ministry.core.run(digest.begin)
    await ministry.settles()
    once_in_every_channel(ministry)


@pytest.mark.postgres
async def test_three_processes_that_sweep_at_once_post_one(several: list[Ministry]):
    for each in several:
        await each.core.run(digest.begin)
    several[0].clock.passes(MONDAY - START)
    await asyncio.gather(*(each.settles() for each in several))
    once_in_every_channel(several[0])
    planned = await several[0].rows("SELECT subject FROM timers WHERE kind = 'weekly' AND ended IS NULL")
    assert planned == [("2026-W46",)]


async def test_a_digest_that_may_have_arrived_is_looked_for(ministry: Ministry):
    await it_becomes_monday(ministry)
    ministry.platform.will(Trouble.POSTED, to="dir-meva")
    ministry.platform.will(Trouble.LOST, to="dir-dmo")
    await ministry.settles(timedelta(minutes=5))
    once_in_every_channel(ministry)


@BLIND
async def test_where_nobody_can_look_it_is_rather_missed_than_read_twice(ministry: Ministry):
    await it_becomes_monday(ministry)
    ministry.platform.will(Trouble.POSTED, to="dir-meva")
    ministry.platform.will(Trouble.LOST, to="dir-dmo")
    await ministry.settles(timedelta(minutes=5))
    assert len(digests(ministry, "dir-meva")) == 1
    assert digests(ministry, "dir-dmo") == []
    listed = await ministry.rows("SELECT view, reason FROM outbox WHERE state = 'undeliverable'")
    assert listed == [("digest", "unknown"), ("digest", "unknown")]


async def test_a_platform_that_is_away_until_the_evening_posts_on_tuesday_and_not_at_night(ministry: Ministry):
    await it_becomes_monday(ministry)
    ministry.clock.passes(timedelta(hours=8, minutes=55))
    ministry.platform.goes(Trouble.REFUSED)
    await ministry.settles(timedelta(minutes=6))
    ministry.platform.goes(None)
    await ministry.settles(timedelta(minutes=10))
    assert digests(ministry) == []
    ministry.clock.passes(timedelta(hours=15))
    await ministry.settles()
    once_in_every_channel(ministry)


async def test_who_cannot_be_found_on_any_platform_is_no_loss_to_mend_every_monday(ministry: Ministry):
    organisation = ministry.house.organisation
    nobody = organisation.people["marijke-oldenhof"].model_copy(update={"emails": ("weg@example.nl",)})
    ministry.begin(organisation=organisation.model_copy(update={"people": {**organisation.people, nobody.key: nobody}}))
    await ministry.files()
    ministry.platform._people.pop(nobody.key)
    await it_becomes_monday(ministry)
    await ministry.settles()
    assert await ministry.rows("SELECT state FROM outbox WHERE view = 'own_digest' AND state = 'undeliverable'") == []
    assert await ministry.rows("SELECT count(*) FROM outbox WHERE view = 'own_digest'") != [(0,)]
