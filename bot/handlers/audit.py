"""The auditor: what should have gone and did not is told to the admins, once when it is sure and once when it is over.

What is told about lies in the timers, so that of several processes one tells it, also when they start anew. What the
auditor says itself it does not look at: a message about messages that do not arrive makes no other one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.answers import pack_card
from bot.conversation import Account
from bot.organisation import Person
from bot.store.health import AUDIT, Trouble
from bot.store.lanes import ANYWHERE
from bot.store.orders import Order
from bot.store.timers import Timer
from bot.store.work import Work
from bot.views.plain import plain_card
from bot.worktime import speaking_from

SURE = timedelta(minutes=10)
"""So long after it was first seen trouble must still be there: a hiccup of a platform is no outage."""

STUCK, LOST = "audit_stuck", "audit_lost"
"""The kinds of the timers that tell: what lies and cannot go, and what was refused for good; one never hides the other."""

AGAIN = {STUCK: timedelta(minutes=5), LOST: timedelta(days=1)}
"""Until it is looked at again: whether it is over, or pressing by now. What was refused waits for a person."""

OVER = {STUCK: "audit_stuck_over", LOST: "audit_lost_over"}
"""The kinds of the timers that wait for the end, by what they end; the subject is the id of the timer that told."""

BY_ITSELF = frozenset({*OVER, *OVER.values()})
"""They see for themselves when they may speak: at night too, where a knelpunt is pressing."""


async def look(work: Work) -> None:
    """Trouble that nobody watches yet is watched from now on."""
    trouble = await work.trouble()
    for kind, over in OVER.items():
        if _is_there(kind, trouble) and not (await work.timers.is_planned(kind) or await work.timers.is_planned(over)):
            work.timers.plan(kind, "", work.now + SURE)


async def tell(timer: Timer, work: Work) -> None:
    """Still there: every admin who can be reached hears it, at night only where a knelpunt is pressing."""
    trouble = await work.trouble()
    if not _is_there(timer.kind, trouble):
        return
    again = work.now + AGAIN[timer.kind]
    if _morning(work) > work.now and not trouble.is_pressing:
        work.timers.put_off(timer, again)
        return
    work.by_clock = not trouble.is_pressing
    reachable = [(admin, to) for admin in work.organisation.admins() if (to := await _at(admin, trouble.silent, work))]
    for admin, to in reachable:
        speech = await work.words_of(to)
        since = speech.moment(trouble.since or work.now)
        facts = {"orders": str(trouble.orders), "timers": str(trouble.timers), "lost": str(trouble.lost)}
        card = plain_card(timer.kind.replace("_", "."), speech, since=since, **facts)
        work.order(Order(_key(timer.kind, str(timer.id), admin), to, AUDIT, payload=pack_card(card)))
    if reachable:
        work.timers.plan(OVER[timer.kind], str(timer.id), again)
    else:
        work.timers.put_off(timer, again)


async def over(timer: Timer, work: Work) -> None:
    """Once it is over, whoever heard of it hears that too; in the morning, if that is at night."""
    kind = next(kind for kind, over in OVER.items() if over == timer.kind)
    if (morning := _morning(work)) > work.now or _is_there(kind, await work.trouble()):
        work.timers.put_off(timer, max(morning, work.now + AGAIN[kind]))
        return
    heard = await work.arrived([_key(kind, timer.subject, admin) for admin in work.organisation.admins()])
    for admin in work.organisation.admins():
        to = await work.account_of(admin.key) if _key(kind, timer.subject, admin) in heard else None
        if to is not None:
            card = plain_card(f"{kind}_over".replace("_", "."), await work.words_of(to))
            work.order(Order(_key(timer.kind, timer.subject, admin), to, f"{AUDIT}_over", payload=pack_card(card)))


async def is_over(order: Order, work: Work) -> bool:
    """Whether what this message tells about is over before it left."""
    return not _is_there(order.key.partition(":")[0], await work.trouble())


def _is_there(kind: str, trouble: Trouble) -> bool:
    return bool(trouble.lost) if kind == LOST else bool(trouble.orders or trouble.timers)


def _morning(work: Work) -> datetime:
    """When the clock may speak: now, but at night."""
    return speaking_from(work.now, work.organisation.clock)


def _key(kind: str, told: str, admin: Person) -> str:
    return f"{kind}:{told}:{admin.key}"


async def _at(admin: Person, silent: Sequence[str], work: Work) -> Account | None:
    """Where they last spoke, of the platforms on which anything arrives; what would only arrive afterwards is not said."""
    last = await work.account_of(admin.key)
    accounts = [*([last] if last else []), *await work.people.accounts_of(admin.key)]
    return next((each for each in accounts if not silent or each.platform not in (*silent, ANYWHERE)), None)
