"""Pictures in Slack's messages: uploaded before, shown once, and never a reason for a message not to arrive."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest

from adapters.slack.api import TIMEOUT, Api
from adapters.slack.deliver import Slack
from adapters.slack.replies import Replies
from adapters.slack.way import Way
from bot.cards import Card, Heading
from bot.conversation import Account, Command, Place, Say
from bot.delivery import Delivery, TryLater
from tests.fake_slack import Fail, FakeSlack, Posted
from tests.pictured import CHART, MAP
from tests.slack.conftest import HALL, MEVA, NOOR, Script
from tests.slack_people import SlackPeople

WEEK = Card("Week 47", (Heading("Week 47"), MAP))
CHARTED = Card("Week 47", (Heading("Week 47"), CHART))
STEPS = ("files.getUploadURLExternal", "upload", "files.completeUploadExternal")


class Watch:
    """Seconds that pass when a test says so."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def api(slack: FakeSlack, request: pytest.FixtureRequest) -> AsyncIterator[Api]:
    """Impatient where Slack will not answer; elsewhere a busy machine is not a slow Slack."""
    asked = getattr(request.node, "callspec", None)
    hangs = asked is not None and asked.params.get("how") == Fail.HANG
    api = Api(slack.token, slack.url, timeout=aiohttp.ClientTimeout(total=1.5) if hangs else TIMEOUT)
    await api.open()
    await api.call("auth.test", {})
    yield api
    await api.close()


@pytest.fixture
def platform(api: Api, slack: FakeSlack, watch: Watch) -> Slack:
    return Slack(api, {slack.team}, clock=watch)


def delivery(card: Card = WEEK, key: str = "k1", to: str = MEVA) -> Delivery:
    return Delivery(key, Place("slack", to), card)


def kinds(post: Posted) -> list[str]:
    return [block["type"] for block in post.blocks]


async def test_a_map_is_uploaded_and_then_shown(platform, slack) -> None:
    await platform.deliver(delivery())
    (post,) = slack.messages(MEVA)
    assert kinds(post) == ["header", "image", "rich_text", "table"]
    ((file, held),) = slack.files.held.items()
    assert post.blocks[1]["slack_file"] == {"id": file}
    assert held.body.startswith(b"\x89PNG")
    assert held.alt == MAP.summary
    assert [method for method, _ in slack.calls] == ["auth.test", *STEPS, "chat.postMessage"]
    (shared,) = slack.called("files.completeUploadExternal")
    assert "channel" not in str(shared), "only the message shows it"


async def test_the_same_map_is_uploaded_once_a_day(platform, slack, watch) -> None:
    for key, to in (("k1", MEVA), ("k2", HALL)):
        await platform.deliver(delivery(key=key, to=to))
    assert len(slack.files.held) == 1
    watch.now += 24 * 3600
    await platform.deliver(delivery(key="k3"))
    assert len(slack.files.held) == 2


async def test_without_the_scope_nothing_is_uploaded_and_nothing_is_lost(platform, slack, api) -> None:
    slack.scopes.remove("files:write")
    await api.call("auth.test", {})
    await platform.deliver(delivery())
    (post,) = slack.messages(MEVA)
    assert kinds(post) == ["header", "rich_text", "table"]
    assert MAP.summary in post.words
    assert slack.called(STEPS[0]) == []


@pytest.mark.parametrize(
    ("step", "how"), [*((step, how) for step in STEPS for how in (Fail.RATE, Fail.RESET)), ("upload", Fail.HANG)]
)
async def test_while_slack_takes_no_files_the_message_waits(platform, slack, step, how) -> None:
    slack.fail(step, how)
    with pytest.raises(TryLater):
        await platform.deliver(delivery())
    assert slack.called("chat.postMessage") == []
    await platform.deliver(delivery())
    (post,) = slack.messages(MEVA)
    assert "image" in kinds(post)


async def test_but_not_for_ever(platform, slack, watch) -> None:
    slack.fail("upload", Fail.BROKEN, times=2)
    with pytest.raises(TryLater):
        await platform.deliver(delivery())
    watch.now += 15 * 60
    await platform.deliver(delivery())
    (post,) = slack.messages(MEVA)
    assert kinds(post) == ["header", "rich_text", "table"]


@pytest.mark.parametrize(
    ("step", "how"), [(STEPS[0], "file_uploads_disabled"), ("upload", Fail.PROXY), (STEPS[2], "file_not_found")]
)
async def test_what_slack_will_never_take_is_left_out(platform, slack, step, how) -> None:
    slack.fail(step, how)
    await platform.deliver(delivery())
    (post,) = slack.messages(MEVA)
    assert kinds(post) == ["header", "rich_text", "table"]


async def test_a_picture_goes_to_no_other_address_than_slacks(platform, slack) -> None:
    slack.origin = "https://files.slack.com.example"
    await platform.deliver(delivery())
    assert slack.called("upload") == []
    assert "image" not in kinds(slack.messages(MEVA)[0])


async def test_it_follows_nobody_elsewhere(platform, slack) -> None:
    slack.fail("upload", Fail.ELSEWHERE)
    await platform.deliver(delivery())
    assert "image" not in kinds(slack.messages(MEVA)[0])


async def test_a_file_that_slack_still_looks_at_is_shown_a_moment_later(platform, slack) -> None:
    slack.files.looks_first = 1
    with pytest.raises(TryLater) as caught:
        await platform.deliver(delivery())
    assert caught.value.after == timedelta(seconds=5)
    await platform.deliver(delivery())
    (post,) = slack.messages(MEVA)
    assert "image" in kinds(post)
    assert len(slack.files.held) == 1


async def test_two_messages_wait_for_the_file_that_both_show(platform, slack) -> None:
    slack.files.looks_first = 2
    for key, to in (("k1", MEVA), ("k2", HALL)):
        with pytest.raises(TryLater):
            await platform.deliver(delivery(key=key, to=to))
    for key, to in (("k1", MEVA), ("k2", HALL)):
        await platform.deliver(delivery(key=key, to=to))
    assert len(slack.files.held) == 1


async def test_what_slack_refuses_after_that_as_well_comes_in_words(platform, slack, watch) -> None:
    slack.unknown = {"table"}
    with pytest.raises(TryLater):
        await platform.deliver(delivery())
    watch.now += 20
    await platform.deliver(delivery())
    (post,) = slack.messages(MEVA)
    assert kinds(post) == ["header", "rich_text", "rich_text"]


async def test_a_file_that_is_gone_costs_one_message_its_picture(platform, slack) -> None:
    await platform.deliver(delivery())
    slack.files.held.clear()
    for key in ("k2", "k3"):
        await platform.deliver(delivery(key=key))
    assert ["image" in kinds(post) for post in slack.messages(MEVA)] == [True, False, True]


@pytest.mark.parametrize(("kind", "card"), [("data_visualization", CHARTED), ("table", Card("Week 47", (CHART, MAP)))])
async def test_a_slack_that_does_not_know_a_block_gets_words_at_once(platform, slack, api, kind, card) -> None:
    slack.scopes.remove("files:write")
    await api.call("auth.test", {})
    slack.unknown = {kind}
    receipt = await platform.deliver(delivery(card))
    (post,) = slack.messages(MEVA)
    assert receipt.message == post.ts
    assert set(kinds(post)) <= {"header", "rich_text"}
    assert all(part.takeaway in post.words for part in card.blocks if part is CHART)
    await platform.deliver(Delivery("k2", Place("slack", MEVA), card, edits=receipt))
    assert len(slack.called("chat.update")) == 2, "an edit as well"


# Private answers


def asked() -> Command:
    return Command("slack:1", Account("slack", "T0REGIO", NOOR), "knelpunt", "stand")


@pytest.fixture
def standing(core: Script) -> None:
    core.replies.append(Say(Card("De stand", (CHART, MAP))))


async def test_a_private_answer_has_its_chart_and_its_table_and_no_file(people: SlackPeople, slack, standing) -> None:
    heard = await people.slash(NOOR, "stand")
    assert (heard.status, heard.body) == (200, ""), (
        "Slack says in the answer to a call alone whether it takes a picture"
    )
    (answer,) = slack.private[NOOR]
    assert kinds(answer) == ["data_visualization", "rich_text", "rich_text", "table"]
    assert slack.files.held == {}


async def test_where_slack_refuses_it_the_answer_comes_in_words(people: SlackPeople, slack, standing) -> None:
    slack.unknown = {"data_visualization"}
    await people.slash(NOOR, "stand")
    (answer,) = slack.private[NOOR]
    assert kinds(answer) == ["rich_text", "rich_text", "rich_text"]


@pytest.mark.parametrize("how", [Fail.HANG])
async def test_slack_hears_in_time_however_long_that_takes(api, slack, core, standing, how) -> None:
    slack.fail("respond", how)
    replies = Replies(api, core.answer, budget=0)
    way = Way("command", NOOR, response_url=slack.response_url(NOOR, HALL), channel=HALL)
    assert await replies.to(asked(), way) == {}
    await replies.finish()
    (answer,) = slack.private[NOOR]
    assert CHART.takeaway in answer.words
