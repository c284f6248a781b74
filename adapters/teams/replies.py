"""A reply carried out: in the answer to Teams' request where that can be, else in a private message."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog

from adapters.teams import address, render
from adapters.teams.answers import (
    Json,
    card_window,
    fits_a_line,
    form_instead,
    form_message,
    form_window,
    instead,
    told,
    worded,
)
from adapters.teams.deliver import Teams
from adapters.teams.way import Way
from bot.cards import Buttons, Card, Paragraph
from bot.conversation import Answer, Correct, Done, Open, Reply, Request, Say, Submission, Unopened
from bot.delivery import Delivery, Receipt, TryLater, Uncertain, Undeliverable

T = TypeVar("T")

PRIVATE = 5.0
"""Seconds that Teams waits for a private message to be sent; after that it goes its way while Teams has its answer."""

SORRY = (
    "Dat ging mis bij ons. Probeer het straks nog eens.",
    "Something went wrong on our side. Please try again in a while.",
)
"""The one sentence the core cannot word, because it did not answer; in both languages, as nobody looked up whose."""

log = structlog.get_logger("teams")


class Replies:
    """Asks the core and carries its reply out; whatever happens, Teams gets an answer it takes.

    With `targeted`, what is private about a shared conversation stands in that conversation, for the asker alone.
    """

    def __init__(self, platform: Teams, answer: Answer, *, targeted: bool, patience: float = PRIVATE) -> None:
        self._platform = platform
        self._answer = answer
        self._targeted = targeted
        self._client = platform.client
        self._patience = patience
        self._running: set[asyncio.Task[Any]] = set()

    async def to(self, request: Request, way: Way) -> Json | None:
        """The body with which Teams' request is answered; None when there is nothing to say in it."""
        try:
            return await self._carried_out(await self._ask(request), request, way)
        except Exception:
            log.exception("a reply was not carried out", request=type(request).__name__)
            return told(_sorry(), way)

    async def finish(self) -> None:
        """Wait for private answers that are still on their way."""
        if self._running:
            await asyncio.wait(set(self._running), timeout=2 * PRIVATE)

    async def _ask(self, request: Request) -> Reply:
        try:
            return await self._answer(request)
        except Exception:
            log.exception("the core did not answer", request=type(request).__name__)
            return Say(_sorry())

    async def _carried_out(self, reply: Reply, request: Request, way: Way) -> Json | None:
        match way.kind:
            case "opening" | "window" | "extension":
                return await self._in_window(reply, request, way)
            case "card" if isinstance(request, Submission):
                return self._in_place(reply, request, way)
            case "card" | "message":
                return await self._beside(reply, request, way)

    async def _in_window(self, reply: Reply, request: Request, way: Way) -> Json | None:
        """A window has no buttons but the one that sends a form in."""
        match reply:
            case Open() | Correct():
                return form_window(reply)
            case Say(card) if any(isinstance(block, Buttons) for block in card.blocks):
                return await self._in_time(self._said(card, request, way), card, way)
            case Say(card):
                return card_window(card, self._client)
            case Done() if way.kind == "window":
                return None  # it closes, and the card behind it changes
            case Done(said):
                return told(worded(said), way)

    def _in_place(self, reply: Reply, request: Submission, way: Way) -> Json:
        """A form that stood in a message makes room for what came of it."""
        match reply:
            case Open() | Correct():
                return form_instead(reply, request.action)
            case Say(card):
                return self._settled(card, request, way)
            case Done(said):
                return self._settled(worded(said), request, way)

    async def _beside(self, reply: Reply, request: Request, way: Way) -> Json | None:
        """What was pressed stays as it is, for everybody else."""
        match reply:
            case Open(form) | Correct(form):
                return await self._in_time(self._opened(reply, request, way), worded(form.title), way)
            case Say(card) if way.kind == "card" and fits_a_line(card):
                return told(card, way)
            case Say(card):
                return await self._in_time(self._said(card, request, way), card, way)
            case Done(said):
                return told(worded(said), way)

    async def _opened(self, reply: Open | Correct, request: Request, way: Way) -> Json | None:
        """The form as a private message; where that cannot be sent, it is kept and the asker hears where."""
        if await self._whispered(form_message(reply), request, way):
            return told(worded(reply.form.title), way)
        key = f"{request.key}:unopened"  # the press itself has been answered
        kept = await self._ask(Unopened(key, request.by, reply.form, request.place))
        return await self._said(kept.card if isinstance(kept, Say) else _sorry(), request, way)

    async def _said(self, card: Card, request: Request, way: Way) -> Json | None:
        """The card as a private message and its point in the answer, or all its words there if that is the only way."""
        arrived = await self._whispered(render.message(card, self._client), request, way)
        return told(worded(card.summary) if arrived else card, way)

    async def _whispered(self, message: Json, request: Request, way: Way) -> bool:
        place = address.place(way.conversation)
        if self._targeted and place and not way.personal:
            return await self._sent(self._platform.whisper(place, request.by, message, thread=way.thread))
        return await self._sent(self._platform.tell(request.by, message, awaited=True))

    def _settled(self, card: Card, request: Request, way: Way) -> Json:
        """Teams shows the answer until the chat is opened anew, so the message that the form stood in changes as well."""
        place = address.place(way.conversation)
        if way.personal and place and way.card:
            edit = Delivery(f"settled:{request.key}", place, card, edits=Receipt(place, way.card))
            self._keep(self._sent(self._platform.deliver(edit)))
        return instead(render.card(card, self._client))

    async def _sent(self, sending: Coroutine[Any, Any, object]) -> bool:
        try:
            await sending
        except (TryLater, Undeliverable, Uncertain) as error:
            log.warning("a private answer did not arrive", reason=error.reason)
            return False
        except Exception:
            log.exception("a private answer was not sent")
            return False
        return True

    async def _in_time(self, answering: Coroutine[Any, Any, Json | None], point: Card, way: Way) -> Json | None:
        """What it answers, or the point of it when that takes too long."""
        task = self._keep(answering)
        done, _ = await asyncio.wait({task}, timeout=self._patience)
        return task.result() if done else told(worded(point.summary), way)

    def _keep(self, coroutine: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(coroutine)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task


def _sorry() -> Card:
    return Card(SORRY[0], tuple(Paragraph((sentence,)) for sentence in SORRY))
