"""Was it seen before, and what solved it? Found by words or by theme, answered privately; nothing changes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from contextlib import suppress

from bot.conversation import Command, Press, Refusal, Reply, Say
from bot.finding import matching
from bot.organisation.naming import entries_in
from bot.rights import may_read, reads_none
from bot.routing import themes_of
from bot.signals import Signal
from bot.signals.numbered import only_number
from bot.standing_words import Asked, like, narrowed
from bot.store.listing import PAGE, Filter
from bot.store.work import Work
from bot.views.found import found_card
from bot.views.plain import plain_card

LONGEST = 6
"""Words; whoever types more is telling something."""

SOUGHT = 12
"""Words after `zoek`: some ask a whole question, and few tell what is wrong beginning with that word."""

BESIDE = 2
"""Words beside the name of a region or directorate that may narrow a list; more of them were looked for in vain."""

_SENTENCE = re.compile(r"[:;!]|[.?,]\s")
_QUESTION = re.compile(
    r"(?:wat|wie|waar|welke?|hoe|is|zijn|alles|what|who|where|which|how|are|everything)\b", re.IGNORECASE
)


def is_meant(words: str) -> bool:
    """Whether a longer text behind the word is still what to look for, and no knelpunt that happens to begin with it."""
    return len(words.split()) <= LONGEST and not _SENTENCE.search(words)


def is_sought(words: str) -> bool:
    """The same for what begins with `zoek`; a question is one however long it is."""
    return (len(words.split()) <= SOUGHT or bool(_QUESTION.match(words))) and not _SENTENCE.search(words)


async def find(command: Command, work: Work) -> Reply:
    """`/knelpunt zoek tolk huisarts`: signals and solutions that are about these words, the nearest first."""
    if not command.words.strip():
        raise Refusal(plain_card("refused.find", work.words))
    if only_number(command.words):
        shown: Reply = await work.contents.words["toon"](command, work)
        return shown
    found = await matching(command.words, work, reader=work.actor)
    named, beside = entries_in(command.words, work.organisation)
    if not found and named and len(beside) <= BESIDE:  # what lies where: that is a list
        with suppress(Refusal):
            listed: Reply = await work.contents.words["lijst"](command, work)
            return listed
    if not found and reads_none(work.actor, work.organisation):
        return Say(plain_card("list.admin", work.words))
    return _page(found, command.words, 0, work)


async def solved(command: Command, work: Work) -> Reply:
    """`/knelpunt opgelost arbeidsmarkt`: what was solved in a theme, or at all, the newest first."""
    asked = Asked("theme", command.words.strip())
    if not asked.name:
        return await _solved("", 0, work)
    if theme := narrowed(asked, work.organisation):
        return await _solved(theme.key, 0, work)
    if names := like(asked, work.organisation):
        raise Refusal(plain_card("refused.solved.like", work.words, typed=asked.name, names=work.words.any_of(names)))
    if told := themes_of(asked.name, work.organisation):
        return await _solved(told[0], 0, work)
    raise Refusal(plain_card("refused.solved", work.words, typed=asked.name))


async def more(press: Press, work: Work) -> Reply:
    """The next page of what was found."""
    handle = await work.handles.resolve(press.handle)
    kept = json.loads(handle.payload) if handle is not None and handle.kind == "list" else {}
    match kept:
        case {"find": str(words), "skip": int(skip)}:
            return _page(await matching(words, work, reader=work.actor), words, skip, work)
        case {"solved": str(theme), "skip": int(skip)} if not theme or theme in work.organisation.themes:
            return await _solved(theme, skip, work)
        case _:
            raise Refusal(plain_card("refused.expired", work.words))


def _page(found: Sequence[Signal], words: str, skip: int, work: Work) -> Reply:
    found = found[skip:]
    handle = _more({"find": words}, skip, work) if len(found) > PAGE else ""
    title = work.text("found.title", words=words)
    return Say(found_card(title, found[:PAGE], work.organisation, work.words, handle))


async def _solved(theme: str, skip: int, work: Work) -> Reply:
    found = await work.signals.listed(Filter(theme=theme, solved=True), skip)
    handle = _more({"solved": theme}, skip, work) if len(found) > PAGE else ""
    readable = [work.organisation.current(signal) for signal in found[:PAGE] if _may_see(signal, work)]
    title = work.text("found.solved", theme=work.organisation.themes[theme].label) if theme else work.text("found.all")
    return Say(found_card(title, readable, work.organisation, work.words, handle))


def _may_see(signal: Signal, work: Work) -> bool:
    return may_read(work.actor, signal, work.organisation)


def _more(asked: dict[str, str], skip: int, work: Work) -> str:
    return work.handles.issue("list", "", json.dumps({**asked, "skip": skip + PAGE}))
