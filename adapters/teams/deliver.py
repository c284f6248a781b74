"""What Teams promises: post, edit and reply, know people, and say what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from adapters.teams import address
from adapters.teams.api import Api, path
from adapters.teams.checks import faults
from adapters.teams.client import Client
from adapters.teams.failures import Missing
from adapters.teams.pace import Pace
from adapters.teams.parts import text
from adapters.teams.people import is_about, profile_of
from adapters.teams.references import References, Somebody
from adapters.teams.render import message
from bot.conversation import Account, Place, Profile
from bot.delivery import Delivery, Fault, Receipt, TryLater, Uncertain, Undeliverable, Unsearchable

READ = 2.0
"""Seconds to find out who somebody is: they are waiting for an answer."""

Activity = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """A conversation and the address of the service it lives at."""

    service_url: str
    conversation: str
    channel: bool = False


class Teams:
    """The five promises of `bot.delivery.Platform`, for one tenant."""

    def __init__(self, api: Api, references: References, pace: Pace, tenant: str, *, dialogs: bool = True) -> None:
        self._api = api
        self._references = references
        self._pace = pace
        self._tenant = tenant
        self.client = Client(dialogs, tenant)

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Post, edit or reply; an edit that Teams refuses is never posted anew: the message may still be there."""
        activity = message(delivery.card, self.client)
        if delivery.edits:
            return await self._edit(delivery.edits, activity)
        if delivery.under:
            target = await self._place(delivery.under.place)
            return await self._post(target, activity, thread=delivery.under.message)
        if isinstance(delivery.to, Account):
            return await self.tell(delivery.to, activity)
        target = await self._place(delivery.to)
        return await (self._start_thread(target, activity) if target.channel else self._post(target, activity))

    async def tell(self, account: Account, activity: Activity, *, awaited: bool = False) -> Receipt:
        """A message to one person, in their 1:1 chat; `awaited` where they wait for it. Failures as for `deliver`."""
        if not self._ours(account):
            raise Undeliverable("of another tenant")
        known = await self._references.somebody(account)
        if known.direct:
            with suppress(Missing):  # a chat that is no longer there took nothing; opening gives the one that is
                return await self._post(Target(known.service_url, known.direct), activity, awaited=awaited)
        return await self._post(await self._opened(account, known), activity, awaited=awaited)

    async def whisper(self, place: Place, account: Account, activity: Activity, *, thread: str = "") -> None:
        """A message in a shared conversation that one person sees; in their 1:1 chat where Teams does not allow that.

        `thread` is the id of the message that starts it, in a channel. Failures as for `deliver`.
        """
        target = await self._place(place)
        known = await self._references.somebody(account)
        private = {**activity, "recipient": {"id": known.user}}
        try:
            await self._post(target, private, thread=thread, query="?isTargetedActivity=true", awaited=True)
        except Undeliverable:
            await self.tell(account, activity, awaited=True)

    async def account_of(self, email: str) -> Account | None:
        """Nobody's: without rights on the directory of the whole organisation a bot cannot look anybody up."""
        return None

    async def profile(self, account: Account) -> Profile:
        """Who this is, now. Somebody Teams does not know is gone; everything else that fails is for later."""
        if not self._ours(account):
            return Profile(account, "", "foreign")
        known = await self._references.somebody(account)
        for conversation in dict.fromkeys(filter(None, (known.direct, known.heard_in))):
            try:
                return await self._member(account, known, Target(known.service_url, conversation))
            except Undeliverable:  # left it, or the app is not there; another conversation may know
                continue
        try:
            return await self._member(account, known, await self._opened(account, known))
        except Missing:
            return Profile(account, "", "gone")
        except Undeliverable as refused:
            raise TryLater(refused.reason) from None

    async def find(self, delivery: Delivery) -> Receipt | None:
        """Teams lets nobody search for a message: always Unsearchable."""
        raise Unsearchable

    async def check(self, places: Sequence[Place]) -> list[Fault]:
        """What would stop messages to these places, each with the step that mends it."""
        return await faults(self._api, self._references, places)

    def _ours(self, account: Account) -> bool:
        """Who stands in the organisation file has no tenant there: it is ours."""
        return account.tenant in ("", self._tenant)

    async def _place(self, place: Place) -> Target:
        conversation = address.conversation(place)
        if conversation is None:
            raise Undeliverable("not an address of Teams")
        known = await self._references.somewhere(place)
        return Target(known.service_url, conversation, known.channel)

    async def _opened(self, account: Account, known: Somebody) -> Target:
        """The 1:1 chat with somebody; opening it posts nothing, and again gives the same one."""
        asked = {
            "isGroup": False,
            "members": [{"id": known.user}],
            "tenantId": self._tenant,
        }
        self._pace.read()
        try:
            answer = await self._api.call("POST", known.service_url, path(), asked)
        except Uncertain as failure:
            raise TryLater(failure.reason) from None
        opened = address.place(text(answer, "id"))
        if opened is None:
            raise TryLater("unreadable_answer")
        await self._references.opened(account, opened.address)
        return Target(known.service_url, opened.address)

    async def _edit(self, posted: Receipt, activity: Activity) -> Receipt:
        target = await self._place(posted.place)
        self._pace.send(target.conversation)
        where = path(target.conversation, "activities", posted.message)
        await self._api.call("PUT", target.service_url, where, {**activity, "id": posted.message})
        return posted

    async def _post(
        self, target: Target, activity: Activity, *, thread: str = "", query: str = "", awaited: bool = False
    ) -> Receipt:
        """Only a channel has threads: elsewhere an answer stands under the last message."""
        where = f"{target.conversation};messageid={thread}" if target.channel and thread else target.conversation
        self._pace.send(target.conversation, awaited=awaited)
        answer = await self._api.call("POST", target.service_url, path(where, "activities") + query, activity)
        return _receipt(target, text(answer, "id"))

    async def _start_thread(self, target: Target, activity: Activity) -> Receipt:
        asked = {
            "isGroup": True,
            "channelData": {"channel": {"id": target.conversation}},
            "activity": activity,
            "tenantId": self._tenant,
        }
        self._pace.send(target.conversation)
        answer = await self._api.call("POST", target.service_url, path(), asked)
        return _receipt(target, text(answer, "activityId"))

    async def _member(self, account: Account, known: Somebody, target: Target) -> Profile:
        self._pace.read()
        where = path(target.conversation, "members", known.user)
        try:
            member = await self._api.read(target.service_url, where, within=READ)
        except Uncertain as failure:
            raise TryLater(failure.reason) from None
        if not is_about(account, member):
            raise TryLater("unreadable_answer")
        return profile_of(account, member, known, self._tenant)


def _receipt(target: Target, posted: str) -> Receipt:
    where = address.place(target.conversation)
    if where is None or not posted:
        raise Uncertain("no_receipt")
    return Receipt(where, posted)
