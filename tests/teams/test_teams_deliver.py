"""Messages out: posted, edited, replied, whispered; and every way in which Teams can fail, told apart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey

from adapters.teams.api import TIMEOUT, Api
from adapters.teams.credential import Credential
from adapters.teams.deliver import Teams
from adapters.teams.failures import failure, refusal
from adapters.teams.pace import Pace
from adapters.teams.references import References
from adapters.teams.render import message
from bot.cards import Card, Heading, Paragraph
from bot.conversation import Account, Place, Profile
from bot.delivery import Delivery, Fault, Receipt, TryLater, Uncertain, Undeliverable, Unsearchable
from tests.fake_teams import Fail, FakeTeams, direct_chat, fake_teams
from tests.teams.memory import Shelf, spoke

NOOR = "5f7b1d9e-0000-4000-8000-00000000000a"
RUBEN = "5f7b1d9e-0000-4000-8000-000000000002"
NOBODY = "5f7b1d9e-0000-4000-8000-0000000000ff"
MEVA, HALL, TABLE = "19:meva@thread.tacv2", "19:hall@thread.tacv2", "19:table@thread.v2"

CARD = Card("Nieuw knelpunt", (Heading("K-2026-0001"),))
CLAIMED = Card("Opgepakt", (Heading("K-2026-0001"), Paragraph(("Opgepakt door Ruben Alting",))))
KEY = ConnectionKey("smba.trafficmanager.net", 443, True, True, None, None, None)


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with fake_teams() as fake:
        fake.add_user(NOOR, "Noor Habets", "noor@vws.example")
        fake.add_user(RUBEN, "Ruben Alting", "ruben@vws.example")
        fake.add_channel(MEVA)
        fake.add_channel(HALL)
        fake.add_group_chat(TABLE, NOOR, RUBEN)
        yield fake


@pytest.fixture
async def api(teams: FakeTeams, request: pytest.FixtureRequest) -> AsyncIterator[Api]:
    """Impatient where Teams will not answer; elsewhere a busy machine is not a slow Teams."""
    credential = Credential(teams.app_id, teams.secret, teams.tenant, teams.login_url)
    asked = getattr(request.node, "callspec", None)
    hangs = asked is not None and asked.params.get("how") == Fail.HANG
    api = Api(credential, teams.service_url, timeout=aiohttp.ClientTimeout(total=1) if hangs else TIMEOUT)
    await api.open()
    yield api
    await api.close()


@pytest.fixture
def memory() -> Shelf:
    return Shelf()


@pytest.fixture
def references(teams: FakeTeams, memory: Shelf) -> References:
    return References(memory, teams.tenant, teams.service_url)


@pytest.fixture
def platform(api: Api, references: References, teams: FakeTeams) -> Teams:
    return Teams(api, references, Pace(), teams.tenant)


@pytest.fixture
def noor(teams: FakeTeams) -> Account:
    return Account("teams", teams.tenant, NOOR)


def to(place: str, key: str = "k1", card: Card = CARD, **how: Any) -> Delivery:
    return Delivery(key, Place("teams", place), card, **how)


async def test_a_card_starts_a_thread_in_its_channel(platform, teams) -> None:
    receipt = await platform.deliver(to(MEVA))
    (post,) = teams.messages(MEVA)
    assert receipt == Receipt(Place("teams", MEVA), post.id)
    assert (post.words, post.activity["summary"]) == ("K-2026-0001", "Nieuw knelpunt")


async def test_it_is_edited_in_place(platform, teams) -> None:
    receipt = await platform.deliver(to(MEVA))
    assert await platform.deliver(to(MEVA, "k2", CLAIMED, edits=receipt)) == receipt
    (post,) = teams.messages(MEVA)
    assert (post.words, post.was) == ("K-2026-0001\nOpgepakt door Ruben Alting", ["K-2026-0001"])


async def test_history_stands_under_it_and_can_be_edited_there(platform, teams) -> None:
    receipt = await platform.deliver(to(MEVA))
    reply = await platform.deliver(to(MEVA, "k2", CLAIMED, under=receipt))
    (post,) = teams.messages(MEVA)
    assert [Receipt(Place("teams", MEVA), answer.id) for answer in teams.thread(post)] == [reply]
    assert await platform.deliver(to(MEVA, "k3", CARD, edits=reply)) == reply


async def test_a_group_chat_has_no_threads(platform, teams) -> None:
    receipt = await platform.deliver(to(TABLE))
    await platform.deliver(to(TABLE, "k2", CLAIMED, under=receipt))
    assert [post.words.splitlines()[-1] for post in teams.messages(TABLE)] == [
        "K-2026-0001",
        "Opgepakt door Ruben Alting",
    ]


async def test_what_teams_called_a_channel_is_one_whatever_its_id_looks_like(platform, references, teams) -> None:
    teams.add_channel("channel-announcements-id")
    await references.note(spoke(teams, NOOR, "channel-announcements-id", kind="channel"))
    await platform.deliver(to("channel-announcements-id"))
    assert len(teams.called("create")) == 1


async def test_a_person_gets_a_direct_message_and_the_chat_is_opened_once(platform, teams, noor, memory) -> None:
    first = await platform.deliver(Delivery("k1", noor, CARD))
    await platform.deliver(Delivery("k2", noor, CARD))
    assert first.place == Place("teams", direct_chat(NOOR))
    assert len(teams.direct(NOOR)) == 2
    await platform.deliver(Delivery("k3", noor, CLAIMED, edits=first))
    assert teams.direct(NOOR)[0].words.endswith("Opgepakt door Ruben Alting")
    after_a_restart = Teams(platform._api, References(memory, teams.tenant, teams.service_url), Pace(), teams.tenant)
    await after_a_restart.deliver(Delivery("k4", noor, CARD))
    assert len(teams.called("create")) == 1


async def test_who_wrote_to_us_is_answered_in_that_chat(platform, references, teams, noor) -> None:
    await references.note(spoke(teams, NOOR, direct_chat(NOOR)))
    await platform.tell(noor, message(CARD))
    assert len(teams.direct(NOOR)) == 1
    assert teams.called("create") == []


async def test_a_chat_that_is_no_longer_there_is_opened_anew(platform, references, teams, noor) -> None:
    await references.opened(noor, "a:1gone")
    await platform.deliver(Delivery("k1", noor, CARD))
    await platform.deliver(Delivery("k2", noor, CARD))
    assert len(teams.direct(NOOR)) == 2
    assert len(teams.called("create")) == 1


async def test_somebody_from_the_organisation_file_is_of_our_tenant(platform, teams) -> None:
    await platform.deliver(Delivery("k1", Account("teams", "", NOOR.upper()), CARD))
    assert len(teams.direct(NOOR)) == 1


# Private in a shared conversation


@pytest.mark.parametrize("heard", [True, False])
async def test_a_whisper_is_for_one_person(platform, references, teams, noor, heard) -> None:
    if heard:
        await references.note(spoke(teams, NOOR, MEVA, kind="channel"))
    await platform.whisper(Place("teams", MEVA), noor, message(CARD))
    assert [post.conversation for post in teams.whispered(NOOR)] == [MEVA]
    assert teams.messages(MEVA) == teams.direct(NOOR) == []


async def test_a_whisper_stands_in_the_thread_where_the_question_was(platform, teams, noor) -> None:
    root = await platform.deliver(to(MEVA))
    await platform.whisper(root.place, noor, message(CLAIMED), thread=root.message)
    assert [post.thread for post in teams.whispered(NOOR)] == [root.message]


async def test_where_teams_allows_no_whisper_it_is_said_in_the_chat_of_the_two(platform, teams, noor) -> None:
    teams.takes_targeted = False
    await platform.whisper(Place("teams", MEVA), noor, message(CARD))
    assert len(teams.direct(NOOR)) == 1


async def test_a_whisper_that_may_have_arrived_is_not_said_again(platform, teams, noor) -> None:
    teams.fail("post", Fail.RESET_AFTER)
    with pytest.raises(Uncertain):
        await platform.whisper(Place("teams", MEVA), noor, message(CARD))
    assert teams.direct(NOOR) == []


# Failures

FAILURES = [
    (Fail.RATE, TryLater, "too many messages (http_429)", 0),
    (Fail.RATE_SILENT, TryLater, "too many messages (http_429)", 0),
    (Fail.BUSY, TryLater, "Teams is not available (http_503)", 0),
    ("412 PreconditionFailed", TryLater, "somebody else was writing there (PreconditionFailed)", 0),
    ("401 BotNotRegistered", TryLater, "Teams refuses the token (BotNotRegistered)", 0),
    (Fail.ELSEWHERE, TryLater, "sent elsewhere (http_307)", 0),
    (Fail.BUSY_SILENT, Uncertain, "http_503", 0),
    (Fail.BROKEN, Uncertain, "http_500", 0),
    (Fail.BROKEN_AFTER, Uncertain, "http_500", 1),
    (Fail.GATEWAY, Uncertain, "http_502", 0),
    ("500 ServiceError", Uncertain, "ServiceError", 0),
    (Fail.LATE, Uncertain, "http_504", 0),
    (Fail.RESET, Uncertain, "connection_lost", 0),
    (Fail.RESET_AFTER, Uncertain, "connection_lost", 1),
    (Fail.HANG, Uncertain, "timeout", 0),
    (Fail.HTML, Uncertain, "unreadable_answer", 0),
    (Fail.BROKEN_JSON, Uncertain, "unreadable_answer", 0),
    (Fail.LIST, Uncertain, "unreadable_answer", 0),
    (Fail.DEEP, Uncertain, "unreadable_answer", 0),
    (Fail.ENDLESS, Uncertain, "unreadable_answer", 0),
    (Fail.EMPTY, Uncertain, "no_receipt", 0),
    (Fail.PROXY, Undeliverable, "Teams refuses it (http_403)", 0),
    ("400 BadSyntax", Undeliverable, "Teams refuses it (BadSyntax)", 0),
    ("400 words that <quote> what was sent", Undeliverable, "Teams refuses it (http_400)", 0),
    ("403 BotNotInConversationRoster", Undeliverable, "the app is not installed there (BotNotInConversationRoster)", 0),
    ("403 ConversationBlockedByUser", Undeliverable, "somebody has blocked the app there (ConversationBlockedByUser)", 0),
    ("403 BotDisabledByAdmin", Undeliverable, "an administrator has switched the app off (BotDisabledByAdmin)", 0),
    ("404 ConversationNotFound", Undeliverable, "there is no such conversation (ConversationNotFound)", 0),
    ("413 MessageSizeTooBig", Undeliverable, "the message is too large (MessageSizeTooBig)", 0),
    ("418 ACodeOfNextYear", Undeliverable, "Teams refuses it (ACodeOfNextYear)", 0),
]  # fmt: skip


@pytest.mark.parametrize(("how", "failure", "reason", "arrived"), FAILURES)
async def test_a_failure_says_whether_the_message_may_have_arrived(
    platform, teams, how, failure, reason, arrived
) -> None:
    teams.fail("create", how)
    with pytest.raises(failure) as caught:
        await platform.deliver(to(MEVA))
    assert caught.value.reason == reason
    assert len(teams.messages(MEVA)) == arrived
    assert len(teams.called("create")) == 1, "only the outbox tries again"
    await platform.deliver(to(MEVA))


@pytest.mark.parametrize(("how", "seconds"), [(Fail.RATE, 7), (Fail.BUSY, 9), (Fail.RATE_SILENT, 0)])
async def test_teams_may_say_how_long_to_wait(platform, teams, how, seconds) -> None:
    teams.fail("create", how)
    with pytest.raises(TryLater) as caught:
        await platform.deliver(to(MEVA))
    assert caught.value.after == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("0", timedelta(0)),
        ("3600", timedelta(hours=1)),
        ("86400", timedelta(hours=1)),
        ("9" * 5000, timedelta(0)),
        ("-5", timedelta(0)),
        ("²", timedelta(0)),
        ("Mon, 02 Nov 2026 09:14:07 GMT", timedelta(0)),
    ],
)
def test_a_strange_wait_holds_nobody_up_for_ever(said: str, waits: timedelta) -> None:
    refused = refusal(429, {"Retry-After": said}, None)
    assert isinstance(refused, TryLater)
    assert refused.after == waits


async def test_what_is_applied_late_was_uncertain(platform, teams) -> None:
    teams.fail("create", Fail.LATE)
    with pytest.raises(Uncertain):
        await platform.deliver(to(MEVA))
    teams.settle()
    assert len(teams.messages(MEVA)) == 1


async def test_the_pace_of_a_channel_is_kept_before_teams_must_refuse(api, references, teams) -> None:
    platform = Teams(api, references, Pace(lambda: 1000.0), teams.tenant)
    for number in range(7):
        await platform.deliver(to(MEVA, f"k{number}"))
    with pytest.raises(TryLater) as caught:
        await platform.deliver(to(MEVA, "k8"))
    assert (caught.value.reason, caught.value.after) == ("sending too fast", timedelta(seconds=1))
    assert len(teams.called("create")) == 7
    await platform.deliver(to(HALL, "k9"))


async def test_several_processes_that_are_too_fast_together_hear_so(api, references, teams) -> None:
    teams.clock = lambda: 1000.0
    one, other = (Teams(api, references, Pace(teams.clock), teams.tenant) for _ in range(2))
    for number in range(7):
        await one.deliver(to(MEVA, f"k{number}"))
    with pytest.raises(TryLater) as caught:
        await other.deliver(to(MEVA, "k8"))
    assert (caught.value.reason, caught.value.after) == ("too many messages (Throttled)", timedelta(seconds=1))


async def test_looking_people_up_counts_as_well(api, references, teams, noor) -> None:
    platform = Teams(api, references, Pace(lambda: 1000.0), teams.tenant)
    for _ in range(25):
        await platform.profile(noor)  # the chat is opened once
        await platform.profile(noor)
    with pytest.raises(TryLater, match="sending too fast"):
        await platform.deliver(to(MEVA))


async def test_who_blocked_the_app_is_said(platform, teams, noor) -> None:
    teams.chats[direct_chat(NOOR)].blocked = True
    with pytest.raises(Undeliverable) as caught:
        await platform.deliver(Delivery("k1", noor, CARD))
    assert caught.value.reason == "somebody has blocked the app there (MessageWritesBlocked)"


@pytest.mark.parametrize("code", ["404 ActivityNotFoundInConversation", "403 NotEnoughPermissions"])
async def test_an_edit_that_teams_refuses_is_not_posted_anew(platform, teams, code) -> None:
    receipt = await platform.deliver(to(MEVA))
    teams.fail("edit", code)
    with pytest.raises(Undeliverable):
        await platform.deliver(to(MEVA, "k2", CLAIMED, edits=receipt))
    assert len(teams.messages(MEVA)) == 1


async def test_who_is_in_a_hurry_says_so(teams) -> None:
    patient = Api(None, teams.service_url, timeout=aiohttp.ClientTimeout(total=600))
    await patient.open()
    teams.tokens.append("")  # a stand-in that wants no token
    teams.fail("members", Fail.HANG)
    with pytest.raises(Uncertain, match="timeout"):
        await patient.read(teams.service_url, f"v3/conversations/{MEVA}/pagedmembers", within=0.05)
    await patient.close()


async def test_an_edit_may_be_answered_with_nothing(platform, teams) -> None:
    receipt = await platform.deliver(to(MEVA))
    teams.fail("edit", Fail.EMPTY)
    assert await platform.deliver(to(MEVA, "k2", CLAIMED, edits=receipt)) == receipt


async def test_a_teams_that_is_not_there_is_for_later(platform, teams, noor) -> None:
    await teams.stop()
    with pytest.raises(TryLater):
        await platform.deliver(to(MEVA))
    with pytest.raises(TryLater):
        await platform.profile(noor)
    await teams.start()
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
        KeyError(),
        OSError(),
    ],
)
def test_where_a_connection_broke_nobody_knows(error: Exception) -> None:
    assert isinstance(failure(error), Uncertain)


@pytest.mark.parametrize("how", [Fail.BROKEN, Fail.RESET, Fail.HANG, Fail.EMPTY, Fail.HTML])
async def test_opening_a_chat_is_simply_done_again(platform, teams, noor, how) -> None:
    teams.fail("create", how)
    with pytest.raises(TryLater):
        await platform.deliver(Delivery("k1", noor, CARD))


async def test_nobody_to_tell_is_undeliverable(platform, teams) -> None:
    teams.add_user(NOBODY, "Zonder App", installed=False)
    with pytest.raises(Undeliverable) as caught:
        await platform.deliver(Delivery("k1", Account("teams", teams.tenant, NOBODY), CARD))
    assert caught.value.reason == "the app is not installed there (ForbiddenOperationException)"


@pytest.mark.parametrize("place", [Place("teams", "#meva/../x"), Place("teams", ""), Place("slack", "C0MEVA")])
async def test_an_address_that_is_not_of_teams_is_undeliverable(platform, teams, place) -> None:
    with pytest.raises(Undeliverable):
        await platform.deliver(Delivery("k1", place, CARD))
    assert teams.calls == []


async def test_teams_lets_nobody_look_whether_a_message_arrived(platform) -> None:
    await platform.deliver(to(MEVA))
    with pytest.raises(Unsearchable):
        await platform.find(to(MEVA))


# The token goes to Teams and nowhere else


@pytest.mark.parametrize("url", ["https://evil.example/", "http://smba.trafficmanager.net/teams/", ""])
async def test_nothing_is_sent_to_an_address_that_is_not_microsofts(api, teams, url) -> None:
    with pytest.raises(Undeliverable):
        await api.call("POST", url, "v3/conversations", {})
    assert teams.calls == []


async def test_without_a_credential_only_the_stand_in_is_called(teams) -> None:
    anonymous = Api(None, teams.service_url)
    await anonymous.open()
    with pytest.raises(Undeliverable):
        await anonymous.read("https://smba.trafficmanager.net/teams/", "v3/conversations")
    with pytest.raises(TryLater, match="refuses the token"):
        await anonymous.read(teams.service_url, f"v3/conversations/{MEVA}/pagedmembers")
    await anonymous.close()


async def test_a_token_that_teams_refuses_is_replaced(platform, teams) -> None:
    await platform.deliver(to(MEVA))
    teams.tokens.append("a newer one")
    with pytest.raises(TryLater):
        await platform.deliver(to(MEVA, "k2"))
    await platform.deliver(to(MEVA, "k2"))
    assert len(teams.called("token")) == 2


# People


@pytest.mark.parametrize("where", ["direct", "channel", "nowhere yet"])
async def test_a_member_is_known_by_name_and_address(platform, references, teams, noor, where) -> None:
    if where != "nowhere yet":
        await references.note(spoke(teams, NOOR, direct_chat(NOOR) if where == "direct" else MEVA))
    profile = await platform.profile(noor)
    assert (profile.name, profile.standing, profile.email) == ("Noor Habets", "member", "noor@vws.example")


async def test_language_and_zone_are_those_of_their_last_message(platform, references, teams, noor) -> None:
    await references.note(spoke(teams, NOOR, MEVA, locale="nl-NL", localTimezone="Europe/Amsterdam"))
    assert await platform.profile(noor) == Profile(
        noor, "Noor Habets", "member", "noor@vws.example", "nl", "Europe/Amsterdam"
    )


@pytest.mark.parametrize(
    ("about", "standing"),
    [
        ({}, "member"),
        ({"userRole": "owner"}, "member"),
        ({"userRole": "guest"}, "guest"),
        ({"userRole": "anonymous"}, "guest"),
        ({"userRole": None}, "guest"),
        ({"userPrincipalName": "iemand_elders.example#EXT#@vws.example"}, "guest"),
        ({"tenantId": "5f7b1d9e-0000-4000-8000-00000000a002"}, "foreign"),
        ({"tenantId": None}, "foreign"),
    ],
)
async def test_only_who_is_certainly_ours_is_a_member_with_an_address(platform, teams, about, standing) -> None:
    teams.add_user(RUBEN, "Iemand", "iemand@elders.example", **about)
    profile = await platform.profile(Account("teams", teams.tenant, RUBEN))
    assert profile.standing == standing
    assert bool(profile.email) == (standing == "member")


async def test_without_a_mailbox_the_name_to_sign_in_with_is_the_address(platform, teams, noor) -> None:
    teams.add_user(NOOR, "Noor Habets", userPrincipalName="noor@vws.example")
    assert (await platform.profile(noor)).email == "noor@vws.example"
    teams.add_user(NOOR, "Noor Habets", userPrincipalName="noor")
    assert (await platform.profile(noor)).email == ""


async def test_an_id_in_the_organisation_file_may_be_in_capitals(platform, teams) -> None:
    assert (await platform.profile(Account("teams", "", NOOR.upper()))).standing == "member"


async def test_an_older_service_names_the_id_differently(platform, teams, noor) -> None:
    teams.users[NOOR]["objectId"] = teams.users[NOOR].pop("aadObjectId")
    assert (await platform.profile(noor)).standing == "member"


async def test_an_answer_about_somebody_else_is_not_believed(platform, teams, noor) -> None:
    teams.users[NOOR]["aadObjectId"] = RUBEN
    with pytest.raises(TryLater):
        await platform.profile(noor)


async def test_an_account_of_another_tenant_is_foreign_and_hears_nothing(platform, teams) -> None:
    stranger = Account("teams", "5f7b1d9e-0000-4000-8000-00000000a002", NOOR)
    assert (await platform.profile(stranger)).standing == "foreign"
    with pytest.raises(Undeliverable):
        await platform.deliver(Delivery("k1", stranger, CARD))
    assert teams.calls == []


async def test_somebody_teams_does_not_know_is_gone(platform, teams) -> None:
    assert (await platform.profile(Account("teams", teams.tenant, NOBODY))).standing == "gone"


@pytest.mark.parametrize("code", ["403 BotNotInConversationRoster", "404 MemberNotFoundInConversation"])
async def test_where_one_conversation_does_not_say_another_does(platform, references, teams, noor, code) -> None:
    await references.note(spoke(teams, NOOR, MEVA))
    teams.fail("member", code)
    assert (await platform.profile(noor)).standing == "member"


async def test_no_conversation_is_asked_twice(platform, references, teams) -> None:
    gone = Account("teams", teams.tenant, teams.add_user(NOBODY, "Weg"))
    await references.note(spoke(teams, NOBODY, direct_chat(NOBODY)))
    del teams.users[NOBODY]
    assert (await platform.profile(gone)).standing == "gone"
    assert (len(teams.called("member")), len(teams.called("create"))) == (1, 1)


async def test_who_may_not_be_looked_up_is_asked_about_later(platform, teams) -> None:
    teams.add_user(NOBODY, "Zonder App", installed=False)
    with pytest.raises(TryLater):
        await platform.profile(Account("teams", teams.tenant, NOBODY))


@pytest.mark.parametrize("how", [Fail.RATE, Fail.BROKEN, Fail.RESET, Fail.HANG, Fail.HTML, Fail.EMPTY])
async def test_who_somebody_is_can_be_asked_later(platform, references, teams, noor, how) -> None:
    await references.note(spoke(teams, NOOR, direct_chat(NOOR)))
    teams.fail("member", how, times=2)  # aiohttp itself asks again when the connection breaks
    with pytest.raises(TryLater):
        await platform.profile(noor)


# Checks


async def test_all_is_well(platform) -> None:
    assert await platform.check([Place("teams", MEVA), Place("teams", TABLE)]) == []


async def test_a_place_without_the_app_is_a_fault_with_a_way_to_mend_it(platform, teams) -> None:
    teams.add_channel(MEVA, installed=False)
    (fault,) = await platform.check([Place("teams", MEVA)])
    assert fault == Fault(
        f"Teams does not let the app into {MEVA}: the app is not installed there (BotNotInConversationRoster).",
        "Add the app to the team, with Manage team, Apps.",
    )


async def test_an_unknown_place_and_a_wrong_address_are_faults(platform) -> None:
    found = await platform.check([Place("teams", "19:nowhere@thread.tacv2"), Place("teams", "#meva")])
    assert [fault.what for fault in found] == [
        "Teams does not know 19:nowhere@thread.tacv2: there is no such conversation (ConversationNotFound).",
        "#meva is not a conversation of Teams.",
    ]
    assert all(fault.mend for fault in found)


@pytest.mark.parametrize(("how", "reason"), [(Fail.HANG, "timeout"), (Fail.BROKEN, "http_500")])
async def test_a_silent_teams_is_a_fault(platform, teams, how, reason) -> None:
    teams.fail("members", how)
    (fault,) = await platform.check([Place("teams", MEVA)])
    assert fault.what == f"Teams did not say whether {MEVA} is well ({reason})."


async def test_a_refused_secret_is_one_fault(platform, teams) -> None:
    teams.secret = "another"
    assert await platform.check([Place("teams", MEVA)]) == [
        Fault(
            "Microsoft Entra gives no token (AADSTS7000215).",
            "The client secret is wrong: copy its value, not its id, into REGIOLIJN_TEAMS_APP_PASSWORD.",
        )
    ]
