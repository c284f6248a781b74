"""The address of a message: asked of Slack, believed only when it stands there, and never waited for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.slack.api import Api
from adapters.slack.permalink import WITHIN, permalink
from adapters.slack.replies import Replies
from adapters.slack.way import Way
from bot.conversation import Account, MessageAction
from tests.fake_slack import Fail, FakeSlack, Posted
from tests.slack.conftest import HALL, NOOR

TS = "1762074840.000100"


@pytest.fixture
async def api(slack: FakeSlack) -> AsyncIterator[Api]:
    slack.posted.append(Posted(HALL, TS, "Wie kent dit?", []))
    api = Api(slack.token, slack.url)
    await api.open()
    yield api
    await api.close()


async def test_slack_says_where_a_message_stands(api: Api) -> None:
    assert await permalink(api, HALL, TS) == f"https://regiolijn.slack.com/archives/{HALL}/p{TS}"


@pytest.mark.parametrize(
    ("says", "kept"),
    [
        ("https://vws.enterprise.slack.com/archives/C1/p1?thread_ts=1.2&cid=C1", True),
        ("https://vws.slack-gov.com/archives/C1/p1", True),
        ("http://vws.slack.com/archives/C1/p1", False),
        ("https://slack.com.evil.example/archives/C1/p1", False),
        ("https://evil.example/x.slack.com/archives/C1/p1", False),
        ("https://x@evil.example/.slack.com/archives/C1", False),
        ("https://evilslack.com/archives/C1/p1", False),
        ("https://vws.slack.com/archives/C1/p1\nx", False),
        ("javascript:alert(1)", False),
        (None, False),
        (["https://vws.slack.com/archives/C1/p1"], False),
    ],
)
async def test_only_an_address_on_slack_itself_is_believed(api, slack, monkeypatch, says, kept) -> None:
    monkeypatch.setattr(slack, "_chat_getPermalink", lambda arguments: {"permalink": says})
    assert await permalink(api, HALL, TS) == (says if kept else "")


ANSWERED = {Fail.RESET, Fail.RESET_AFTER, Fail.TWICE}
"""A connection that is reset is tried once more by the client itself: looking twice does no harm."""


@pytest.mark.parametrize("how", [how for how in Fail if how not in ANSWERED] + ["channel_not_found"])
async def test_whatever_goes_wrong_there_is_just_no_link(api, slack, how) -> None:
    slack.fail("chat.getPermalink", how)
    assert await permalink(api, HALL, TS) == ""


async def test_without_a_message_slack_is_not_asked(api, slack) -> None:
    assert await permalink(api, HALL, "") == ""
    assert slack.calls == []


async def test_a_slow_address_does_not_keep_slack_waiting(api, slack, core) -> None:
    """The acknowledgement leaves in time; the answer goes on by itself."""
    replies = Replies(api, core.answer, budget=0)
    slack.fail("chat.getPermalink", Fail.HANG)
    before = asyncio.get_running_loop().time()
    asked = MessageAction("k", Account("slack", slack.team, NOOR), "knelpunt", "Wie kent dit?")
    assert await replies.to(asked, Way("message", NOOR, channel=HALL, message=TS)) == {}
    assert asyncio.get_running_loop().time() - before < WITHIN
    await replies.finish()
    assert core.asked == [asked]
