"""Starting: without a secret nothing is verified, and without a good token nobody is answered, so neither starts."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from adapters.slack import connect
from bot.conversation import Done
from tests.fake_slack import Fail
from tests.slack.conftest import NOOR, settings, standing


@pytest.mark.parametrize("empty", [None, SecretStr(""), SecretStr(" ")])
def test_a_missing_token_is_one_sentence(slack, core, empty) -> None:
    with pytest.raises(SystemExit, match="REGIOLIJN_SLACK_BOT_TOKEN is missing"):
        connect(settings(slack, slack_bot_token=empty), core.answer)


@pytest.mark.parametrize("empty", [None, SecretStr(""), SecretStr(" ")])
def test_no_way_in_is_one_sentence(slack, core, empty) -> None:
    with pytest.raises(
        SystemExit, match=r"SLACK_APP_TOKEN is missing, for Socket Mode; or .*_SIGNING_SECRET, for HTTP"
    ):
        connect(settings(slack, slack_signing_secret=empty, slack_app_token=empty), core.answer)


def test_with_both_socket_mode_is_the_way_in_and_no_address_is_left_open(slack, core) -> None:
    assert connect(settings(slack), core.answer).routes
    assert connect(settings(slack, slack_app_token=SecretStr(slack.app_token)), core.answer).routes == ()


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_a_refused_token_stops_the_start(slack, room, code) -> None:
    slack.fail("auth.test", code)
    with pytest.raises(SystemExit, match=rf"Slack refuses REGIOLIJN_SLACK_BOT_TOKEN \({code}\)"):
        await room.start()


@pytest.mark.parametrize("how", [Fail.BROKEN, Fail.RATE, Fail.HTML])
async def test_a_silent_slack_stops_the_start(slack, room, how) -> None:
    slack.fail("auth.test", how)
    with pytest.raises(SystemExit, match="Slack does not answer"):
        await room.start()


async def test_only_the_named_workspaces_are_answered(slack, core) -> None:
    room = connect(settings(slack, slack_team_ids=("T0OTHER",)), core.answer, now=lambda: slack.clock())
    core.replies.append(Done())
    async with standing(room, slack) as people:
        assert (await people.slash(NOOR)).status == 200
        slack.team = "T0OTHER"
        await people.slash(NOOR)
    (asked,) = core.asked
    assert asked.by.tenant == "T0OTHER"


async def test_in_a_whole_organisation_somebody_is_one_account_in_every_workspace(slack, core) -> None:
    room = connect(settings(slack, slack_team_ids=("E0VWS",)), core.answer, now=lambda: slack.clock())
    body = {"type": "shortcut", "callback_id": "knelpunt", "trigger_id": "1", "is_enterprise_install": True,
            "enterprise": {"id": "E0VWS"}}  # fmt: skip
    async with standing(room, slack) as people:
        for team in ("T1", "T2"):
            await people.post_payload(body | {"team": {"id": team}, "user": {"id": NOOR, "team_id": team}})
        await people.post_payload(body | {"team": None, "user": {"id": NOOR, "team_id": "T3"}})
    assert {asked.by.tenant for asked in core.asked} == {"E0VWS"}
    assert len(core.asked) == 3
