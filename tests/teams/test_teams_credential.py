"""The bot's token: fetched off the loop, once for everybody who waits, replaced in time, and every refusal explained."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator

import aiohttp
import pytest

from adapters.teams.credential import AHEAD, Credential, NoToken, Refused
from tests.fake_teams import Fail, FakeTeams, fake_teams

HOUR = 3599


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with fake_teams() as fake:
        yield fake


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def credential(teams: FakeTeams, clock: Clock) -> AsyncIterator[Credential]:
    credential = Credential(teams.app_id, teams.secret, teams.tenant, teams.login_url, now=clock)
    yield credential
    await credential.close()


async def test_one_token_serves_until_shortly_before_its_end(credential, teams, session, clock) -> None:
    first = await credential.token(session)
    clock.now += HOUR - AHEAD - 1
    assert await credential.token(session) == first
    clock.now += 1
    assert await credential.token(session) != first
    assert len(teams.called("token")) == 2


async def test_everybody_waits_for_the_same_request(credential, teams, session) -> None:
    tokens = await asyncio.gather(*(credential.token(session) for _ in range(20)))
    assert len(set(tokens)) == len(teams.called("token")) == 1


async def test_who_stops_waiting_does_not_stop_the_others(credential, teams, session) -> None:
    teams.fail("token", Fail.SLOW)
    impatient = asyncio.create_task(credential.token(session))
    patient = asyncio.create_task(credential.token(session))
    await teams.held.wait()
    impatient.cancel()
    teams.release()
    assert await patient == teams.tokens[-1]
    assert len(teams.called("token")) == 1
    assert impatient.cancelled()


async def test_a_failure_that_nobody_waits_for_any_more_is_no_alarm(credential, teams, session) -> None:
    alarms: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: alarms.append(context))
    teams.secret = "another"
    teams.fail("token", Fail.SLOW)
    waiting = asyncio.create_task(credential.token(session))
    await teams.held.wait()
    waiting.cancel()
    teams.release()
    await asyncio.wait([waiting, credential._fetching])
    gc.collect(1)  # what this test left; not what all tests before it did, which takes seconds
    assert alarms == []


async def test_the_loop_goes_on_while_a_token_is_fetched(credential, teams, session) -> None:
    teams.fail("token", Fail.SLOW)
    waiting = asyncio.create_task(credential.token(session))
    await teams.held.wait()
    async with session.get(f"{teams.service_url}v3/conversations/19:x/pagedmembers") as response:
        assert response.status == 401, "another request is answered meanwhile"
    assert not waiting.done()
    teams.release()
    await waiting


async def test_a_refused_token_is_fetched_anew_once(credential, teams, session) -> None:
    first = await credential.token(session)
    credential.forget(first)
    second = await credential.token(session)
    credential.forget(first)  # a call that was longer on its way
    assert await credential.token(session) == second != first


async def test_the_old_token_serves_while_entra_is_silent(credential, teams, session, clock) -> None:
    first = await credential.token(session)
    teams.fail("token", Fail.BROKEN, times=2)
    clock.now += HOUR - 1
    assert await credential.token(session) == first
    clock.now += 1
    with pytest.raises(NoToken):
        await credential.token(session)


@pytest.mark.parametrize(
    "how",
    [
        Fail.RATE, Fail.BROKEN, Fail.BUSY, Fail.RESET, Fail.HTML, Fail.BROKEN_JSON, Fail.LIST, Fail.EMPTY, Fail.PROXY,
        Fail.ELSEWHERE, Fail.DEEP, Fail.ENDLESS,
    ],
)  # fmt: skip
async def test_a_silent_entra_is_for_later(credential, teams, session, how) -> None:
    teams.fail("token", how)
    with pytest.raises(NoToken) as caught:
        await credential.token(session)
    assert not isinstance(caught.value, Refused)
    assert caught.value.reason == "Microsoft Entra does not answer"
    assert await credential.token(session) == teams.tokens[-1]


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"access_token": "a\nb", "expires_in": 1},
        {"access_token": "a"},
        {"access_token": "a", "expires_in": "9" * 5000},
        {"expires_in": 9},
    ],
)
async def test_an_answer_that_holds_no_token_is_silence(credential, teams, session, answer) -> None:
    teams.token = lambda tenant, form: (200, answer)
    with pytest.raises(NoToken):
        await credential.token(session)


@pytest.mark.parametrize(
    ("wrong", "reason", "mend"),
    [
        ("secret", "AADSTS7000215", "copy its value, not its id"),
        ("app_id", "AADSTS700016", "compare REGIOLIJN_TEAMS_APP_ID"),
        ("tenant", "AADSTS90002", "compare REGIOLIJN_TEAMS_TENANT_ID"),
    ],
)
async def test_a_wrong_setting_is_named_and_nothing_is_lost(credential, teams, session, wrong, reason, mend) -> None:
    right = getattr(teams, wrong)
    setattr(teams, wrong, "another")
    with pytest.raises(Refused) as caught:
        await credential.token(session)
    assert caught.value.reason == f"Microsoft Entra gives no token ({reason})"
    assert mend in caught.value.mend
    assert teams.secret not in f"{caught.value} {caught.value.mend}"
    setattr(teams, wrong, right)
    assert await credential.token(session)


@pytest.mark.parametrize("how", ["400 invalid_request", "401 x", "403 x"])
async def test_a_refusal_without_a_number_says_what_to_compare(credential, teams, session, how) -> None:
    teams.fail("token", how)
    with pytest.raises(Refused, match=f"http_{how[:3]}") as caught:
        await credential.token(session)
    assert caught.value.mend == "Compare the app id, the secret and the tenant with the registration of the bot."


async def test_closing_lets_go_of_a_request_under_way(credential, teams, session) -> None:
    teams.fail("token", Fail.HANG)
    waiting = asyncio.create_task(credential.token(session))
    await teams.held.wait()
    await credential.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting
