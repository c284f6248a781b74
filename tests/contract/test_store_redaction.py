"""What a redaction leaves in the database: the same on both engines, and a chain that still tells every other change."""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import Table, select, update

from bot.answers import pack_card
from bot.cards import Card, Quote
from bot.decisions import Decision, Kind
from bot.organisation import Organisation
from bot.redaction import TAKEN_OUT, Passage
from bot.signals import Landed, Outcome, OutcomeKind
from bot.store import Conflict, Store, tables
from bot.store.outbox import Order
from bot.store.work import Work
from tests.contract.store_words import HALL, NOOR, NOW, RUBEN, a_signal, asked_by_noor, sent, stands

NAME = "Adelheid Vonk"
PASSAGE = Passage("adelheid  vonk")
CARD = pack_card(Card(f"Over {NAME}", (Quote(f"{NAME} zei dat mevrouw Adelheid \u2026"),)))


async def everything(store: Store) -> str:
    """Every row of every table, as text."""

    async def of(table: Table) -> str:
        found = await store._runner.read(lambda connection: connection.execute(select(table)).all())
        return f"{table.name}: {found}"

    return "\n".join([await of(table) for table in tables.metadata.sorted_tables])


async def full_of_it(store: Store, organisation: Organisation) -> None:
    """A name in a signal, its steps, its decision, an answer, a draft and messages that waited or were sent."""
    signal = (
        a_signal(text=f"Sinds {NAME} weg is", on_behalf_of=NAME, link="https://chat.example/Adelheid%20Vonk")
        .claim(by="ruben-alting", at=NOW)
        .plan(by="ruben-alting", at=NOW, step=f"{NAME} bellen", on=None)
        .decide(by="marijke-oldenhof", at=NOW, number="B-2026-0001", kind="mandate")
        .solve(by="ruben-alting", at=NOW, outcome=Outcome(OutcomeKind.OTHER, NAME, Landed.LETTER, structural=False))
    )
    work = await asked_by_noor(store, organisation)
    await work.signals.save(signal)
    fields = {"what": f"{NAME} vervangen"}
    work.decisions.keep(
        Decision(
            number="B-2026-0001",
            signal_id="s1",
            kind=Kind.MANDATE,
            region="zuid-limburg",
            by="marijke-oldenhof",
            at=NOW,
            until=NOW.date(),
            fields=fields,
        )
    )
    work.handles.issue("draft", "", CARD)
    work.order(Order("said", HALL, "news", "s1", 2))
    work.order(Order("finished", HALL, "answer", payload=CARD))
    await work.commit("asked", CARD)
    await sent(store)
    work = await asked_by_noor(store, organisation)
    work.order(Order("waits", RUBEN, "answer", payload=CARD))
    await work.commit()


async def redacted(store: Store, organisation: Organisation) -> Work:
    work = await asked_by_noor(store, organisation)
    await work.redact(await work.signals.get("s1"), PASSAGE, f"om {NAME}", 5)
    return work


async def test_it_stands_nowhere_any_more_and_the_chain_is_whole(store: Store, organisation: Organisation) -> None:
    await full_of_it(store, organisation)
    assert NAME in await everything(store)
    await (await redacted(store, organisation)).commit()
    left = await everything(store)
    assert not re.search(r"(?<![\w-])vonk(?![\w-])", left.casefold()), (
        "as a word; a handle may hold these signs by chance"
    )
    assert "Adelheid" not in left
    assert await store.check_chain("s1") == []


async def test_what_is_no_word_of_anybody_stays(store: Store, organisation: Organisation) -> None:
    await full_of_it(store, organisation)
    work = await asked_by_noor(store, organisation)
    await work.redact(await work.signals.get("s1"), Passage("mandate"), "", 1)
    await work.commit()
    signal = await store.work(now=NOW, organisation=organisation).signals.get("s1")
    assert (signal.lead, signal.region, signal.filer) == ("MEVA", "zuid-limburg", "noor-habets")
    (decision,) = await store.work(now=NOW, organisation=organisation).decisions.about("s1")
    assert (decision.kind, decision.fields) == (Kind.MANDATE, {"what": f"{NAME} vervangen"})


async def test_what_was_sent_is_sent_again_in_its_own_place_and_without_it(
    store: Store, organisation: Organisation
) -> None:
    await full_of_it(store, organisation)
    await (await redacted(store, organisation)).commit()
    again = {claim.order.key: claim for claim in await sent(store) if claim.is_again}
    assert set(again) == {"said", "finished"}
    assert all(claim.edits is not None for claim in again.values())
    told = json.loads(again["finished"].order.payload)["blocks"][0]["text"]
    assert told == f"{TAKEN_OUT} zei dat mevrouw {TAKEN_OUT} \u2026"


@pytest.mark.parametrize("moment", ["on its way", "before it leaves"])
async def test_what_leaves_with_it_and_arrives_afterwards_is_said_again_without_it(
    store: Store, organisation: Organisation, moment: str
) -> None:
    """Also what left and arrived between the looking and the writing of the redaction."""
    await full_of_it(store, organisation)
    work = await asked_by_noor(store, organisation)
    work.order(Order("week", HALL, "digest", payload="2026-W45"))
    work.order(Order("later", NOOR, "news", "s1", 2))
    await work.commit()
    if moment == "before it leaves":
        taking_out = await redacted(store, organisation)
    claims = {claim.order.key: claim for claim in await store.outbox.claim(NOW, 50)}
    assert set(claims) == {"week", "later", "waits"}
    if moment == "before it leaves":
        await store.outbox.settle(claims["later"], stands(claims["later"]), NOW)
    else:
        taking_out = await redacted(store, organisation)
    await taking_out.commit()
    for key, claim in claims.items():
        if (key, moment) != ("later", "before it leaves"):
            card = CARD if key == "week" else ""
            assert await store.outbox.settle(claim, stands(claim), NOW, card=card)
    assert NAME not in await everything(store)
    again = {claim.order.key for claim in await sent(store) if claim.is_again}
    assert again == {"said", "finished", *claims}
    assert [each for each in await store.desk.listed() if each.state != "settled"] == []


async def test_a_word_of_many_meanings_stays_in_messages_about_something_else(
    store: Store, organisation: Organisation
) -> None:
    await full_of_it(store, organisation)
    work = await asked_by_noor(store, organisation)
    await work.redact(await work.signals.get("s1"), Passage("mevrouw"), "", 1)
    await work.commit()
    assert {claim.order.key for claim in await sent(store) if claim.is_again} == {"said"}
    assert "zei dat mevrouw" in await everything(store)


async def test_whoever_was_first_is_not_overwritten(store: Store, organisation: Organisation) -> None:
    await full_of_it(store, organisation)
    late = await redacted(store, organisation)
    first = await asked_by_noor(store, organisation)
    await first.signals.save((await first.signals.get("s1")).note(by="noor-habets", at=NOW, text=NAME))
    await first.commit()
    with pytest.raises(Conflict):
        await late.commit()
    assert NAME in await everything(store)
    await (await redacted(store, organisation)).commit()
    assert NAME not in await everything(store)


async def test_words_taken_out_twice_leave_a_whole_chain(store: Store, organisation: Organisation) -> None:
    await full_of_it(store, organisation)
    await (await redacted(store, organisation)).commit()
    work = await asked_by_noor(store, organisation)
    await work.redact(await work.signals.get("s1"), Passage("bellen"), "", 1)
    await work.commit()
    assert await store.check_chain("s1") == []


@pytest.mark.parametrize("version", [3, 6])
async def test_content_that_no_redaction_tells_of_still_shows(
    store: Store, organisation: Organisation, version: int
) -> None:
    """Neither an event that was redacted before, nor the step that tells of it, may say something else."""
    await full_of_it(store, organisation)
    await (await redacted(store, organisation)).commit()
    forged = (
        update(tables.events).where(tables.events.c.version == version).values(facts={"text": "verzonnen"}, salt="")
    )
    await store._runner.write(lambda connection: connection.execute(forged))
    assert any("its content was changed" in said for said in await store.check_chain("s1"))
