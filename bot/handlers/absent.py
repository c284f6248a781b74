"""Who is away says so, or an admin does: from when until when, and who does the work meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.cards import Card, Note, Spans
from bot.conversation import Command, Refusal, Reply, Say
from bot.deputies import (
    BEGINS,
    away_meanwhile,
    deputy_of,
    hand,
    left_alone,
    plan,
    said_days,
    stands_in,
    subject_of,
    tell,
)
from bot.leave import Leave, read
from bot.organisation import Person
from bot.rights import may_say_who_is_away
from bot.somebody import somebody
from bot.store.absences import Absence
from bot.store.timers import Timer
from bot.store.work import Work
from bot.texts import Fact
from bot.views.plain import plain_card

LONGEST = timedelta(days=366)
"""Whoever is away for longer hands their office on; and nobody says so further ahead."""


async def absent(command: Command, work: Work) -> Reply:
    """`/knelpunt afwezig t/m 12-5 vervanger Gijs Elderink`, `afwezig van 10-12 t/m 20-12`, `afwezig nee`.

    An admin begins with a name.
    """
    asked = read(command.words, work.today)
    if asked is None:
        raise _refused("absent.how", work)
    whom = await _found(asked.who, work) if asked.who else work.actor
    if not may_say_who_is_away(work.actor, whom.key, work.organisation):
        raise _refused("refused.absent.right", work, admins=", ".join(each.name for each in work.organisation.admins()))
    theirs = await work.absences.of(whom.key, work.today)
    if any(each.until is None for each in theirs):
        holder = work.organisation.people[work.organisation.holder(whom.key)]
        raise _refused("refused.absent.handed_on", work, who=whom.name, holder=holder.name)
    if asked.until is None:
        return await _back(whom, theirs, command, work)
    since, until = max(asked.since or work.today, work.today), asked.until
    _check(since, until, work)
    named = await _named(whom, asked, since, work)
    absence = Absence(whom.key, since, until, named.key if named else "", work.actor.key, work.now, asked.alone)
    earlier = [each for each in theirs if _is_replaced(each, absence, work)]
    await _replace(whom, earlier, absence, command, work)
    work.absences.keep(absence)
    deputy = await stands_in(whom, absence, work)
    if absence.since > work.today:
        plan(absence, work)
        await tell(deputy.key if deputy else "", "absent.coming", whom, absence, command.key, work)
    elif deputy:
        await hand(whom, deputy, absence, command.key, work)
    return Say(await _kept(whom, absence, deputy, work))


async def begins(timer: Timer, work: Work) -> None:
    """The first morning of what was said before: whoever stands in today reads what lies with them."""
    for absence in await work.absences.every():
        if subject_of(absence) == timer.subject and absence.holds(work.today):
            whom = work.organisation.person(absence.person)
            deputy = work.organisation.people.get(work.organisation.stand_in(whom.key)) if whom else None
            if whom and deputy and deputy != whom:
                await hand(whom, deputy, absence, timer.subject, work)


def _check(since: date, until: date, work: Work) -> None:
    if until < work.today:
        raise _refused("error.past", work)
    if until < since:
        raise _refused("refused.absent.order", work)
    if until > since + LONGEST:
        raise _refused("refused.absent.long", work)
    if since > work.today + LONGEST:
        raise _refused("refused.absent.far", work)


def _is_replaced(earlier: Absence, absence: Absence, work: Work) -> bool:
    """What holds today gives way to what holds from today on, a plan to another for the same days, and a part to the whole."""
    is_alike = earlier.holds(work.today) == absence.holds(work.today)
    return earlier.meets(absence) and (is_alike or earlier.is_within(absence))


async def _replace(whom: Person, earlier: Sequence[Absence], absence: Absence, command: Command, work: Work) -> None:
    """They end; whoever was to stand in and is not any more hears so."""
    for deputy, theirs in {deputy_of(each, work): each for each in earlier}.items():
        if deputy != deputy_of(absence, work):
            await tell(deputy, "absent.relieved", whom, theirs, command.key, work)
    for each in earlier:
        _end(each, work)


def _end(absence: Absence, work: Work) -> None:
    yesterday = work.today - timedelta(days=1)
    work.absences.keep(replace(absence, until=yesterday, by=work.actor.key, at=work.now))
    work.timers.cancel(subject_of(absence), BEGINS)


async def _kept(whom: Person, absence: Absence, deputy: Person | None, work: Work) -> Card:
    """Until when, and who does the work: not always who was thought of, and sometimes nobody."""
    key = _to("absent.kept" if deputy else "absent.kept.alone", whom, work)
    name = deputy.name if deputy else ""
    card = plain_card(key, work.words, who=whom.name, days=said_days(absence, work, work.words), deputy=name)
    notes = list[Spans]()
    meant = work.organisation.people.get(deputy_of(absence, work))
    if meant and (theirs := await away_meanwhile(meant, absence, work)):
        notes.append((f"{_why_not(meant, theirs, work)}.",))
    if deputy is None and not absence.alone:
        notes.append(work.words.spans("absent.name_one"))
    if deputy is None and (left := await left_alone(whom, absence, work)):
        key = _to("absent.also_theirs", whom, work)
        notes.append(work.words.spans(key, who=whom.name, theirs=work.words.all_of(left)))
    return replace(card, blocks=(*card.blocks, *map(Note, notes)))


async def _back(whom: Person, theirs: Sequence[Absence], command: Command, work: Work) -> Reply:
    """Today is theirs again; or, when it was already, what was to come first does not. Whoever was to stand in hears so."""
    if not theirs:
        raise _refused(_to("absent.was_not", whom, work), work, who=whom.name)
    ended = [each for each in theirs if each.holds(work.today)]
    key, told = ("absent.back", "absent.is_back") if ended else ("absent.withdrawn", "absent.withdrawn.told")
    today = [work.organisation.stand_in(whom.key)] if ended else []
    ended = ended or [theirs[0]]
    for deputy in dict.fromkeys([*(deputy_of(each, work) for each in ended), *today]):
        await tell(deputy, told, whom, ended[0], command.key, work)
    for each in ended:
        _end(each, work)
    days = said_days(ended[0], work, work.words)
    card = plain_card(_to(key, whom, work), work.words, who=whom.name, days=days)
    left = [each for each in theirs if each not in ended]
    notes = [_still(whom, left[0], work)] if left else []
    return Say(replace(card, blocks=(*card.blocks, *notes)))


def _still(whom: Person, absence: Absence, work: Work) -> Note:
    """What stands beside what was just taken back."""
    key = _to("absent.still", whom, work)
    return Note(work.words.spans(key, who=whom.name, days=said_days(absence, work, work.words)))


async def _named(whom: Person, asked: Leave, since: date, work: Work) -> Person | None:
    """Whoever was named, if anybody: somebody else with a role of theirs, who is there on the first day."""
    if not asked.deputy:
        return None
    deputy = await _found(asked.deputy, work)
    if deputy.key == whom.key:
        raise _refused(_to("refused.absent.self", whom, work), work, who=whom.name)
    if set(deputy.roles).isdisjoint(whom.roles):
        raise _refused("refused.absent.deputy", work, who=whom.name, deputy=deputy.name)
    theirs = await work.absences.of(deputy.key, work.today)
    if away := next((each for each in theirs if each.holds(since)), None):
        raise _refused("refused.absent.away", work, why=_why_not(deputy, away, work))
    return deputy


def _why_not(person: Person, absence: Absence, work: Work) -> str:
    """Why somebody is no deputy on some days."""
    if absence.until:
        return work.text("absent.away_too", who=person.name, days=said_days(absence, work, work.words))
    holder = work.organisation.people[work.organisation.holder(person.key)]
    return work.text("absent.handed_on_too", who=person.name, holder=holder.name)


async def _found(name: str, work: Work) -> Person:
    found = await somebody(name, work)
    if found is None:
        raise _refused("refused.absent.who", work, name=name)
    return found


def _to(key: str, whom: Person, work: Work) -> str:
    """The same said to whoever it is about."""
    return f"{key}.you" if whom.key == work.actor.key else key


def _refused(key: str, work: Work, **facts: Fact) -> Refusal:
    return Refusal(plain_card(key, work.words, **facts))
