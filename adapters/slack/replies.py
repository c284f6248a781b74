"""A reply carried out: in the answer to Slack's request where that can be, else by the asker's own way back."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace

import structlog

from adapters.slack.api import Api
from adapters.slack.at_once import Ack, at_once
from adapters.slack.forms import modal
from adapters.slack.permalink import permalink
from adapters.slack.render import QUIETLY, faces, notice
from adapters.slack.way import Way
from bot.cards import Card, Form, Paragraph
from bot.conversation import Answer, Correct, Done, MessageAction, Open, Reply, Request, Say, Unopened
from bot.delivery import TryLater, Uncertain, Undeliverable

BUDGET = 2.8
"""Seconds after which Slack must have heard from us, at the latest; it gives up at three."""

LEAST = 0.3
"""Seconds a window gets to open, however late the answer came."""

PRIVATE = 5.0
"""Seconds a private answer may take after Slack has been answered."""

SORRY = (
    "Dat ging mis bij ons. Probeer het straks nog eens.",
    "Something went wrong on our side. Please try again in a while.",
)
"""The one sentence the core cannot word, because it did not answer; in both languages, as nobody looked up whose."""

log = structlog.get_logger("slack")


class Replies:
    """Asks the core and carries its reply out; whatever happens, Slack gets an answer it takes."""

    def __init__(self, api: Api, answer: Answer, *, budget: float = BUDGET) -> None:
        self._api = api
        self._answer = answer
        self._budget = budget
        self._running: set[asyncio.Task[None]] = set()

    async def to(self, request: Request, way: Way) -> Ack:
        """The body with which Slack's request is answered; empty when there is nothing to say in it."""
        deadline = asyncio.get_running_loop().time() + self._budget
        if isinstance(request, MessageAction):  # nothing can stand in the answer to it
            return await self._begun(self._from_message(request, way, deadline), deadline)
        reply = await self._ask(request)
        try:
            direct = at_once(reply, way, self._api.home)
        except Exception:
            log.exception("a reply could not be drawn", request=type(request).__name__)
            reply = _sorry()
            direct = at_once(reply, way, self._api.home)
        if direct is not None:
            return direct
        return await self._begun(self._carry_out(reply, request, way, deadline), deadline)

    async def finish(self) -> None:
        """Wait for private answers that are still on their way."""
        if self._running:
            await asyncio.wait(set(self._running), timeout=2 * PRIVATE)

    async def _begun(self, answering: Coroutine[object, object, None], deadline: float) -> Ack:
        """Slack waits until it is done or the time is up; it goes on either way."""
        task = asyncio.create_task(answering)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await asyncio.wait({task}, timeout=_left(deadline))
        return {}

    async def _from_message(self, request: MessageAction, way: Way, deadline: float) -> None:
        linked = replace(request, link=await permalink(self._api, way.channel, way.message))
        await self._carry_out(await self._ask(linked), linked, way, deadline)

    async def _ask(self, request: Request) -> Reply:
        try:
            return await self._answer(request)
        except Exception:
            log.exception("the core did not answer", request=type(request).__name__)
            return _sorry()

    async def _carry_out(self, reply: Reply, request: Request, way: Way, deadline: float) -> None:
        try:
            match reply:
                case Say(card):
                    await self._say(card, way)
                case Open(form) | Correct(form):
                    await self._open(form, request, way, deadline)
                case Done():
                    pass
        except (TryLater, Undeliverable, Uncertain) as error:
            log.warning("a private answer did not arrive", reason=error.reason)
        except Exception:
            log.exception("a reply was not carried out", request=type(request).__name__)

    async def _open(self, form: Form, request: Request, way: Way, deadline: float) -> None:
        """A window, or, where Slack does not open one, a private answer from which it can be opened later."""
        if await self._window(modal(form), way, _left(deadline)):
            return
        unopened = Unopened(f"{request.key}:unopened", request.by, form, request.place)  # the click itself is answered
        reply = await self._ask(unopened)
        if isinstance(reply, Say):
            await self._say(reply.card, way)

    async def _window(self, view: Ack, way: Way, within: float) -> bool:
        method = "views.push" if way.kind == "window" else "views.open"
        try:
            await self._api.call(method, {"trigger_id": way.trigger, "view": view}, within=within)
        except (TryLater, Undeliverable, Uncertain) as error:
            log.warning("a window did not open", kind=method, reason=error.reason)
            return False
        return True

    async def _say(self, card: Card, way: Way) -> None:
        """To the asker alone: where they pressed, else in a small window, else in their direct messages."""
        drawn = faces(card, home=self._api.home)
        for face in drawn if way.response_url else ():
            if await self._api.respond(way.response_url, face, within=PRIVATE):
                return
        shown = drawn[-1]
        if way.kind in ("window", "menu") and await self._window(notice(card, home=self._api.home), way, PRIVATE):
            return
        if way.channel and await self._ephemeral(shown, way):
            return
        opened = await self._api.call("conversations.open", {"users": way.user}, within=PRIVATE)
        direct = {"channel": opened["channel"]["id"], **shown, **QUIETLY}
        await self._api.call("chat.postMessage", direct, within=PRIVATE)

    async def _ephemeral(self, shown: Ack, way: Way) -> bool:
        try:
            await self._api.call(
                "chat.postEphemeral", {"channel": way.channel, "user": way.user, **shown}, within=PRIVATE
            )
        except (TryLater, Undeliverable, Uncertain):
            return False
        return True


def _sorry() -> Say:
    return Say(Card(SORRY[0], tuple(Paragraph((sentence,)) for sentence in SORRY)))


def _left(deadline: float) -> float:
    return max(deadline - asyncio.get_running_loop().time(), LEAST)
