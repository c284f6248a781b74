"""A ministry at work: a week like every other, what is open, and as much history as is asked for.

The last eight weeks are filed, taken on, solved and told by the product itself. History is made of copies of what was
told, four weeks earlier each time, so that the pace stays that of a real ministry.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice

from sqlalchemy import Connection, text

from bench import world
from bot.conversation import Account
from bot.organisation import Organisation, Role
from bot.signals import REGION, Landed, Outcome, OutcomeKind, Signal, Told, Verdict
from bot.store import Store, tables
from bot.store.places import where

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
"""A Monday, nine o'clock in Amsterdam."""

WEEKLY, WEEKS_OPEN, WEEKS = 150, 4, 8
"""Knelpunten filed in a week, the weeks that one takes, and the weeks that a digest looks back."""

PEOPLE = 120
"""Everybody who has a digest of their own."""

PERSONAL = frozenset({Role.LIAISON, Role.FIXER, Role.COMMISSIONER})

TOLD, RECENT = "told", ""
"""How the ids begin of what can be history, and of everything there is in the last eight weeks."""

BEYOND = 1_000_000
"""A number that no copy in the history has."""

AT_ONCE = 50
"""Copies of everything in one statement: it must not take longer than the store waits for one."""

_COPIED = {
    "signals": {"id": "name", "number": "name", "filed_at": "moment"},
    "events": {"signal_id": "name", "at": "moment"},
    "moves": {"signal_id": "name", "at": "moment"},
    "posted": {"signal_id": "name"},
}
"""The tables of a signal, and what tells one copy from another."""

_COUNTED = {
    "postgresql": "SELECT generate_series(CAST(:first AS INTEGER), CAST(:last AS INTEGER)) AS i",
    "sqlite": "WITH RECURSIVE c(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM c WHERE i < :last) SELECT i FROM c",
}
_EARLIER = {
    "postgresql": "{column} - i * CAST(:days AS INTEGER) * INTERVAL '1 day'",
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', {column}, '-' || (i * :days) || ' days') || '000'",
}


def organisation() -> Organisation:
    """The example organisation, with fixers beside its own until everybody is there."""
    given, fixers = world.organisation(), cycle(world.fixers().values())
    personal = [person for person in given.people.values() if PERSONAL.intersection(person.roles)]
    keys = [f"fixer-{number}" for number in range(PEOPLE - len(personal))]
    more = {key: next(fixers).model_copy(update={"key": key, "emails": (f"{key}@example.nl",)}) for key in keys}
    return given.model_copy(update={"people": {**given.people, **more}})


async def works(store: Store, house: Organisation) -> None:
    """The last eight weeks, and where the cards stand."""
    work = store.work(now=NOW, organisation=house)
    for person in house.people.values():
        work.people.remember(Account("playground", "demo", person.key), person.key, person.emails[0])
    signals = list(islice(_signals(house), WEEKLY * WEEKS))
    for signal in signals:
        await work.signals.save(signal)
    await work.commit()
    cards = [
        {"signal_id": signal.id, "lane": each.target, "platform": each.place.platform, "address": each.place.address}
        for signal in signals
        for each in where(signal, house)
    ]
    await store._runner.write(lambda connection: connection.execute(tables.posted.insert().values(message="1"), cards))
    await store._runner.write(_set_apart)


async def has_history(store: Store, size: int) -> None:
    """So many knelpunten, by going back as far as that takes."""
    blocks = (size - WEEKLY * WEEKS) // (WEEKLY * (WEEKS - WEEKS_OPEN))
    await _copies(store, TOLD, range(1, blocks + 1), days=7 * WEEKS_OPEN)


async def is_larger(store: Store, times: int) -> None:
    """So many times as much in every one of the last eight weeks."""
    await _copies(store, RECENT, range(BEYOND, BEYOND + times - 1), days=0)


async def _copies(store: Store, which: str, numbers: range, days: int) -> None:
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        given = {"which": f"{which}%", "first": some[0], "last": some[-1], "days": days}
        for name in _COPIED:
            await store._runner.write(lambda connection, name=name, given=given: _copy(connection, name, given))
    await store._runner.read(_tidied)  # what is read is in no transaction, and this may not be


def _tidied(connection: Connection) -> None:
    """PostgreSQL does it by itself in time; SQLite is never told how much there is, here or at work."""
    if connection.dialect.name == "postgresql":
        for name in _COPIED:
            connection.exec_driver_sql(f"VACUUM ANALYZE {name}")


def _set_apart(connection: Connection) -> None:
    """What is copied, so that it need not be looked for among the copies."""
    for name in _COPIED:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS first_{name}")
        connection.exec_driver_sql(f"CREATE TABLE first_{name} AS SELECT * FROM {name}")  # noqa: S608


def _copy(connection: Connection, name: str, given: dict[str, str | int]) -> None:
    table, changed = tables.metadata.tables[name], _COPIED[name]
    dialect = connection.dialect.name
    forms = {"name": "{column} || '-' || i", "moment": _EARLIER[dialect]}
    columns = {
        f'"{column.name}"': forms[changed[column.name]].format(column=f'"{column.name}"')
        if column.name in changed
        else f'"{column.name}"'
        for column in table.c
    }
    key = "id" if name == "signals" else "signal_id"
    connection.execute(
        text(
            f"INSERT INTO {name} ({', '.join(columns)}) SELECT {', '.join(columns.values())} "  # noqa: S608
            f"FROM first_{name}, ({_COUNTED[dialect]}) AS n WHERE {key} LIKE :which ORDER BY 1, 2"
        ),
        given if "moment" in changed.values() else {each: value for each, value in given.items() if each != "days"},
    )


def _signals(house: Organisation) -> Iterator[Signal]:
    """One after the other back in time, each as far as it has come by now."""
    fixers = [
        (key, each.key) for each in house.people.values() if Role.FIXER in each.roles for key in each.directorates
    ]
    regions, gap = cycle(house.regions), timedelta(weeks=1) / WEEKLY
    each_in_turn = zip(*map(cycle, (fixers, world.liaisons(), world.TEXTS, house.themes)), strict=True)
    for number, ((lead, fixer), liaison, said, theme) in enumerate(each_in_turn):
        at = NOW - (number + 1) * gap
        is_over = NOW - at > timedelta(weeks=WEEKS_OPEN)
        signal = Signal.file(
            id=f"{TOLD if is_over else 'open'}{number}",
            number=f"K-{number:04d}",
            text=said,
            region=liaison.regions[0],
            also_regions=(next(regions),) if number % 8 == 0 else (),
            themes=(theme,),
            lead=lead,
            filer=liaison.key,
            confidential=number % 40 == 0,
            at=at,
        )
        yield _lived(signal, fixer, number)


def _lived(signal: Signal, fixer: str, number: int) -> Signal:
    """Taken on after two days, a word after nine, every fifth asks the region; solved and told in the fourth week."""
    for days in (2, 9, 12, 14, 24, 28):
        at = signal.filed_at + timedelta(days=days)
        if at > NOW:
            break
        signal = _step(signal, days, fixer, at, number)
    return signal


def _step(signal: Signal, days: int, fixer: str, at: datetime, number: int) -> Signal:
    match days:
        case 2:
            return signal.claim(by=fixer, at=at)
        case 9:
            return signal.report(by=fixer, at=at, note="Gebeld met de zorgverzekeraar.")
        case 12 if number % 5 == 0:
            return signal.wait(by=fixer, at=at, party=REGION, until=date(2026, 12, 1), question="Om hoeveel gaat het?")
        case 14 if number % 10 == 0:
            return signal.escalate(by=signal.filer, at=at, rung=3, reason="Het staat stil.")
        case 24:
            outcome = Outcome(OutcomeKind.ARRANGEMENT, "Het kan.", Landed.LETTER, structural=True)
            return signal.solve(by=fixer, at=at, outcome=outcome)
        case 28:
            return signal.tell(by=signal.filer, at=at, told=Told("de zorggroep", at.date(), Verdict.HELPED))
        case _:
            return signal
