"""What Slack promises: post, edit and reply, know people, find what was posted, and say what is wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from adapters.slack import address
from adapters.slack.api import Answer, Api
from adapters.slack.checks import faults
from adapters.slack.people import profile_of
from adapters.slack.posting import post
from adapters.slack.render import QUIETLY
from adapters.slack.uploads import Uploads
from bot.conversation import Account, Place, Profile
from bot.delivery import Delivery, Fault, Receipt, TryLater, Uncertain, Undeliverable, Unsearchable

EVENT = "regiolijn"
"""The type of the metadata in which a message carries the key of its delivery."""

READ = 2.0
"""Seconds to find out who somebody is: they are waiting for an answer within three."""

UNKNOWN = frozenset({"user_not_found", "users_not_found", "user_not_visible"})
"""What Slack says of somebody it does not show us."""

LOOKED_AT = 100
"""Messages of a conversation that are searched for one that may have arrived."""


class Slack:
    """The five promises of `bot.delivery.Platform`."""

    def __init__(
        self,
        api: Api,
        homes: Collection[str],
        tenants: Collection[str] = (),
        app: Api | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api = api
        self._tenants = (
            tenants  # by which accounts go besides: the organisation, where the app is installed for all of it
        )
        self._app = app  # with the app's own token, for Socket Mode
        self._homes = homes  # the workspaces whose people are ours; filled at start
        self._direct: dict[str, str] = {}
        self._uploads = Uploads(api, clock)

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Post, edit or reply; an edit that Slack refuses is never posted anew: the message may still be there."""
        earlier = delivery.edits or delivery.under
        where = await self._channel(earlier.place if earlier else delivery.to)
        about: dict[str, Any] = {
            "channel": where,
            "metadata": {"event_type": EVENT, "event_payload": {"key": delivery.key}},
        }
        if delivery.edits:
            method, about = "chat.update", about | {"ts": delivery.edits.message}
        else:
            thread = {"thread_ts": delivery.under.message} if delivery.under else {}
            method, about = "chat.postMessage", about | QUIETLY | thread
        answer = await post(self._api, self._uploads, method, delivery.card, about)
        return _receipt(answer, where)

    async def profile(self, account: Account) -> Profile:
        """Who this is, now. Somebody Slack does not show us is gone; a scope or token that is missing is no such answer."""
        if account.tenant and not {account.tenant} & {*self._homes, *self._tenants}:  # the organisation file gives none
            return Profile(account, "", "foreign")
        arguments = {"user": account.user, "include_locale": True}
        try:
            answer = await self._api.read("users.info", arguments, within=READ)
        except Undeliverable as refused:
            if refused.reason in UNKNOWN:
                return Profile(account, "", "gone")
            raise
        except Uncertain as failure:
            raise TryLater(failure.reason) from None
        user = answer.get("user")
        if not isinstance(user, dict):
            raise TryLater("unreadable_answer")
        return profile_of(account, user, self._homes)

    async def account_of(self, email: str) -> Account | None:
        """Whose address this is; nobody's when it is a guest's, a stranger's, or was never confirmed."""
        try:
            answer = await self._api.read("users.lookupByEmail", {"email": email})
        except (Undeliverable, Uncertain) as failure:
            if failure.reason in UNKNOWN:
                return None
            raise TryLater(failure.reason) from None
        user = answer.get("user")
        if not (isinstance(user, dict) and isinstance(user.get("id"), str)):
            raise TryLater("unreadable_answer")
        account = Account(address.NAME, "", user["id"])  # whoever speaks from it later has a workspace as well
        return account if profile_of(account, user, self._homes).email.casefold() == email.casefold() else None

    async def find(self, delivery: Delivery) -> Receipt | None:
        """The message that carries the delivery's key, where a history scope lets us look."""
        if not any(scope.endswith(":history") for scope in self._api.scopes):
            raise Unsearchable
        try:
            return await self._found(delivery)
        except Undeliverable:
            raise Unsearchable from None
        except Uncertain as silent:  # looking posts nothing
            raise TryLater(silent.reason) from None

    async def check(self, places: Sequence[Place]) -> list[Fault]:
        """What would stop messages to these places, each with the step that mends it."""
        return await faults(self._api, self._app, places)

    async def _channel(self, to: Place | Account) -> str:
        """The channel of a place, or the direct messages with somebody, opened once."""
        if isinstance(to, Place):
            where = address.channel(to)
            if where is None:
                raise Undeliverable("no_slack_address")
            return where
        if to.user not in self._direct:
            try:
                answer = await self._api.call("conversations.open", {"users": to.user})
            except Uncertain as failure:  # opening posts nothing, so it may simply be done again
                raise TryLater(failure.reason) from None
            self._direct[to.user] = _opened(answer)
        return self._direct[to.user]

    async def _found(self, delivery: Delivery) -> Receipt | None:
        earlier = delivery.edits or delivery.under
        where = await self._channel(earlier.place if earlier else delivery.to)
        search: dict[str, Any] = {"channel": where, "include_all_metadata": True, "limit": LOOKED_AT}
        if delivery.under and not delivery.edits:
            answer = await self._api.read("conversations.replies", search | {"ts": delivery.under.message})
        else:
            if delivery.edits:
                search |= {"latest": delivery.edits.message, "inclusive": True, "limit": 1}
            answer = await self._api.read("conversations.history", search)
        messages = answer.get("messages")
        for posted in messages if isinstance(messages, list) else ():
            if isinstance(posted, dict) and _key(posted) == delivery.key:
                return _receipt(posted, where)
        return None


def _receipt(answer: Answer, where: str) -> Receipt:
    """The channel in Slack's answer counts: a direct message is posted to a person and stands in a channel."""
    posted, channel = answer.get("ts"), answer.get("channel", where)
    stands = address.place(channel) if isinstance(channel, str) else None
    if not isinstance(posted, str) or not posted or stands is None:
        raise Uncertain("no_receipt")
    return Receipt(stands, posted)


def _opened(answer: Answer) -> str:
    channel = answer.get("channel")
    opened = channel.get("id") if isinstance(channel, dict) else None
    if not isinstance(opened, str):
        raise TryLater("unreadable_answer")
    return opened


def _key(posted: Mapping[str, Any]) -> object:
    metadata = posted.get("metadata")
    payload = metadata.get("event_payload") if isinstance(metadata, dict) else None
    return payload.get("key") if isinstance(payload, dict) else None
