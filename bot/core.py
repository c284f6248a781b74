"""One request or timer: seen before? who? allowed? Then open work, run its handler, commit, and only then answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import structlog

from bot.absences import present
from bot.answers import pack, unpack
from bot.bindings import bound
from bot.cards import Card, TextField
from bot.conversation import (
    Command,
    Done,
    MessageAction,
    Press,
    Profile,
    Refusal,
    Reply,
    Request,
    Say,
    Submission,
    Unopened,
)
from bot.delivery import Platform, TryLater, Uncertain, Undeliverable
from bot.dispatch import handled
from bot.handlers import Contents
from bot.identity import identify, stated_person, turned_away
from bot.late import whisper
from bot.organisation import Organisation
from bot.profiles import Profiles
from bot.store import Conflict, Duplicate, Store, StoreUnavailable
from bot.store.absences import Absence
from bot.store.bindings import Binding
from bot.store.work import Work
from bot.texts import Words, words, words_for
from bot.views.plain import kept, opened_again, plain_card
from bot.worktime import local_day

T = TypeVar("T")

log = structlog.get_logger("core")

PATIENCE = 2.0
"""Seconds for which a request that lost a race, or found the store away, is tried again, and at least once."""

LONGEST_PAUSE = 0.1
"""Seconds between two such tries, at most."""

FOLLOWS = timedelta(seconds=30)
"""How long a binding or an absence that another process kept may stay unknown here."""

PROMPT = 2.5
"""Seconds within which a person must hear something."""


@dataclass(slots=True)
class House:
    """What every request needs and none changes. `now` is the product's clock, `real` the one for leases and pace.

    `organisation` is the one to work by: it begins as the file says, and `follow` adds what admins bound and who is away.
    """

    store: Store
    organisation: Organisation
    contents: Contents
    platforms: Mapping[str, Platform]
    now: Callable[[], datetime]
    real: Callable[[], datetime]
    _file: Organisation = field(init=False)
    _known: tuple[tuple[Binding, ...], tuple[Absence, ...], date] | None = field(init=False, default=None)
    _followed: datetime | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._file = self.organisation

    def work(self) -> Work:
        """A new unit of work, now."""
        return self.store.work(now=self.now(), organisation=self.organisation, contents=self.contents, file=self._file)

    async def follow(self) -> None:
        """The organisation as it is today; raises StoreUnavailable, and then stays as it is."""
        bindings, absences, today = await self.store.bindings(), await self.store.absences(), self._today
        if (bindings, absences, today) != self._known:
            self.organisation = present(bound(self._file, bindings), absences, today)
            self._known = bindings, absences, today
        self._followed = self.real()

    @property
    def is_behind(self) -> bool:
        """Whether it is another day, or another process may have kept something that is not known here yet."""
        if self._followed is None or self._known is None or self._known[-1] != self._today:
            return True
        return not timedelta(0) <= self.real() - self._followed < FOLLOWS

    @property
    def _today(self) -> date:
        return local_day(self.now(), self._file.clock)


class Core:
    """Answers requests and fires timers; each one is a single all-or-nothing transaction."""

    def __init__(self, house: House, *, wake: Callable[[], None] = lambda: None) -> None:
        self._house = house
        self._profiles = Profiles(house.platforms, house.real)
        self._wake = wake
        self._running: set[asyncio.Task[Any]] = set()
        self._finishing = False

    async def answer(self, request: Request) -> Reply:
        """The reply, or within 2.5 seconds a word that it follows; never an exception for what a person did."""
        task = self._keep(self._answered(request))
        done, _ = await asyncio.wait({task}, timeout=PROMPT)
        if done:
            return task.result()[0]
        self._keep(self._follow(request, task))
        return Say(plain_card("wait", words(self._house.organisation.language)))

    async def run(self, effect: Callable[[Work], Awaitable[None]]) -> None:
        """Something that happens by itself, in one transaction.

        Raises Conflict or StoreUnavailable when two seconds were not enough.
        """

        async def once() -> None:
            work = self._house.work()
            await effect(work)
            await work.commit()

        await self._patiently(once)
        self._wake()

    async def finish(self) -> None:
        """Wait for the requests under way, so that a clean stop loses no answer; for a store that is away only once."""
        self._finishing = True
        while self._running:
            await asyncio.wait(set(self._running))
        self._finishing = False

    async def _answered(self, request: Request) -> tuple[Reply, Words]:
        speech = words(self._house.organisation.language, self._house.organisation.zone)
        try:
            profile = await self._profiles.of(request.by)
            person = stated_person(profile, self._house.organisation)
            speech = words_for(self._house.organisation, person, profile.language, profile.zone)
            reply = await self._patiently(lambda: self._once(request, profile, speech))
            return Done(speech.text("done")) if isinstance(reply, Done) else reply, speech
        except Refusal as refusal:
            return Say(_nothing_lost(refusal.card, request)), speech
        except Undeliverable as closed:
            log.warning("platform refuses", platform=request.by.platform, reason=closed.reason)
            card = turned_away("refused.setup", self._house.organisation, speech).card
            return Say(_nothing_lost(card, request)), speech
        except (TryLater, Uncertain) as silent:
            log.warning("platform silent", platform=request.by.platform, reason=silent.reason)
            return self._failed("refused.platform", request, speech), speech
        except (Conflict, StoreUnavailable) as busy:
            log.warning("store busy", reason=type(busy).__name__)
            return self._failed("refused.busy", request, speech), speech
        except Exception:
            log.exception("request failed", request=type(request).__name__)
            return self._failed("refused.fault", request, speech), speech

    def _failed(self, key: str, request: Request, speech: Words) -> Say:
        """What was typed is given back; where it lies behind the form, so is the form."""
        card = _nothing_lost(plain_card(key, speech), request)
        openers = self._house.contents.openers
        if isinstance(request, Submission) and request.action in openers:
            card = opened_again(card, openers[request.action], request.handle, speech)
        return Say(card)

    async def _once(self, request: Request, profile: Profile, speech: Words) -> Reply:
        work = await self._identified(request, profile, speech)
        earlier = await work.seen(request.key)
        if earlier is not None:
            return unpack(earlier)
        reply = await handled(request, work, self._house.contents)
        if not work.has_effects:
            return reply
        work.people.spoke(request.by)
        try:
            # A form cannot be shown twice: a retry of what opened one only hears that it is done.
            await work.commit(key=request.key, answer=pack(reply if isinstance(reply, Say | Done) else Done()))
        except Duplicate as twice:
            return unpack(twice.answer)
        if work.bindings.changed or work.absences.changed:
            with suppress(StoreUnavailable):  # it is kept; the worker looks again
                await self._house.follow()
        self._wake()
        return reply

    async def _identified(self, request: Request, profile: Profile, speech: Words) -> Work:
        """Work in the name of a person; a first match is kept in a transaction of its own."""
        work = self._house.work()
        reads = {"language": profile.language, "zone": profile.zone}
        work.asked_by(request.by, await identify(profile, work, speech), speech, **reads)
        if not work.has_effects:
            return work
        await work.commit()
        fresh = self._house.work()
        fresh.asked_by(request.by, work.actor, speech, **reads)
        return fresh

    async def _patiently(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """What a store that went away had kept after all is found by its key, so trying again is safe."""
        clock = asyncio.get_running_loop().time
        until, pause = clock() + PATIENCE, 0.0
        while True:
            try:
                return await attempt()
            except (Conflict, StoreUnavailable):
                if pause and clock() >= until:
                    raise
            await asyncio.sleep(pause)
            pause = min(2 * pause + 0.001, LONGEST_PAUSE)

    async def _follow(self, request: Request, task: asyncio.Task[tuple[Reply, Words]]) -> None:
        reply, speech = await task

        async def say(work: Work) -> None:
            whisper(request.key, reply, request.by, work, speech)

        while True:
            try:
                await self.run(say)
            except (Conflict, StoreUnavailable) as busy:
                log.warning("a late answer waits", request=type(request).__name__, reason=type(busy).__name__)
                if not self._finishing:
                    continue
            return

    def _keep(self, coroutine: Coroutine[object, object, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(coroutine)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task


def _nothing_lost(card: Card, request: Request) -> Card:
    match request:
        case Submission(values=values):
            return kept(card, values.values())
        case Unopened(form=form):
            return kept(card, (field.value for field in form.fields if isinstance(field, TextField)))
        case Command(words=typed):
            return kept(card, (typed,))
        case Press() | MessageAction():
            return card
