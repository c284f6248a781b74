"""Where Teams can be reached: noted at every message, kept over a restart, and never an address that is not Microsoft's."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.teams.references import GLOBAL, MOST, References, Somebody, Somewhere
from bot.conversation import Account, Place
from bot.delivery import TryLater
from tests.fake_teams import FakeTeams, direct_chat
from tests.teams.memory import Shelf, spoke

NOOR = "5f7b1d9e-0000-4000-8000-00000000000a"
MEVA = "19:meva@thread.tacv2"
EMEA = "https://smba.trafficmanager.net/emea/"


@pytest.fixture
def teams() -> FakeTeams:
    fake = FakeTeams()
    fake.add_user(NOOR, "Noor Habets")
    return fake


@pytest.fixture
def noor(teams: FakeTeams) -> Account:
    return Account("teams", teams.tenant, NOOR)


@pytest.fixture
def memory() -> Shelf:
    return Shelf()


@pytest.fixture
def references(memory: Shelf, teams: FakeTeams) -> References:
    return References(memory, teams.tenant)


def said(teams: FakeTeams, conversation: str, **about: Any) -> dict[str, Any]:
    return spoke(teams, NOOR, conversation, **{"serviceUrl": EMEA, **about})


async def test_a_message_says_where_its_sender_and_its_place_can_be_reached(references, teams, noor) -> None:
    await references.note(said(teams, direct_chat(NOOR), locale="nl-NL", localTimezone="Europe/Amsterdam"))
    assert await references.somebody(noor) == Somebody(
        EMEA, f"29:1{NOOR}", direct_chat(NOOR), direct_chat(NOOR), "nl", "Europe/Amsterdam"
    )
    assert await references.somewhere(Place("teams", direct_chat(NOOR))) == Somewhere(EMEA, channel=False)


async def test_a_message_in_a_thread_is_noted_for_its_channel_and_leaves_the_chat_known(
    references, teams, noor
) -> None:
    await references.note(said(teams, direct_chat(NOOR), locale="en-GB"))
    await references.note(said(teams, f"{MEVA};messageid=17"))
    known = await references.somebody(noor)
    assert (known.direct, known.heard_in, known.language) == (direct_chat(NOOR), MEVA, "en")
    assert await references.somewhere(Place("teams", MEVA)) == Somewhere(EMEA, channel=True)


async def test_an_installation_without_a_sender_of_entra_is_noted_for_its_place(references, teams, memory) -> None:
    await references.note(said(teams, MEVA, type="installationUpdate", **{"from": {"id": "29:1"}}))
    assert set(memory.kept) == {f"tenant:{teams.tenant}", f"place:{MEVA}"}


async def test_it_is_still_known_after_a_restart(references, teams, noor, memory) -> None:
    await references.note(said(teams, direct_chat(NOOR)))
    assert await References(memory, teams.tenant).somebody(noor) == await references.somebody(noor)


async def test_somebody_from_the_organisation_file_is_known_by_what_they_said(references, teams, noor) -> None:
    await references.note(said(teams, direct_chat(NOOR)))
    assert await references.somebody(Account("teams", "", NOOR.upper())) == await references.somebody(noor)


async def test_the_same_again_asks_nothing_of_the_store(references, teams, memory) -> None:
    for _ in range(3):
        await references.note(said(teams, MEVA))
    assert memory.writes == len(memory.kept) == 3


async def test_who_has_been_silent_longest_is_forgotten_here_but_kept(references, teams, noor, memory) -> None:
    await references.note(said(teams, direct_chat(NOOR)))
    for number in range(MOST):
        await references.note(said(teams, f"19:{number}@thread.v2", **{"from": {}}))
    assert len(references._heard) == MOST
    assert (await references.somebody(noor)).direct == direct_chat(NOOR)


async def test_what_another_process_heard_is_known_here_and_not_lost(references, teams, noor, memory) -> None:
    assert (await references.somebody(noor)).service_url == GLOBAL
    other = References(memory, teams.tenant)
    await references.note(said(teams, MEVA, locale="nl-NL"))
    await other.note(said(teams, direct_chat(NOOR)))
    await references.note(said(teams, "19:hall@thread.tacv2", locale="nl-NL"))
    known = await other.somebody(noor)
    assert (known.direct, known.heard_in, known.language) == (direct_chat(NOOR), "19:hall@thread.tacv2", "nl")


async def test_where_nobody_spoke_yet_the_tenants_address_is_used_and_before_that_microsofts(references, teams) -> None:
    assert await references.somewhere(Place("teams", MEVA)) == Somewhere(GLOBAL, channel=True)
    await references.note(said(teams, "19:table@thread.v2", kind="groupChat"))
    assert await references.somewhere(Place("teams", MEVA)) == Somewhere(EMEA, channel=True)
    assert (await references.somebody(Account("teams", "", "somebody"))).service_url == EMEA


async def test_a_guest_is_never_kept_as_one_of_ours(references, teams, memory) -> None:
    payload = said(teams, MEVA)
    payload["from"]["tenantId"] = "5f7b1d9e-0000-4000-8000-00000000a002"
    await references.note(payload)
    assert not [key for key in memory.kept if key.startswith("account:")]


@pytest.mark.parametrize("name", ["composeExtension/fetchTask", "adaptiveCard/action", "task/fetch"])
async def test_a_chat_that_the_app_is_no_part_of_is_nobodys_chat_with_it(references, teams, noor, name) -> None:
    between_two = "19:noor_ruben@unq.gbl.spaces"
    payload = said(teams, between_two, kind="personal", type="invoke", name=name)
    await references.note(payload)
    assert (await references.somebody(noor)).direct == ""


@pytest.mark.parametrize(
    "about",
    [
        {"serviceUrl": "https://evil.example/"},
        {"serviceUrl": "http://127.0.0.1:1/"},
        {"serviceUrl": None},
        {"conversation": {"id": "19:x/../y"}},
        {"conversation": None},
    ],
)
async def test_what_is_not_of_teams_is_not_kept(references, teams, memory, about) -> None:
    await references.note({**said(teams, MEVA), **about})
    assert memory.kept == {}


@pytest.mark.parametrize("about", [{"locale": "<b>", "localTimezone": "../etc"}, {"locale": 5, "localTimezone": None}])
async def test_a_language_and_a_zone_look_like_one(references, teams, noor, about) -> None:
    await references.note(said(teams, MEVA, **about))
    known = await references.somebody(noor)
    assert (known.language, known.zone) == ("", "")


@pytest.mark.parametrize("kept", ['{"service_url":"https://evil.example/"}', '{"service_url":7,"new":1}', "{}"])
async def test_what_another_version_kept_is_looked_at_again(references, memory, kept) -> None:
    memory.kept[f"place:{MEVA}"] = kept
    assert await references.somewhere(Place("teams", MEVA)) == Somewhere(GLOBAL, channel=True)


async def test_a_store_that_is_away_fails_no_message_and_holds_up_a_delivery(references, teams, memory, noor) -> None:
    memory.away = True
    await references.note(said(teams, MEVA))
    with pytest.raises(TryLater):
        await references.somebody(noor)
    memory.away = False
    await references.note(said(teams, MEVA))
    assert (await references.somebody(noor)).service_url == EMEA
