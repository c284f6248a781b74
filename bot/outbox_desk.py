"""`regiolijn outbox`: what has not arrived, for the one who looks after it; never what a message says."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from bot.conversation import Account, Place
from bot.store import NotWaiting, open_store
from bot.store.waiting import Desk, Waiting

T = TypeVar("T")

STATES = {
    "waiting": "waits",
    "resting": "rests until the clock may speak",
    "sending": "on its way",
    "undeliverable": "undeliverable",
}


async def listed(url: str, console: Console, *, machine: bool) -> None:
    """What waits, what is under way and what could not be delivered; `machine` gives one JSON array.

    Raises what `open_store` raises: an SQLite file has one process at a time.
    """
    waiting = await _at_desk(url, lambda desk: desk.listed())
    if machine:
        console.out(json.dumps([_facts(each) for each in waiting], ensure_ascii=False, indent=2), highlight=False)
    elif waiting:
        console.print(_table(waiting))
    else:
        console.print("Everything has arrived.")


async def again(url: str, console: Console, ids: Sequence[int], now: datetime) -> None:
    """Send these again, or with no ids everything that is undeliverable; raises NotWaiting."""
    wanted = ids or [each.id for each in await _at_desk(url, lambda desk: desk.listed()) if _lost(each)]
    taken = await _at_desk(url, lambda desk: desk.again(wanted, now))
    _all_of(ids, taken)
    console.print(f"{_messages(len(taken))} will be sent again, as soon as `regiolijn serve` or `work` runs.")


async def drop(url: str, console: Console, id: int, now: datetime) -> None:
    """Never send it; raises NotWaiting."""
    _all_of([id], await _at_desk(url, lambda desk: desk.drop(id, now)))
    console.print(f"Message {id} will not be sent.")


async def _at_desk(url: str, job: Callable[[Desk], Awaitable[T]]) -> T:
    store = await open_store(url)
    try:
        return await job(store.desk)
    finally:
        await store.close()


def _all_of(ids: Sequence[int], taken: Sequence[int]) -> None:
    left = ", ".join(str(each) for each in ids if each not in taken)
    if left:
        raise NotWaiting(
            f"Not waiting, or on its way right now: {left}. `regiolijn outbox` shows what has not arrived."
        )


def _lost(waiting: Waiting) -> bool:
    return waiting.state == "undeliverable"


def _messages(count: int) -> str:
    return "1 message" if count == 1 else f"{count} messages"


def _table(waiting: Sequence[Waiting]) -> Table:
    table = Table(title=f"{_messages(len(waiting))} not arrived, {sum(map(_lost, waiting))} undeliverable")
    for column in ("id", "state", "knelpunt", "view", "to", "since (UTC)", "tries", "reason"):
        table.add_column(column, overflow="fold")
    for each in waiting:
        since = f"{each.since:%Y-%m-%d %H:%M}"
        table.add_row(
            str(each.id), STATES[each.state], each.number, each.view, _to(each.to), since, str(each.attempts), each.reason
        )  # fmt: skip
    return table


def _facts(waiting: Waiting) -> dict[str, object]:
    return {
        "id": waiting.id,
        "state": waiting.state,
        "number": waiting.number,
        "view": waiting.view,
        "to": _to(waiting.to),
        "since": waiting.since.isoformat(),
        "attempts": waiting.attempts,
        "reason": waiting.reason,
    }


def _to(to: Place | Account) -> str:
    return f"{to.platform} {to.address}" if isinstance(to, Place) else f"{to.platform} person {to.user}".lstrip()
