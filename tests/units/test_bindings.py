"""The file wins, the newest binding counts, and every process follows within half a minute."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.bindings import bound
from bot.conversation import Place
from bot.core import FOLLOWS, House
from bot.handlers import CONTENTS
from bot.organisation import Organisation, Successors
from bot.store import Store
from bot.store.bindings import Binding, Bound
from tests.contract.store_words import MINUTE, NOW, SECOND

HALL, ROOM = Place("slack", "C0HALL"), Place("slack", "C0ROOM")


def binding(place: Place = HALL, key: str = "MEVA", section: Bound = "directorates", after: int = 0) -> Binding:
    return Binding(place, section, key, "femke-dijkgraaf", NOW + after * MINUTE)


def on_slack(organisation: Organisation, key: str, address: str) -> Organisation:
    """The file says it: this directorate has this channel on Slack."""
    directorate = organisation.directorates[key].model_copy(update={"channels": {"slack": address}})
    return organisation.model_copy(update={"directorates": {**organisation.directorates, key: directorate}})


def test_a_binding_adds_a_channel_beside_those_of_other_platforms(organisation: Organisation):
    channels = bound(organisation, [binding()]).directorates["MEVA"].channels
    assert channels == {"playground": "dir-meva", "slack": "C0HALL"}


def test_a_region_is_bound_likewise(organisation: Organisation):
    seated = bound(organisation, [binding(key="zeeland", section="regions")])
    assert seated.regions["zeeland"].channels["slack"] == "C0HALL"
    assert seated.directorates == organisation.directorates


def test_the_newest_binding_of_a_directorate_counts(organisation: Organisation):
    seated = bound(organisation, [binding(), binding(ROOM, after=1)])
    assert seated.directorates["MEVA"].channels["slack"] == "C0ROOM"


@pytest.mark.parametrize(("key", "address"), [("MEVA", "C0FILE"), ("CZ", "C0HALL")], ids=["directorate", "channel"])
def test_what_the_file_says_of_a_directorate_or_a_channel_stands(organisation: Organisation, key: str, address: str):
    file = on_slack(organisation, key, address)
    assert bound(file, [binding()]) is file


@pytest.mark.parametrize("key", ["", "GONE"], ids=["released", "left the file"])
def test_a_binding_to_nothing_changes_nothing(organisation: Organisation, key: str):
    assert bound(organisation, [binding(key=key)]) is organisation


def test_a_key_that_left_goes_on_under_its_successor(organisation: Organisation):
    file = organisation.model_copy(update={"successors": Successors(directorates={"OLD": "MEVA"})})
    assert bound(file, [binding(key="OLD")]).directorates["MEVA"].channels["slack"] == "C0HALL"


async def bind(store: Store, organisation: Organisation, made: Binding) -> None:
    """As another process does."""
    work = store.work(now=NOW, organisation=organisation)
    work.bindings.bind(made)
    await work.commit()


async def test_a_binding_is_found_again_and_the_last_word_on_a_channel_counts(store: Store, organisation: Organisation):
    await bind(store, organisation, binding())
    await bind(store, organisation, binding(ROOM, "zeeland", "regions", after=1))
    await bind(store, organisation, binding(key="", after=2))
    assert await store.bindings() == (binding(ROOM, "zeeland", "regions", after=1), binding(key="", after=2))
    work = store.work(now=NOW, organisation=organisation)
    assert await work.bindings.at(HALL) == binding(key="", after=2)
    assert await work.bindings.at(Place("teams", "C0HALL")) is None


async def test_what_another_process_bound_is_known_within_half_a_minute(store: Store, organisation: Organisation):
    now = NOW
    house = House(store, organisation, CONTENTS, {}, lambda: now, lambda: now)
    await house.follow()
    await bind(store, organisation, binding())
    now += FOLLOWS - SECOND
    assert not house.is_behind
    now += SECOND
    assert house.is_behind
    await house.follow()
    assert house.work().organisation.directorates["MEVA"].channels["slack"] == "C0HALL"
    assert house.work().file is organisation
    assert not house.is_behind
    assert timedelta(seconds=30) >= FOLLOWS


async def test_following_what_did_not_change_keeps_the_same_organisation(store: Store, organisation: Organisation):
    house = House(store, organisation, CONTENTS, {}, lambda: NOW, lambda: NOW)
    await bind(store, organisation, binding())
    await house.follow()
    seated = house.organisation
    await house.follow()
    assert house.organisation is seated


async def test_a_clock_that_goes_back_does_not_stop_the_following(store: Store, organisation: Organisation):
    now = NOW
    house = House(store, organisation, CONTENTS, {}, lambda: now, lambda: now)
    await house.follow()
    now -= SECOND
    assert house.is_behind
