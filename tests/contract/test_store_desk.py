"""What has not arrived can be looked at, sent again and dropped; what is on its way is left alone."""

from __future__ import annotations

from bot.conversation import Place
from bot.delivery import Receipt
from bot.organisation import Organisation
from bot.store import Store
from bot.store.outbox import Claim, Order
from bot.store.sending import LEASE
from bot.store.waiting import Waiting, card_at
from tests.contract.store_words import HALL, MINUTE, NOOR, NOW, filed, ordered, sent, stands

ELSEWHERE = Place("playground", "dir-cz")


def card(key: str, to: Place = HALL) -> Order:
    """Show the signal as it is now."""
    return Order(key, to, "card", "s1", 1, fold=True)


async def lost(store: Store, organisation: Organisation, *orders: Order) -> list[Claim]:
    """Orders that could not be delivered."""
    await ordered(store, organisation, *orders)
    claims = []
    while claimed := await store.outbox.claim(NOW, 10):
        for claim in claimed:
            await store.outbox.give_up(claim, "channel_not_found", NOW)
        claims += claimed
    return claims


async def test_what_has_not_arrived_is_listed_with_its_number_and_why(store: Store, organisation: Organisation) -> None:
    await filed(store, organisation)
    (claim,) = await lost(store, organisation, card("a"))
    await ordered(store, organisation, Order("b", NOOR, "answer", payload='{"summary": "words"}'))
    first, second = await store.desk.listed()
    assert first == Waiting(
        claim.id, "undeliverable", "K-2026-0001", "card", HALL, NOW, attempts=1, reason="channel_not_found"
    )
    assert (second.state, second.number, second.view, second.to) == ("waiting", "", "answer", NOOR)


async def test_what_arrived_is_not_listed(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, card("a"))
    await sent(store)
    assert await store.desk.listed() == []


async def test_what_was_lost_can_be_sent_again_at_once(store: Store, organisation: Organisation) -> None:
    (claim,) = await lost(store, organisation, card("a"))
    assert await store.desk.again([claim.id], NOW) == [claim.id]
    (again,) = await sent(store)
    assert (again.order, again.uncertain) == (claim.order, False)
    assert await store.desk.again([claim.id], NOW) == []


async def test_what_is_put_off_can_be_sent_at_once(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, card("a"))
    (claim,) = await store.outbox.claim(NOW, 10)
    await store.outbox.retry(claim, NOW + 5 * MINUTE, "ratelimited")
    assert await store.outbox.claim(NOW, 10) == []
    await store.desk.again([claim.id], NOW)
    assert len(await sent(store)) == 1


async def test_what_is_dropped_is_not_sent_and_holds_up_nothing(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, Order("a", HALL, "history", "s1", 2), Order("b", HALL, "history", "s1", 3))
    first, second = await store.desk.listed()
    assert await store.desk.drop(first.id, NOW) == [first.id]
    assert [claim.id for claim in await sent(store)] == [second.id]
    assert await store.desk.drop(first.id, NOW) == []


async def test_a_lane_in_which_everything_is_dropped_is_empty(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, card("a"))
    (waiting,) = await store.desk.listed()
    await store.desk.drop(waiting.id, NOW)
    assert await store.outbox.next_due() is None


async def test_a_new_refresh_does_not_join_one_that_was_dropped(store: Store, organisation: Organisation) -> None:
    await ordered(store, organisation, card("a"))
    (waiting,) = await store.desk.listed()
    await store.desk.drop(waiting.id, NOW)
    await ordered(store, organisation, card("b"))
    assert [claim.order.key for claim in await sent(store)] == ["b"]


async def test_what_is_on_its_way_is_left_alone_until_its_lease_runs_out(
    store: Store, organisation: Organisation
) -> None:
    await ordered(store, organisation, card("a"))
    (claim,) = await store.outbox.claim(NOW, 10)
    assert await store.desk.drop(claim.id, NOW) == []
    assert await store.desk.again([claim.id], NOW) == []
    assert await store.desk.drop(claim.id, NOW + LEASE) == [claim.id]
    assert not await store.outbox.settle(claim, Receipt(HALL, "late"), NOW + LEASE)


async def test_a_card_is_lost_coming_or_there_as_the_last_one_fared(store: Store, organisation: Organisation) -> None:
    async def at(place: Place) -> str:
        return await store._runner.read(lambda connection: card_at(connection, "s1", place))

    assert await at(HALL) == "lost"
    lost_here = await lost(store, organisation, card("a"))
    await ordered(store, organisation, card("b", ELSEWHERE))
    await sent(store)
    assert (await at(HALL), await at(ELSEWHERE)) == ("lost", "arrived")
    await store.desk.again([lost_here[0].id], NOW + MINUTE)
    assert await at(HALL) == "coming"
    (claim,) = await store.outbox.claim(NOW + MINUTE, 10)
    assert await at(HALL) == "coming"
    await store.outbox.settle(claim, stands(claim), NOW + MINUTE)
    assert await at(HALL) == "arrived"
