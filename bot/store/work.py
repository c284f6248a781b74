"""The unit of work: everything one request or timer reads and wants kept, flushed in one step at commit."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.cards import Span, Spans
from bot.conversation import Account, Place
from bot.delivery import Receipt
from bot.organisation import Organisation, Person
from bot.redaction import Passage
from bot.signals import Signal, Step
from bot.store import columns, health, seen, waiting
from bot.store.absences import Absences
from bot.store.addressed import addressed
from bot.store.bindings import Bindings
from bot.store.changes import Changes
from bot.store.crashpoints import passing
from bot.store.decisions import Decisions
from bot.store.handles import Handles
from bot.store.health import Trouble
from bot.store.lanes import ANYWHERE
from bot.store.moves import Moves
from bot.store.numbers import Numbers
from bot.store.orders import Order, Orders
from bot.store.people import People, Reader
from bot.store.places import Role, where
from bot.store.posted import Receipts, posted_at, stood
from bot.store.redaction import Redaction
from bot.store.runner import Runner
from bot.store.said import Said, arrived, said_about
from bot.store.search import Search, row_of
from bot.store.signals import Signals
from bot.store.timers import PlannedTimers
from bot.texts import Words, words_for

UNTHREADED = frozenset({Step.FILE, Step.REMIND, Step.SPAR, Step.SEE})
"""Steps without a line in the threads: the card says it, the clock says it aloud, or it is nobody else's."""

FOR_WHO_WORKS_ON_IT = frozenset({Step.ESCALATE})
"""Steps with a line in the threads of the lead, or of triage in its stead, and nowhere else."""


class Work:
    """One request's or timer's view of the store. `platform` is recorded in events: where the step was taken."""

    actor: Person
    """Who asks; set by `asked_by`, absent while nobody is identified."""
    words: Words
    """The texts in the asker's language; set by `asked_by`."""

    def __init__(
        self,
        runner: Runner,
        numbers: Numbers,
        now: datetime,
        organisation: Organisation,
        contents: Any,  # noqa: ANN401 - the contents page is above the store and only passes through
        file: Organisation,
        search: Search,
    ) -> None:
        self.now = columns.aware(now)
        self.organisation = organisation
        self.file = file  # the organisation without what admins bound
        self.contents = contents
        self.account: Account | None = None
        self.platform = "clock"
        self.by_clock = False  # nobody did anything: what is ordered is not sent at night
        self.signals = Signals(runner, numbers, now, organisation.zone)
        self.moves = Moves(runner, self.signals)
        self.search = search
        self.people = People(runner, now)
        self.handles = Handles(runner, now)
        self.timers = PlannedTimers(runner, now)
        self.bindings = Bindings(runner)
        self.absences = Absences(runner)
        self.decisions = Decisions(runner, numbers, now, organisation.zone)
        self._orders = Orders(now)
        self._redaction = Redaction(runner)
        self._receipts = Receipts(runner)
        self._runner = runner

    def asked_by(self, account: Account, actor: Person, words: Words, *, language: str = "", zone: str = "") -> None:
        """Work on behalf of somebody; at commit the account must still be theirs.

        `language` and `zone` are those their platform says they read in: kept, for what they are told later.
        """
        self.account, self.actor, self.words, self.platform = account, actor, words, account.platform
        self.people.asking(account, language, zone)

    def text(self, key: str, **facts: Span | Spans | int) -> str:
        """A text in the asker's language."""
        return self.words.text(key, **facts)

    async def words_of(self, account: Account) -> Words:
        """The texts for whoever reads there, in the language and zone they last spoke in."""
        person, reader = await self._reader(account)
        if reader is not None:
            return words_for(self.organisation, person, reader.language, reader.zone)
        return words_for(self.organisation, person)

    async def person_at(self, account: Account) -> Person | None:
        """Whoever reads there, as the organisation file knows them now."""
        return (await self._reader(account))[0]

    async def _reader(self, account: Account) -> tuple[Person | None, Reader | None]:
        if account.platform == ANYWHERE:
            return self.organisation.person(account.user), None
        if (reader := await self.people.reader_at(account)) is not None:
            return self.organisation.person(reader.person), reader
        return self.organisation.person_by_account(account.platform, account.user), None

    @property
    def today(self) -> date:
        """The day it is where the organisation is."""
        return self.now.astimezone(ZoneInfo(self.organisation.zone)).date()

    async def seen(self, key: str) -> str | None:
        """The stored answer of an earlier identical request, or None."""
        return await self._runner.read(lambda connection: seen.answer_of(connection, key))

    def order(self, order: Order) -> None:
        """Send this once the work is committed. A card brought up to date disturbs nobody, by night or by day."""
        self._orders.add(replace(order, by_clock=True) if self.by_clock and not order.fold else order)

    async def wake(self, order_id: int) -> None:
        """An order that rests is sent after all."""
        if lane := await self._runner.read(lambda connection: waiting.lane_of_resting(connection, order_id)):
            self._orders.wake(order_id, lane)

    async def show(self, signal: Signal) -> None:
        """Every card of this signal as it is now, the filer's receipt, and what is new in the threads.

        A place where it stands but no longer belongs is brought up to date too. The receipt stays where it is when
        the filer moves to another platform; whoever takes over from the filer, or joins, gets one of their own, and a
        receipt that follows is shown with what it follows. The filing itself is not told in the threads: that is what
        the card says.
        """
        belongs = where(signal, self.organisation)
        standings = [standing.place for standing in belongs]
        known = [] if signal.version == 1 else await stood(signal.id, self._runner)
        there = [to for to in known if to not in self._receipts.gone_from(signal)]
        has_receipt = any(isinstance(to, Account) for to in known)
        receipt = None if has_receipt and not _is_taken_over(signal) else await self.account_of(signal.filer)
        newcomers = [await self.account_of(event.by) for event in signal.fresh if event.step is Step.ALSO]
        receipts = [account for account in (receipt, *newcomers, *self._receipts.come_to(signal)) if account]
        showing = secrets.token_hex(4)  # two times it is shown are two orders, though they may fold
        for number, to in enumerate(dict.fromkeys((*standings, *receipts, *there))):
            view = "card" if isinstance(to, Place) else "receipt"
            key = f"{view}:{signal.id}:{signal.version}:{showing}:{number}"
            self.order(Order(key, to, view, signal.id, signal.version, fold=True))
        for event in signal.fresh:
            for place in (each.place for each in belongs if _reads_of(event.step, each.role)):
                key = f"history:{signal.id}:{event.version}:{place.platform}:{place.address}"
                self.order(Order(key, place, "history", signal.id, event.version))

    async def follow(self, gone: Signal, into: Signal) -> None:
        """Whoever has a receipt of `gone` reads in that same message how `into` stands, once both are shown."""
        await self._receipts.follow(gone, into)

    async def tell(self, person: str, view: str, signal: Signal, event_version: int) -> bool:
        """One short direct message to a person; False, and nothing queued, when they left the organisation.

        Who is away finds it when they are back. What asks for something goes to whoever stands in as well, unless it
        is their own doing.
        """
        actor = self.actor.key if self.account else ""
        told = addressed(person, view, signal, event_version, self.organisation, actor)
        accounts = {each: await self.account_of(each) for each in told}
        for each, account in accounts.items():
            if account is not None:
                key = f"{view}:{signal.id}:{event_version}:{each}"
                self.order(Order(key, account, view, signal.id, event_version))
        return any(accounts.values())

    async def said_about(self, signal: Signal) -> list[Said]:
        """What was said about it in threads and in messages of their own, or will be."""
        return await said_about(signal.id, self._runner)

    async def arrived(self, keys: Collection[str]) -> dict[str, bool]:
        """The keys among these of what stands somewhere, or may; whether words can be taken out of it there."""
        return await arrived(keys, self._runner)

    def say_again(self, said: Said) -> None:
        """Once more and in its own place, drawn as it must look by then."""
        self._orders.again(said.id, said.lane, said.payload)

    async def redact(self, signal: Signal, passage: Passage, why: str, count: int) -> tuple[Signal, list[Said]]:
        """Take a passage out of a signal and of everything that is kept of it, and show it so wherever it stands.

        It stood `count` times in the signal. Returns the signal as it is then, and what cannot be changed where it was
        said.
        """
        facts = await self._redaction.events(signal.id, passage)
        await self._redaction.decisions(signal.id, passage)
        await self._redaction.answers(passage)
        self._redaction.sought(signal.id)
        facts |= {"why": passage.taken_out(why), "count": str(count)}
        redacted = signal.redact(passage.taken_out, by=self.actor.key, at=self.now, facts=facts)
        await self.signals.save(redacted)
        await self.show(redacted)
        finished = await self._redaction.finished(signal.number, passage)
        said = {each.id: each for each in (*await self.said_about(signal), *finished)}.values()
        for each in said:
            if each.is_reached:
                self.say_again(each)
        return redacted, [each for each in said if not each.is_reached]

    async def trouble(self) -> Trouble:
        """What should have gone by now and has not."""
        return await self._runner.read(lambda connection: health.trouble(connection, self.now))

    async def cards_at(self, signal: Signal, places: Collection[Place]) -> list[waiting.Arrival]:
        """How the last card about it fared in each of these places."""
        return await self._runner.read(
            lambda connection: [waiting.card_at(connection, signal.id, place) for place in places]
        )

    async def posted_at(self, ids: Collection[str], lanes: Sequence[str]) -> dict[str, Receipt]:
        """Where the cards of these signals stand, by signal: each in the first of these lanes that has one."""
        return await posted_at(ids, lanes, self._runner)

    @property
    def has_effects(self) -> bool:
        """Whether there is anything to commit."""
        lasting = (self.signals, self._orders, self.timers, self.bindings, self.absences, self.decisions)
        return any(part.changed for part in (*lasting, self.handles, self.people))

    async def commit(self, key: str | None = None, answer: str | None = None) -> None:
        """Keep all of it, or nothing: raises Conflict (run the handler again) or Duplicate (give that answer).

        The answer is stored under the key where a retry must not do it again: where a signal, an order, a timer, a
        binding or an absence changed. A handle alone (a form that opens) leaves no answer, for a retry must open the form again.
        """
        if not self.has_effects:
            return
        changes = self._changes()
        lasting = (self._orders, self.timers, self.signals, self.bindings, self.absences)
        if key is not None and any(part.changed for part in lasting):
            changes.seen.append({"key": key, "answer": answer or "", "at": self.now})
        await self._runner.flush(changes)
        passing("flush: committed")
        if self._redaction.changed:
            await self._redaction.wipe()

    def _changes(self) -> Changes:
        changes = Changes()
        self.signals.collect(changes, self.platform, self.organisation.version)
        changes.sought.extend(row_of(signal, self.organisation) for signal in self.signals.retold())
        self._redaction.collect(changes)
        self._orders.collect(changes)
        self._receipts.collect(changes)
        self.timers.collect(changes)
        tenant, holder = (self.account.tenant, self.actor.key) if self.account else ("", "")
        self.handles.collect(changes, tenant, holder)
        self.bindings.collect(changes)
        self.absences.collect(changes)
        self.decisions.collect(changes)
        self.people.collect(changes, self.account, self.actor.key if self.account else None)
        return changes

    async def account_of(self, person: str) -> Account | None:
        """Where this person last spoke, else where the organisation file says they are, else wherever they are found."""
        listed = self.organisation.person(person)
        if self.account is not None and listed is self.actor:
            return self.account  # they are speaking there now
        known = await self.people.accounts_of(listed.key if listed else person)
        if known:
            return known[0]
        if listed is None:
            return None
        accounts = sorted(listed.accounts.items())
        return Account(accounts[0][0], "", accounts[0][1]) if accounts else Account(ANYWHERE, "", listed.key)


def _reads_of(step: Step, role: Role) -> bool:
    """Whether the threads of a place in this role say that the step was taken."""
    return step not in UNTHREADED and (step not in FOR_WHO_WORKS_ON_IT or role in ("lead", "triage"))


def _is_taken_over(signal: Signal) -> bool:
    """Whether somebody else is its filer from this step on, who needs a receipt of their own."""
    return any(event.step is Step.SUCCEED and event.facts["to"] == signal.filer for event in signal.fresh)
