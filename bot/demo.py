"""What the playground shows to a newcomer: the example organisation, who plays whom, and a clock to push forward."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.examples import VWS
from bot.organisation import Organisation, Person, Role
from bot.store import Store
from bot.texts import Words
from bot.worktime import moment, next_working_day

FRONT_ROW = ("noor-habets", "ruben-alting", "marijke-oldenhof", "femke-dijkgraaf")
"""Side by side: who files, who takes it on, who is called in; then who looks after it all."""


def samples() -> tuple[str, ...]:
    """Texts that are ready to be filed."""
    return tuple((VWS / "samples.txt").read_text(encoding="utf-8").strip().splitlines())


def cast(organisation: Organisation) -> tuple[Person, ...]:
    """Everybody one can be, the front row first."""
    front = [organisation.people[key] for key in FRONT_ROW]
    return (*front, *(person for person in organisation.people.values() if person.key not in FRONT_ROW))


def sees(person: Person, organisation: Organisation, platform: str) -> tuple[str, ...]:
    """The channels somebody reads: their own directorates and regions, and decisions; who is there for all reads all."""
    everywhere = person.may_be(Role.ADMIN) or person.may_be(Role.COMMISSIONER)
    directorates = [
        directorate
        for directorate in organisation.directorates.values()
        if everywhere or directorate.key in person.directorates or directorate.head == person.key
    ]
    regions = [organisation.regions[key] for key in person.regions]
    theirs = (*(each.channels for each in directorates), *(each.channels for each in regions))
    channels = (*theirs, organisation.decision_channels)
    return tuple(address for each in channels for name, address in each.items() if name == platform)


def starts_in(person: Person, organisation: Organisation, platform: str) -> str:
    """What stands open at first: a fixer's own channel, for everybody else their direct messages ("")."""
    return sees(person, organisation, platform)[0] if person.may_be(Role.FIXER) else ""


def channels(organisation: Organisation, platform: str) -> tuple[str, ...]:
    """Every channel there is on a platform."""
    rooms = (
        *(each.channels for each in organisation.directorates.values()),
        *(each.channels for each in organisation.regions.values()),
        organisation.decision_channels,
    )
    return tuple(address for each in rooms for name, address in each.items() if name == platform)


def role_of(person: Person, organisation: Organisation, words: Words) -> str:
    """`regio-liaison Zuid-Limburg`, `opgavefikser MEVA`."""
    scope = [*(organisation.regions[key].name for key in person.regions), *person.directorates]
    roles = ", ".join(words.text(f"role.{role}") for role in person.roles)
    return " ".join([roles, ", ".join(scope)]).strip()


class DemoClock:
    """Real time plus an offset that survives a restart."""

    def __init__(self, kept: Path) -> None:
        self._kept = kept
        self._offset = timedelta(seconds=float(kept.read_text(encoding="ascii"))) if kept.exists() else timedelta()

    def now(self) -> datetime:
        """The demo's moment, in UTC."""
        return datetime.now(UTC) + self._offset

    def push(self, to: datetime) -> None:
        """Forward only; a moment that has passed changes nothing."""
        self._offset = max(self._offset, to - datetime.now(UTC))
        self._kept.write_text(str(self._offset.total_seconds()), encoding="ascii")


class Pusher:
    """Moves the demo's clock, stopping wherever something is due, so that everything happens in order."""

    def __init__(
        self, clock: DemoClock, organisation: Organisation, store: Store, drain: Callable[[], Awaitable[None]]
    ) -> None:
        self._clock = clock
        self._organisation = organisation
        self._store = store
        self._drain = drain
        self._one_at_a_time = asyncio.Lock()

    async def advance(self, until: str) -> None:
        """To the next working day, or to the next Monday that is one, at the hour the clock speaks."""
        async with self._one_at_a_time:
            target = self._target(until)
            while (due := await self._store.timers.next_due()) is not None and due <= target:
                self._clock.push(due)
                await self._drain()
            self._clock.push(target)
            await self._drain()

    def _target(self, until: str) -> datetime:
        settings = self._organisation.clock
        day = self._day(until)
        return moment(day, settings.rungs_at, settings.zone)

    def _day(self, until: str) -> date:
        today = self._clock.now().astimezone(ZoneInfo(self._organisation.zone)).date()
        if until == "next monday":
            monday = today + timedelta(days=7 - today.weekday())
            return next_working_day(monday - timedelta(days=1), self._organisation.clock)
        return next_working_day(today, self._organisation.clock)
