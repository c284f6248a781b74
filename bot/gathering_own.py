"""Reads together what one person is told of a week, by what they are: liaison, fixer, commissioner."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from bot.decisions import Decision
from bot.gathering import SHOWN, lateness, themes_by_region
from bot.organisation import Organisation, Person, Role
from bot.promises import counted_from
from bot.rights import may_read
from bot.signals import HIGHEST_RUNG, OPEN, REGION, Signal, State, Step
from bot.store import readers
from bot.store.moves import Move
from bot.store.not_over import Tally
from bot.store.work import Work
from bot.weekly import Late, OwnDigest, Pattern, RegionNow, asked_after, patterns
from bot.weeks import Week, begins
from bot.worktime import whole_days_between

ANSWERS = frozenset(
    {
        Step.CLAIM,
        Step.ASSIGN,
        Step.PROGRESS,
        Step.WAIT,
        Step.SOLVE,
        Step.DECLINE,
        Step.MERGE,
        Step.DECIDE,
        Step.ESCALATE,
    }
)
"""Steps by which somebody does something with what a liaison filed."""

ENDS = frozenset({Step.SOLVE, Step.DECLINE, Step.TELL})
"""Steps by which there is an answer, or the region hears it."""

ANSWERED = frozenset({State.SOLVED, State.CLOSED, State.DECLINED})
"""Where those steps leave it, unless it was opened again."""

SOON = timedelta(weeks=4)
"""How long before its end a decision is named."""


async def own_digest(person: Person, week: Week, lanes: list[str], work: Work, *, so_far: bool = False) -> OwnDigest:
    """One week for one person; `lanes` are the conversations in which they can follow a link."""
    organisation = work.organisation
    stored = organisation.successors.ever("people", person.key)
    found = [organisation.current(signal) for signal in await work.signals.not_over(person=stored)]
    mine = [signal for signal in found if may_read(person, signal, organisation)]
    filed = [signal for signal in mine if person.key in signal.filers]
    works = [signal for signal in mine if person.key in (signal.fixer, *signal.joined) and signal.state in OPEN]
    until = (week if so_far else week.later()).sunday
    behind = {signal.id: late for signal in works if (late := _asked_after(signal, work))}
    due = [signal for signal in works if _is_due(signal, until) and signal.id not in behind]
    to_tell = tuple(_untold(signal, work) for signal in filed if signal.state is State.SOLVED)
    moved = await _moved(person, stored, week, work)
    answered = await _answered(person, stored, week, work)
    elsewhere = {signal.id for signal in (*answered, *(each.signal for each in to_tell))}
    is_commissioner = person.may_be(Role.COMMISSIONER)
    scope = scope_of(person, organisation)
    tallies = await work.signals.standing() if is_commissioner else []
    stalled = tuple(await stalling(scope, person, work)) if is_commissioner else ()
    listed = (*filed, *works, *answered, *moved, *(each.signal for each in stalled))
    return OwnDigest(
        week=week,
        so_far=so_far,
        to_tell=to_tell,
        to_answer=tuple(signal for signal in filed if signal.waits_for == REGION),
        behind=tuple(behind.values()),
        answered=answered,
        moved=tuple(signal for signal in moved if signal.id not in elsewhere),
        due=tuple(due),
        claims=tuple(signal for signal in works if signal not in due and signal.id not in behind),
        stalled=stalled,
        ending=await _ending(scope, work) if is_commissioner else (),
        patterns=shared(tallies, scope, organisation),
        regions=await regions_now(tallies, scope, week, week, work) if is_commissioner else {},
        posted=await work.posted_at([signal.id for signal in listed], lanes),
    )


def scope_of(person: Person, organisation: Organisation) -> tuple[str, ...]:
    """The regions of a commissioner; every one, of whoever is there for all."""
    return person.regions or tuple(organisation.regions)


async def stalling(scope: Collection[str], person: Person, work: Work) -> list[Late]:
    """What was called in or is late in these regions, the longest first; only what this person may read."""
    organisation = work.organisation
    keys = [stored for key in scope for stored in organisation.successors.ever("regions", key)]
    found = [organisation.current(signal) for signal in await work.signals.not_over(region=keys)]
    theirs = [signal for signal in found if may_read(person, signal, organisation)]
    behind = {each.signal.id: each for each in await lateness(theirs, work) if each.signal.state in OPEN}
    called = [signal for signal in theirs if signal.rung >= HIGHEST_RUNG and signal.state in OPEN]
    found_late = [*behind.values(), *(_called_in(signal, work) for signal in called if signal.id not in behind)]
    return sorted(found_late, key=lambda each: (-each.signal.rung, -each.days, each.signal.number))


def shared(tallies: Iterable[Tally], scope: Collection[str], organisation: Organisation) -> tuple[Pattern, ...]:
    """Patterns in which one of these regions has a part."""
    found = patterns(themes_by_region(tallies, organisation))
    return tuple(pattern for pattern in found if not set(scope).isdisjoint(pattern.regions))


async def regions_now(
    tallies: Iterable[Tally], scope: Collection[str], first: Week, last: Week, work: Work
) -> Mapping[str, RegionNow]:
    """By region: what is open now, what of it was called in, and how often it was told in these weeks."""
    organisation = work.organisation
    is_open, stalled = dict.fromkeys(scope, 0), dict.fromkeys(scope, 0)
    for tally in tallies:
        if tally.state not in OPEN:
            continue
        named = {each.key for key in (tally.region, *tally.also_regions) if (each := organisation.region(key))}
        for key in named & is_open.keys():
            is_open[key] += tally.count
            stalled[key] += tally.count if tally.rung >= HIGHEST_RUNG else 0
    names = {readers.region(old): key for key in scope for old in organisation.successors.ever("regions", key)}
    start, end = begins(first, organisation.zone), begins(last.later(), organisation.zone)
    told = dict.fromkeys(scope, 0)
    for name, count in (await work.moves.each_counted(list(names), start, end, Step.TELL)).items():
        told[names[name]] += count
    return {key: RegionNow(open=is_open[key], stalled=stalled[key], told=told[key]) for key in scope}


async def _moved(person: Person, stored: Collection[str], week: Week, work: Work) -> list[Signal]:
    """What they filed and somebody else moved this week, each once."""
    moves = [move for move in await _moves(stored, week, ANSWERS, work) if move.event.by not in stored]
    return [each for each in _readable(moves, person, work) if person.key in each.filers]


async def _answered(person: Person, stored: Collection[str], week: Week, work: Work) -> tuple[Signal, ...]:
    """What they worked on and was answered this week, or told to the region, each once; nothing that is open again."""
    found = _readable(await _moves(stored, week, ENDS, work), person, work)
    return tuple(each for each in found if person.key in (each.fixer, *each.joined) and each.state in ANSWERED)


async def _moves(stored: Collection[str], week: Week, steps: Collection[Step], work: Work) -> list[Move]:
    start, end = begins(week, work.organisation.zone), begins(week.later(), work.organisation.zone)
    return await work.moves.between([readers.person(key) for key in stored], start, end, steps, SHOWN)


def _readable(moves: Iterable[Move], person: Person, work: Work) -> list[Signal]:
    found = {move.signal.id: work.organisation.current(move.signal) for move in moves}
    return [signal for signal in found.values() if may_read(person, signal, work.organisation)]


async def _ending(scope: Collection[str], work: Work) -> tuple[Decision, ...]:
    found = await work.decisions.ending(work.today, work.today + SOON)
    regions = {decision.number: work.organisation.region(decision.region) for decision in found}
    return tuple(each for each in found if (region := regions[each.number]) and region.key in scope)


def _is_due(signal: Signal, until: date) -> bool:
    day = signal.waits_until if signal.state is State.WAITING else signal.next_step_on
    return day is not None and day <= until


def _asked_after(signal: Signal, work: Work) -> Late | None:
    if signal.state is not State.CLAIMED:
        return None
    return asked_after(signal, counted_from(signal, ()), work.now, work.organisation)


def _called_in(signal: Signal, work: Work) -> Late:
    """Somebody called the commissioner in before it was late."""
    since = counted_from(signal, ()) if signal.state is not State.ROUTED else signal.filed_at
    days = whole_days_between(since, work.now, work.organisation.clock)
    return Late(signal, "silent" if signal.fixer else "unclaimed", days)


def _untold(signal: Signal, work: Work) -> Late:
    since = signal.solved_at or signal.filed_at
    return Late(signal, "untold", whole_days_between(since, work.now, work.organisation.clock))
