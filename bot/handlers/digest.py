"""The weekly digest: planned one week ahead, ordered for every place and person at once, and asked for in between."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.conversation import Command, Place, Refusal, Reply, Say
from bot.gathering import digest_of, lanes_of
from bot.gathering_own import own_digest
from bot.organisation import Person, Role
from bot.organisation.naming import Entry, entry_at, entry_called
from bot.rights import may_read_digest
from bot.store.outbox import Order
from bot.store.timers import Timer
from bot.store.work import Work
from bot.views.digest import digest_card, name_of
from bot.views.own_digest import own_digest_card
from bot.views.plain import plain_card
from bot.weeks import digest_at, digests_ahead, read_week, week_of

WEEKLY = "weekly"
"""The kind of the timer; its subject is the week that the digest is about."""

PLACES, PEOPLE = "digest", "own_digest"
"""The views of what is posted in channels and of what people get themselves."""

_LAST_WEEK = re.compile(r"\b(?:van\s+)?(?:vorige|last)\s+week\b", re.IGNORECASE)

PERSONAL = frozenset({Role.LIAISON, Role.FIXER, Role.COMMISSIONER})
"""Roles with something to do that a week can remind of."""


async def begin(work: Work) -> None:
    """Plan the digest that comes next, unless one is planned: at the first start, and never again."""
    if not await work.timers.is_planned(WEEKLY):
        clock = work.organisation.clock
        week = digests_ahead(work.now, clock)
        work.timers.plan(WEEKLY, str(week), digest_at(week, clock))


async def weekly(timer: Timer, work: Work) -> None:
    """Order every digest of the week, each under a key of its own, and plan the next: together, or not at all."""
    week = read_week(timer.subject)
    if week is None:
        raise ValueError(f"{timer.subject} is no week")
    work.timers.plan(WEEKLY, str(week.later()), digest_at(week.later(), work.organisation.clock))
    for platform, address in _channels(work):
        key = f"{PLACES}:{platform}:{address}:{week}"
        work.order(Order(key, Place(platform, address), PLACES, payload=str(week)))
    for person in work.organisation.people.values():
        for reader in _readers(person, work) if PERSONAL.intersection(person.roles) else ():
            if account := await work.account_of(reader):
                key = ":".join(dict.fromkeys((PEOPLE, person.key, reader, str(week))))
                work.order(Order(key, account, PEOPLE, payload=f"{week} {person.key}"))


async def ask(command: Command, work: Work) -> Reply:
    """The week so far, or the last one, privately: of what is named, of the channel it is asked in, or the asker's own."""
    week, so_far = week_of(work.now, work.organisation.zone), True
    if before := _LAST_WEEK.search(command.words):
        week, so_far = week.later(-1), False
        rest = command.words[: before.start()] + command.words[before.end() :]
        command = replace(command, words=" ".join(rest.split()))
    entry = _meant(command, work)
    lanes = lanes_of(command.by, work.actor, work.organisation)
    if entry is None:
        own = await own_digest(work.actor, week, lanes, work, so_far=so_far)
        return Say(own_digest_card(own, work.organisation, work.words))
    if not may_read_digest(work.actor, entry, work.organisation):
        raise Refusal(plain_card("refused.digest.right", work.words, name=name_of(entry)))
    digest = await digest_of(entry, week, lanes, work, so_far=so_far)
    return Say(digest_card(digest, work.organisation, work.words))


def _meant(command: Command, work: Work) -> Entry | None:
    if not command.words:
        place = None if command.direct else command.place
        return entry_at(place.platform, place.address, work.organisation) if place else None
    entry = entry_called(command.words, work.organisation)
    if entry is None:
        raise Refusal(plain_card("refused.digest", work.words, typed=command.words))
    return entry


def _readers(person: Person, work: Work) -> list[str]:
    """Whoever has this person's office, and whoever does its work meanwhile: not just on a day off."""
    organisation = work.organisation
    holder = organisation.holder(person.key)
    away, there = organisation.away.get(holder), organisation.stand_in(holder)
    is_longer = away is not None and away.until is not None and away.until > work.today
    return [holder, there] if is_longer and there else [holder]


def _channels(work: Work) -> list[tuple[str, str]]:
    """Every conversation that belongs to a directorate or region, each once."""
    organisation = work.organisation
    entries: list[Entry] = [*organisation.directorates.values(), *organisation.regions.values()]
    return sorted({channel for entry in entries for channel in entry.channels.items()})
