"""From a request to its handler on the contents page, its handle looked up first."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import assert_never

from bot.conversation import Command, MessageAction, Press, Refusal, Reply, Request, Say, Submission, Unopened
from bot.handlers import Contents
from bot.handlers.file_signal import NONCE
from bot.late import keep_draft
from bot.organisation.naming import entries_in
from bot.privacy import confidence
from bot.signals.numbered import plain_hyphens
from bot.store.handles import Handle
from bot.store.work import Work
from bot.views.confiding import READERS
from bot.views.help import SAID
from bot.views.plain import plain_card
from bot.views.seen_before import SEEN_BEFORE

FEW = 4
"""Words in all that can still be a command."""

BESIDE = 2
"""Words beside the names of regions and directorates, where that is what a command takes."""

NEAR = 0.7
"""How alike a word must be to a command's to be taken for a slip, from 0 to 1."""


async def handled(request: Request, work: Work, contents: Contents) -> Reply:
    """The handler's reply; a Refusal for what the contents page or the handles do not know."""
    request = _readable(request)
    match request:
        case Command():
            return await _commanded(request, work, contents)
        case MessageAction() if request.name in contents.message_actions:
            return await contents.message_actions[request.name](request, work)
        case Press() if request.action in contents.presses:
            return await contents.presses[request.action](await _found(request, work), work)
        case Submission() if request.action in contents.submissions:
            return await contents.submissions[request.action](await _matched(request, work), work)
        case Unopened():
            return Say(keep_draft(request.form, work, work.words))
        case _:
            raise Refusal(plain_card("refused.expired", work.words))


def _readable(request: Request) -> Request:
    """Without what no database keeps and nobody types: NUL and halves of characters."""
    match request:
        case Command():
            return replace(request, words=_text(request.words))
        case MessageAction():
            return replace(request, text=_text(request.text))
        case Submission():
            return replace(request, values={key: _text(value) for key, value in request.values.items()})
        case Press() | Unopened():
            return request
        case _:
            assert_never(request)


def _text(typed: str) -> str:
    return typed.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


async def _commanded(command: Command, work: Work, contents: Contents) -> Reply:
    """A few words that begin with a known one are a command; a longer text is a knelpunt, whatever it begins with.

    Unless it could only be meant for that word: `afwezig t/m 12 mei vervanger Gijs Elderink`, `lijst Amstelland en De
    Meerlanden opgepakt`.
    """
    if command.name not in contents.commands:
        return await contents.words["help"](command, work)
    first, *rest = command.words.split() or [""]
    word, others = first.lower(), " ".join(rest)
    few = 1 if word in contents.alone else FEW
    is_for_it = len(rest) < few or (word in contents.longer and contents.longer[word](others))
    if not is_for_it and word in contents.named:
        named, left = entries_in(others, work.organisation)
        is_for_it = bool(named) and len(left) <= BESIDE
    if is_for_it and word in contents.words:
        return await contents.words[word](replace(command, words=plain_hyphens(others)), work)
    is_slip = (
        len(rest) < FEW - 1 and word not in contents.words and get_close_matches(word, contents.words, n=1, cutoff=NEAR)
    )
    if is_slip and not confidence.told(command.words).sealed:
        return await contents.nearest(command, work)
    return await contents.unclear(command, work) or await contents.commands[command.name](command, work)


async def _found(press: Press, work: Work) -> Press:
    handle = await work.handles.resolve(press.handle)
    if handle is None or handle.kind not in {"card", "draft", "list", SEEN_BEFORE, READERS, SAID}:
        raise Refusal(plain_card("refused.expired", work.words))
    return replace(press, subject=_held(handle, work).subject)


async def _matched(submission: Submission, work: Work) -> Submission:
    """A form about a signal carries a handle issued for just that; a client cannot bring its own."""
    if submission.handle.startswith(NONCE):
        return submission
    handle = await work.handles.resolve(submission.handle)
    if handle is None or handle.kind != submission.action:
        raise Refusal(plain_card("refused.expired", work.words))
    return replace(submission, subject=_held(handle, work).subject)


def _held(handle: Handle, work: Work) -> Handle:
    """A form is whoever's who opened it: what they typed lies behind it, and somebody else saw none of it."""
    holder = work.organisation.person(handle.holder)
    if handle.holder and (holder is None or holder.key != work.actor.key):
        raise Refusal(plain_card("refused.not_yours", work.words))
    return handle
