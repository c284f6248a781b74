"""The five promises of a platform, kept against the playground's own message memory."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from datetime import timedelta

from adapters.playground.memory import Memory
from adapters.playground.message import Message
from adapters.playground.stage import PLATFORM, TENANT, Stage, direct
from bot.conversation import Account, Place, Profile
from bot.delivery import Delivery, Fault, Receipt, TryLater, Uncertain, Undeliverable

_NUMBER = re.compile(r"[0-9]{1,18}")


class Playground:
    """Posts, edits and finds messages, and knows the people on the stage."""

    def __init__(self, stage: Stage, memory: Memory, told: Callable[[], None]) -> None:
        self._stage = stage
        self._memory = memory
        self._spoken: dict[str, str] = {}
        self._told = told  # called after every change, so that open pages hear of it

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Post, edit or reply. A key counts once: delivering it again gives the receipt of the first time."""
        address = self._address(delivery.to)
        try:
            receipt = (
                await self._edit(delivery.edits, delivery) if delivery.edits else await self._post(address, delivery)
            )
        except sqlite3.Error as error:
            raise Uncertain(f"the message memory failed: {type(error).__name__}") from error
        self._told()
        return receipt

    async def profile(self, account: Account) -> Profile:
        """Who this is on the stage; anybody else is gone, and anybody from elsewhere foreign."""
        if (account.platform, account.tenant) != (PLATFORM, TENANT):
            return Profile(account, name="", standing="foreign")
        player = self._stage.player(account.user)
        if player is None:
            return Profile(account, name="", standing="gone")
        language = self._spoken.get(player.key, player.language)
        return Profile(account, player.name, "member", player.email, language, self._stage.zone, timedelta(0))

    async def account_of(self, email: str) -> Account | None:
        """The player with this address."""
        player = next((each for each in self._stage.people if each.email.casefold() == email.casefold()), None)
        return Account(PLATFORM, TENANT, player.key) if player else None

    def speaks(self, person: str, language: str) -> None:
        """The page on which this person is played is in this language now."""
        self._spoken[person] = language

    async def find(self, delivery: Delivery) -> Receipt | None:
        """The message this very delivery posted or edited."""
        try:
            message = await self._memory.find(delivery.key)
            found = None if message is None else await self._memory.get(message)
        except sqlite3.Error as error:
            raise TryLater(f"the message memory failed: {type(error).__name__}") from error
        return None if found is None else _receipt(found.place, found.id)

    async def check(self, places: Sequence[Place]) -> list[Fault]:
        """The places that are not on the stage."""
        return [
            Fault(
                what=f"De oefenruimte kent de plek “{place.address}” niet.",
                mend="Noem deze plek in het organisatiebestand bij een directie of regio, onder `channels: playground`.",
            )
            for place in places
            if place.platform != PLATFORM or not self._stage.knows(place.address)
        ]

    def _address(self, to: Place | Account) -> str:
        address = direct(to.user) if isinstance(to, Account) else to.address
        is_here = to.platform == PLATFORM and (not isinstance(to, Account) or to.tenant == TENANT)
        if not (is_here and self._stage.knows(address)):
            raise Undeliverable("nobody on the stage reads this address")
        return address

    async def _edit(self, edits: Receipt, delivery: Delivery) -> Receipt:
        message = _number(edits)
        if not await self._memory.edit(message, delivery.card, key=delivery.key):
            raise Undeliverable("the message to edit is not there")
        return edits

    async def _post(self, address: str, delivery: Delivery) -> Receipt:
        under = None
        if delivery.under is not None:
            replied = await self._replied_to(delivery.under)
            address, under = replied.place, replied.id if replied.under is None else replied.under
        message = await self._memory.post(address, delivery.card, self._stage.now(), under=under, key=delivery.key)
        return _receipt(address, message)

    async def _replied_to(self, receipt: Receipt) -> Message:
        """A reply stands where its thread stands; a reply to a reply stands in the same thread."""
        found = await self._memory.get(_number(receipt))
        if found is None:
            raise Undeliverable("the message to reply to is not there")
        return found


def _receipt(address: str, message: int) -> Receipt:
    return Receipt(Place(PLATFORM, address), str(message))


def _number(receipt: Receipt) -> int:
    """The message a receipt speaks of; one that is not ours names no message at all."""
    if receipt.place.platform != PLATFORM or not _NUMBER.fullmatch(receipt.message):
        raise Undeliverable("this receipt is not from the playground")
    return int(receipt.message)
