"""The playground over HTTP: the page, what stands in it, what changes, and what a visitor does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress
from typing import Final, get_args

from aiohttp import web

from adapters.playground.admit import LARGEST, Refused, admit_body, admit_sender, admit_visitor
from adapters.playground.files import FILES
from adapters.playground.live import Bell, event
from adapters.playground.memory import Closed, Memory
from adapters.playground.page import clock, places_of, shown, whole_page
from adapters.playground.receive import Ask, Chosen, Malformed, Typed, read, receive
from adapters.playground.render import render_reply
from adapters.playground.stage import Player, Stage, Until
from bot.cards import Card
from bot.conversation import Answer, Done, Reply

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self';"
        " require-trusted-types-for 'script'; trusted-types regiolijn"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Visits:
    """Every way in, each behind the same door."""

    def __init__(
        self, stage: Stage, memory: Memory, bell: Bell, answer: Answer, speaks: Callable[[str, str], None]
    ) -> None:
        self._stage = stage
        self._memory = memory
        self._bell = bell
        self._answer = answer
        self._speaks = speaks
        self._moving = asyncio.Lock()  # the clock goes forward one push at a time

    def routes(self) -> tuple[web.RouteDef, ...]:
        """All of them."""
        return (
            web.get("/", _behind_the_door(self._page)),
            web.get("/playground/static/{name}", _behind_the_door(self._static)),
            web.get("/playground/state", _behind_the_door(self._state)),
            web.get("/playground/events", _behind_the_door(self._events)),
            web.post("/playground/request", _behind_the_door(self._request)),
            web.post("/playground/advance", _behind_the_door(self._advance)),
        )

    async def _page(self, request: web.Request) -> web.Response:
        language = request.query.get("language", "")
        return web.Response(text=whole_page(self._stage, language), content_type="text/html", headers=_HEADERS)

    async def _static(self, request: web.Request) -> web.Response:
        found = FILES.get(request.match_info["name"])
        if found is None:
            raise Refused(404, "There is no such file.")
        body, kind = found
        return web.Response(body=body, headers={**_HEADERS, "Content-Type": kind})

    async def _state(self, request: web.Request) -> web.Response:
        players, language = self._players(request), request.query.get("language", "")
        last = await self._memory.last_change()  # read first: what comes in between is told twice, never missed
        messages = await self._memory.since(0, self._addresses(players))
        return _json(
            {
                "people": [{"key": p.key, "places": places_of(self._stage, p, language)} for p in players],
                "messages": [shown(message, self._stage, language) for message in messages],
                **clock(self._stage.now(), last),
            }
        )

    async def _events(self, request: web.Request) -> web.StreamResponse:
        players, language = self._players(request), request.query.get("language", "")
        last = _change(request.headers.get("Last-Event-ID") or request.query.get("after", "0"))
        stream = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
        await stream.prepare(request)
        with suppress(ConnectionError, Closed):  # the page is gone, or we are
            async with aclosing(self._bell.rings()) as rings:
                async for _ in rings:
                    for message in await self._memory.since(last, self._addresses(players)):
                        facts = shown(message, self._stage, language)
                        await stream.write(event("message", facts, id=message.change))
                        last = message.change
                    newest = await self._memory.last_change()
                    await stream.write(event("clock", clock(self._stage.now(), newest)))
        return stream

    async def _request(self, request: web.Request) -> web.Response:
        try:
            ask = read(await _payload(request))
        except Malformed:
            raise Refused(400, "That is not something the page sends.") from None
        player = self._stage.player(ask.person)
        if player is None or ask.place not in self._stage.addresses_of(player):
            raise Refused(403, "This person is not in that place.")
        self._speaks(player.key, ask.language)
        reply = await self._reply(ask, player)
        return _json(render_reply(reply, f"form-{ask.id}", ask.language))

    async def _reply(self, ask: Ask, player: Player) -> Reply:
        """Talk is posted; everything said to Regiolijn goes to the core."""
        if isinstance(ask, Typed) and ask.is_chat:
            said = Card(summary=ask.text, language=player.language)
            await self._memory.post(ask.place, said, self._stage.now(), author=player.key, key=ask.key)
            self._bell.ring()
        asked = receive(ask, await self._text_of(ask, player) if isinstance(ask, Chosen) else "")
        return Done() if asked is None else await self._answer(asked)

    async def _text_of(self, ask: Chosen, player: Player) -> str:
        message = await self._memory.get(ask.message)
        if message is None or message.place not in self._stage.addresses_of(player):
            raise Refused(404, "That message is not there.")
        return message.card.summary

    async def _advance(self, request: web.Request) -> web.Response:
        asked = (await _payload(request)).get("until")
        until: Until | None = next((name for name in get_args(Until) if name == asked), None)
        if until is None:
            raise Refused(400, "The clock can go to the next working day or to next Monday.")
        async with self._moving:
            await self._stage.advance(until)
        self._bell.ring()
        return _json(clock(self._stage.now(), await self._memory.last_change()))

    def _players(self, request: web.Request) -> list[Player]:
        players = [self._stage.player(key) for key in request.query.getall("as", [])]
        found = [player for player in players if player is not None]
        if not found or len(found) != len(players):
            raise Refused(404, "Nobody on the stage has that name.")
        return found

    def _addresses(self, players: list[Player]) -> frozenset[str]:
        return frozenset[str]().union(*(self._stage.addresses_of(player) for player in players))


def _behind_the_door(handler: Handler) -> Handler:
    """Who may not come in hears why, in one sentence and with a 4xx."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            admit_visitor(_peer(request), request.headers)
            if request.method == "POST":
                admit_sender(request.headers)
            return await handler(request)
        except Refused as refusal:
            return _json({"refused": refusal.reason}, refusal.status)

    return guarded


def _peer(request: web.Request) -> str:
    name = request.transport.get_extra_info("peername") if request.transport else None
    return str(name[0]) if isinstance(name, tuple) else ""


async def _payload(request: web.Request) -> dict[str, object]:
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LARGEST:
            break  # admit_body says that it is too much
    return admit_body(bytes(body))


def _change(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _json(facts: dict[str, object] | dict[str, str], status: int = 200) -> web.Response:
    return web.json_response(facts, status=status, headers=_HEADERS)
