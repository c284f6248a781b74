"""One organisation with many workspaces: who may ask, as whom, and who stays outside."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from adapters.slack import connect
from bot.cards import Card
from bot.conversation import Account, Command, Say
from bot.delivery import Delivery, Platform
from tests.fake_slack import FakeSlack
from tests.slack.conftest import MEVA, NOOR, Script, settings, standing
from tests.slack_people import SlackPeople

Opening = Callable[..., AbstractAsyncContextManager[tuple[SlackPeople, Platform]]]

FAR = "U0FAR"


@pytest.fixture
def installed(slack: FakeSlack, core: Script) -> Opening:
    """The app, installed for the whole of E0VWS; `workspaces` are those the settings name."""
    slack.organisation = "E0VWS"
    for user in slack.users.values():
        user["enterprise_user"] = {"enterprise_id": "E0VWS", "teams": ["T1", "T2"]}

    @asynccontextmanager
    async def opened(*workspaces: str) -> AsyncIterator[tuple[SlackPeople, Platform]]:
        room = connect(settings(slack, slack_team_ids=workspaces), core.answer, now=lambda: slack.clock())
        async with standing(room, slack) as people:
            yield people, room.platform

    return opened


async def asks_in(team: str, people: SlackPeople, slack: FakeSlack, user: str = NOOR) -> None:
    """A command and a shortcut."""
    slack.team = team
    await people.slash(user, "help")
    await people.shortcut(user)


async def test_every_workspace_of_the_organisation_is_answered_and_people_are_one_account(installed, slack, core):
    async with installed() as (people, platform):
        for team in ("T1", "T2"):
            await asks_in(team, people, slack)
        assert len(core.asked) == 4
        assert {asked.by for asked in core.asked} == {Account("slack", "E0VWS", NOOR)}
        assert (await platform.profile(core.asked[0].by)).standing == "member"


async def test_of_an_organisation_only_the_named_workspaces_are_answered(installed, slack, core):
    async with installed("T1", "T2") as (people, platform):
        for team in ("T1", "T2", "T3"):
            await asks_in(team, people, slack)
        assert len(core.asked) == 4, "T3 belongs to the organisation, and is not named"
        assert {asked.by for asked in core.asked} == {Account("slack", "E0VWS", NOOR)}
        assert (await platform.profile(core.asked[0].by)).standing == "member"


async def test_where_slack_names_no_workspace_the_askers_own_counts(installed, slack, core):
    async with installed("T1") as (people, _):
        for own in ("T1", "T3"):
            payload = {
                "type": "shortcut", "callback_id": "/knelpunt", "trigger_id": f"1.{own}", "team": None,
                "enterprise": {"id": "E0VWS"}, "is_enterprise_install": True, "user": {"id": NOOR, "team_id": own},
            }  # fmt: skip
            await people.post_payload(payload)
    assert [asked.key for asked in core.asked if isinstance(asked, Command)] == ["slack:1.T1"]


async def test_a_colleague_of_another_workspace_only_is_foreign(installed, slack, core):
    slack.add_user(FAR, "Verre collega", team_id="T3", enterprise_user={"enterprise_id": "E0VWS", "teams": ["T3"]})
    async with installed("T1") as (_, platform):
        assert (await platform.profile(Account("slack", "E0VWS", FAR))).standing == "foreign"
        assert (await platform.profile(Account("slack", "E0VWS", NOOR))).standing == "member"


@pytest.mark.parametrize("named", [(), ("T1",)])
async def test_another_organisation_is_not_answered(installed, slack, core, named):
    async with installed(*named) as (people, _):
        slack.organisation = "E0OTHER"
        await asks_in("T9", people, slack)
    assert core.asked == []


@pytest.mark.parametrize(
    "about",
    [
        {"is_stranger": True, "team_id": "T1"},
        {"team_id": "T9", "enterprise_user": {"enterprise_id": "E0OTHER", "teams": ["T9"]}},
        {"team_id": "T9"},
    ],
)
async def test_strangers_in_a_shared_channel_are_foreign(installed, slack, core, about):
    slack.add_user(FAR, "Iemand van elders", **about)
    async with installed() as (people, platform):
        await asks_in("T1", people, slack, FAR)
        assert core.asked
        for asked in core.asked:
            profile = await platform.profile(asked.by)
            assert (profile.standing, profile.email) == ("foreign", "")


async def test_whatever_is_done_for_an_organisation_needs_no_workspace_named(installed, slack, core):
    """Slack asks an organisation's token for a workspace only where it lists things, and nothing here does."""
    async with installed() as (people, platform):
        core.replies.append(Say(Card("Zo werkt het")))
        await asks_in("T1", people, slack)
        await platform.deliver(Delivery("k1", Account("slack", "E0VWS", NOOR), Card("Je knelpunt")))
        assert await platform.account_of("noor@vws.example") == Account("slack", "", NOOR)
        assert await platform.check([]) == []
    assert not any("team_id" in arguments for _, arguments in slack.calls)
    assert [post.text for post in slack.direct(NOOR)] == ["Je knelpunt"]
    assert slack.messages(MEVA) == []
