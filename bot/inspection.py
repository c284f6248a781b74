"""`regiolijn check`: what would stop the product from doing its work, each fault with the step that mends it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.bindings import bound
from bot.conversation import Account, Done, Place, Reply, Request
from bot.delivery import Platform, TryLater, Undeliverable
from bot.lookup import looked_up
from bot.organisation import Directorate, Organisation, Person, Region, Role
from bot.store import Store, StoreError, open_store, open_to_look

STANDINGS = {"gone": "switched off or unknown there", "guest": "a guest", "foreign": "of another organisation"}
"""What a platform says of an account that the product cannot speak to, in words; a bot is called just that."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fault: where it was found, what is wrong, and what to do; `mend` is empty where `what` says that too."""

    about: str
    what: str
    mend: str = ""


async def inspected(
    organisation: Organisation,
    platforms: Mapping[str, Platform],
    store: Store | None,
    now: datetime,
    refused: Collection[str] = (),
) -> list[Found]:
    """Every fault of the platforms, of the places on them and of the people on the ladder.

    Without a store, bindings and recorded accounts are unknown, and of a platform that `refused` us everything is:
    nobody is blamed for what may stand there.
    """
    seated = bound(organisation, await store.bindings()) if store else organisation
    places, found = list(_places(seated)), list[Found]()
    for name, platform in platforms.items():
        here = [place for place in places if place.platform == name]
        found += [Found(name, fault.what, fault.mend) for fault in await platform.check(here)]
    found += _gaps(seated, {*platforms, *refused} if store else None)
    for person in _ladder(seated):
        accounts = await _accounts(person, seated, store, now)
        if not {account.platform for account in accounts} & {*refused}:
            found += await _unreached(person, accounts, platforms, surely=store is not None and not refused)
    return found


@asynccontextmanager
async def at_hand(url: str, found: list[Found]) -> AsyncIterator[Store | None]:
    """The store, or None where a server has the SQLite file or none was made yet: that is how it should be."""
    store = None
    try:
        if await _is_made(url):
            store = await open_store(url)
    except StoreError as away:
        if not _is_embedded(url):
            found.append(Found("database", str(away)))
    try:
        yield store
    finally:
        if store is not None:
            await store.close()


async def timelines(url: str) -> list[Found]:
    """The first thing that does not hold in the timeline of each signal; also beside a running server.

    Nothing where no database was made yet, and where one does not open that `at_hand` told of.
    """
    if not await _is_made(url):
        return []
    try:
        store = await open_to_look(url)
    except StoreError as away:
        return [Found("database", str(away))] if _is_embedded(url) else []
    try:
        return [Found("database", f"{what[0].upper()}{what[1:]}.", _RESTORE) async for what in store.broken_timelines()]
    except StoreError as away:
        return [Found("database", str(away))]
    finally:
        await store.close()


async def nobody(request: Request) -> Reply:
    """The answer of a process that is not there to answer."""
    return Done()


class Blank:
    """The memory of a process that cannot look into the store: it knows nothing, and keeps nothing."""

    async def recall(self, key: str) -> str | None:
        """Nothing."""
        return None

    async def keep(self, key: str, value: str) -> None:
        """Nowhere."""


def told(found: Sequence[Found], console: Console, *, machine: bool) -> None:
    """The faults, for a person or as one JSON object."""
    if machine:
        report = {"ok": not found, "faults": [asdict(fault) for fault in found]}
        console.out(json.dumps(report, ensure_ascii=False, indent=2), highlight=False)
        return
    for fault in found:
        line = Text.assemble((fault.about, "bold red"), ": ", fault.what)
        console.print(line.append(f" {fault.mend}", "green") if fault.mend else line, soft_wrap=True)
    count = "1 fault." if len(found) == 1 else f"{len(found)} faults."
    console.print(count if found else "Everything is well.", style="bold")


def _is_embedded(url: str) -> bool:
    return url.startswith("sqlite")


async def _is_made(url: str) -> bool:
    """Whether there is anything to open; only PostgreSQL can say so itself."""
    return not _is_embedded(url) or await asyncio.to_thread(Path(url.removeprefix("sqlite:///")).exists)


_RESTORE = "Compare it with a backup and restore it: docs/operations.md, under A timeline that does not hold."


_BIND = "Name one in the organisation file, or type /knelpunt koppel {key} in its channel."


_HEAD = "Name one in the organisation file, under head."


def _gaps(organisation: Organisation, platforms: Collection[str] | None) -> Iterator[Found]:
    """What is missing on the way of a signal; without platforms it is unknown where anybody can be reached."""
    for directorate in organisation.routable():
        key, is_triage = directorate.key, directorate.key == organisation.routing_fallback
        if not directorate.head:
            goes_on = "what nobody takes on goes to the regiocommissaris a rung sooner"
            yield Found("organisation", f"{key} has no head: {goes_on}.", _HEAD)
        if platforms is not None and not directorate.channels.keys() & set(platforms):
            what = f"Triage ({key}) has no channel." if is_triage else f"{key} has no channel: triage gets its signals."
            yield Found("organisation", what, _BIND.format(key=key))


def _places(organisation: Organisation) -> Iterator[Place]:
    """Each place once."""
    entries: list[Directorate | Region] = [*organisation.directorates.values(), *organisation.regions.values()]
    channels = (*(each.channels for each in entries), organisation.decision_channels)
    yield from dict.fromkeys(Place(platform, address) for each in channels for platform, address in each.items())


def _ladder(organisation: Organisation) -> Iterable[Person]:
    """Whoever must be reached when something stalls or does not arrive: heads, commissioners, admins."""
    heads = {directorate.head for directorate in organisation.routable()}
    return (
        person
        for person in organisation.people.values()
        if person.key in heads or person.may_be(Role.COMMISSIONER) or person.may_be(Role.ADMIN)
    )


async def _accounts(person: Person, organisation: Organisation, store: Store | None, now: datetime) -> list[Account]:
    """Where they spoke, and where the organisation file says they are."""
    listed = [Account(platform, "", user) for platform, user in person.accounts.items()]
    if store is None:
        return listed
    return [*await store.work(now=now, organisation=organisation).people.accounts_of(person.key), *listed]


async def _unreached(
    person: Person, accounts: Sequence[Account], platforms: Mapping[str, Platform], *, surely: bool
) -> list[Found]:
    """Nothing when one of the accounts is a member's; otherwise what stands in the way of each."""
    found = []
    for account in accounts:
        if account.platform in platforms:
            fault = await _fault(person, account, platforms[account.platform])
            if fault is None:
                return []
            found.append(fault)
    if found or not surely:
        return found
    return _elsewhere(person, accounts) if accounts else await _nowhere(person, platforms)


def _elsewhere(person: Person, accounts: Sequence[Account]) -> list[Found]:
    """Messages go to where somebody last spoke, also while that platform is off."""
    where = ", ".join(dict.fromkeys(account.platform for account in accounts))
    mend = "Switch it on, or let them type /knelpunt help once where Regiolijn is."
    return [Found("people", f"{person.name} cannot be reached: their account is on {where}, which is off.", mend)]


async def _nowhere(person: Person, platforms: Mapping[str, Platform]) -> list[Found]:
    """Nobody knows an account; a message would go to whoever answers to the e-mail address."""
    try:
        if await looked_up(person, platforms):
            return []
    except TryLater as silent:
        return [_unknown("people", person, silent)]
    mend = "Let them type /knelpunt help once, or name their account in the organisation file, under accounts."
    return [Found("people", f"{person.name} cannot be reached: no account is known, or has their address.", mend)]


def _unknown(about: str, person: Person, silent: TryLater | Undeliverable) -> Found:
    what = f"It is not known whether {person.name} can be reached ({silent.reason})."
    is_refused = isinstance(silent, Undeliverable)
    return Found(about, what, "Mend what this names, in scopes or token." if is_refused else "Try again later.")


async def _fault(person: Person, account: Account, platform: Platform) -> Found | None:
    try:
        profile = await platform.profile(account)
    except (TryLater, Undeliverable) as silent:
        return _unknown(account.platform, person, silent)
    if profile.standing == "member":
        return None
    standing = STANDINGS.get(profile.standing, "a bot")
    mend = "Name the right account in the organisation file, or let somebody else take this role."
    return Found(account.platform, f"{person.name} cannot be reached: the account is {standing}.", mend)
