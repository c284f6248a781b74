"""Messages out: posted, edited, replied, found again; and every way in which Slack can fail, told apart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey

from adapters.slack.api import TIMEOUT, Api
from adapters.slack.deliver import Slack
from adapters.slack.failures import failure
from bot.cards import Card, Heading, Paragraph
from bot.conversation import Account, Place, Profile
from bot.delivery import Delivery, Fault, Receipt, TryLater, Uncertain, Undeliverable, Unsearchable
from tests.fake_slack import OPTIONAL, Fail, FakeSlack, direct_channel
from tests.slack.conftest import HALL, MEVA, NOOR, RUBEN

CARD = Card("Nieuw knelpunt", (Heading("K-2026-0001"),))
CLAIMED = Card("Opgepakt", (Heading("K-2026-0001"), Paragraph(("Opgepakt door Ruben Alting",))))
KEY = ConnectionKey("slack.com", 443, True, True, None, None, None)
HISTORY = ("channels:history", "groups:history", "im:history")


@pytest.fixture
async def api(slack: FakeSlack, request: pytest.FixtureRequest) -> AsyncIterator[Api]:
    """Impatient where Slack will not answer; elsewhere a busy machine is not a slow Slack."""
    asked = getattr(request.node, "callspec", None)
    hangs = asked is not None and asked.params.get("how") == Fail.HANG
    api = Api(slack.token, slack.url, timeout=aiohttp.ClientTimeout(total=1.5) if hangs else TIMEOUT)
    await api.open()
    yield api
    await api.close()


@pytest.fixture
def platform(api: Api, slack: FakeSlack) -> Slack:
    return Slack(api, {slack.team})


def to(place: str, key: str = "k1", card: Card = CARD, **how: Any) -> Delivery:
    return Delivery(key, Place("slack", place), card, **how)


async def test_a_card_is_posted_with_its_key(platform, slack) -> None:
    receipt = await platform.deliver(to(MEVA))
    (post,) = slack.messages(MEVA)
    assert receipt == Receipt(Place("slack", MEVA), post.ts)
    assert post.metadata == {"event_type": "regiolijn", "event_payload": {"key": "k1"}}


async def test_it_is_edited_in_place(platform, slack) -> None:
    receipt = await platform.deliver(to(MEVA))
    assert await platform.deliver(to(MEVA, "k2", CLAIMED, edits=receipt)) == receipt
    (post,) = slack.messages(MEVA)
    assert (post.words, post.was) == ("K-2026-0001\nOpgepakt door Ruben Alting", ["K-2026-0001"])


async def test_history_stands_under_it(platform, slack) -> None:
    receipt = await platform.deliver(to(MEVA))
    reply = await platform.deliver(to(MEVA, "k2", CLAIMED, under=receipt))
    (post,) = slack.messages(MEVA)
    assert [answer.ts for answer in slack.thread(post)] == [reply.message]


async def test_a_person_gets_a_direct_message_and_it_is_opened_once(platform, slack) -> None:
    noor = Account("slack", slack.team, NOOR)
    first = await platform.deliver(Delivery("k1", noor, CARD))
    await platform.deliver(Delivery("k2", noor, CARD))
    assert first.place == Place("slack", direct_channel(NOOR))
    assert len(slack.direct(NOOR)) == 2
    assert len(slack.called("conversations.open")) == 1
    await platform.deliver(Delivery("k3", noor, CLAIMED, edits=first))
    assert slack.direct(NOOR)[0].words.endswith("Opgepakt door Ruben Alting")


@pytest.mark.parametrize(
    ("how", "failure", "reason", "arrived"),
    [
        (Fail.RATE, TryLater, "ratelimited", 0),
        (Fail.BROKEN, Uncertain, "http_500", 0),
        (Fail.BROKEN_AFTER, Uncertain, "http_500", 1),
        (Fail.RESET, Uncertain, "connection_lost", 0),
        (Fail.RESET_AFTER, Uncertain, "connection_lost", 1),
        (Fail.HANG, Uncertain, "timeout", 0),
        (Fail.HTML, Uncertain, "unreadable_answer", 0),
        (Fail.BROKEN_JSON, Uncertain, "unreadable_answer", 0),
        (Fail.TEXT, Uncertain, "unreadable_answer", 0),
        (Fail.PROXY, Undeliverable, "http_403", 0),
        ("internal_error", Uncertain, "internal_error", 0),
        ("fatal_error", Uncertain, "fatal_error", 0),
        ("service_unavailable", Uncertain, "service_unavailable", 0),
        ("rate_limited", TryLater, "rate_limited", 0),
        ("request_timeout", TryLater, "request_timeout", 0),
        *(
            (code, Undeliverable, code, 0)
            for code in (
                "channel_not_found", "not_in_channel", "is_archived", "account_inactive", "invalid_auth", "token_revoked",
                "missing_scope", "msg_too_long", "msg_blocks_too_long", "invalid_blocks", "restricted_action",
                "a_code_of_next_year",
            )
        ),
    ],
)  # fmt: skip
async def test_a_failure_says_whether_the_message_may_have_arrived(
    platform, slack, how, failure, reason, arrived
) -> None:
    slack.fail("chat.postMessage", how)
    with pytest.raises(failure) as caught:
        await platform.deliver(to(MEVA))
    assert caught.value.reason == reason
    assert len(slack.messages(MEVA)) == arrived
    assert len(slack.called("chat.postMessage")) == 1, "only the outbox tries again"
    await platform.deliver(to(MEVA))


async def test_a_rate_limit_says_how_long(platform, slack) -> None:
    slack.fail("chat.postMessage", Fail.RATE)
    with pytest.raises(TryLater) as caught:
        await platform.deliver(to(MEVA))
    assert caught.value.after == timedelta(seconds=7)


async def test_the_pace_of_a_channel_is_for_that_channel(platform, slack) -> None:
    slack.pace = 1.0
    slack.clock = lambda: 1_762_074_840.0
    await platform.deliver(to(MEVA))
    with pytest.raises(TryLater) as caught:
        await platform.deliver(to(MEVA, "k2"))
    assert caught.value.after == timedelta(seconds=1)
    await platform.deliver(to(HALL, "k3"))


@pytest.mark.parametrize("code", ["cant_update_message", "edit_window_closed", "message_not_found"])
async def test_an_edit_that_slack_refuses_is_not_posted_anew(platform, slack, code) -> None:
    receipt = await platform.deliver(to(MEVA))
    slack.fail("chat.update", code)
    with pytest.raises(Undeliverable) as caught:
        await platform.deliver(to(MEVA, "k2", CLAIMED, edits=receipt))
    assert caught.value.reason == code
    assert len(slack.messages(MEVA)) == 1


async def test_a_slack_that_is_not_there_is_for_later(platform, slack) -> None:
    await slack.stop()
    with pytest.raises(TryLater):
        await platform.deliver(to(MEVA))
    with pytest.raises(TryLater):
        await platform.profile(Account("slack", slack.team, NOOR))
    await slack.start()
    await platform.deliver(to(MEVA))


@pytest.mark.parametrize(
    "error",
    [
        aiohttp.ClientConnectorDNSError(KEY, OSError("no such name")),
        aiohttp.ClientConnectorCertificateError(KEY, ValueError("expired")),
        aiohttp.ConnectionTimeoutError(),
        aiohttp.InvalidURL("nonsense"),
    ],
)
def test_where_no_connection_was_made_nothing_arrived(error: Exception) -> None:
    assert isinstance(failure(error), TryLater)


@pytest.mark.parametrize(
    "error",
    [
        aiohttp.ServerDisconnectedError(),
        aiohttp.SocketTimeoutError(),
        aiohttp.ClientPayloadError(),
        KeyError("ok"),
        OSError(),
    ],
)
def test_where_a_connection_broke_nobody_knows(error: Exception) -> None:
    assert isinstance(failure(error), Uncertain)


@pytest.mark.parametrize("how", [Fail.BROKEN, Fail.RESET, Fail.HANG])
async def test_opening_direct_messages_is_simply_done_again(platform, slack, how) -> None:
    slack.fail("conversations.open", how)
    with pytest.raises(TryLater):
        await platform.deliver(Delivery("k1", Account("slack", slack.team, NOOR), CARD))


@pytest.mark.parametrize(("user", "reason"), [("U0NOBODY", "user_not_found"), ("U0ROBOT", "cannot_dm_bot")])
async def test_nobody_to_tell_is_undeliverable(platform, slack, user, reason) -> None:
    slack.add_user("U0ROBOT", "Robot", is_bot=True)
    with pytest.raises(Undeliverable) as caught:
        await platform.deliver(Delivery("k1", Account("slack", slack.team, user), CARD))
    assert caught.value.reason == reason


@pytest.mark.parametrize("place", [Place("slack", "#meva"), Place("slack", ""), Place("teams", MEVA)])
async def test_an_address_that_is_not_slacks_is_undeliverable(platform, slack, place) -> None:
    with pytest.raises(Undeliverable):
        await platform.deliver(Delivery("k1", place, CARD))
    assert slack.calls == []


# Found again


@pytest.mark.parametrize("kind", ["post", "reply", "edit", "direct"])
async def test_a_message_that_did_arrive_is_found_by_its_key(platform, slack, kind) -> None:
    slack.scopes |= set(HISTORY)
    root = await platform.deliver(to(MEVA, "root"))
    target: Place | Account = Account("slack", slack.team, NOOR) if kind == "direct" else Place("slack", MEVA)
    how = {"reply": {"under": root}, "edit": {"edits": root}}.get(kind, {})
    delivery = Delivery("k1", target, CLAIMED, **how)
    assert await platform.find(delivery) is None
    slack.fail("chat.update" if kind == "edit" else "chat.postMessage", Fail.RESET_AFTER)
    with pytest.raises(Uncertain):
        await platform.deliver(delivery)
    found = await platform.find(delivery)
    assert found is not None
    posts = slack.posted
    assert found.message == (root.message if kind == "edit" else posts[-1].ts)


async def test_without_the_scope_nothing_is_looked_for(platform, slack) -> None:
    await platform.deliver(to(MEVA))
    with pytest.raises(Unsearchable):
        await platform.find(to(MEVA))
    assert slack.called("conversations.history") == []


async def test_a_search_that_fails_is_made_again_later(platform, slack) -> None:
    slack.scopes |= set(HISTORY)
    await platform.deliver(to(MEVA))
    slack.fail("conversations.history", Fail.BROKEN)
    with pytest.raises(TryLater):
        await platform.find(to(MEVA))


async def test_a_search_that_slack_refuses_tells_nothing(platform, slack) -> None:
    slack.scopes |= set(HISTORY)
    with pytest.raises(Unsearchable):
        await platform.find(to("C0GONE"))


# People


async def test_a_member_is_known_by_name_address_language_and_zone(platform, slack) -> None:
    noor = Account("slack", slack.team, NOOR)
    assert await platform.profile(noor) == Profile(
        noor, "Noor Habets", "member", "noor@vws.example", "nl", "Europe/Amsterdam"
    )


@pytest.mark.parametrize(
    ("about", "standing"),
    [
        ({"deleted": True}, "gone"),
        ({"deleted": True, "is_bot": True}, "gone"),
        ({"is_bot": True}, "bot"),
        ({"is_workflow_bot": True}, "bot"),
        ({"id": "USLACKBOT"}, "bot"),
        ({"team_id": "T0OTHER"}, "foreign"),
        ({"team_id": None}, "foreign"),
        ({"is_stranger": True}, "foreign"),
        ({"team_id": "T0OTHER", "is_restricted": True}, "foreign"),
        ({"is_restricted": True}, "guest"),
        ({"is_restricted": True, "is_ultra_restricted": True}, "guest"),
        ({"team_id": "T0OTHER", "enterprise_user": {"enterprise_id": "E1", "teams": ["T0REGIO"]}}, "member"),
    ],
)
async def test_only_who_is_certainly_ours_is_a_member_with_an_address(platform, slack, about, standing) -> None:
    slack.add_user("U0X", "Iemand", "iemand@elders.example", **about)
    profile = await platform.profile(Account("slack", slack.team, "U0X"))
    assert profile.standing == standing
    assert bool(profile.email) == (standing == "member")


async def test_an_address_that_was_never_confirmed_is_not_trusted(platform, slack) -> None:
    slack.add_user("U0X", "Iemand", "noor@vws.example", is_email_confirmed=False)
    assert (await platform.profile(Account("slack", slack.team, "U0X"))).email == ""


async def test_an_account_of_another_workspace_is_foreign_without_asking(platform, slack) -> None:
    assert (await platform.profile(Account("slack", "T0OTHER", NOOR))).standing == "foreign"
    assert slack.calls == []


async def test_somebody_slack_does_not_know_is_gone(platform, slack) -> None:
    assert (await platform.profile(Account("slack", slack.team, "U0NOBODY"))).standing == "gone"


@pytest.mark.parametrize("how", [Fail.RATE, Fail.BROKEN, Fail.RESET, Fail.HANG, Fail.HTML])
async def test_who_somebody_is_can_be_asked_later(platform, slack, how) -> None:
    slack.fail("users.info", how, times=2)  # aiohttp itself asks again when the connection breaks
    with pytest.raises(TryLater):
        await platform.profile(Account("slack", slack.team, NOOR))


@pytest.mark.parametrize("code", ["missing_scope", "invalid_auth"])
async def test_asking_again_does_not_help_where_slack_refuses_to_say_who_somebody_is(platform, slack, code) -> None:
    slack.fail("users.info", code)
    with pytest.raises(Undeliverable, match=code):
        await platform.profile(Account("slack", slack.team, NOOR))


# Checks


async def test_all_is_well(platform, slack) -> None:
    slack.scopes.add("channels:read")
    assert await platform.check([Place("slack", MEVA), Place("slack", HALL)]) == []


@pytest.mark.parametrize(
    ("about", "what"),
    [
        ({"is_member": False}, "The bot is not in channel C0MEVA."),
        ({"is_archived": True}, "Channel C0MEVA is archived."),
    ],
)
async def test_a_channel_that_takes_no_messages_is_a_fault_with_a_way_to_mend_it(platform, slack, about, what) -> None:
    slack.scopes.add("channels:read")
    slack.add_channel(MEVA, **about)
    (fault,) = await platform.check([Place("slack", MEVA)])
    assert fault.what == what
    assert fault.mend


async def test_an_unknown_channel_and_a_wrong_address_are_faults(platform, slack) -> None:
    slack.scopes.add("channels:read")
    found = await platform.check([Place("slack", "C0NOWHERE"), Place("slack", "#meva")])
    assert [fault.what for fault in found] == [
        "Slack does not show channel C0NOWHERE (channel_not_found).",
        "#meva is not a channel of Slack.",
    ]


async def test_without_a_scope_to_look_only_the_address_is_checked(platform, slack) -> None:
    assert await platform.check([Place("slack", "C0NOWHERE")]) == []


async def test_without_what_is_optional_all_is_well_too(platform, slack) -> None:
    slack.scopes -= OPTIONAL
    assert await platform.check([]) == []


async def test_missing_scopes_are_named(platform, slack) -> None:
    slack.scopes -= {"im:write", "users:read.email"}
    found = await platform.check([])
    assert [fault.what for fault in found] == [
        "The bot lacks the scope im:write.",
        "The bot lacks the scope users:read.email.",
    ]


async def test_a_refused_token_is_one_fault(platform, slack) -> None:
    slack.fail("auth.test", "token_revoked")
    found = await platform.check([Place("slack", MEVA)])
    assert found == [Fault("Slack refuses the bot token (token_revoked).", "Install the app again and set its token.")]


async def test_a_silent_slack_is_one_fault(platform, slack) -> None:
    await slack.stop()
    (fault,) = await platform.check([Place("slack", RUBEN)])
    assert fault.what == "Slack does not answer (unreachable)."
