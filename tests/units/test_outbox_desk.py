"""`regiolijn outbox`, as it is typed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import Result

from bot.conversation import Account, Place
from bot.organisation import Organisation
from bot.store import Store, open_store
from bot.store.outbox import Order
from tests.commands import regiolijn
from tests.contract.store_words import NOW, filed, ordered


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, organisation: Organisation) -> Iterator[str]:
    """A database with one card that could not be delivered and one answer that waits."""
    url = f"sqlite:///{tmp_path / 'regiolijn.db'}"
    monkeypatch.setenv("REGIOLIJN_DATABASE_URL", url)
    asyncio.run(_fill(url, organisation))
    return url


async def _fill(url: str, organisation: Organisation) -> None:
    store = await open_store(url, migrate=True)
    await filed(store, organisation)
    await ordered(store, organisation, Order("a", Place("slack", "C0MEVA"), "card", "s1", 1, fold=True))
    (claim,) = await store.outbox.claim(NOW, 1)
    await store.outbox.give_up(claim, "is_archived", NOW)
    await ordered(store, organisation, Order("b", Account("slack", "T1", "U1"), "answer", payload='"Duitse diploma"'))
    await store.close()


def typed(*words: str) -> Result:
    return regiolijn("outbox", *words)


def states() -> dict[int, str]:
    return {each["id"]: each["state"] for each in json.loads(typed("--json").stdout)}


def test_the_list_says_what_did_not_arrive_where_and_why(url: str):
    shown = typed()
    assert shown.exit_code == 0
    for word in ("K-2026-0001", "slack C0MEVA", "is_archived", "2026-11-02 09:14", "2 messages not arrived, 1 und"):
        assert word in shown.stdout
    assert "diploma" not in shown.stdout


def test_machines_get_one_array_without_the_words_of_people(url: str):
    first, second = json.loads(typed("--json").stdout)
    assert first == {
        "id": 1,
        "state": "undeliverable",
        "number": "K-2026-0001",
        "view": "card",
        "to": "slack C0MEVA",
        "since": "2026-11-02T09:14:00+00:00",
        "attempts": 1,
        "reason": "is_archived",
    }
    assert (second["state"], second["to"]) == ("waiting", "slack person U1")
    assert "diploma" not in json.dumps(second)


@pytest.mark.parametrize("words", [["retry", "1"], ["retry", "--all"]])
def test_what_was_lost_waits_again(url: str, words: list[str]):
    answer = typed(*words)
    assert (answer.exit_code, answer.stdout[:26]) == (0, "1 message will be sent aga")
    assert states() == {1: "waiting", 2: "waiting"}


def test_what_is_dropped_is_gone(url: str):
    assert typed("drop", "2").stdout == "Message 2 will not be sent.\n"
    assert typed("drop", "1").exit_code == 0
    assert typed().stdout == "Everything has arrived.\n"


@pytest.mark.parametrize("words", [["retry", "1", "77"], ["drop", "77"]])
def test_a_message_that_is_not_there_is_said_so(url: str, words: list[str]):
    refused = typed(*words)
    assert refused.exit_code == 2
    assert "on its way right now: 77. `regiolijn outbox` shows what has not arrived." in refused.stderr


@pytest.mark.parametrize("words", [["retry"], ["retry", "1", "--all"]])
def test_sending_again_wants_to_know_what(url: str, words: list[str]):
    refused = typed(*words)
    assert (refused.exit_code, refused.stderr[:18]) == (2, "Name the messages ")


async def test_while_the_server_runs_on_sqlite_it_says_so(url: str):
    running: Store = await open_store(url)
    try:
        refused = await asyncio.to_thread(typed)
    finally:
        await running.close()
    assert refused.exit_code == 2
    assert "is in use by another process: stop that one first" in refused.stderr
