"""A platform that is not to be relied on: it refuses, hangs, stays silent, posts late, forgets and doubles.

It keeps what people would see, it checks the pace itself, and it may write all of it down in a file that outlives us.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from bot.cards import Buttons, Card, Facts, Heading, Lines, Note, Paragraph, Quote, plain
from bot.conversation import Account, Place, Profile
from bot.delivery import Delivery, Fault, Receipt, TryLater, Uncertain, Undeliverable, Unsearchable
from bot.pictures import Chart, TileMap

PACE = timedelta(seconds=1)


class Trouble(StrEnum):
    """What may happen to one call."""

    NONE = "it goes well"
    BUSY = "429, come back in seven seconds"
    REFUSED = "no connection"
    NEVER = "no such channel"
    LOST = "no answer, and nothing was posted"
    POSTED = "no answer, but it was posted"
    LATER = "no answer, and it is posted after a while"
    HANGS = "no answer until released"
    FORGETS = "posted, and gone the next moment"
    DOUBLES = "posted twice"
    STUMBLES = "the adapter has a fault"
    STUMBLES_AFTER = "posted, and then the adapter has a fault"


AMBIGUOUS = frozenset({Trouble.LOST, Trouble.POSTED, Trouble.LATER, Trouble.STUMBLES_AFTER})
"""After which nobody can know without looking."""


@dataclass(frozen=True)
class Message:
    """One message as it stands now."""

    where: str
    id: str
    key: str  # of the delivery that last wrote it
    words: str
    buttons: tuple[str, ...] = ()  # their actions
    handle: str = ""
    under: str = ""
    edits: int = 0


@dataclass(frozen=True)
class Happened:
    """One thing the platform did, in the order in which it did it."""

    what: str  # "post", "edit"
    key: str
    at: str  # when it was asked
    message: Message


class UnreliablePlatform:
    """Implements `bot.delivery.Platform`. `people` says which e-mail address an account's user has."""

    def __init__(
        self,
        real: Callable[[], datetime],
        people: Mapping[str, str],
        *,
        name: str = "slack",
        sees: bool = True,  # whether it can be searched for what may have arrived
        journal: Path | None = None,
        passing: Callable[[str], None] = lambda point: None,
    ) -> None:
        self.name = name
        self._real = real
        self._people = people
        self._sees = sees
        self._journal = journal
        self._passing = passing
        self._stands: dict[str, Message] = {}
        self._later: list[tuple[datetime, Delivery]] = []
        self._planned: dict[str, list[Trouble]] = defaultdict(list)
        self._called: dict[str, datetime] = {}
        self._outage: Trouble | None = None
        self.silent = False  # about people
        self.late = timedelta(seconds=40)
        self.calls = 0
        self.doubts: list[str] = []
        self.complaints: list[str] = []
        self.happened: list[Happened] = []
        self.hanging = asyncio.Event()
        self.released = asyncio.Event()
        if journal is not None and journal.exists():
            self._remember(journal.read_text().splitlines())

    # What a test sets up

    def will(self, *troubles: Trouble, to: str = "") -> None:
        """What the next calls meet, in one conversation or in any."""
        self._planned[to] += troubles

    def goes(self, away: Trouble | None) -> None:
        """Every delivery meets this until it comes back (None)."""
        self._planned.clear()
        self._outage = away

    # What people see

    def stands(self, where: str = "") -> list[Message]:
        """The messages in one conversation, or in all, oldest first."""
        self._arrive()
        return [message for message in self._stands.values() if where in ("", message.where)]

    def with_button(self, action: str, on: str) -> Message:
        """The newest message that offers this step and mentions `on`."""
        return [each for each in self.stands() if action in each.buttons and on in each.words][-1]

    def copies(self, key: str) -> int:
        """How often a delivery was posted anew."""
        return sum(each.what == "post" and each.key == key for each in self.happened)

    # The five promises

    async def deliver(self, delivery: Delivery) -> Receipt:
        self._arrive()
        self._passing("platform: asked")
        where = conversation(delivery)
        self._check_pace(where)
        match self._met(where):
            case Trouble.BUSY:
                raise TryLater("ratelimited", timedelta(seconds=7))
            case Trouble.REFUSED:
                raise TryLater("unreachable")
            case Trouble.NEVER:
                raise Undeliverable("channel_not_found")
            case Trouble.LOST:
                self._doubt(delivery)
                raise Uncertain("http_500")
            case Trouble.POSTED:
                self._doubt(delivery)
                self._do(delivery)
                raise Uncertain("http_500")
            case Trouble.LATER:
                self._doubt(delivery)
                self._later.append((self._real() + self.late, delivery))
                raise Uncertain("timeout")
            case Trouble.HANGS:
                self.hanging.set()
                await self.released.wait()
            case Trouble.FORGETS:
                receipt = self._do(delivery)
                del self._stands[receipt.message]
                return receipt
            case Trouble.DOUBLES:
                self._do(delivery)
            case Trouble.STUMBLES:
                raise RuntimeError("Noor Habets, BSN 948102731")
            case Trouble.STUMBLES_AFTER:
                self._doubt(delivery)
                self._do(delivery)
                raise RuntimeError("Noor Habets, BSN 948102731")
        receipt = self._do(delivery)
        self._passing("platform: posted")
        return receipt

    async def profile(self, account: Account) -> Profile:
        if self.silent:
            raise TryLater("unreachable")
        return Profile(account, account.user, "member", self._people[account.user], "nl", "Europe/Amsterdam")

    async def account_of(self, email: str) -> Account | None:
        return next((Account(self.name, "T1", user) for user, its in self._people.items() if its == email), None)

    async def find(self, delivery: Delivery) -> Receipt | None:
        self._arrive()
        if not self._sees:
            raise Unsearchable
        found = [each for each in self._stands.values() if each.key == delivery.key]
        return self._receipt(found[0]) if found else None

    async def check(self, places: Sequence[Place]) -> list[Fault]:
        return []

    # How it does it

    def _met(self, where: str) -> Trouble:
        self.calls += 1
        planned = self._planned.get(where) or self._planned.get("")
        return self._outage or (planned.pop(0) if planned else Trouble.NONE)

    def _check_pace(self, where: str) -> None:
        now, before = self._real(), self._called.get(where)
        if before is not None and timedelta(0) <= now - before < PACE:
            self.complaints.append(f"{where} was called twice within {now - before}")
        self._called[where] = now

    def _arrive(self) -> None:
        due = [(at, delivery) for at, delivery in self._later if at <= self._real()]
        self._later = [(at, delivery) for at, delivery in self._later if at > self._real()]
        for at, delivery in due:
            self._do(delivery, asked=at - self.late)

    def _do(self, delivery: Delivery, asked: datetime | None = None) -> Receipt:
        if delivery.edits is not None and delivery.edits.message not in self._stands:
            raise Undeliverable("message_not_found")
        card = delivery.card
        message = Message(
            where=conversation(delivery),
            id=f"m{len(self.happened)}",
            key=delivery.key,
            words=readable(card),
            buttons=tuple(
                button.action for block in card.blocks if isinstance(block, Buttons) for button in block.buttons
            ),
            handle=card.handle,
            under=delivery.under.message if delivery.under else "",
        )
        if delivery.edits is not None:
            before = self._stands[delivery.edits.message]
            message = replace(message, id=before.id, under=before.under, edits=before.edits + 1)
        self._stands[message.id] = message
        at = (asked or self._real()).isoformat()
        self._note(Happened("edit" if delivery.edits else "post", delivery.key, at, message))
        return self._receipt(message)

    def _note(self, happened: Happened) -> None:
        self.happened.append(happened)
        if self._journal is not None:
            with self._journal.open("a") as lines:
                lines.write(json.dumps(asdict(happened)) + "\n")

    def _receipt(self, message: Message) -> Receipt:
        return Receipt(Place(self.name, message.where), message.id)

    def _doubt(self, delivery: Delivery) -> None:
        self.doubts.append(delivery.key)
        if self._journal is not None:
            with doubts_in(self._journal).open("a") as lines:
                lines.write(delivery.key + "\n")

    def _remember(self, lines: Sequence[str]) -> None:
        self.happened = [happened(line) for line in lines]
        for each in self.happened:
            self._stands[each.message.id] = each.message


def doubts_in(journal: Path) -> Path:
    """Where the deliveries are listed of which nobody could know whether they had arrived."""
    return journal.with_name(f"{journal.name}.doubts")


def happened(line: str) -> Happened:
    """One line of the journal."""
    kept = json.loads(line)
    message = kept["message"]
    return Happened(**{**kept, "message": Message(**{**message, "buttons": tuple(message["buttons"])})})


def conversation(delivery: Delivery) -> str:
    """Where a message goes: a channel, or the direct messages with somebody."""
    earlier = delivery.edits or delivery.under
    to = earlier.place if earlier else delivery.to
    return to.address if isinstance(to, Place) else f"dm-{to.user}"


def readable(card: Card) -> str:
    """What can be read on a card."""
    lines = [card.summary]
    for block in card.blocks:
        match block:
            case Heading(text) | Quote(text):
                lines.append(text)
            case Paragraph(spans) | Note(spans):
                lines.append(plain(spans))
            case Facts(facts):
                lines += [f"{fact.label}: {plain(fact.value)}" for fact in facts]
            case Lines(lines=listed):
                lines += map(plain, listed)
            case Chart(takeaway=said) | TileMap(summary=said):
                lines.append(said)
            case Buttons():
                pass
    return "\n".join(lines)
