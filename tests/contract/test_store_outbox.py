"""Messages leave in the order they were said, one at a time per conversation, and none is lost or sent twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from bot.conversation import Account, Place
from bot.delivery import Receipt
from bot.organisation import Organisation
from bot.store import Store
from bot.store.lanes import ANYWHERE, lane_of, target_of
from bot.store.outbox import Order
from bot.store.sending import LEASE, LONGEST_REST
from tests.contract.store_words import DAY, HALL, MINUTE, NOOR, NOW, RUBEN, SECOND, ordered, sent, stands

ELSEWHERE = Place("playground", "dir-cz")


def refresh(key: str, event: int = 1, to: Place | Account = HALL, subject: str = "s1") -> Order:
    """Show a signal as it is now."""
    return Order(key, to, "card", subject, event, fold=True)


def reply(key: str, event: int = 2, to: Place | Account = HALL) -> Order:
    """Tell what happened, under the card."""
    return Order(key, to, "history", "s1", event)


async def test_an_order_comes_out_as_it_went_in(store: Store, organisation: Organisation) -> None:
    order = Order("late:1", NOOR, "answer", "s1", 3, '{"woorden": "één"}')
    await ordered(store, organisation, order)
    (claim,) = await store.outbox.claim(NOW, 10)
    assert claim.order == order
    assert (claim.lane, claim.attempts, claim.uncertain, claim.edits, claim.under) == (
        "playground:dm:demo:noor",
        1,
        False,
        None,
        None,
    )


async def test_a_conversation_keeps_its_order_with_one_on_its_way_at_a_time(
    store: Store, organisation: Organisation
) -> None:
    await ordered(store, organisation, *(reply(f"h{count}") for count in range(3)))
    for expected in ("h0", "h1", "h2"):
        (claim,) = await store.outbox.claim(NOW, 10)
        assert claim.order.key == expected
        assert await store.outbox.claim(NOW, 10) == []
        await store.outbox.settle(claim, stands(claim), NOW)
    assert await store.outbox.claim(NOW + DAY, 10) == []


async def test_conversations_do_not_wait_for_each_other(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, reply("a"), reply("b", to=ELSEWHERE), reply("c", to=NOOR), reply("d"))
    assert {claim.order.key for claim in await store.outbox.claim(NOW, 10)} == {"a", "b", "c"}


async def test_no_more_lanes_are_claimed_than_asked_for(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, *(reply(f"h{count}", to=Place("slack", f"C{count}")) for count in range(5)))
    assert len(await store.outbox.claim(NOW, 2)) == 2
    assert len(await store.outbox.claim(NOW, 2)) == 2
    assert len(await store.outbox.claim(NOW, 2)) == 1


async def test_the_same_key_is_sent_once(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, reply("digest:2026-W45"), reply("digest:2026-W45", to=ELSEWHERE))
    assert len(await sent(store)) == 1
    await ordered(store, organisation, reply("digest:2026-W45"))
    assert await sent(store) == []


async def test_refreshes_that_wait_fold_into_one_that_speaks_of_the_newest_event(
    store: Store, organisation: Organisation
) -> None:
    for version in (1, 2, 3):
        await ordered(store, organisation, refresh(f"card:{version}", version))
    (claim,) = await sent(store)
    assert claim.order.event == 3


async def test_refreshes_of_other_signals_views_or_places_do_not_fold(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, refresh("1"), refresh("2", subject="s2"), refresh("3", to=ELSEWHERE))
    await ordered(store, organisation, Order("4", HALL, "overview", "s1", 1, fold=True))
    assert len(await sent(store)) == 4


async def test_a_refresh_that_is_on_its_way_swallows_no_later_one(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, refresh("card:1", 1))
    (claim,) = await store.outbox.claim(NOW, 10)
    await ordered(store, organisation, refresh("card:2", 2))
    await store.outbox.settle(claim, stands(claim), NOW)
    assert [claim.order.event for claim in await sent(store)] == [2]


async def test_how_it_stands_comes_before_what_happened(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, reply("history:2"), refresh("card:2", 2))
    assert [claim.order.key for claim in await sent(store)] == ["card:2", "history:2"]


async def test_a_second_refresh_edits_and_a_reply_stands_under_what_was_posted(
    store: Store, organisation: Organisation
) -> None:
    await ordered(store, organisation, refresh("card:1", 1))
    (first,) = await store.outbox.claim(NOW, 10)
    posted = Receipt(Place("playground", "dir-meva/thread"), "1234.5678")
    await store.outbox.settle(first, posted, NOW)
    await ordered(store, organisation, refresh("card:2", 2), reply("history:2"))
    edit, answer = await sent(store)
    assert (first.edits, edit.edits, edit.under) == (None, posted, None)
    assert (answer.edits, answer.under) == (None, posted)


async def test_a_short_direct_message_does_not_hide_under_the_receipt(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, Order("receipt:1", NOOR, "receipt", "s1", 1, fold=True))
    await sent(store)
    await ordered(store, organisation, Order("news:2", NOOR, "news", "s1", 2))
    (news,) = await sent(store)
    assert (news.edits, news.under) == (None, None)


async def test_what_certainly_did_not_arrive_is_tried_again_later_and_not_before(
    store: Store, organisation: Organisation
) -> None:
    await ordered(store, organisation, reply("h1"), reply("h2"))
    (claim,) = await store.outbox.claim(NOW, 10)
    assert await store.outbox.retry(claim, NOW + MINUTE, "rate limited")
    assert await store.outbox.claim(NOW + MINUTE - SECOND, 10) == []
    (again,) = await store.outbox.claim(NOW + MINUTE, 10)
    assert (again.order.key, again.attempts, again.uncertain) == ("h1", 2, False)


async def test_what_may_have_arrived_comes_back_as_uncertain(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, reply("h1"))
    (claim,) = await store.outbox.claim(NOW, 10)
    assert await store.outbox.unsure(claim, NOW + MINUTE, "time-out after sending")
    assert await store.outbox.claim(NOW + MINUTE - SECOND, 10) == []
    (again,) = await store.outbox.claim(NOW + MINUTE, 10)
    assert again.uncertain
    await store.outbox.retry(again, NOW + MINUTE, "it was not there")
    (third,) = await store.outbox.claim(NOW + MINUTE, 10)
    assert (third.attempts, third.uncertain) == (3, False)


async def test_after_a_crash_the_lease_runs_out_and_what_was_on_its_way_is_uncertain(
    store: Store, organisation: Organisation
) -> None:
    await ordered(store, organisation, reply("h1"))
    assert len(await store.outbox.claim(NOW, 10)) == 1
    assert await store.outbox.claim(NOW + LEASE - SECOND, 10) == []
    (claim,) = await store.outbox.claim(NOW + LEASE, 10)
    assert claim.uncertain


async def test_whoever_lost_the_lease_changes_nothing_any_more(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, refresh("card:1"), reply("h1"))
    (slow,) = await store.outbox.claim(NOW, 10)
    later = NOW + LEASE
    (ours,) = await store.outbox.claim(later, 10)
    assert not await store.outbox.settle(slow, Receipt(HALL, "from the slow one"), later)
    assert not await store.outbox.retry(slow, later, "late")
    assert not await store.outbox.unsure(slow, later, "late")
    assert not await store.outbox.give_up(slow, "late", later)
    assert await store.outbox.claim(later, 10) == []
    assert await store.outbox.settle(ours, Receipt(HALL, "ours"), later)
    (answer,) = await store.outbox.claim(later, 10)
    assert answer.under == Receipt(HALL, "ours")


async def test_a_settled_order_is_settled_once(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, reply("h1"))
    (claim,) = await store.outbox.claim(NOW, 10)
    assert await store.outbox.settle(claim, stands(claim), NOW)
    assert not await store.outbox.settle(claim, stands(claim), NOW)


async def test_what_cannot_be_delivered_makes_way_for_the_next_and_is_counted(
    store: Store, organisation: Organisation
) -> None:
    await ordered(store, organisation, reply("h1"), reply("h2"))
    (claim,) = await store.outbox.claim(NOW, 10)
    assert await store.outbox.give_up(claim, "channel_not_found", NOW)
    assert [claim.order.key for claim in await sent(store)] == ["h2"]
    assert (await store.health(NOW)).undeliverable == 1


async def test_a_conversation_rests_between_two_messages(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, reply("h1"), reply("h2"))
    (claim,) = await store.outbox.claim(NOW, 10)
    await store.outbox.settle(claim, stands(claim), NOW, rest=SECOND)
    assert await store.outbox.claim(NOW + SECOND / 2, 10) == []
    assert len(await store.outbox.claim(NOW + SECOND, 10)) == 1


async def test_it_also_rests_before_what_is_said_later(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, reply("h1"))
    (claim,) = await store.outbox.claim(NOW, 10)
    await store.outbox.settle(claim, stands(claim), NOW, rest=SECOND)
    await ordered(store, organisation, reply("h2"))
    assert await store.outbox.claim(NOW + SECOND / 2, 10) == []
    assert len(await store.outbox.claim(NOW + SECOND, 10)) == 1


async def test_whoever_orders_may_live_by_a_clock_that_runs_ahead(store: Store, organisation: Organisation) -> None:
    work = store.work(now=NOW + 300 * DAY, organisation=organisation)
    work.order(reply("h1"))
    await work.commit()
    assert len(await store.outbox.claim(NOW, 10)) == 1


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=400)])
async def test_a_clock_put_back_stalls_no_lane(store: Store, organisation: Organisation, jump: timedelta) -> None:
    await ordered(store, organisation, reply("leased"), reply("resting", to=ELSEWHERE))
    for claim in await store.outbox.claim(NOW, 10):
        if claim.order.key == "resting":
            await store.outbox.retry(claim, NOW + MINUTE, "later")
    back = NOW - jump
    assert await store.outbox.claim(back, 10) == []
    assert {claim.order.key for claim in await store.outbox.claim(back + LEASE, 10)} == {"leased"}
    assert {claim.order.key for claim in await store.outbox.claim(back + LONGEST_REST, 10)} >= {"resting"}


async def test_no_lane_rests_longer_than_the_longest_rest(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, reply("h1"))
    (claim,) = await store.outbox.claim(NOW, 10)
    await store.outbox.retry(claim, NOW + 30 * DAY, "come back next month")
    assert await store.outbox.claim(NOW, 10) == []
    assert len(await store.outbox.claim(NOW + LONGEST_REST, 10)) == 1


async def test_of_fifty_who_claim_at_once_one_gets_it(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, reply("h1"))
    claims = await asyncio.gather(*(store.outbox.claim(NOW, 10) for _ in range(50)))
    assert sum(len(got) for got in claims) == 1


async def test_works_that_append_at_once_lose_nothing_and_double_nothing(
    store: Store, organisation: Organisation
) -> None:
    await asyncio.gather(*(ordered(store, organisation, reply(f"h{count}"), refresh("c")) for count in range(20)))
    keys = [claim.order.key for claim in await sent(store)]
    assert sorted(keys) == sorted(["c", *(f"h{count}" for count in range(20))])


@pytest.mark.parametrize(
    "to", [Place("teams", "19:abc@thread.tacv2;messageid=17%3A1"), Account("teams", "t:1", "29:%25x"), HALL, RUBEN]
)
def test_a_lane_leads_back_to_where_it_came_from(to: Place | Account) -> None:
    assert target_of(lane_of(to)) == to


def test_a_place_and_an_account_never_share_a_lane() -> None:
    assert lane_of(Place("slack", "dm:T1:U1")) != lane_of(Account("slack", "T1", "U1"))
    assert lane_of(Account("slack", "T1:U1", "")) != lane_of(Account("slack", "T1", "U1"))


async def test_every_platform_has_a_share_of_its_own(store: Store, organisation: Organisation) -> None:
    platforms = ("slack", "teams", "playground", ANYWHERE)
    orders = [Order(f"{name}{n}", Account(name, "t", str(n)), "news") for name in platforms for n in range(3)]
    await ordered(store, organisation, *orders)
    first = await store.outbox.claim(NOW, 2, {"slack": 2, "teams": 1})
    assert Counter(claim.order.to.platform for claim in first) == {"teams": 1, "playground": 2, ANYWHERE: 2}
    rest = await store.outbox.claim(NOW, 10, {"slack": 10})
    assert Counter(claim.order.to.platform for claim in rest) == {"teams": 2, "playground": 1, ANYWHERE: 1}


async def test_the_next_rest_that_ends_is_known_whatever_is_due_already(
    store: Store, organisation: Organisation
) -> None:
    await ordered(store, organisation, Order("a", NOOR, "news"), Order("b", HALL, "news"), Order("c", HALL, "news"))
    claims = {claim.order.key: claim for claim in await store.outbox.claim(NOW, 10)}
    await store.outbox.settle(claims["b"], stands(claims["b"]), NOW, rest=SECOND)
    assert await store.outbox.next_due(NOW) == NOW + SECOND
    assert await store.outbox.next_due(NOW + SECOND) is None
    assert await store.outbox.next_due() < NOW
