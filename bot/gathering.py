"""Reads together what a directorate or a region is told of a week."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from bot.conversation import Account, Place
from bot.organisation import Directorate, Organisation, Person
from bot.organisation.naming import Entry
from bot.promises import counted_from
from bot.signals import Event, Signal, State, Step
from bot.store import readers
from bot.store.lanes import lane_of
from bot.store.not_over import Tally
from bot.store.work import Work
from bot.views.digest import name_of
from bot.weekly import Counts, Course, Digest, Late, Pattern, late, patterns
from bot.weeks import Week, begins

WEEKS = 8
"""Weeks that the chart shows, this one included."""

SHOWN = 50
"""Signals of one step that are read to be shown; many more than fit, so that some may be confidential."""


class Keys(NamedTuple):
    """Everything under which a directorate, region or person was ever stored; `of` as digests name them."""

    stored: tuple[str, ...]
    of: tuple[str, ...]


async def digest_of(entry: Entry, week: Week, lanes: Sequence[str], work: Work, *, so_far: bool = False) -> Digest:
    """One week of a directorate or region; `lanes` are the conversations in which its reader can follow a link."""
    keys = keys_of(entry, work.organisation)
    told = await _moved(keys.of, week, (Step.TELL,), work)
    filed = await _moved(keys.of, week, (Step.FILE,), work)
    claimed = await _moved(keys.of, week, (Step.CLAIM, Step.ASSIGN), work)
    standing = await _standing(entry, keys, work)
    overdue = await lateness(standing, work)
    waiting = [signal for signal in standing if signal.state is State.WAITING]
    late_ones = [each.signal for each in overdue]
    lists = {"told": told, "filed": filed, "claimed": claimed, "waiting": waiting, "late": late_ones}
    since_told = await work.signals.steps([signal.id for signal in told], (Step.ESCALATE, Step.SHARE))
    known = {signal.id: signal for signals in lists.values() for signal in signals}
    return Digest(
        week=week,
        name=name_of(entry),
        so_far=so_far,
        told=shown(told),
        filed=shown(filed),
        claimed=shown(claimed),
        waiting=shown(waiting),
        late=tuple(each for each in overdue if not each.signal.confidential),
        patterns=await _patterns(entry, work),
        course=await course(keys.of, week, work),
        open=len(standing),
        overdue=len(overdue),
        hidden=_confidential(known.values()),
        hidden_in={name: _confidential(signals) for name, signals in lists.items()},
        escalated={each: _how_often(Step.ESCALATE, events) for each, events in since_told.items()},
        shared={each: _shared_with(events) for each, events in since_told.items()},
        posted=await work.posted_at(list(known), lanes),
    )


async def course(of: Collection[str], week: Week, work: Work) -> Course:
    """How many signals took each step, week after week."""
    weeks = [week.later(back) for back in range(1 - WEEKS, 1)]
    bounds = [begins(each, work.organisation.zone) for each in (*weeks, week.later())]
    counted = await work.moves.counted(of, bounds)
    return tuple((each, Counts.of(steps)) for each, steps in zip(weeks, counted, strict=True))


async def lateness(standing: Iterable[Signal], work: Work) -> list[Late]:
    """What is late of these, the longest first."""
    standing = list(standing)
    since = await work.signals.since([signal.id for signal in standing if signal.state is State.ROUTED])
    found = [
        late(signal, since.get(signal.id) or counted_from(signal, ()), work.now, work.organisation)
        for signal in standing
    ]
    return sorted((each for each in found if each), key=lambda each: (-each.days, each.signal.number))


def shown(signals: Iterable[Signal]) -> tuple[Signal, ...]:
    """What may stand in a channel."""
    return tuple(signal for signal in signals if not signal.confidential)


def _confidential(signals: Iterable[Signal]) -> int:
    return sum(signal.confidential for signal in signals)


def lanes_of(to: Place | Account, person: Person | None, organisation: Organisation) -> list[str]:
    """Where whoever reads there can follow a link: that conversation, and the channels of what is theirs there."""
    if isinstance(to, Place) or person is None:
        return [lane_of(to)]
    theirs: list[Entry] = [organisation.directorates[key] for key in person.directorates]
    theirs += [organisation.regions[key] for key in person.regions]
    conversations: list[Place | Account] = [to]
    conversations += [Place(to.platform, each.channels[to.platform]) for each in theirs if to.platform in each.channels]
    return list(dict.fromkeys(lane_of(each) for each in conversations))


def keys_of(entry: Entry, organisation: Organisation) -> Keys:
    """Of a directorate or region."""
    if isinstance(entry, Directorate):
        stored = organisation.successors.ever("directorates", entry.key)
        return Keys(stored, tuple(map(readers.directorate, stored)))
    stored = organisation.successors.ever("regions", entry.key)
    return Keys(stored, tuple(map(readers.region, stored)))


def themes_by_region(tallies: Iterable[Tally], organisation: Organisation) -> Iterable[tuple[str, str]]:
    """Theme and region of everything that is not over, under the keys of today; nothing of what is confidential."""
    for tally in tallies:
        theme = organisation.theme(tally.theme)
        if theme and not tally.confidential:
            for key in (tally.region, *tally.also_regions):
                if region := organisation.region(key):
                    yield theme.key, region.key


def _how_often(step: Step, events: Iterable[Event]) -> int:
    return sum(event.step is step for event in events)


def _shared_with(events: Iterable[Event]) -> tuple[str, ...]:
    keys = (key for event in events if event.step is Step.SHARE for key in event.facts["regions"].split(","))
    return tuple(dict.fromkeys(keys))


async def _moved(of: Collection[str], week: Week, steps: Collection[Step], work: Work) -> list[Signal]:
    zone, current = work.organisation.zone, work.organisation.current
    moves = await work.moves.between(of, begins(week, zone), begins(week.later(), zone), steps, SHOWN)
    return list({move.signal.id: current(move.signal) for move in moves}.values())


async def _standing(entry: Entry, keys: Keys, work: Work) -> list[Signal]:
    if isinstance(entry, Directorate):
        found = await work.signals.not_over(lead=keys.stored)
    else:
        found = await work.signals.not_over(region=keys.stored)
    return [work.organisation.current(signal) for signal in found]


async def _patterns(entry: Entry, work: Work) -> tuple[Pattern, ...]:
    """Of a directorate's own signals; of a region whatever it shares with others, whoever leads."""
    organisation, tallies = work.organisation, await work.signals.standing()
    if isinstance(entry, Directorate):
        own = organisation.successors.ever("directorates", entry.key)
        return patterns(themes_by_region((each for each in tallies if each.lead in own), organisation))
    found = patterns(themes_by_region(tallies, organisation))
    return tuple(pattern for pattern in found if entry.key in pattern.regions)
