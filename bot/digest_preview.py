"""`regiolijn digest --preview`: one digest as text, for who looks after it. It is read, never sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from bot.absences import present
from bot.bindings import bound
from bot.cards import Card
from bot.gathering import digest_of
from bot.gathering_own import own_digest
from bot.organisation import Organisation, Person
from bot.organisation.naming import Entry, entry_called, person_called
from bot.store import open_to_look
from bot.store.work import Work
from bot.texts import words
from bot.views.as_text import as_text
from bot.views.digest import digest_card
from bot.views.own_digest import own_digest_card
from bot.weeks import Week, digests_ahead, read_week, week_of
from bot.worktime import local_day

EARLIEST = 2000
"""The first year that is looked at: no digest is older."""

AS_NOW = "What waits, what is late and what is shared stand here as they are now, {day}, not as they were that week."
NOT_SENT = "An empty digest is not sent to a person."


class NotShown(Exception):
    """There is no such digest; the message says what to ask instead."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: a place or person by name or key; a week, else the last one that was told, or `so_far`."""

    place: str
    week: str = ""
    so_far: bool = False


async def show(
    url: str, file: Organisation, asked: Asked, language: str, now: datetime, echo: Callable[[str], None]
) -> None:
    """The digest as it would be drawn at this moment, in `nl` or `en`; raises NotShown, and what `open_store` raises."""
    reader = _reader(asked.place, file)
    week, so_far = _week(asked, file, now)
    store = await open_to_look(url)
    try:
        organisation = bound(file, await store.bindings())
        organisation = present(organisation, await store.absences(), local_day(now, file.clock))
        work = store.work(now=now, organisation=organisation)
        card, is_sent = await _drawn(reader, week, work, language, so_far=so_far)
    finally:
        await store.close()
    echo(as_text(card))
    if not so_far:
        echo(AS_NOW.format(day=local_day(now, file.clock).isoformat()))
    if not is_sent:
        echo(NOT_SENT)


async def _drawn(reader: Entry | Person, week: Week, work: Work, language: str, *, so_far: bool) -> tuple[Card, bool]:
    """And whether it would be sent by itself."""
    organisation, speech = work.organisation, words(language, work.organisation.zone)
    if isinstance(reader, Person):
        own = await own_digest(reader, week, [], work, so_far=so_far)
        return own_digest_card(own, organisation, speech), not own.is_empty
    digest = await digest_of(reader, week, [], work, so_far=so_far)
    return digest_card(digest, organisation, speech), True


def _reader(typed: str, organisation: Organisation) -> Entry | Person:
    found = entry_called(typed, organisation) or person_called(typed, organisation)
    if found is None:
        raise NotShown(f"There is no directorate, region or person called {typed!r}{_guess(typed, organisation)}")
    return found


def _guess(typed: str, organisation: Organisation) -> str:
    entries: list[Entry | Person] = [
        *organisation.routable(),
        *organisation.regions.values(),
        *organisation.people.values(),
    ]
    known = {name.casefold(): each.key for each in entries for name in (each.key, each.name)}
    close = get_close_matches(typed.casefold(), known, n=1)
    return f"; did you mean {known[close[0]]}?" if close else "."


def _week(asked: Asked, organisation: Organisation, now: datetime) -> tuple[Week, bool]:
    """Which week, and whether it still runs."""
    current = week_of(now, organisation.zone)
    if asked.so_far:
        if asked.week:
            raise NotShown("Name a week with --week, or ask for this one with --so-far: not both.")
        return current, True
    if not asked.week:
        return digests_ahead(now, organisation.clock).later(-1), False
    week = read_week(asked.week)
    if week is None:
        raise NotShown(f"{asked.week!r} is no week: write one like {current}, as ISO 8601 numbers them.")
    if week > current or week.year < EARLIEST:
        raise NotShown(f"There is no digest about {week}: this week is {current}.")
    return week, week == current
